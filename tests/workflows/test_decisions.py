"""A decision binds one text, and nothing else is published."""

import pytest

from govflow.core.errors import GovflowError, NotPassedError, RecordError
from govflow.core.record.rows import AmendmentRow
from govflow.core.text.versions import digest
from govflow.workflows.amend import withdraw
from govflow.workflows.board import plan_pack
from govflow.workflows.policies import text_at
from govflow.workflows.publish import carry_out, plan_publication
from tests.workflows.desk import CODE, Desk

OLD = "All accounts must be logged with the CEO."
NEW = "All accounts must be logged with the CEO within five working days."


def edit(
    desk: Desk, name: str, old: str = OLD, new: str = "No account needs to be logged."
) -> None:
    file = desk.proposed(name)
    source = file.read_text(encoding="utf-8")
    file.write_text(source.replace(NEW if NEW in source else old, new), encoding="utf-8")


def test_what_the_board_passed_is_published_to_the_letter(desk: Desk) -> None:
    name = desk.amend(OLD, NEW)
    desk.pack(name)
    desk.decide(name)
    desk.confirm()
    plan = desk.publish(name)
    row = desk.office.register.get(AmendmentRow, name)
    assert row is not None
    assert digest(desk.office.library.current(CODE)) == row.decided_digest == plan.digest
    assert NEW in desk.text.read_text(encoding="utf-8")


def test_a_text_changed_after_it_was_passed_is_not_published(desk: Desk) -> None:
    name = desk.amend(OLD, NEW)
    desk.pack(name)
    desk.decide(name)
    edit(desk, name)
    with pytest.raises(NotPassedError, match="after the Board passed it"):
        desk.publish(name)
    assert OLD in desk.text.read_text(encoding="utf-8")


def test_a_text_changed_after_the_pack_was_built_is_not_decided_on(desk: Desk) -> None:
    name = desk.amend(OLD, NEW)
    desk.pack(name)
    edit(desk, name)
    with pytest.raises(NotPassedError, match="after the pack was built"):
        desk.decide(name)


def test_wrapping_lines_in_an_editor_changes_no_text(desk: Desk) -> None:
    name = desk.amend(OLD, NEW)
    desk.pack(name)
    file = desk.proposed(name)
    source = file.read_text(encoding="utf-8").replace(
        "No social media channel", "No social\nmedia channel"
    )
    file.write_text(source + "\n\n", encoding="utf-8")
    desk.decide(name)
    desk.confirm()
    desk.publish(name)
    assert "No social media channel" in desk.text.read_text(encoding="utf-8")


@pytest.mark.parametrize("outcome", ["rejected", "deferred"])
def test_what_was_not_passed_is_not_published(desk: Desk, outcome: str) -> None:
    name = desk.amend(OLD, NEW)
    desk.pack(name)
    desk.decide(name, outcome)
    with pytest.raises(NotPassedError, match=outcome):
        desk.publish(name)


def test_without_a_pack_there_is_nothing_to_decide(desk: Desk) -> None:
    name = desk.amend(OLD, NEW)
    with pytest.raises(GovflowError, match="no pack was built"):
        desk.decide(name)


def test_an_amendment_passed_as_amended_is_published_as_it_was_passed(desk: Desk) -> None:
    name = desk.amend(OLD, NEW)
    desk.pack(name)
    source = desk.proposed(name).read_text(encoding="utf-8")
    desk.decide(name, passed_as=source.replace("five working days", "ten working days").encode())
    desk.confirm()
    desk.publish(name)
    assert "ten working days" in desk.text.read_text(encoding="utf-8")


def test_an_amendment_without_changes_gets_no_pack(desk: Desk) -> None:
    name = desk.amend(OLD, OLD)
    with pytest.raises(GovflowError, match="nothing is changed"):
        plan_pack(desk.office, name)


def test_an_overtaken_amendment_is_not_published(desk: Desk) -> None:
    first = desk.amend(OLD, NEW)
    second = desk.amend("6. Further Information", "6. Further Help")
    for name in (first, second):
        desk.pack(name)
        desk.decide(name)
    desk.confirm()
    desk.publish(first)
    with pytest.raises(GovflowError, match="was published after this amendment was begun"):
        desk.publish(second)


def test_commencement_before_the_decision_is_refused(desk: Desk) -> None:
    name = desk.amend(OLD, NEW)
    desk.pack(name)
    desk.decide(name)
    desk.confirm()
    with pytest.raises(GovflowError, match="before the decision"):
        plan_publication(desk.office, name, desk.clock.today().replace(day=1))


def test_a_withdrawn_amendment_is_not_decided_on(desk: Desk) -> None:
    name = desk.amend(OLD, NEW)
    desk.pack(name)
    withdraw(desk.office, name, "overtaken by events")
    with pytest.raises(GovflowError, match="withdrawn"):
        desk.decide(name)


def test_a_text_edited_by_hand_is_found_and_blocks_the_next_amendment(desk: Desk) -> None:
    source = desk.text.read_text(encoding="utf-8")
    desk.text.write_text(source.replace(OLD, "Log nothing."), encoding="utf-8")
    with pytest.raises(RecordError, match="edited by hand"):
        desk.amend("Log nothing.", "Log everything.")


def test_publishing_twice_publishes_once(desk: Desk) -> None:
    name = desk.bring_into_force(OLD, NEW)
    size = desk.office.register.checkpoint().size
    desk.publish(name)
    assert desk.office.register.checkpoint().size == size


def test_a_publication_cut_short_before_it_was_recorded_is_finished(desk: Desk) -> None:
    name = desk.amend(OLD, NEW)
    desk.pack(name)
    desk.decide(name)
    desk.confirm()
    plan = plan_publication(desk.office, name, desk.clock.today())
    desk.office.library.save_version(plan.text)
    desk.publish(name)
    assert text_at(desk.office, CODE, desk.clock.today())[0].version == "1.1"


def test_the_text_in_force_follows_from_commencement(desk: Desk) -> None:
    name = desk.amend(OLD, NEW)
    desk.pack(name)
    desk.decide(name)
    desk.confirm()
    later = desk.clock.today().replace(day=20)
    carry_out(desk.office, plan_publication(desk.office, name, later))
    assert text_at(desk.office, CODE, desk.clock.today())[0].version == "1.0"
    assert text_at(desk.office, CODE, later)[0].version == "1.1"


def test_stale_guidance_blocks_publication_until_it_is_confirmed(desk: Desk) -> None:
    name = desk.amend(OLD, NEW)
    desk.pack(name)
    desk.decide(name)
    with pytest.raises(GovflowError, match="stale"):
        desk.publish(name)
    desk.confirm()
    desk.publish(name)
    guidance = (desk.text.parent / "guidance-volunteers.md").read_text(encoding="utf-8")
    assert "version: '1.1'" in guidance


def test_guidance_edited_after_it_was_confirmed_is_stale_again(desk: Desk) -> None:
    name = desk.amend(OLD, NEW)
    desk.pack(name)
    desk.decide(name)
    desk.confirm()
    file = desk.text.parent / "guidance-volunteers.md"
    file.write_text(
        file.read_text(encoding="utf-8").replace("Ask first.", "No need to ask."), encoding="utf-8"
    )
    with pytest.raises(GovflowError, match="stale"):
        desk.publish(name)
