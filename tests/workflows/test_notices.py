"""One letter for each person, whatever happens on the way."""

from datetime import timedelta

import pytest

from govflow.adapters.memory.mail import LostAnswer, MemoryTransport
from govflow.core.errors import GovflowError
from govflow.core.people.letters import Deferred, Refused
from govflow.core.record.events import Private, RecipientExcused
from govflow.core.record.rows import LetterRow
from govflow.workflows.deliver import deliver
from govflow.workflows.excuses import leave
from govflow.workflows.notify import plan_notice, seal
from govflow.workflows.preview import preview, send_to_me
from govflow.workflows.registers import notice_line
from govflow.workflows.requests import gather
from tests.workflows.desk import CODE, Desk


def addresses(desk: Desk) -> list[str]:
    return sorted(post.recipient for post in desk.transport.posted)


BOUND = ["ada@union.example", "ben@union.example", "cai@mail.example"]


def test_everyone_bound_gets_one_letter_and_nobody_else(desk: Desk) -> None:
    tally = desk.send()
    assert addresses(desk) == BOUND
    assert (tally.total, tally.sent) == (3, 3)


def test_sending_again_sends_nothing(desk: Desk) -> None:
    desk.send()
    tally = desk.send()
    assert addresses(desk) == BOUND
    assert (tally.total, tally.sent) == (3, 3)


def test_someone_who_left_gets_no_letter_and_is_named_as_excluded(desk: Desk) -> None:
    plan = plan_notice(desk.office, CODE)
    assert [(e.person.id, e.why) for e in plan.excluded] == [("x1", "left")]


def test_one_refused_address_does_not_stop_the_others(desk: Desk) -> None:
    refused = Refused("550", "no such user")
    desk.transport._faults["ada@union.example"] = [refused]
    tally = desk.send()
    assert addresses(desk) == BOUND[1:]
    assert (tally.sent, tally.refused) == (2, 1)
    assert tally.problems[0][0] == "ada@union.example"


@pytest.mark.parametrize("arrived", [True, False])
def test_a_lost_answer_is_settled_by_asking_and_never_doubled(desk: Desk, arrived: bool) -> None:
    desk.transport._faults["ben@union.example"] = [LostAnswer(arrived)]
    first = desk.send()
    assert first.unknown == 1
    second = desk.send()
    assert (second.unknown, second.sent) == (0, 3)
    assert addresses(desk) == BOUND


def test_where_nobody_can_be_asked_a_lost_letter_stays_uncertain(desk: Desk) -> None:
    transport = MemoryTransport({"ben@union.example": [LostAnswer(True)]}, can_tell=False)
    desk.transport = transport
    object.__setattr__(desk.office, "transport", transport)
    desk.send()
    tally = desk.send()
    assert (tally.unknown, tally.sent) == (1, 2)
    assert addresses(desk) == BOUND
    assert desk.states()["s2"] == "uncertain"


def test_a_pause_asked_for_by_the_server_holds_back_the_rest(desk: Desk) -> None:
    desk.transport._faults["ada@union.example"] = [Deferred(60, "too fast", whole_mailbox=True)]
    tally = desk.send()
    assert (tally.sent, tally.waiting) == (0, 3)
    desk.clock.turn_to(desk.clock.today() + timedelta(days=1))
    assert desk.send().sent == 3
    assert addresses(desk) == BOUND


def test_what_is_sent_again_is_the_same_letter(desk: Desk) -> None:
    desk.transport._faults["ben@union.example"] = [Deferred(60, "later")]
    desk.send()
    claimed = desk.office.register.find(LetterRow, state="deferred")[0]
    desk.clock.turn_to(desk.clock.today() + timedelta(days=1))
    desk.send()
    again = desk.office.register.get(LetterRow, claimed.letter)
    assert again is not None
    assert (again.wire, again.message_id, again.state) == (claimed.wire, claimed.message_id, "sent")


