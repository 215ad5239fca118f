"""An Exchange mailbox over the double, as the tests of transport, mailbox and checks use it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from govflow.adapters.mail.exchange import ExchangeTransport
from govflow.adapters.mail.exchange_mailbox import ExchangeMailbox
from govflow.adapters.mail.exchange_session import ExchangeServer, ExchangeSession
from govflow.adapters.mail.message import build
from govflow.adapters.mail.traces import MemoryNotes
from govflow.core.people.letters import SendResult
from tests.adapters.mail.certificates import Authority
from tests.adapters.mail.doubles.ews import EwsDouble, exchange
from tests.adapters.mail.letter_samples import envelope, rendered

SIAN = "sian@union.example"
LETTER, MESSAGE_ID = "SMP-1/017/first", "<smp-1.017.first.4f2a@union.example>"
RAW = build(envelope(), rendered())


@dataclass
class Hand:
    """A clock that the test moves, and the seconds slept."""

    time: datetime = datetime(2026, 12, 1, 9, tzinfo=UTC)
    slept: list[float] = field(default_factory=list)

    def now(self) -> datetime:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += timedelta(seconds=seconds)


@dataclass
class Desk:
    """Everything a test needs: the double and what govflow has on its side."""

    double: EwsDouble
    session: ExchangeSession
    transport: ExchangeTransport
    mailbox: ExchangeMailbox
    notes: MemoryNotes
    hand: Hand

    def send(self, to: str = SIAN, raw: bytes = RAW) -> SendResult:
        return self.transport.send(LETTER, raw, "governance@union.example", to)

    def found(self) -> bool | None:
        return self.transport.find_sent(LETTER, MESSAGE_ID)

    def fetched(self) -> list[bytes]:
        return [message.raw for message in self.mailbox.fetch_new()]


@contextmanager
def exchange_desk(
    *,
    settle: timedelta = timedelta(minutes=2),
    token: Callable[[bool], str] | None = None,
    since: datetime | None = None,
    authority: Authority | None = None,
    **server: Any,
) -> Iterator[Desk]:
    tls = authority.issue("localhost") if authority else None
    with exchange(tls=tls) as (double, url):
        said = {
            "endpoint": url,
            "mailbox": double.mailbox,
            "username": "officer",
            "password": double.password,
            "auth": "oauth2" if token else "basic",
            "ca_file": str(authority.ca) if authority else "",
            **server,
        }
        hand, notes = Hand(), MemoryNotes()
        session = ExchangeSession(ExchangeServer(**said, token=token), sleep=hand.sleep)
        transport = ExchangeTransport(session, notes, settle=settle, now=hand.now)
        mailbox = ExchangeMailbox(session, notes, since=since, now=hand.now)
        yield Desk(double, session, transport, mailbox, notes, hand)
        session.close()
        assert double.complaints == []
