"""Events of one kind, read back from the ledger."""

from collections.abc import Iterator
from typing import TypeVar

from govflow.core.record.events import Event
from govflow.workflows.office import Office
from govflow.workflows.opened import opened

E = TypeVar("E", bound=Event)


def recorded(office: Office, kind: type[E]) -> Iterator[E]:
    """Every event of this kind, oldest first."""
    for line in office.register.events():
        if line.kind == kind.__name__:
            event = opened(office.register, line).event
            assert isinstance(event, kind)
            yield event
