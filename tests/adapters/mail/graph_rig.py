"""A Microsoft 365 mailbox over the double, as the tests of transport, mailbox and checks use it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from govflow.adapters.mail.graph import GraphTransport
from govflow.adapters.mail.graph_mailbox import GraphMailbox
from govflow.adapters.mail.graph_session import GraphSession
from govflow.adapters.mail.traces import MemoryNotes
from govflow.core.people.letters import SendResult
from tests.adapters.mail.doubles.graph import GraphDouble, graph
from tests.adapters.mail.exchange_rig import LETTER, MESSAGE_ID, RAW, SIAN, Hand


class Issuer:
    """Gives access tokens; each time a fresh one is asked for, the next."""

    def __init__(self) -> None:
        self.number = 1

    def __call__(self, fresh: bool) -> str:
        self.number += fresh
        return f"token-{self.number}"


@dataclass
class Desk:
    """Everything a test needs: the double and what govflow has on its side."""

    double: GraphDouble
    session: GraphSession
    transport: GraphTransport
    mailbox: GraphMailbox
    notes: MemoryNotes
    hand: Hand
    issuer: Issuer

    def send(self, to: str = SIAN, raw: bytes = RAW) -> SendResult:
        return self.transport.send(LETTER, raw, "governance@union.example", to)

    def found(self) -> bool | None:
        return self.transport.find_sent(LETTER, MESSAGE_ID)

    def fetched(self) -> list[bytes]:
        return [message.raw for message in self.mailbox.fetch_new()]

    def sent(self) -> list[bytes]:
        return [message.mime for message in self.double.sent]


@contextmanager
def graph_desk(
    *,
    settle: timedelta = timedelta(minutes=5),
    since: datetime | None = None,
    mailbox: str = "governance@union.example",
    **said: Any,
) -> Iterator[Desk]:
    with graph() as (double, url):
        hand, notes, issuer = Hand(), MemoryNotes(), Issuer()
        session = GraphSession(url, mailbox, issuer, sleep=hand.sleep, **said)
        transport = GraphTransport(session, notes, settle=settle, now=hand.now)
        inbox = GraphMailbox(session, notes, since=since, now=hand.now)
        yield Desk(double, session, transport, inbox, notes, hand, issuer)
        session.close()
        assert double.complaints == []
