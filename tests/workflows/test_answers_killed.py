"""An answer whose sender is killed at any instruction: the person gets it once, with the same words."""

import os
from datetime import timedelta
from pathlib import Path

import pytest

from govflow.adapters.memory.correspondents import Answer, answer, read_letter
from govflow.adapters.system.clock import office_hour
from govflow.core.record.rows import ReplyRow
from govflow.workflows.answers import finish_answers, plan_answer, send_answer
from govflow.workflows.collect import collect
from govflow.workflows.office import Office
from govflow.workflows.verifying import verify
from tests.workflows.desk import MONDAY, open_desk
from tests.workflows.test_crashes import desk_at, every_death, posts, send_notice

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork a process")

ASKS = "Does section 3 cover our WhatsApp group?"


def test_an_answer_killed_anywhere_is_sent_once(tmp_path: Path) -> None:
    prepared = tmp_path / "union"
    with open_desk(prepared, "sqlite"):
        pass
    with desk_at(prepared) as office:
        send_notice(office)
        letter = read_letter(posts(prepared / "sink.log")[0][2].encode())
        when = office_hour(MONDAY + timedelta(days=1))
        raw = answer(letter, Answer("outlook", ASKS), when, 1)
        (prepared / "mail" / "inbox" / "1.eml").write_bytes(raw)
        collect(office)
        (row,) = office.register.find(ReplyRow)

    def work(office: Office) -> None:
        send_answer(office, plan_answer(office, row.evidence, "It does.", "Sarah Okafor"))
        finish_answers(office)

    def check(root: Path) -> None:
        letters = [post for post in posts(root / "sink.log") if "/answer-" in post[0]]
        assert len(letters) == 1
        assert "It does." in letters[0][2]
        with desk_at(root) as office:
            assert verify(office) == []

    assert every_death(prepared, work, check) > 30
