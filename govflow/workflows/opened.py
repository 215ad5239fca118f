"""Events read back with the personal values that stand beside them."""

import json

from govflow.core.record.chain import RecordedEvent
from govflow.core.record.encode import Entry, decode
from govflow.workflows.ports import Register


def opened(register: Register, event: RecordedEvent) -> Entry:
    """One event with its personal values; those that were erased are ''."""
    values = register.personal_values([event.seq])
    return decode(json.loads(event.body), {(v.field, v.item): v.value for v in values})
