"""The error gallery's samples about the register's copies and evidence packs."""

from tests.cli.gallery import Words, put, sample
from tests.cli.gallery_board import SAMPLES
from tests.cli.terminal import Shell

__all__ = ["SAMPLES"]


@sample("told")
def note_of_the_register_unreadable(shell: Shell) -> Words:
    put(shell, "mail/checkpoint.json", "{")
    return ("run",)


@sample("told")
def register_behind_its_letters(shell: Shell) -> Words:
    """The copy put back was made before the last event; the note beside the letters knows it."""
    put(shell, "mail/checkpoint.json", f'{{"newest": "99 {"0" * 64}", "given_up": 0}}')
    return ("run",)


@sample("told")
def person_on_no_notice(shell: Shell) -> Words:
    return ("evidence", "export", "--person", "nobody")


@sample("told")
def letters_of_an_unknown_notice(shell: Shell) -> Words:
    """A notice was begun and sent after the copy was made that now stands in the register's place."""
    register_behind_its_letters(shell)
    put(shell, "mail/outbox/later.eml", "Govflow-Letter: SMP-2/001/first\n\nHello\n")
    return ("db", "catch-up", "--by", "Sarah Okafor", "--yes")
