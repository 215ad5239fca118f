"""What an amendment amounts to, and what should be seen to before the Board gets it."""

from datetime import date

import pytest

from govflow.core.errors import GovflowError
from govflow.workflows.amend import examine, findings, plan_amendment, start_amendment
from govflow.workflows.board import cover_sheet, plan_pack
from govflow.workflows.policies import adopt, read_for_adoption
from tests.workflows.desk import CODE, Desk

NUMBERED = b"""---
title: Expenses Policy
class: Policy
audiences: {staff: bound}
---

## 1. Claims

1.1 A claim must be made within 30 days.

1.2 Receipts are kept.

1.3 The treasurer decides.
"""


def propose(desk: Desk, source: bytes, reason: str = "Because.") -> str:
    form = plan_amendment(
        desk.office, "expenses", title="T", source=source, place="x.md", reason=reason, mover=""
    )
    start_amendment(desk.office, form)
    return form.id


@pytest.fixture
def expenses(desk: Desk) -> Desk:
    policy = read_for_adoption(
        desk.office,
        NUMBERED,
        "expenses.md",
        code="expenses",
        version="3.0",
        passed=date(2023, 3, 14),
    )
    adopt(desk.office, policy, "a file")
    return desk


def codes(desk: Desk, name: str) -> list[str]:
    return [finding.code for finding in findings(desk.office, examine(desk.office, name))]


def test_a_number_that_vanishes_is_pointed_at(expenses: Desk) -> None:
    name = propose(expenses, NUMBERED.replace(b"1.2 Receipts are kept.\n\n", b""))
    assert codes(expenses, name) == ["AMD104"]


def test_a_number_that_stays_as_omitted_is_in_order(expenses: Desk) -> None:
    name = propose(expenses, NUMBERED.replace(b"1.2 Receipts are kept.", b"1.2 [Omitted]"))
    assert codes(expenses, name) == []


def test_a_duty_called_editorial_without_a_reason_stops_the_pack(expenses: Desk) -> None:
    name = propose(expenses, NUMBERED.replace(b"30 days", b"60 days"))
    form = expenses.root / "policy" / "expenses" / "amendments" / name / "amendment.toml"
    note = '\n[[change]]\naddress = "clause 1.1"\nmateriality = "C"\n'
    form.write_text(form.read_text("utf-8") + note, encoding="utf-8")
    assert "AMD103" in codes(expenses, name)
    with pytest.raises(GovflowError, match=r"clause 1\.1 is called C"):
        plan_pack(expenses.office, name)
    form.write_text(form.read_text("utf-8") + 'reason = "Only a slip of the pen."\n', "utf-8")
    assert codes(expenses, name) == []
    entry = examine(expenses.office, name).comparison.entries[0]
    assert (entry.materiality, entry.reason) == ("C", "Only a slip of the pen.")


def test_an_amendment_without_a_reason_is_pointed_at(expenses: Desk) -> None:
    name = propose(expenses, NUMBERED.replace(b"30 days", b"60 days"), reason="")
    assert codes(expenses, name) == ["AMD201"]


def test_ids_are_unique_in_the_workspace(expenses: Desk) -> None:
    first = propose(expenses, NUMBERED.replace(b"30", b"60"))
    second = expenses.amend("6. Further Information", "6. Further Help")
    assert (first, second) == ("2026-01", "2026-02")


def test_a_text_of_another_policy_is_refused(desk: Desk) -> None:
    with pytest.raises(GovflowError, match="not 'social-media'"):
        plan_amendment(
            desk.office,
            CODE,
            title="T",
            source=NUMBERED.replace(b"title:", b"code: expenses\ntitle:"),
            place="x.md",
            reason="",
            mover="",
        )


def test_a_body_alone_takes_its_head_from_the_standing_text(expenses: Desk) -> None:
    body = NUMBERED.split(b"---\n\n", 1)[1].replace(b"30 days", b"60 days")
    changes = examine(expenses.office, propose(expenses, body)).comparison.changes
    assert [weighed.change.address for weighed in changes] == ["clause 1.1"]


def test_the_cover_sheet_says_what_was_given_and_invents_nothing(expenses: Desk) -> None:
    found = examine(expenses.office, propose(expenses, NUMBERED.replace(b"30", b"60")))
    sheet = cover_sheet(expenses.office, found)
    assert (sheet.fields, sheet.summary, sheet.mover, sheet.meeting_on) == ((), (), "", None)
    assert sheet.resolution.startswith("That the Expenses Policy be amended")
