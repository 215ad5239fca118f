"""Putting right what was recorded wrongly: by a later event, never by changing the first one."""

from govflow.core.errors import GovflowError
from govflow.core.record.chain import RecordedEvent
from govflow.core.record.events import EntryCorrected, Private
from govflow.workflows.office import Office


def plan_note(office: Office, entry: int, says: str, by: str, reason: str) -> RecordedEvent:
    """The event a correction is about; GovflowError when there is none, or no name or reason."""
    if not says.strip() or not by.strip() or not reason.strip():
        raise GovflowError(
            "a correction says what is right, who says so, and why.",
            remedy='add --says "...", --by NAME and --reason "...".',
        )
    if 0 < entry <= office.register.checkpoint().size:
        return next(iter(office.register.events(after=entry - 1)))
    raise GovflowError(
        f"the ledger has no event {entry}.",
        remedy="'govflow ledger show' lists the newest with their numbers.",
    )


def note(office: Office, entry: int, says: str, by: str, reason: str) -> None:
    """Record what is right beside a wrong event; tables and sums stay as they are."""
    office.register.append(EntryCorrected(entry, Private(says), Private(by), Private(reason)))
