"""Every way a sending can break off, one after the other: the letter arrives once, and always arrives.

For each request of a sending, in turn, the connection is cut before or after it was carried out; and the
program is killed before and after each note it writes. What follows is what delivering does: look for
the letter, wait while nobody can tell, send again only what is proved not sent.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from datetime import timedelta

import pytest

from govflow.adapters.mail.exchange import ExchangeTransport
from govflow.adapters.mail.graph import GraphTransport
from govflow.adapters.mail.traces import MemoryNotes
from govflow.core.people.letters import Deferred, Refused, SendResult, Sent, Unknown
from tests.adapters.mail import exchange_rig, graph_rig
from tests.adapters.mail.doubles.server import Answer, Dropped, Request
from tests.adapters.mail.exchange_rig import LETTER, MESSAGE_ID, RAW, SIAN, exchange_desk
from tests.adapters.mail.graph_rig import graph_desk

Desk = exchange_rig.Desk | graph_rig.Desk
DESKS: dict[str, Callable[[], AbstractContextManager[Desk]]] = {
    "exchange": exchange_desk,
    "graph": graph_desk,
}


class Killed(BaseException):
    """The program ends here, as by SIGKILL: nothing of it runs any more."""


class MortalNotes(MemoryNotes):
    """Notes during which the program dies, before or after the k-th is written."""

    def __init__(self, dies_at: int, *, after: bool) -> None:
        super().__init__()
        self._left = dies_at
        self._after = after

    def put(self, key: str, value: str | None) -> None:
        self._left -= 1
        if self._left == 0 and not self._after:
            raise Killed
        super().put(key, value)
        if self._left == 0:
            raise Killed


def transport_of(desk: Desk, notes: MemoryNotes) -> ExchangeTransport | GraphTransport:
    """The transport of a program started anew: it knows nothing but the notes."""
    if isinstance(desk, exchange_rig.Desk):
        return ExchangeTransport(desk.session, notes, now=desk.hand.now)
    return GraphTransport(desk.session, notes, now=desk.hand.now)


def arrived(desk: Desk) -> list[bytes]:
    return desk.double.sent if isinstance(desk, exchange_rig.Desk) else desk.sent()


def cut(desk: Desk, at: int, *, processed: bool) -> list[int]:
    """Have the k-th request cut; the list counts the requests there were."""
    respond, seen = desk.double.respond, [0]

    def cutting(request: Request) -> Answer | Dropped:
        seen[0] += 1
        if seen[0] != at:
            return respond(request)
        if processed:
            respond(request)
        return Dropped()

    desk.double.respond = cutting
    return seen


def deliver(desk: Desk, notes: MemoryNotes, result: SendResult | None) -> None:
    """What delivering does with a letter until it is settled; None is a sending that died."""
    for _ in range(20):
        match result:
            case Sent():
                return
            case Refused():
                raise AssertionError(result)
            case Deferred(seconds):
                desk.hand.time += timedelta(seconds=seconds)
                result = transport_of(desk, notes).send(LETTER, RAW, "", SIAN)
            case Unknown() | None:
                found = transport_of(desk, notes).find_sent(LETTER, MESSAGE_ID)
                if found:
                    return
                if found is None:
                    desk.hand.time += timedelta(seconds=30)
                else:
                    result = transport_of(desk, notes).send(LETTER, RAW, "", SIAN)
    raise AssertionError("the letter is never settled")


def outcomes(desk: Desk) -> tuple[int, list[bytes]]:
    drafts = desk.double.lying_in("drafts") if isinstance(desk, graph_rig.Desk) else []
    return len(arrived(desk)), drafts


@pytest.fixture(params=DESKS)
def opened(request: pytest.FixtureRequest) -> Callable[[], AbstractContextManager[Desk]]:
    return DESKS[request.param]


@pytest.mark.parametrize("processed", [True, False], ids=["carried out", "never arrived"])
def test_whichever_request_is_cut_the_letter_arrives_once(
    opened: Callable[[], AbstractContextManager[Desk]], processed: bool
) -> None:
    at = reached = 0
    while reached >= at:
        at += 1
        with opened() as desk:
            notes = MemoryNotes()
            seen = cut(desk, at, processed=processed)
            first = transport_of(desk, notes).send(LETTER, RAW, "", SIAN)
            reached = seen[0]
            deliver(desk, notes, first)
            assert outcomes(desk) == (1, []), f"request {at}"
    assert at > 3


@pytest.mark.parametrize("after", [True, False])
def test_whenever_the_program_is_killed_the_letter_arrives_once(
    opened: Callable[[], AbstractContextManager[Desk]], after: bool
) -> None:
    for at in range(1, 6):
        with opened() as desk:
            notes = MortalNotes(at, after=after)
            result: SendResult | None = None
            with suppress(Killed):
                result = transport_of(desk, notes).send(LETTER, RAW, "", SIAN)
            deliver(desk, notes, result)
            count, drafts = outcomes(desk)
            assert count == 1, f"note {at}"
            assert len(drafts) <= 1