def test_a_letter_whose_sender_died_after_handing_it_over_is_not_sent_twice(desk: Desk) -> None:
    class Died(BaseException):
        pass

    original = desk.transport.send

    def dies_after(letter: str, raw: bytes, sender: str, recipient: str) -> object:
        original(letter, raw, sender, recipient)
        raise Died

    name = seal(desk.office, plan_notice(desk.office, CODE))
    desk.transport.send = dies_after  # type: ignore[method-assign, assignment]
    with pytest.raises(Died):
        deliver(desk.office, name)
    desk.transport.send = original  # type: ignore[method-assign]
    tally = deliver(desk.office, name)
    assert tally.sent == 3
    assert addresses(desk) == BOUND


def test_people_who_share_an_address_are_refused(desk: Desk) -> None:
    people = desk.office.library.people()
    twin = people[1].__class__("s9", "Bea", "ada@union.example", ("staff",))
    (desk.root / "people.csv").write_text(
        (desk.root / "people.csv").read_text(encoding="utf-8")
        + f"{twin.id},{twin.name},{twin.email},staff,,,,,en\n",
        encoding="utf-8",
    )
    with pytest.raises(GovflowError, match="belongs to two people"):
        plan_notice(desk.office, CODE)


def test_bound_and_informed_audiences_are_not_mixed(desk: Desk) -> None:
    with pytest.raises(GovflowError, match="bound and some only informed"):
        plan_notice(desk.office, CODE, audiences=("staff", "volunteers"))


def test_volunteers_are_informed_and_not_asked_to_reply(desk: Desk) -> None:
    plan = plan_notice(desk.office, CODE, audiences=("volunteers",))
    assert (plan.purpose, plan.due, plan.total) == ("information", None, 1)
    deliver(desk.office, seal(desk.office, plan))
    assert desk.states() == {"v1": "informed"}


def test_a_preview_shows_every_letter_and_records_nothing(desk: Desk) -> None:
    size = desk.office.register.checkpoint().size
    shown = preview(desk.office, plan_notice(desk.office, CODE))
    assert [letter.name for letter in shown.letters] == ["Ada Staff", "Ben Staff", "Cai Trustee"]
    assert desk.office.register.checkpoint().size == size
    assert not desk.transport.posted


def test_a_letter_to_me_goes_to_the_sender_alone(desk: Desk) -> None:
    send_to_me(desk.office, plan_notice(desk.office, CODE))
    assert addresses(desk) == ["governance@union.example"]
    desk.send()
    assert addresses(desk) == [*BOUND, "governance@union.example"]


def test_the_letters_carry_the_ledgers_checkpoint(desk: Desk) -> None:
    desk.send()
    checkpoint = f"Govflow-Checkpoint: {desk.office.register.checkpoint().size - 6}".encode()
    assert all(b"Govflow-Checkpoint: " in post.raw for post in desk.transport.posted)
    assert checkpoint in desk.transport.posted[0].raw


def test_who_leaves_before_their_first_letter_went_is_not_written_to(desk: Desk) -> None:
    """Ben's letter is put off by the server; his last day passes before it goes."""
    desk.transport._faults["ben@union.example"] = [Deferred(60, "later")]
    desk.send()
    leave(desk.office, "s2", desk.clock.today())
    desk.clock.turn_to(desk.clock.today() + timedelta(days=1))
    tally = desk.send()
    assert addresses(desk) == ["ada@union.example", "cai@mail.example"]
    assert (tally.sent, tally.withdrawn, tally.refused, tally.complete) == (2, 1, 0, True)
    assert notice_line(desk.office, tally.notice)["letters"] == {"sent": 2, "withdrawn": 1}


def test_a_letter_withdrawn_in_time_goes_once_its_reader_is_asked_again(desk: Desk) -> None:
    desk.transport._faults["ben@union.example"] = [Deferred(60, "later")]
    name = desk.send().notice
    number = next(r.number for r in gather(desk.office) if r.person == "s2")
    until = desk.clock.today() + timedelta(days=7)
    by, why = Private("Sam"), Private("R")
    desk.office.register.append(RecipientExcused(name, number, "exempt", until, by, why))
    desk.clock.turn_to(until)
    desk.send()
    assert "ben@union.example" not in addresses(desk)
    desk.clock.turn_to(until + timedelta(days=1))
    desk.send()
    assert addresses(desk) == BOUND
    assert desk.states()["s2"] == "outstanding"
