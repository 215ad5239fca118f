"""A message that came in, as plain values. Reading the bytes is the mail adapter's work."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Incoming:
    """A message as the mailbox has it: its handle there, its bytes, when the server received it."""

    handle: str
    raw: bytes
    received: datetime
