"""Receipts for counted acknowledgements: off unless switched on, one per person and text, and few.

The caps hold whatever comes in: at most one receipt per person and text for good, `ADDRESS_DAY` to an
address in 24 hours, `DAY` in 24 hours and `HOUR` in one hour over all. What a cap holds back is tried
again while the acknowledgement is younger than a day, then left: the register knows it anyway.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from govflow.core.people.letters import LetterKind, Purpose
from govflow.core.record.rows import LetterRow, NoticeRow, RecipientRow
from govflow.workflows.deliver import deliver_letters
from govflow.workflows.notify import planned_letter
from govflow.workflows.office import Office

ADDRESS_DAY = 3
DAY = 400
HOUR = 60
FRESH = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Receipted:
    """What became of the receipts: sent, and held back by a cap."""

    sent: int = 0
    held_back: int = 0


def allowed(
    wanted: Sequence[tuple[str, str]], planned: Iterable[tuple[str, datetime]], now: datetime
) -> tuple[str, ...]:
    """Which of the wanted receipts may go now.

    `wanted` are (letter, address) in order, `planned` the (address, time) of all receipts before.
    """
    recent = [(address, when) for address, when in planned if now - when < FRESH]
    per_address = Counter(address for address, _ in recent)
    room = min(DAY - len(recent), HOUR - sum(now - when < timedelta(hours=1) for _, when in recent))
    chosen: list[str] = []
    for letter, address in wanted:
        if len(chosen) >= room:
            break
        if per_address[address] < ADDRESS_DAY:
            per_address[address] += 1
            chosen.append(letter)
    return tuple(chosen)


def send_receipts(office: Office) -> Receipted:
    """Plan and send the receipts that are due; nothing at all unless the settings say so.

    A receipt follows an acknowledgement of the last day that counts and nothing has contradicted.
    """
    if not office.house.receipts:
        return Receipted()
    office.refuse_behind()
    wanted = {letter.letter: (letter, row) for letter, row in _wanted(office)}
    addresses = [(name, row.email) for name, (_, row) in wanted.items()]
    chosen = allowed(addresses, _planned(office), office.clock.now())
    office.register.add_letters([wanted[name][0] for name in chosen])
    by_notice: dict[str, set[str]] = {}
    for letter in office.register.find(LetterRow, kind=LetterKind.RECEIPT.value):
        if letter.state in ("planned", "deferred", "sending", "unknown"):
            by_notice.setdefault(letter.notice, set()).add(letter.letter)
    ended = [
        row for notice, names in by_notice.items() for row in deliver_letters(office, notice, names)
    ]
    return Receipted(sum(row.state == "sent" for row in ended), len(wanted) - len(chosen))


def _wanted(office: Office) -> Iterable[tuple[LetterRow, RecipientRow]]:
    now = office.clock.stamp()
    purpose = Purpose.ACKNOWLEDGEMENT.value
    for notice in office.register.find(NoticeRow, closed=False, purpose=purpose):
        for row in office.register.find(RecipientRow, notice=notice.notice):
            if not row.counted or not row.email or row.outcome != "acknowledged" or row.held:
                continue
            name = f"{row.notice}/{row.number:03d}/{LetterKind.RECEIPT.value}"
            fresh = now - datetime.fromisoformat(row.counted_at) < FRESH
            if fresh and office.register.get(LetterRow, name) is None:
                yield replace(planned_letter(office, row, LetterKind.RECEIPT), letter=name), row


def _planned(office: Office) -> Iterable[tuple[str, datetime]]:
    """The receipts there were, with the real time of each and the address it went to."""
    for letter in office.register.find(LetterRow, kind=LetterKind.RECEIPT.value):
        row = office.register.get(RecipientRow, letter.notice, letter.recipient)
        if row is not None:
            yield row.email, datetime.fromisoformat(letter.since)
