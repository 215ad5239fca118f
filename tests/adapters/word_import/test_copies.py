"""Trustees' copies: every edit back at the right clause, with its author; doubt is refused."""

import re
from datetime import date

import pytest

from govflow.adapters.word.importing.copies import policy_of, read_copy
from govflow.core.errors import DocumentError
from govflow.core.text.blocks import render, split
from govflow.core.text.merging import KEEP, Merge, merge
from govflow.core.text.policy import Policy
from govflow.core.text.proposals import ReturnedCopy
from govflow.core.text.responses import noted, response_table
from govflow.core.text.versions import digest
from tests.adapters.word.corpus import NUMBERED
from tests.adapters.word.papers import in_force, papers, proposed
from tests.adapters.word_import.trustee import WHEN, Desk

OFFICER = "Governance Officer"
AMENDED = NUMBERED.replace("without the permission", "without the written permission")
BASE, PROPOSED = in_force(NUMBERED), proposed(AMENDED)
COPY = papers().redline(BASE, PROPOSED, author=OFFICER, on=date(2026, 11, 24))
TEXTS = {PROPOSED.digest: PROPOSED.policy, BASE.digest: BASE.policy}


def back(
    desk: Desk, name: str = "returned.docx", texts: dict[str, Policy] | None = None
) -> ReturnedCopy:
    return read_copy(desk.raw, name, OFFICER, TEXTS if texts is None else texts, PROPOSED.policy)


def merged(*copies: ReturnedCopy, accept: tuple[str, ...] = ()) -> Merge:
    return merge(PROPOSED.policy.blocks, copies, accept=accept)


def text(found: Merge) -> str:
    body = render(found.blocks)
    assert split(body) == found.blocks
    return body


def steps(copy: ReturnedCopy) -> list[tuple[str, str, str]]:
    return [(e.kind, e.address, e.by) for e in copy.edits]


def test_an_unedited_copy_proposes_nothing() -> None:
    copy = back(Desk(COPY))
    assert copy.edits == ()
    assert copy.notes == ()
    assert merged(copy).blocks == PROPOSED.policy.blocks
    assert policy_of(COPY, "x.docx") == "social-media"


def test_words_a_trustee_changed_come_back_at_their_clause_with_her_name() -> None:
    copy = back(Desk(COPY).replace("every year", "every term"))
    (edit,) = copy.edits
    assert (edit.kind, edit.address, edit.by, edit.when) == (
        "substitute", "clause 3.2(b)(ii)", "Anne Trustee", WHEN,
    )  # fmt: skip
    assert text(merged(copy)) == AMENDED.replace("every year", "every term")


def test_a_new_clause_stands_where_it_was_put_and_moves_no_number() -> None:
    copy = back(Desk(COPY).add_after("without the", "Permission lasts two years."))
    assert steps(copy) == [("insert", "clause 3.1", "Anne Trustee")]
    wanted = AMENDED.replace("\n\n3.2 The", "\n\n3.1A Permission lasts two years.\n\n3.2 The")
    assert text(merged(copy)) == wanted


def test_a_new_clause_at_the_end_of_its_section_takes_the_next_number() -> None:
    copy = back(Desk(COPY).add_after("Announcements go to", "Nobody posts twice."))
    assert "3.3A" not in text(merged(copy)) or "### Passwords" in AMENDED
    assert "Nobody posts twice." in text(merged(copy))


def test_a_number_the_trustee_typed_is_kept() -> None:
    copy = back(Desk(COPY).add_after("without the", "3.1B Permission lasts two years."))
    assert "3.1B Permission lasts two years." in text(merged(copy))


def test_a_clause_taken_out_whole_is_an_omission_by_its_author() -> None:
    copy = back(Desk(COPY).strike("keep its password safe"))
    assert ("omit", "clause 3.2(b)", "Anne Trustee") in steps(copy)
    assert "(c) close it" in text(merged(copy))


def test_words_moved_elsewhere_are_a_move() -> None:
    desk = Desk(COPY).strike("Announcements go to", "moveFrom")
    desk.add_after(
        "without the", "Announcements go to the main account first; see clause 3.1.", "moveTo"
    )
    copy = back(desk)
    assert {kind for kind, _, _ in steps(copy)} == {"move"}
    assert "3.1A Announcements go to the main account first" in text(merged(copy))


def test_edits_with_tracking_off_are_found_and_reported_as_such() -> None:
    copy = back(Desk(COPY, tracking=False).replace("every year", "every term"))
    (edit,) = copy.edits
    assert not edit.tracked
    assert edit.address == "clause 3.2(b)(ii)"
    assert copy.notes == ("edited with tracking off: clause 3.2(b)(ii)",)
    assert merged(copy).responses[0].by == "with tracking off"


def test_formatting_alone_is_counted_and_not_proposed() -> None:
    copy = back(Desk(COPY).embolden("without the"))
    assert copy.edits == ()
    assert copy.looks >= 1


def test_comments_come_with_their_words_and_clause() -> None:
    copy = back(Desk(COPY).comment("changing it every year", "Why so often?"))
    (remark,) = copy.remarks
    assert remark.address == "clause 3.2(b)(ii)"
    assert remark.anchor == "changing it every year;"
    assert (remark.author, remark.text) == ("Anne Trustee", "Why so often?")


