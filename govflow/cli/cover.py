"""What the cover sheet still lacks: asked for where somebody can answer, refused where nobody can."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import rich_click as click

from govflow.cli.asked import DAY, Asked
from govflow.cli.show import can_ask, counted, say
from govflow.core.errors import AnswerNeededError

if TYPE_CHECKING:
    from govflow.workflows.office import Office

QUESTIONS = {
    "summary": "Summary: what changes and why, in one line",
    "mover": "Mover: who brings it to the Board",
    "power": "Power relied on: the article or clause that lets the Board do this",
    "meeting": "Day of the meeting (2026-11-26)",
    "consultation": "Consultation: who was asked, and what they said",
    "equality": "Equality impact",
    "risk": "Risk, of passing it and of not passing it",
    "data_protection": "Data protection",
    "communications": "Communications: who is told, when and how",
}
"""The question for each line that boards ask for, in the order of the cover sheet."""


def ask_for_missing(asked: Asked, office: "Office", amendment: str, missing: Sequence[str]) -> bool:
    """Ask for what the cover sheet lacks and write the answers into amendment.toml.

    Returns whether anything was written. An empty answer leaves the line out. Raises
    AnswerNeededError where nobody can be asked and --yes has not said to go on without.
    """
    if not missing or asked.yes or asked.dry_run:
        return False
    if not can_ask(asked):
        raise AnswerNeededError(
            f"the cover sheet says nothing on: {named(missing)}.",
            place=f"{office.library.amendment(amendment).folder}/amendment.toml",
            remedy="fill these lines in, or add --yes to go without them.",
            undone="No paper was written.",
        )
    say(asked, f"The cover sheet lacks {counted(len(missing), 'line')}; Enter leaves one out.")
    answers = {key: _answer(key) for key in missing}
    given = {key: answer for key, answer in answers.items() if answer}
    if given:
        office.library.save_cover(amendment, given)
    return bool(given)


def named(missing: Sequence[str]) -> str:
    """The lines by name, for a sentence."""
    return ", ".join(missing).replace("_", " ")


def _answer(key: str) -> str:
    """One answer, '' for none; a day as ISO 8601."""
    read = _day if key == "meeting" else str.strip
    return str(
        click.prompt(QUESTIONS[key], default="", show_default=False, value_proc=read, err=True)
    )


def _day(text: str) -> str:
    return DAY.convert(text, None, None).isoformat() if text.strip() else ""
