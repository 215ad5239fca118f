"""The error gallery, continued: refusals about the Board's papers by e-mail."""

from tests.cli.gallery import PROPOSED, Shell, Words, plain, sample
from tests.cli.gallery_board import SAMPLES
from tests.cli.terminal import AFTER, CODE

__all__ = ["SAMPLES"]

SEND = ("board", "send", "2026-01", "--yes", "--expect", "1")


def for_the_meeting(shell: Shell, name: str = "2026-01", day: str = "2026-11-30") -> None:
    form = f"policy/{CODE}/amendments/{name}/amendment.toml"
    shell.edit(form, "# meeting = 2026-11-26", f"meeting = {day}")
    shell("board", "pack", name, "--yes")


plain("papers-not-built", "drafted", *SEND)


@sample("drafted")
def papers_without_a_meeting(shell: Shell) -> Words:
    shell("board", "pack", "2026-01", "--yes")
    return SEND


@sample("drafted")
def papers_for_a_past_meeting(shell: Shell) -> Words:
    for_the_meeting(shell, day="2026-11-20")
    return SEND


@sample("drafted")
def papers_for_two_meetings(shell: Shell) -> Words:
    for_the_meeting(shell)
    shell("amendment", "new", CODE, "--title", "Other")
    shell.edit(PROPOSED.replace("2026-01", "2026-02"), "revolutionary", "important")
    for_the_meeting(shell, "2026-02", "2026-12-14")
    return ("board", "send", "2026-01", "2026-02", "--yes", "--expect", "1")


@sample("drafted")
def papers_altered(shell: Shell) -> Words:
    for_the_meeting(shell)
    shell.file("documents/board/2026-01/2 redline.docx").write_bytes(b"another")
    return SEND


@sample("drafted")
def papers_of_a_changed_text(shell: Shell) -> Words:
    for_the_meeting(shell)
    shell.edit(PROPOSED, AFTER, f"{AFTER} in advance")
    return SEND


@sample("drafted")
def papers_for_nobody(shell: Shell) -> Words:
    for_the_meeting(shell)
    shell.edit("people.csv", ",trustees,", ",former,")
    return SEND
