"""What an inbox adds is learnt from a mail whose words are known."""

from govflow.core.replies.set_aside import drop_own, own_patterns
from govflow.workflows.learning import additions

WORDS = "This is a test.\nIt has two lines."
ARRIVED = """[Dolphin House secure relay: message 8812 looked at]

This is a test.
It has two lines.

Dolphin House | 01244 511577 | https://dolphin.example
Winner of the green ribbon 2026
--
ok
"""


def test_the_lines_around_the_words_are_learnt_and_what_changes_is_left_open() -> None:
    assert additions(WORDS, ARRIVED) == (
        "[Dolphin House secure relay: message * looked at]",
        "Dolphin House | * | *",
        "Winner of the green ribbon *",
    )


def test_what_is_learnt_is_set_aside_in_the_next_mail_and_nothing_else() -> None:
    patterns = own_patterns(additions(WORDS, ARRIVED))
    again = ARRIVED.replace("8812", "9001").replace("2026", "2027").replace(WORDS, "I agree.")
    assert drop_own(again, patterns).split() == ["I", "agree.", "--", "ok"]


def test_what_is_known_already_is_not_learnt_again() -> None:
    assert additions(WORDS, f"{WORDS}\n\nSent from my iPhone\n") == ()
    assert additions(WORDS, ARRIVED, additions(WORDS, ARRIVED)) == ()
