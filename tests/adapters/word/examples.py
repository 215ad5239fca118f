"""One example of each paper, for the golden outlines and the pictures."""

from datetime import date

from govflow.core.text.changes import Insert
from govflow.core.text.documents import (
    CoverSheet,
    GuidancePassage,
    GuidanceSheet,
    Schedule,
    ScheduleEntry,
)
from govflow.core.text.policy import Block, Kind
from tests.adapters.word.corpus import NUMBERED
from tests.adapters.word.papers import FIRST, NEXT, in_force, papers, proposed, redline

AMENDED = (
    NUMBERED.replace("the permission", "the written permission")
    .replace("3.2 The person", "3.1A Permission lasts two years.\n\n3.2 The person")
    .replace("4.4 Posts made in haste are deleted.", "4.4 [Omitted by Trustee Board, 30/11/2026]")
    .replace("| Bar | Bar manager |", "| Bar | Bar staff |")
)
DIGEST = "5b1cae2f" + "0" * 56

COVER = CoverSheet(
    organisation="Chester Students' Union",
    board="Trustee Board",
    title="Written permission for accounts",
    policy_title="Social Media Policy",
    amendment="2026-01",
    resolution="That the Social Media Policy be amended as set out in the schedule of changes, "
    "text code 5b1c ae2f, with effect from 1 January 2027.",
    summary=(
        "Permission for an account is given in writing.",
        "It lasts two years and can be renewed.",
        "Nothing changes for accounts that are already logged.",
    ),
    digest=DIGEST,
    base_version="1.0",
    new_version="1.1",
    meeting_on=date(2026, 11, 30),
    agenda_item="7.2",
    paper_number="TB26/41",
    mover="Chief Executive Officer",
    owner="Chief Executive Officer",
    power="Articles, article 24: the Trustee Board may amend by-laws by simple majority.",
    effective=date(2027, 1, 1),
    review_by=date(2029, 11, 30),
    materiality="A",
    fields=(
        ("Background and previous consideration", "Passed in 2018 and not changed since."),
        ("Consultation", "The staff forum met on 3 November 2026; society officers were asked."),
        ("Equality impact", "None found; permission may be asked for in any form."),
        ("Risk", "Accounts nobody knows of; this lowers it."),
        ("Data protection", "No new personal data."),
        ("Communications plan", "All bound are written to and asked to acknowledge."),
    ),
    history=(FIRST, NEXT),
    appendices=("Redline", "Clean text", "Schedule of changes"),
)
SCHEDULE = Schedule(
    amendment="2026-01",
    title="Written permission for accounts",
    policy_title="Social Media Policy",
    organisation="Chester Students' Union",
    base_version="1.0",
    base_digest="171ed38d" + "0" * 56,
    digest=DIGEST,
    entries=(
        ScheduleEntry(
            "clause 3.1",
            "In clause 3.1, after 'the' insert 'written'.",
            "3.1 No account may be opened without the permission of the Chief Executive Officer.",
            "3.1 No account may be opened without the written permission of the Chief Executive Officer.",
            "So that permission can be shown later.",
            "A",
        ),
        ScheduleEntry(
            "clause 3.1A",
            "After clause 3.1 insert clause 3.1A.",
            "",
            "3.1A Permission lasts two years.",
            "Accounts are forgotten otherwise.",
            "A",
            Insert(
                "clause 3.1A",
                "clause 3.1",
                Block(Kind.CLAUSE, "Permission lasts two years.", "3.1A"),
            ),
        ),
    ),
)
GUIDANCE = GuidanceSheet(
    title="Running a society's account",
    organisation="Chester Students' Union",
    policy_title="Social Media Policy",
    version="1.1",
    digest=DIGEST,
    audience="volunteers",
    passages=(
        GuidancePassage("Before you post", "> If in doubt, ask or do not post.\n", ("clause 4.2",)),
        GuidancePassage(
            "Opening an account",
            "Ask first:\n\n1. Say what it is for.\n2. Wait for the **written** answer.\n3. Log it.\n",
            ("clause 3.1", "clause 3.1A"),
        ),
        GuidancePassage(
            "Closing one", "Tell us:\n\n1. its name;\n2. who ran it.\n", ("clause 3.2(c)",)
        ),
    ),
    passed_on=date(2026, 11, 30),
    in_force=date(2027, 1, 1),
    published_at="https://example.org/by-laws",
    introduction="This page helps you run your account well.",
)


def documents() -> dict[str, bytes]:
    """Every paper by the name of its golden file."""
    made = papers()
    return {
        "by-law": made.by_law(in_force(AMENDED)),
        "draft": made.by_law(proposed(AMENDED)),
        "redline": redline(NUMBERED, AMENDED),
        "printable-redline": made.printable_redline(in_force(NUMBERED), proposed(AMENDED)),
        "cover-sheet": made.cover_sheet(COVER),
        "schedule": made.schedule(SCHEDULE),
        "guidance": made.guidance(GUIDANCE),
    }
