"""An allowance used in full and never exceeded, whatever the server and the clock do."""

from dataclasses import dataclass, field

from hypothesis import given
from hypothesis import strategies as st

from govflow.adapters.mail.pace import PacedTransport
from govflow.core.people.letters import Deferred, SendResult, Sent


@dataclass
class Strict:
    """A server with a clock of the test's own that counts arrivals and refuses what is too fast."""

    letters: int
    seconds: float
    delays: list[float]
    name: str = "strict"
    time: float = 1000.0
    arrivals: list[float] = field(default_factory=list)
    tripped: int = 0

    def send(self, letter: str, raw: bytes, sender: str, recipient: str) -> SendResult:
        before, after = self.delays[len(self.arrivals) % len(self.delays)], 0.01
        self.time += before
        recent = [at for at in self.arrivals if at > self.time - self.seconds]
        self.arrivals.append(self.time)
        self.time += after
        if len(recent) >= self.letters:
            self.tripped += 1
            return Deferred(60, "too fast", whole_mailbox=True)
        return Sent()

    def find_sent(self, letter: str, message_id: str) -> bool | None:
        return letter == "known"

    def sleep(self, seconds: float) -> None:
        self.time += seconds


def paced(server: Strict) -> PacedTransport:
    return PacedTransport(
        server,
        letters=server.letters,
        seconds=server.seconds,
        now=lambda: server.time,
        sleep=server.sleep,
    )


@given(
    letters=st.integers(1, 40),
    delays=st.lists(st.floats(0, 5), min_size=1, max_size=10),
)
def test_the_allowance_is_never_exceeded(letters: int, delays: list[float]) -> None:
    server = Strict(letters, 60.0, delays)
    way = paced(server)
    for number in range(letters * 4):
        way.send(str(number), b"", "a@x", "b@x")
    assert server.tripped == 0


def test_the_allowance_is_used_to_99_in_a_hundred() -> None:
    server = Strict(30, 60.0, [0.005])
    way = paced(server)
    for number in range(30 * 20 + 1):
        way.send(str(number), b"", "a@x", "b@x")
    minutes = (server.arrivals[-1] - server.arrivals[0]) / 60
    assert len(server.arrivals) / (minutes * 30) >= 0.99
    assert server.tripped == 0


def test_without_the_pace_the_server_would_have_refused() -> None:
    server = Strict(30, 60.0, [0.005])
    for number in range(31):
        server.send(str(number), b"", "a@x", "b@x")
    assert server.tripped == 1


def test_asking_what_was_sent_waits_for_nothing() -> None:
    server = Strict(1, 60.0, [0.0])
    way = paced(server)
    way.send("known", b"", "a@x", "b@x")
    before = server.time
    assert way.find_sent("known", "<a@x>") is True
    assert server.time == before
    assert way.name == "strict"
