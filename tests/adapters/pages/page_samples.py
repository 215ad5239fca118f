"""A report, a preview and a by-law as the page tests see them."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from govflow.core.people.letters import RenderedLetter
from govflow.core.people.reports import Preview, PreviewLetter, Report, ReportPerson
from govflow.core.text.blocks import split
from govflow.core.text.changes import Pair
from govflow.core.text.compare import align
from govflow.core.text.documents import ByLaw, GuidancePassage, GuidanceSheet, VersionLine
from govflow.core.text.policy import FrontMatter, Policy
from govflow.core.text.reviews import PolicyRegister, RegisteredPolicy, ReviewRules, review_of

UNION, TITLE, DIGEST = "Chester Students' Union", "Social Media Policy", "5b" * 32

OLD = """# Social Media Policy

## 2. Scope

2.1 This policy applies to staff.

## 3. Accounts

3.1 Ask the CEO.

3.2 Log every account.

| Role | Decides |
|---|---|
| CEO | accounts |
| Chair | nothing |
"""
NEW = OLD.replace("Ask the CEO.", "Ask the CEO in writing.").replace("nothing", "appeals")


def policy(text: str = OLD, **front: Any) -> Policy:
    head = FrontMatter(TITLE, "social-media", organisation=UNION, version="1.0")
    return Policy(replace(head, **front), split(text))


def pairs() -> tuple[Pair, ...]:
    return tuple(align(split(OLD), split(NEW)))


def report(**said: Any) -> Report:
    people = (
        ReportPerson("Ann Okafor", "trustees", "acknowledged", date(2026, 11, 28), 1),
        ReportPerson("Bo Jones", "staff", "acknowledged", date(2026, 12, 1), 1),
        ReportPerson("Cy Price", "staff", "question", date(2026, 12, 2), 1),
        ReportPerson("Di Lee", "staff", "away", date(2026, 12, 2), 1, "until 9 December"),
        ReportPerson("Ed Tan", "staff", "overdue", date(2026, 11, 27), 3),
        ReportPerson("Fay Ash", "staff", "left", date(2026, 12, 3), 1),
        ReportPerson(
            "Gil Wyn", "trustees", "undelivered", date(2026, 11, 27), 1, "address refused"
        ),
    )
    plain = Report(
        organisation=UNION,
        policy_title=TITLE,
        version="1.1",
        digest=DIGEST,
        notice="SMP-1",
        purpose="acknowledgement",
        as_at=datetime(2026, 12, 7, 9, 5),  # noqa: DTZ001 - local time, as the page shows it
        sent_on=date(2026, 11, 27),
        people=people,
        due=date(2026, 12, 18),
        passed_on=date(2026, 11, 26),
        in_force=date(2026, 12, 1),
        minute="26/114",
        changes=("In clause 3.1, after 'CEO' insert 'in writing'.",),
        statement="Replying tells the Union that you will follow it.",
        checkpoint="812 " + "3f9a01c2b4d5e6f7" * 4,
    )
    return replace(plain, **said)


def preview(*letters: PreviewLetter, **said: Any) -> Preview:
    plain = Preview(
        organisation=UNION,
        policy_title=TITLE,
        version="1.1",
        digest=DIGEST,
        purpose="acknowledgement",
        letters=letters or tuple(preview_letter(name) for name in ("Ann", "Bo", "Cy")),
        due=date(2026, 12, 18),
        sender="Governance <governance@union.example>",
    )
    return replace(plain, **said)


def preview_letter(name: str = "Ann", **said: Any) -> PreviewLetter:
    words = RenderedLetter(f"Please reply, {name}", f"Dear {name},\n", f"<p>Dear {name},</p>")
    plain = PreviewLetter(
        name,
        f"{name.lower()}@union.example",
        "staff",
        words,
        (("Subject", words.subject), ("Message-ID", "<a@union.example>")),
        (("by-law.docx", 61_000),),
    )
    return replace(plain, **said)


def by_law(*, draft: bool = False) -> ByLaw:
    text = policy(passed_on=None if draft else date(2018, 6, 18), minute="18/42")
    history = (VersionLine("1.0", date(2018, 6, 18), "18/42", "As first passed"),)
    return ByLaw(text, DIGEST, draft, history)


def guidance() -> GuidanceSheet:
    return GuidanceSheet(
        title="Social media for societies",
        organisation=UNION,
        policy_title=TITLE,
        version="1.0",
        digest=DIGEST,
        audience="volunteers",
        passages=(
            GuidancePassage("Ask first", "Ask *before* you open a page.", ("clause 3.1",)),
            GuidancePassage("Be kind", "- To members\n- To others", ("section 5", "clause 3.2")),
        ),
        introduction="One page for you.",
        in_force=date(2018, 6, 18),
    )


def policy_register() -> PolicyRegister:
    """Policies of every standing, one with a long title and no owner."""
    as_at = datetime(2026, 11, 24, 9, 5, tzinfo=UTC)
    known = (
        (TITLE, "By-Law", "Chief Executive", date(2018, 6, 18), None),
        ("Expenses Policy", "Policy", "Head of Finance", date(2024, 1, 31), None),
        ("Gifts and Hospitality Policy", "Policy", "", date(2018, 6, 18), None),
        ("Elections Regulations", "Regulation", "Returning Officer", None, date(2026, 9, 1)),
        ("Safeguarding Policy", "Policy", "Designated Lead", date(2026, 3, 1), None),
    )
    lines = tuple(
        RegisteredPolicy(
            code=title.lower().replace(" ", "-"),
            title=title,
            instrument_class=kind,
            owner=owner,
            version="1.0",
            passed_on=passed,
            in_force=passed,
            review=review_of(ReviewRules(), kind, passed, by, as_at.date()),
        )
        for title, kind, owner, passed, by in known
    )
    return PolicyRegister(UNION, "Trustee Board", as_at, lines, "812 3f9a01c2")
