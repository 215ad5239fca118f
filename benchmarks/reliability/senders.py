"""govflow's own delivering as a process that can be killed: the workflow, the register, the transports."""

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

from govflow.adapters.files.elsewhere import MailFolder
from govflow.adapters.files.new_workspace import Start, lay_out
from govflow.adapters.files.settings import read_settings
from govflow.adapters.files.workspace import Workspace
from govflow.adapters.mail.evidence import Evidence, _probe_id
from govflow.adapters.mail.exchange import ExchangeTransport
from govflow.adapters.mail.exchange_session import ExchangeServer, ExchangeSession
from govflow.adapters.mail.folder import FolderTransport
from govflow.adapters.mail.graph import GraphTransport
from govflow.adapters.mail.graph_session import GraphSession
from govflow.adapters.mail.letters import MailLetters
from govflow.adapters.mail.parse import MailReader
from govflow.adapters.mail.servers import Server
from govflow.adapters.mail.smtp import SmtpTransport
from govflow.adapters.mail.traces import FolderNotes
from govflow.adapters.memory.mail import MemoryMailbox
from govflow.adapters.memory.papers import PlainPages, PlainPapers
from govflow.adapters.store.register import open_register
from govflow.adapters.system.clock import SystemClock
from govflow.adapters.system.entropy import SystemEntropy
from govflow.cli.wiring import house_of
from govflow.core.errors import RecordError, TemporaryError
from govflow.core.record.rows import LetterRow
from govflow.core.replies.sender import Trust
from govflow.workflows.deliver import Tally, deliver, tally
from govflow.workflows.notify import plan_notice, seal
from govflow.workflows.office import Office
from govflow.workflows.start import adopt_first

CODE, NOTICE, MAILBOX = "social-media", "SMP-1", "governance@union.example"
COPIES = "governance+{mark}@union.example"
SETTLE = timedelta(minutes=2)


@dataclass(frozen=True)
class Job:
    """One life of a sender. `server` is a port or an address; `hours` is how far its clock is off."""

    root: Path
    database: str
    transport: str
    server: str
    truth: Path
    hours: float = 0.0


class Apart(SystemClock):
    """A clock that is so many hours off."""

    def __init__(self, hours: float) -> None:
        super().__init__(None)
        object.__setattr__(self, "_apart", timedelta(hours=hours))

    def now(self) -> datetime:
        return super().now() + self._apart

    def today(self) -> date:
        return self.now().date()

    def stamp(self) -> datetime:
        return self.now()


class SinkEvidence(Evidence):
    """Evidence in the file of the sink, in place of the mailbox that the copies would go to."""

    def __init__(self, truth: Path) -> None:
        super().__init__(Server("127.0.0.1", 1, "none"), COPIES, wait=timedelta(0))
        self._truth = truth

    def find(self, letter: str, message_id: str) -> bool | None:
        if self._lies_there(message_id):
            return True
        return False if self._has_arrived(_probe_id(letter, message_id, COPIES)) else None

    def _has_arrived(self, message_id: str) -> bool:
        return self._lies_there(message_id)

    def _lies_there(self, message_id: str) -> bool:
        return f"{message_id} governance+" in self._truth.read_text("utf-8")


def transport_of(job: Job, clock: Apart, stack: ExitStack):
    """The way out that a job names."""
    notes = FolderNotes(job.root / "mail" / "notes")
    match job.transport:
        case "folder":
            return FolderTransport(job.root / "mail")
        case "smtp" | "bare smtp":
            evidence = SinkEvidence(job.truth) if job.transport == "smtp" else None
            server = Server("127.0.0.1", int(job.server), "none")
            return stack.enter_context(SmtpTransport(server, evidence=evidence))
        case "graph":
            session = GraphSession(job.server, MAILBOX, lambda fresh: "token-1", sleep=_no_time)
            return GraphTransport(session, notes, settle=SETTLE, now=clock.now)
        case "exchange":
            asked = SimpleNamespace(**dict(part.split("=", 1) for part in job.server.split("\n")))
            server = ExchangeServer(
                endpoint=asked.endpoint,
                mailbox=asked.mailbox,
                username="officer",
                password=asked.password,
                auth="basic",
            )
            session = ExchangeSession(server, sleep=_no_time)
            return ExchangeTransport(session, notes, settle=SETTLE, now=clock.now)
    raise ValueError(job.transport)


def _no_time(seconds: float) -> None:
    """Waiting is done by the clock, which is moved on between two lives."""


@contextmanager
def office_of(job: Job) -> Iterator[Office]:
    """The desk of one life."""
    clock = Apart(job.hours)
    with ExitStack() as stack:
        register = open_register(job.database, clock=clock, entropy=SystemEntropy())
        yield Office(
            house=house_of(read_settings(job.root)),
            library=Workspace(job.root),
            register=stack.enter_context(register),
            papers=PlainPapers(),
            letters=MailLetters(),
            pages=PlainPages(),
            transport=transport_of(job, clock, stack),
            mailbox=MemoryMailbox(),
            reader=stack.enter_context(MailReader()),
            trust=Trust(authserv_ids=()),
            clock=clock,
            entropy=SystemEntropy(),
            elsewhere=MailFolder(job.root / "mail"),
        )


def prepare(job: Job, people: int) -> set[str]:
    """A workspace with a sealed notice to so many people; returns their addresses."""
    lay_out(job.root, Start())
    addresses = [f"person{n:04d}@union.example" for n in range(1, people + 1)]
    lines = [f"P{n:04d},Person {n},{a},staff" for n, a in enumerate(addresses, 1)]
    table = "\n".join(["id,name,email,audiences", *lines, ""])
    (job.root / "people.csv").write_text(table, encoding="utf-8")
    with office_of(job) as office:
        adopt_first(office, "benchmark")
        assert seal(office, plan_notice(office, CODE)) == NOTICE
    return set(addresses)


def live(job: Job) -> None:
    """Send until nothing waits, as `govflow run` does each time it is called, or until killed."""
    for _ in range(200):
        try:
            with office_of(job) as office:
                deliver(office, NOTICE)
            return
        except TemporaryError:  # another sender has the lock
            time.sleep(0.02)
        except RecordError as refusal:
            if refusal.place != "clock":
                raise
            with office_of(job) as office:
                office.register.accept_clock("benchmark", "clocks are apart")


def standing(job: Job) -> tuple[Tally, int]:
    """How the notice stands, and how many alterations a check finds."""
    with office_of(job) as office:
        return tally(office, NOTICE), len(office.register.verify())


def sent(job: Job) -> int:
    """How many letters are recorded as sent; a look beside the senders."""
    with open_register(job.database, clock=Apart(job.hours), entropy=SystemEntropy()) as register:
        return len(register.find(LetterRow, state="sent"))
