"""Amendment notes: what stands under a clause about how its words came to be."""

from govflow.core.text.annotations import Passing, amendment_notes, carried
from govflow.core.text.blocks import split
from govflow.core.text.policy import FrontMatter, Policy

BOARD = "Trustee Board, 30/11/2026, minute 26/114"
TEXT = """# Expenses

## 1. Claims

1.1 Claims are made within a month.

1.2 Receipts are kept:

- for travel
- for meals

1.3 The manager signs.

| Item | Limit |
| --- | --- |
| Train | 50 |

## 2. Review

This policy is read every year.
"""


def policy(text: str) -> Policy:
    return Policy(FrontMatter("Expenses", "expenses"), split(text))


def notes(*swaps: tuple[str, str]) -> dict[str, str]:
    text = TEXT
    for before, after in swaps:
        assert before in text
        text = text.replace(before, after, 1)
    return amendment_notes(policy(TEXT), [Passing(policy(text), BOARD)])


def test_a_clause_says_by_whom_its_words_were_changed():
    assert notes(("a month", "six weeks")) == {"clause 1.1": f"Words substituted by {BOARD}."}
    assert notes(("within a", "at once or within a")) == {
        "clause 1.1": f"Words inserted by {BOARD}."
    }
    assert notes((" within a month", "")) == {"clause 1.1": f"Words omitted by {BOARD}."}


def test_an_inserted_clause_is_noted_once_with_all_its_parts():
    found = notes(("1.3 The", "1.2A The Board may:\n\n(a) ask;\n\n(b) look.\n\n1.3 The"))
    assert found == {"clause 1.2A": f"Clause inserted by {BOARD}."}


def test_an_inserted_section_is_noted_at_its_heading():
    found = notes(("## 2. Review", "## 1A. Limits\n\n1A.1 Fifty pounds.\n\n## 2. Review"))
    assert found == {"section 1A": f"Heading inserted by {BOARD}."}


def test_changes_in_a_list_or_table_are_noted_at_the_clause_above_it():
    assert notes(("for meals", "for food")) == {"clause 1.2": f"List amended by {BOARD}."}
    assert notes(("- for meals\n", "")) == {"clause 1.2": f"List amended by {BOARD}."}
    found = notes(("- for meals\n", "- for meals\n- for beds\n- for books\n"))
    assert found == {"clause 1.2": f"List amended by {BOARD}."}
    assert notes(("| Train | 50 |", "| Train | 60 |")) == {
        "clause 1.3": f"Table amended by {BOARD}."
    }


def test_an_omission_that_says_itself_has_no_note():
    assert notes(("The manager signs.", f"[Omitted by {BOARD}]")) == {}
    assert notes(("This policy is read every year.\n", "")) == {}


def test_a_renumbered_clause_says_what_it_was():
    found = notes(("1.3 The manager", "1.4 The manager"))
    assert found == {"clause 1.4": f"Renumbered from clause 1.3 by {BOARD}."}


def test_an_unnumbered_paragraph_is_noted_where_it_stands_now():
    first = Passing(policy(TEXT.replace("every year", "each May")), BOARD)
    later = TEXT.replace("every year", "each May").replace(
        "## 2. Review\n", "## 2. Review\n\nThe Board reads.\n"
    )
    found = amendment_notes(
        policy(TEXT), [first, Passing(policy(later), "Trustee Board, 01/02/2027")]
    )
    assert found == {
        "section 2, paragraph 1": "Paragraph inserted by Trustee Board, 01/02/2027.",
        "section 2, paragraph 2": f"Words substituted by {BOARD}.",
    }


def test_two_boards_leave_two_sentences():
    once, twice = TEXT.replace("a month", "six weeks"), TEXT.replace("a month", "two days")
    found = amendment_notes(policy(TEXT), [Passing(policy(once), "A"), Passing(policy(twice), "B")])
    assert found == {"clause 1.1": "Words substituted by A. Words substituted by B."}


def test_a_note_goes_with_its_clause_and_ends_with_it():
    noted = {"clause 1.1": "N."}
    moved = policy(TEXT.replace("1.1 Claims", "1.1A Claims"))
    assert carried(noted, policy(TEXT), moved) == {"clause 1.1A": "N."}
    gone = policy(TEXT.replace("1.1 Claims are made within a month.\n\n", ""))
    assert carried(noted, policy(TEXT), gone) == {}
