"""Keeping to a mailbox's allowance: so many letters in so many seconds, used in full, never exceeded.

Exchange Online takes 30 letters a minute from a mailbox; what comes faster is refused or held back.
"""

import time
from collections import deque
from collections.abc import Callable
from typing import Protocol

from govflow.core.people.letters import SendResult


class Way(Protocol):
    """A transport, as the port names it; adapters do not import the ports."""

    name: str

    def send(self, letter: str, raw: bytes, sender: str, recipient: str) -> SendResult: ...
    def find_sent(self, letter: str, message_id: str) -> bool | None: ...


class PacedTransport:
    """Fulfils `Transport` through another one, waiting before a letter that would come too early.

    `letters` may leave within any `seconds`. A letter counts from the moment the server has answered,
    so that the server's own count, which begins earlier, is never ahead of ours.
    """

    def __init__(
        self,
        transport: Way,
        *,
        letters: int,
        seconds: float,
        now: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.name = transport.name
        self._transport = transport
        self._seconds = seconds
        self._answered: deque[float] = deque(maxlen=letters)
        self._now = now
        self._sleep = sleep

    def send(self, letter: str, raw: bytes, sender: str, recipient: str) -> SendResult:
        """Wait until the allowance has room, then hand the letter over."""
        if len(self._answered) == self._answered.maxlen:
            while (early := self._answered[0] + self._seconds - self._now()) > 0:
                self._sleep(early)
        try:
            return self._transport.send(letter, raw, sender, recipient)
        finally:
            self._answered.append(self._now())

    def find_sent(self, letter: str, message_id: str) -> bool | None:
        """Whether the letter was handed over; asking takes nothing from the allowance."""
        return self._transport.find_sent(letter, message_id)
