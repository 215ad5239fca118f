"""How we write decides how well we can read: our letters against our own reading of replies."""

from dataclasses import replace
from datetime import UTC, date, datetime
from textwrap import wrap

import pytest

from govflow.adapters.mail.html_text import html_words
from govflow.adapters.mail.letters import MailLetters
from govflow.core.people.letters import (
    LetterKind,
    LetterText,
    acknowledging_words,
    reply_statement,
)
from govflow.core.replies.match import SentLetter
from govflow.core.replies.split import split
from govflow.core.replies.wording import read_words
from tests.adapters.mail.letter_samples import letter_text
from tests.adapters.mail.test_letters import EVERY

LETTERS = MailLetters()
TITLES = ("IT Policy", "Social Media Policy", "Financial Regulations and Reserves Policy", "Code")
NAMES = (
    ("IT Policy", "Chester Students' Union", "1.1"),
    ("Social Media Policy", "SU", "2026.12"),
    ("Social Media Policy", "Chester Students' Union", "2.10"),
    ("Social Media Policy", "The Guild of Students of a Very Long Name Indeed", "1.1"),
    ("Financial Regulations and Reserves Policy", "Chester Students' Union", "1.1"),
    ("Code", "The Guild of Students of a Very Long Name Indeed", "2026.12"),
)
PROMISES = ("strong", "weak", "other_version")


def sent(letter: LetterText, text: str = "") -> SentLetter:
    return SentLetter(
        notice="SMP-1",
        recipient=17,
        person="p17",
        name=letter.person_name,
        addresses=("sian@union.example",),
        reference=letter.reference,
        policy="social-media",
        title=letter.policy_title,
        version=letter.version,
        digest="5b" * 32,
        sent_at=datetime(2026, 11, 27, tzinfo=UTC),
        text=text,
        organisation=letter.organisation,
        prefilled=acknowledging_words(letter.policy_title, letter.version, letter.language),
    )


def variants() -> list[LetterText]:
    """Every letter, under titles and names that break its lines in other places."""
    return [
        replace(
            letter,
            policy_title=title,
            organisation=union,
            version=version,
            statement=reply_statement(union, version, letter.language),
        )
        for letter in EVERY
        for title, union, version in NAMES
    ]


def test_no_line_of_a_letter_is_itself_an_acknowledgement() -> None:
    traps = set()
    for letter in variants():
        lines = [line for line in LETTERS.render(letter).text.splitlines() if line]
        for size in (1, 2, 3):
            for start in range(len(lines) - size + 1):
                piece = "\n".join(lines[start : start + size])
                if read_words(piece, sent(letter)).kind in PROMISES:
                    traps.add((letter.kind, letter.language, piece))
    assert traps == set()


def test_no_line_of_the_html_is_itself_an_acknowledgement() -> None:
    for letter in EVERY:
        for line in html_words(LETTERS.render(letter).html).new.splitlines():
            assert read_words(line, sent(letter)).kind not in PROMISES, line


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("title", TITLES)
def test_the_words_of_the_button_are_an_acknowledgement_and_known_as_its_own(
    title: str, language: str
) -> None:
    letter = sent(letter_text(policy_title=title, language=language))
    for words in (letter.prefilled, f"{letter.prefilled} ({letter.reference})"):
        said = read_words(words, letter)
        assert (said.kind, said.prefilled) == ("strong", True), words


QUOTING = {
    "marked": lambda text: "\n".join(f"> {line}" for line in text.splitlines()),
    "indented": lambda text: "\n".join(f"    {line}" for line in text.splitlines()),
    "bare": lambda text: text,
    "one line per paragraph": lambda text: (
        text.replace("\n\n", "\0").replace("\n", " ").replace("\0", "\n\n")
    ),
    "narrow": lambda text: "\n".join(
        part
        for line in text.splitlines()
        for part in (wrap(line, 40, break_long_words=False) or [""])
    ),
}
INTRODUCED = {
    "outlook": "From: Governance <governance@union.example>\nSent: 27 November 2026 09:00\n"
    "To: Siân Okafor\nSubject: Social Media Policy has changed\n\n",
    "gmail": "On Fri, 27 Nov 2026 at 09:00, Governance <governance@union.example> wrote:\n\n",
    "nothing": "",
}


@pytest.mark.parametrize("introduced", INTRODUCED)
@pytest.mark.parametrize("quoting", QUOTING)
@pytest.mark.parametrize("kind", [LetterKind.FIRST, LetterKind.REMINDER, LetterKind.ANSWER])
def test_a_letter_quoted_under_a_reply_leaves_only_the_reply(
    kind: LetterKind, quoting: str, introduced: str
) -> None:
    for language in ("en", "cy"):
        letter = LETTERS.render(letter_text(kind, language))
        for quoted in (letter.text, html_words(letter.html).new):
            body = f"I have a question.\n\n{INTRODUCED[introduced]}{QUOTING[quoting](quoted)}"
            parts = split(body, [letter.text])
            assert (parts.top.strip(), parts.tail.strip()) == ("I have a question.", "")


def test_a_letter_sent_back_without_a_word_says_nothing() -> None:
    for letter in EVERY:
        text = LETTERS.render(letter).text
        parts = split(text, [text])
        assert read_words(parts.new, sent(letter, text)).kind == "empty"


def test_a_reply_above_the_line_is_found_although_the_letter_is_not_known() -> None:
    for language in ("en", "cy"):
        text = LETTERS.render(letter_text(language=language, sent_on=date(2026, 11, 27))).text
        assert split(f"Hello there.\n{text}", []).top.strip() == "Hello there."
