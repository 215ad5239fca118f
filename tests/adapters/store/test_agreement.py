"""The register in memory and the one in a database are the same register."""

import tempfile
from datetime import timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from govflow.adapters.memory.register import MemoryRegister
from govflow.adapters.store.register import open_register
from govflow.core.record.tables import ROW_TYPES
from tests.core.record.test_replay import STEPS, play
from tests.registers import Chance, Clock, story

STILL = Clock(tick=timedelta(0))


def everything(register):
    return {
        "ledger": list(register.events()),
        "checkpoint": register.checkpoint(),
        **{table: register.find(table) for table in ROW_TYPES},
    }


@settings(max_examples=12, deadline=None)
@given(st.lists(STEPS, min_size=8, max_size=25))
def test_whatever_happens_both_hold_the_same_to_the_last_hash(steps):
    memory = play(MemoryRegister(clock=STILL, entropy=Chance()), steps)
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'govflow.db'}"
        with open_register(url, clock=STILL, entropy=Chance()) as database:
            play(database, steps)
            assert everything(database) == everything(memory)
            assert database.verify(memory.checkpoint()) == []


def test_a_story_ends_alike_in_both(tmp_path):
    memory = story(MemoryRegister(clock=STILL, entropy=Chance()))
    url = f"sqlite:///{tmp_path / 'govflow.db'}"
    with open_register(url, clock=STILL, entropy=Chance()) as database:
        story(database)
        assert everything(database) == everything(memory)