def test_two_trustees_who_edit_different_clauses_are_merged() -> None:
    one = back(Desk(COPY).replace("every year", "every term"), "anne.docx")
    other = back(
        Desk(COPY, "Bob Trustee").replace("main account first", "main account"), "bob.docx"
    )
    found = merged(one, other)
    assert not found.conflicts
    assert "every term" in text(found)
    assert "go to the main account;" in text(found)


def test_a_conflict_leaves_the_text_until_somebody_is_accepted() -> None:
    one = back(Desk(COPY).replace("every year", "every term"), "anne.docx")
    other = back(Desk(COPY, "Bob Trustee").replace("every year", "every month"), "bob.docx")
    found = merged(one, other)
    assert [r.by for r in found.conflicts] == ["Anne Trustee", "Bob Trustee"]
    assert "every year" in text(found)
    chosen = merged(one, other, accept=("Bob Trustee",))
    assert "every month" in text(chosen)
    assert not chosen.conflicts


def test_different_words_of_one_clause_are_merged_and_told() -> None:
    one = back(Desk(COPY).replace("No account", "No channel"), "anne.docx")
    other = back(
        Desk(COPY, "Bob Trustee").replace("permission of the", "consent of the"), "bob.docx"
    )
    found = merged(one, other)
    assert not found.conflicts
    assert "No channel" in text(found)
    assert "consent of the" in text(found)
    assert all(response.is_joint for response in found.responses)


def test_one_clause_may_be_settled_otherwise_than_the_rest() -> None:
    one = back(Desk(COPY).replace("every year", "every term"), "anne.docx")
    other = back(Desk(COPY, "Bob Trustee").replace("every year", "every month"), "bob.docx")
    where = merged(one, other).conflicts[0].address
    kept = merge(
        PROPOSED.policy.blocks, (one, other), accept=("Bob Trustee",), choices={where: KEEP}
    )
    assert "every year" in text(kept)
    assert not kept.conflicts
    anne = {where: "Anne Trustee"}
    chosen = merge(PROPOSED.policy.blocks, (one, other), accept=("Bob Trustee",), choices=anne)
    assert "every term" in text(chosen)


def test_the_same_edit_by_two_is_no_conflict() -> None:
    copies = [
        back(Desk(COPY, name).replace("every year", "every term"), f"{name}.docx")
        for name in ("Anne Trustee", "Bob Trustee")
    ]
    assert not merged(*copies).conflicts


def test_two_new_clauses_at_one_place_get_numbers_of_their_own() -> None:
    one = back(Desk(COPY).add_after("without the", "Permission lasts two years."), "anne.docx")
    other = back(Desk(COPY, "Bob").add_after("without the", "It can be renewed."), "bob.docx")
    body = text(merged(one, other))
    assert "3.1A Permission lasts two years.\n\n3.1B It can be renewed." in body


def test_importing_a_copy_twice_changes_nothing_more() -> None:
    desk = (
        Desk(COPY).replace("every year", "every term").add_after("without the", "Permission lasts.")
    )
    copy = back(desk.strike("close it when"))
    first = merged(copy)
    again = merge(first.blocks, [copy])
    assert again.blocks == first.blocks
    assert {r.disposition for r in again.responses} == {"taken over already"}


def test_lost_bookmarks_are_matched_by_words_and_told() -> None:
    copy = back(Desk(COPY).replace("every year", "every term").lose_bookmarks())
    assert [edit.address for edit in copy.edits] == ["clause 3.2(b)(ii)"]
    assert any("bookmarks were lost" in note for note in copy.notes)


def test_a_copy_of_another_text_gives_only_what_was_tracked() -> None:
    texts: dict[str, Policy] = {}
    desk = Desk(COPY).replace("every year", "every term")
    copy = back(desk, texts=texts)
    assert [edit.address for edit in copy.edits] == ["clause 3.2(b)(ii)"]
    assert any("not known here" in note for note in copy.notes)


def test_an_edit_of_a_clause_that_has_changed_meanwhile_is_refused() -> None:
    copy = back(Desk(COPY).replace("every year", "every term"))
    later = split(AMENDED.replace("changing it every year", "never sharing it again"))
    (response,) = merge(later, [copy]).responses
    assert response.disposition.startswith("refused")


def test_a_copy_of_another_policy_is_refused() -> None:
    other = in_force(NUMBERED, code="expenses")
    raw = papers().by_law(other)
    with pytest.raises(DocumentError, match="not of 'social-media'"):
        read_copy(raw, "x.docx", OFFICER, TEXTS, PROPOSED.policy)


def test_a_file_that_is_no_copy_at_all_is_refused() -> None:
    from tests.samples.word.cases import CASES

    with pytest.raises(DocumentError, match="no copy of a text"):
        read_copy(CASES["typed_numbers"](), "x.docx", OFFICER, TEXTS, PROPOSED.policy)


def test_a_row_added_to_a_table_comes_back() -> None:
    desk = Desk(COPY, tracking=False)
    desk.replace("Sport officer", "Sports officer")
    copy = back(desk)
    assert any("Sports officer" in (e.new.text if e.new else "") for e in copy.edits)


def test_the_response_table_names_clause_person_and_fate() -> None:
    copy = back(Desk(COPY).replace("every year", "every term").comment("Is it kind", "Good."))
    table = response_table([*merged(copy).responses, *map(noted, copy.remarks)])
    assert "| clause 3.2(b)(ii) | Anne Trustee |" in table
    assert "taken over" in table
    assert re.search(r"Comment on 'Is it kind\?': Good\.", table)
    assert digest(PROPOSED.policy) == PROPOSED.digest
