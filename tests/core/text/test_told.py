"""A change told to somebody who does not read schedules."""

from govflow.core.text.changes import Insert, Omit, Substitute
from govflow.core.text.policy import Block, Kind
from govflow.core.text.told import LONG, sentences


def para(text: str) -> Block:
    return Block(Kind.PARAGRAPH, text)


def test_a_changed_clause_is_told_as_it_now_reads() -> None:
    change = Substitute(
        "section 3, paragraph 1", para("Ask."), para("Ask in **writing**, see [form](x).")
    )
    assert sentences([change]) == ("Section 3, paragraph 1 now reads: “Ask in writing, see form.”",)


def test_new_and_omitted_clauses_are_told_and_headings_and_cover_lines_are_not() -> None:
    changes = [
        Insert("the title", "", Block(Kind.FACT, "Title", "title")),
        Insert("section 4", "section 3", Block(Kind.HEADING, "Tools", "4.", 2)),
        Insert("section 4, paragraph 1", "section 4", para("Name your tools.")),
        Omit("section 2, paragraph 2", para("Old.")),
    ]
    assert sentences(changes) == (
        "New, section 4, paragraph 1: “Name your tools.”",
        "Section 2, paragraph 2 is taken out.",
    )


def test_many_changes_are_cut_to_six_and_the_number_left() -> None:
    changes = [Omit(f"section {n}, paragraph 1", para("x")) for n in range(9)]
    told = sentences(changes)
    assert len(told) == 7
    assert told[-1] == "There are 3 more changes; the attached text has all."


def test_a_long_clause_is_shortened_at_a_word() -> None:
    told = sentences([Insert("clause 1.1", "", para("word " * 200))])[0]
    assert told.endswith("word …”")
    assert len(told) < LONG + 40
