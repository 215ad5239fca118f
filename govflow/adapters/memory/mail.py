"""Mail in memory, with faults on order: what a server does on its bad days, said beforehand."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from govflow.core.people.letters import Deferred, Refused, SendResult, Sent, Unknown
from govflow.core.replies.mail import Incoming


@dataclass(frozen=True, slots=True)
class LostAnswer:
    """The line breaks while sending; `arrived` says whether the letter had got through."""

    arrived: bool


Fault = LostAnswer | Refused | Deferred


@dataclass(frozen=True, slots=True)
class Posted:
    """A letter as the pretended server took it."""

    letter: str
    raw: bytes
    sender: str
    recipient: str


class MemoryTransport:
    """Fulfils `Transport`. `posted` lists all that arrived, in order, repeats included.

    `faults` names for a recipient's address or a letter's id what goes wrong, attempt by attempt;
    after the last one it works. With `can_tell` False nobody can be asked what was sent.
    """

    name = "memory"

    def __init__(
        self, faults: Mapping[str, Iterable[Fault]] | None = None, *, can_tell: bool = True
    ) -> None:
        self.posted: list[Posted] = []
        self.attempts: list[str] = []
        self._faults = {key: list(steps) for key, steps in (faults or {}).items()}
        self._can_tell = can_tell

    def send(self, letter: str, raw: bytes, sender: str, recipient: str) -> SendResult:
        """Take the letter, or do what `faults` ordered for this attempt."""
        self.attempts.append(letter)
        post = Posted(letter, raw, sender, recipient)
        match self._next_fault(letter, recipient):
            case None:
                self.posted.append(post)
                return Sent(f"memory-{len(self.posted)}")
            case LostAnswer(arrived):
                self.posted.extend([post] * arrived)
                return Unknown("the connection broke before the answer came")
            case fault:
                return fault

    def find_sent(self, letter: str, message_id: str) -> bool | None:
        """Whether the letter with this Message-ID arrived; None when nobody can be asked."""
        if not self._can_tell:
            return None
        mark = f"\r\nMessage-ID: {message_id}\r\n".encode()
        return any(post.letter == letter and mark in post.raw for post in self.posted)

    def _next_fault(self, letter: str, recipient: str) -> Fault | None:
        for key in (letter, recipient):
            if steps := self._faults.get(key):
                return steps.pop(0)
        return None


class MemoryMailbox:
    """Fulfils `Mailbox`. Messages are `put` in; `processed` and `quarantined` list where they went."""

    def __init__(self) -> None:
        self._waiting: dict[str, Incoming] = {}
        self._count = 0
        self.processed: list[Incoming] = []
        self.quarantined: list[Incoming] = []

    def put(self, raw: bytes, received: datetime) -> str:
        """Let a message arrive; returns its handle."""
        self._count += 1
        handle = f"{self._count:06}.eml"
        self._waiting[handle] = Incoming(handle, raw, received)
        return handle

    def fetch_new(self) -> Iterator[Incoming]:
        """Each waiting message, in the order of arrival."""
        yield from list(self._waiting.values())

    def mark(self, handle: str, *, quarantined: bool) -> None:
        """Take a message out of the inbox; repeating it does no harm."""
        message = self._waiting.pop(handle, None)
        if message is not None:
            (self.quarantined if quarantined else self.processed).append(message)
