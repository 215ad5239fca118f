"""The Board's papers: the cover sheet and the schedule of changes."""

from collections.abc import Iterable, Iterator, Sequence

from govflow.adapters.word.by_law import in_words
from govflow.adapters.word.flow import column_widths
from govflow.adapters.word.layout import runs_of
from govflow.adapters.word.model import BOLD, Flow, Item, Para, Row, Run, Table, kept
from govflow.core.text.documents import CoverSheet, Schedule, ScheduleEntry, Statement
from govflow.core.text.policy import short_code
from govflow.core.text.responses import HEADINGS, Response

MATERIALITY = {
    "A": "Class A: a substantive change; everyone bound is asked to acknowledge again",
    "B": "Class B: a clarifying change; everyone bound is told",
    "C": "Class C: an editorial change; it is recorded",
}
DASH = "\u2013"


def cover_values(sheet: CoverSheet) -> dict[str, str]:
    return {
        "kicker": sheet.purpose,
        "title": sheet.title,
        "subtitle": f"Amendment {sheet.amendment} of the {sheet.policy_title}",
        "organisation": sheet.organisation,
        "paper": f"Paper {sheet.paper_number}" if sheet.paper_number else "Board paper",
        "code": short_code(sheet.digest),
    }


def cover_flow(sheet: CoverSheet) -> Flow:
    """What good boards ask for, in the order a trustee needs it, on one page where the words allow."""
    items: list[Item] = [*_meeting(sheet)]
    items += _headed("Proposed resolution", sheet.resolution, "Resolution")
    items += _summary(sheet)
    if sheet.fields:
        items.append(kept("Heading1", "What the Board should know"))
    for heading, text in sheet.fields:
        items += _field(heading, text)
    items += _versions(sheet)
    items += _appendices(sheet)
    return tuple(items)


def _meeting(sheet: CoverSheet) -> Iterator[Para]:
    item = f"item {sheet.agenda_item}" if sheet.agenda_item else ""
    meeting = [sheet.board, in_words(sheet.meeting_on), item]
    rows = (
        ("Meeting", ", ".join(part for part in meeting if part)),
        ("Mover", sheet.mover),
        ("Policy owner", sheet.owner),
        ("Power relied on", sheet.power),
        ("Versions", f"{sheet.base_version} in force, {sheet.new_version} proposed"),
        ("In force from", in_words(sheet.effective)),
        ("Next review", in_words(sheet.review_by)),
        ("Size of change", MATERIALITY.get(sheet.materiality, sheet.materiality)),
        (
            "Text code",
            f"{short_code(sheet.digest)}, as in the footer of the redline and the clean text",
        ),
    )
    return (fact(name, text) for name, text in rows if text)


def _field(heading: str, text: str) -> Iterator[Para]:
    """One of the Board's standing questions with its answer."""
    if text.strip():
        yield kept("Heading2", heading)
        for paragraph in text.strip().split("\n\n"):
            yield kept("FieldText", *runs_of(" ".join(paragraph.split())))


def fact(name: str, text: str) -> Para:
    """'Mover: ...' with the name in bold, the values under each other."""
    return kept("ControlFact", Run(f"{name}\t", BOLD), Run(text))


def _headed(heading: str, text: str, style: str = "BodyText") -> Iterator[Para]:
    """A heading and its paragraphs; nothing where nothing is given."""
    if not text.strip():
        return
    yield kept("Heading1", heading)
    for paragraph in text.strip().split("\n\n"):
        yield kept(style, *runs_of(" ".join(paragraph.split())))


def _summary(sheet: CoverSheet) -> Iterator[Para]:
    if sheet.summary:
        yield kept("Heading1", "Summary")
        yield from (kept("ListBullet", *runs_of(line)) for line in sheet.summary)


def _versions(sheet: CoverSheet) -> Iterator[Item]:
    if not sheet.history:
        return
    names = ("Version", "Passed on", "Minute", "What changed")
    rows = [
        (line.version, in_words(line.passed_on) or "not yet passed", line.minute, line.summary)
        for line in sheet.history
    ]
    yield kept("Heading1", "Versions")
    yield _table(names, rows, "Versions of this policy, oldest first")


def _appendices(sheet: CoverSheet) -> Iterator[Para]:
    if sheet.appendices:
        yield kept("Heading1", "Appendices")
        yield from (kept("ListNumber", *runs_of(line)) for line in sheet.appendices)


def schedule_values(schedule: Schedule) -> dict[str, str]:
    return {
        "kicker": "Schedule of changes",
        "title": schedule.title,
        "subtitle": f"Amendment {schedule.amendment} of the {schedule.policy_title}, "
        f"version {schedule.base_version}",
        "organisation": schedule.organisation,
        "paper": "Schedule of changes",
        "code": short_code(schedule.digest),
    }


def schedule_flow(schedule: Schedule) -> Flow:
    """Numbered instructions with both wordings stacked, so that a telephone shows them."""
    codes = (
        f"The text in force has the code {short_code(schedule.base_digest)}; "
        f"with these changes it has the code {short_code(schedule.digest)}."
    )
    count = len(schedule.entries)
    words = "There is one change." if count == 1 else f"There are {count} changes."
    items: list[Item] = [kept("BodyText", f"{words} {codes}")]
    for entry in schedule.entries:
        items += _instruction(entry)
    return (*items, *_responses(schedule.responses))


def _responses(responses: Sequence[Response]) -> Iterator[Item]:
    """The response table: what came back in trustees' copies, and what became of it."""
    if not responses:
        return
    rows = [(r.address, r.by, r.proposed, r.disposition) for r in responses]
    yield kept("Heading1", "What trustees proposed, and what became of it")
    yield _table(HEADINGS, rows, "What trustees proposed, clause by clause")


def _table(headings: Sequence[str], rows: Iterable[Sequence[str]], title: str) -> Table:
    """A table with a repeated header row; an empty cell shows a dash."""
    head = Row(tuple(kept("TableHead", name) for name in headings), header=True)
    body = [Row(tuple(kept("TableText", *runs_of(text or DASH)) for text in row)) for row in rows]
    table = (head, *body)
    return Table(table, column_widths(table, len(headings)), title)


def _instruction(entry: ScheduleEntry) -> Iterator[Para]:
    yield kept("Instruction", entry.instruction)
    for label, text, style in (
        ("Now", entry.now, "WordingNow"),
        ("Proposed", entry.proposed, "WordingProposed"),
    ):
        yield kept("WordingLabel", label)
        yield kept(style, *(runs_of(text) if text else ("(nothing)",)))
    if entry.reason:
        yield kept("WordingLabel", "Reason")
        yield kept("Reason", *runs_of(entry.reason))
    if entry.materiality:
        yield kept("Provenance", MATERIALITY.get(entry.materiality, entry.materiality))


def statement_values(paper: Statement) -> dict[str, str]:
    return {
        "kicker": paper.kind,
        "title": paper.title,
        "subtitle": paper.subtitle,
        "organisation": paper.organisation,
        "paper": paper.kind,
        "code": short_code(paper.digest),
    }


def statement_flow(paper: Statement) -> Flow:
    """The facts under each other, then each part under its heading."""
    items: list[Item] = [fact(name, text) for name, text in paper.facts if text]
    for heading, text in paper.parts:
        items += _headed(heading, text)
    return tuple(items)
