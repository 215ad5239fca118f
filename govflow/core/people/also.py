"""What a reminder says about other texts of which a reply is awaited too, in the reader's language."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from govflow.core.people.dates import date_words


@dataclass(frozen=True, slots=True)
class Also:
    """Another text: its title and version, and the last day to reply, if there is one."""

    title: str
    version: str
    due: date | None


def also_words(others: Iterable[Also], language: str = "en", *, since: date | None = None) -> str:
    """One sentence for each other text, and that each needs a reply of its own; '' without any.

    A reply to the reminder answers only the text the reminder is about. Welsh where the language is
    'cy', else English; `since` is the day of writing (see `date_words`).
    """
    welsh = language == "cy"
    lines = [_welsh(other, since) if welsh else _english(other, since) for other in others]
    if not lines:
        return ""
    own = (
        "Mae angen ateb ar wahân i bob un: atebwch y llythyr a gawsoch amdano."
        if welsh
        else "Each needs a reply of its own: please answer the letter you had about it."
    )
    return " ".join([*lines, own])


def _english(other: Also, since: date | None) -> str:
    due = f", by {date_words(other.due, 'en', since=since)}" if other.due else ""
    return f"We also hope to hear from you about the {other.title}, version {other.version}{due}."


def _welsh(other: Also, since: date | None) -> str:
    due = f", erbyn {date_words(other.due, 'cy', since=since)}" if other.due else ""
    return (
        f"Rydym hefyd yn gobeithio clywed gennych am {other.title}, fersiwn {other.version}{due}."
    )
