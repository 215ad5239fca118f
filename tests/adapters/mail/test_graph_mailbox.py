"""Replies by Microsoft Graph: nothing lost, nothing read as new twice, people from a group."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from govflow.adapters.mail import graph_mailbox
from govflow.adapters.mail.graph_check import look_graph
from govflow.adapters.mail.graph_directory import graph_group
from govflow.adapters.mail.graph_mailbox import GraphMailbox
from govflow.adapters.mail.self_test import expiry
from govflow.core.errors import GovflowError, MailError, TemporaryError
from govflow.core.people.people import Person
from tests.adapters.mail.checking import checks_of
from tests.adapters.mail.doubles.graph import Cut, Status
from tests.adapters.mail.graph_rig import Desk, graph_desk


def reply(number: int) -> bytes:
    return f"From: sian@union.example\r\nMessage-ID: <r{number}@x>\r\n\r\nYes.\r\n".encode()


@pytest.fixture
def desk() -> Iterator[Desk]:
    with graph_desk() as made:
        yield made


def collect(desk: Desk) -> list[bytes]:
    """Fetch everything and mark it, as collecting replies does."""
    got = []
    for message in desk.mailbox.fetch_new():
        got.append(message.raw)
        desk.mailbox.mark(message.handle, quarantined=False)
    return got


def test_marked_messages_get_a_category_and_lie_in_folders_of_the_inbox(desk: Desk) -> None:
    for number in (1, 2):
        name = desk.double.deliver(reply(number))
        desk.double.messages[name].categories = ["Green"]
    first, second = list(desk.mailbox.fetch_new())
    desk.mailbox.mark(first.handle, quarantined=False)
    desk.mailbox.mark(second.handle, quarantined=True)
    assert desk.double.lying_in("inbox", "govflow", "Processed") == [reply(1)]
    assert desk.double.lying_in("inbox", "govflow", "Quarantine") == [reply(2)]
    categories = [one.categories for one in desk.double.messages.values()]
    assert categories == [["Green", "govflow: processed"], ["Green", "govflow: quarantine"]]


def test_a_message_keeps_its_handle_when_it_is_moved_and_marking_again_does_nothing(
    desk: Desk,
) -> None:
    desk.double.deliver(reply(1))
    [message] = list(desk.mailbox.fetch_new())
    desk.mailbox.mark(message.handle, quarantined=False)
    before = len(desk.double.requests)
    desk.mailbox.mark(message.handle, quarantined=True)
    assert len(desk.double.requests) == before


def test_only_what_is_new_is_asked_for_the_next_time(desk: Desk) -> None:
    desk.double.deliver(reply(1))
    assert collect(desk) == [reply(1)]
    desk.double.deliver(reply(2))
    assert collect(desk) == [reply(2)]
    last = [request.path for request in desk.double.seen if "delta" in request.path][-1]
    assert "deltatoken" in last


def test_many_changes_come_page_by_page(desk: Desk) -> None:
    desk.double.page = 3
    replies = [reply(number) for number in range(8)]
    for raw in replies:
        desk.double.deliver(raw)
    assert collect(desk) == replies
    assert desk.double.requests.count("GET delta") == 3


@pytest.mark.parametrize("page", [100, 1])
def test_a_link_graph_no_longer_knows_means_starting_over(desk: Desk, page: int) -> None:
    desk.double.page = page
    desk.double.deliver(reply(1))
    desk.double.deliver(reply(2))
    assert collect(desk) == [reply(1), reply(2)]
    desk.double.epoch = "2"
    desk.double.deliver(reply(3))
    assert collect(desk) == [reply(3)]
    assert collect(desk) == []


def test_a_link_that_ends_in_the_middle_is_started_over(desk: Desk) -> None:
    desk.double.page = 1
    collect(desk)
    for number in range(3):
        desk.double.deliver(reply(number))
    desk.double.script["GET delta"] = [Status(410, "SyncStateNotFound")]
    assert collect(desk) == [reply(0), reply(1), reply(2)]


def test_a_first_look_that_is_gone_at_once_is_said(desk: Desk) -> None:
    desk.double.script["GET delta"] = [Status(410), Status(410)]
    with pytest.raises(MailError, match="refuses this"):
        collect(desk)


def test_a_token_is_never_shown_to_another_server(desk: Desk) -> None:
    desk.double.page = 1
    desk.double.elsewhere = "https://elsewhere.example"
    desk.double.deliver(reply(1))
    desk.double.deliver(reply(2))
    with pytest.raises(MailError, match=r"sent us to another server, elsewhere\.example"):
        collect(desk)


def test_a_reader_that_stops_half_way_meets_the_rest_again(desk: Desk) -> None:
    for number in range(4):
        desk.double.deliver(reply(number))
    for message, _ in zip(desk.mailbox.fetch_new(), range(2), strict=False):
        desk.mailbox.mark(message.handle, quarantined=False)
    again = GraphMailbox(desk.session, desk.notes)
    assert [message.raw for message in again.fetch_new()] == [reply(2), reply(3)]


def test_a_message_that_cannot_be_given_is_named_and_the_others_are_read(desk: Desk) -> None:
    for number in (1, 2, 3):
        desk.double.deliver(reply(number))
    desk.double.script["GET $value"] = [Status(404), Status(403, "ErrorAccessDenied")]
    assert collect(desk) == [reply(3)]
    [words] = desk.mailbox.set_aside()
    assert words.startswith("the message of 01 December 2026 09:00 is not read:")
    assert collect(desk) == []


def test_a_message_too_large_stays_and_is_named(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(graph_mailbox, "LARGEST", 100)
    desk.double.deliver(reply(1) + b"x" * 100)
    desk.double.deliver(reply(2))
    assert collect(desk) == [reply(2)]
    assert "no reply is that large" in desk.mailbox.set_aside()[0]


def test_mail_from_before_the_beginning_is_left_alone() -> None:
    with graph_desk(since=datetime(2026, 12, 1, 9, 0, 1, tzinfo=UTC)) as desk:
        desk.double.deliver(reply(1))
        desk.double.deliver(reply(2))
        assert collect(desk) == [reply(2)]
        assert desk.double.lying_in("inbox") == [reply(1)]


def test_where_moving_is_not_allowed_messages_stay_and_are_still_read_only_once(
    desk: Desk,
) -> None:
    desk.double.deliver(reply(1))
    desk.double.script["POST move"] = [Status(403, "ErrorAccessDenied")]
    assert collect(desk) == [reply(1)]
    assert "a message stays in the inbox" in desk.mailbox.set_aside()[0]
    assert collect(desk) == []


@pytest.mark.parametrize("step", ["GET delta", "GET $value", "POST move", "PATCH message"])
def test_a_broken_connection_is_temporary_and_loses_nothing(desk: Desk, step: str) -> None:
    desk.double.deliver(reply(1))
    desk.double.script[step] = [Cut(processed=False)]
    with pytest.raises(TemporaryError, match="cannot be reached"):
        collect(desk)
    assert collect(desk) == [reply(1)]


def test_throttling_while_reading_is_waited_for(desk: Desk) -> None:
    desk.double.deliver(reply(1))
    for step, seconds in (("GET $value", "5"), ("POST move", "7")):
        desk.double.script[step] = [Status(429, headers={"Retry-After": seconds})]
    assert collect(desk) == [reply(1)]
    assert desk.hand.slept == [5, 7]


def test_a_mailbox_that_is_not_ours_is_said() -> None:
    words = r"may not do this in finance@union\.example"
    with graph_desk(mailbox="finance@union.example") as desk, pytest.raises(MailError, match=words):
        collect(desk)


def member(number: int, **said: object) -> dict[str, object]:
    return {
        "@odata.type": "#microsoft.graph.user",
        "id": f"0000-{number}",
        "displayName": f"Person {number}",
        "mail": f"P{number}@union.example",
        "accountEnabled": True,
        **said,
    }


GROUP = "11111111-2222-3333-4444-555555555555"


def test_a_group_gives_each_person_with_the_directorys_own_id(desk: Desk) -> None:
    aliases = ["SMTP:P1@union.example", "smtp:p.one@union.example", "x500:/o=Union"]
    members = [
        member(1, proxyAddresses=aliases),
        {"@odata.type": "#microsoft.graph.group", "id": "g", "displayName": "Bar"},
        member(2, accountEnabled=False),
        member(3, mail=None),
        member(4),
    ]
    desk.double.groups[GROUP] = {
        "name": "Students' Union staff",
        "mail": "staff@union.example",
        "members": members,
    }
    for named in ("Students' Union staff", "staff@union.example", GROUP):
        listing = graph_group(desk.session, named, "Staff")
        one = ("p.one@union.example",)
        assert listing.people == (
            Person("0000-1", "Person 1", "p1@union.example", ("staff",), other_emails=one),
            Person("0000-4", "Person 4", "p4@union.example", ("staff",)),
        )
        assert listing.left_out == (
            "Person 3 has no mailbox.",
            "the account of Person 2 is switched off.",
        )


@pytest.mark.parametrize("named", ["board", GROUP.replace("1", "9")])
def test_a_group_that_is_not_there_is_said(desk: Desk, named: str) -> None:
    with pytest.raises(GovflowError, match=f"there is no group '{named}'"):
        graph_group(desk.session, named, "trustees")


def test_two_groups_of_one_name_are_not_guessed_between(desk: Desk) -> None:
    for key in ("1", "2"):
        desk.double.groups[key] = {"name": "Staff", "mail": "", "members": []}
    with pytest.raises(GovflowError, match="several groups are called 'Staff'"):
        graph_group(desk.session, "Staff", "staff")


def checks(desk: Desk, other: str = "finance@union.example") -> dict[str, bool | None]:
    return checks_of(look_graph(desk.session, other=other), desk.hand)


def test_the_doctor_finds_a_good_mailbox_in_order(desk: Desk) -> None:
    names = ("sign_in", "scope", "dedicated", "send", "find", "read_back", "plus_address")
    assert checks(desk) == dict.fromkeys(names, True)
    assert desk.hand.slept == []


def test_the_doctor_warns_when_the_permission_reaches_another_mailbox(desk: Desk) -> None:
    desk.double.readable.add("finance@union.example")
    assert checks(desk)["scope"] is False


def test_the_doctor_says_when_addresses_with_a_plus_sign_do_not_arrive(desk: Desk) -> None:
    desk.double.plus = False
    assert checks(desk)["plus_address"] is False


def test_the_doctor_says_when_nobody_named_a_mailbox_to_stay_out_of(desk: Desk) -> None:
    assert checks(desk, other="")["scope"] is None


def test_the_doctor_wonders_at_an_inbox_full_of_other_mail(desk: Desk) -> None:
    for number in range(201):
        desk.double.deliver(reply(number))
    assert checks(desk)["dedicated"] is None


@pytest.mark.parametrize(("days", "passed"), [(31, True), (30, False), (-1, False), (None, None)])
def test_the_doctor_warns_thirty_days_before_a_credential_expires(
    days: int | None, passed: bool | None
) -> None:
    now = datetime(2026, 12, 1, tzinfo=UTC)
    ends = None if days is None else now + timedelta(days=days)
    assert expiry("the client secret", ends, now, "mail.graph.secret_expires").passed is passed


def test_the_doctor_says_what_is_wrong_with_the_sign_in(desk: Desk) -> None:
    desk.double.tokens.clear()
    assert checks(desk) == {"sign_in": False}


def test_the_doctor_waits_for_a_letter_that_shows_late_but_not_for_ever(desk: Desk) -> None:
    desk.double.mailbox = "elsewhere@union.example"  # the note never reaches our inbox
    desk.double.lag = 8
    found = checks(desk)
    assert (found["find"], found["read_back"]) == (True, False)
    assert 120 < sum(desk.hand.slept) < 180


def test_the_doctor_tells_when_the_server_changes_message_ids(desk: Desk) -> None:
    desk.double.renames = True
    assert checks(desk, other="")["read_back"] is True
