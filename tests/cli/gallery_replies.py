"""The error gallery, continued: refusals met while answering and reviewing replies by hand."""

from govflow.adapters.memory.correspondents import Answer
from tests.cli.gallery import SAMPLES, Words, plain, put, sample
from tests.cli.terminal import Shell

__all__ = ["SAMPLES"]

BY = ("--by", "Sarah Okafor")
ASKS = Answer("outlook", "Read it, but does section 3 cover our messaging group?")


def asked(shell: Shell, *words: str) -> Words:
    """Ada asks something, and her reply is to be answered."""
    shell.answer("ada@union.example", ASKS)
    shell("replies", "collect", day="2026-12-04")
    evidence = shell.json("replies", "list")["replies"][0]["evidence"][:8]
    shell.named[evidence] = "5b1cae2f"
    return ("replies", "answer", evidence, *words, *BY)


@sample("told")
def answer_without_words(shell: Shell) -> Words:
    return asked(shell)


@sample("told")
def answer_to_edit_without_a_terminal(shell: Shell) -> Words:
    return asked(shell, "--edit")


@sample("told")
def answer_in_other_letters_than_utf_8(shell: Shell) -> Words:
    shell.file("answer.txt").write_bytes("Café".encode("latin-1"))
    return asked(shell, "--text", str(shell.file("answer.txt")))


plain("review-without-a-terminal", "told", "replies", "review", *BY)


@sample("told")
def mail_without_its_words(shell: Shell) -> Words:
    mail = put(shell, "test.eml", "From: a@b.example\nSubject: x\n\nSomething else.\n")
    return ("replies", "learn", mail, "--words", "This is a test.")


@sample("told")
def mail_past_reading(shell: Shell) -> Words:
    nested = "".join(f'Content-Type: multipart/mixed; boundary="{n}"\n\n--{n}\n' for n in range(60))
    mail = put(shell, "test.eml", f"From: a@b.example\nSubject: x\n{nested}")
    return ("replies", "learn", mail, "--words", "This is a test.")
