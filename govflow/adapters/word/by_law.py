"""A by-law's words outside its body: cover, header, footer, control table, binding facts."""

from collections.abc import Sequence
from datetime import date

from govflow.adapters.word.flow import TEXT_WIDTH, column_widths, compared, tracked_line
from govflow.adapters.word.model import BOLD, Flow, Item, Para, Row, Run, State, Table, kept
from govflow.core.people.dates import date_words
from govflow.core.text.documents import ByLaw, VersionLine
from govflow.core.text.policy import Block, binding_facts, short_code
from govflow.core.text.sequences import common

DRAFT = "DRAFT. Not in force until passed."
CONTROL = (
    ("Version", 1000),
    ("Passed on", 1350),
    ("Minute", 1250),
    ("Owner", 2000),
    ("What changed", 3358),
)


def figures(day: date | None) -> str:
    """A date as the union prints it on a cover: 18/06/2018."""
    return day.strftime("%d/%m/%Y") if day else ""


def in_words(day: date | None) -> str:
    """A date in a sentence: 18 June 2018."""
    return date_words(day) if day else ""


def placeholders(paper: ByLaw) -> dict[str, str]:
    """The values of a by-law's placeholders; docs list the same names."""
    front = paper.policy.front
    return {
        "title": front.title,
        "class_line": f"{_kind(front.instrument_class)} of",
        "organisation": front.organisation,
        "organisation_capitals": front.organisation.upper(),
        "passed_line": f"Passed at {front.passed_by} on",
        "passed_on": "not yet passed" if paper.draft else figures(front.passed_on),
        "status": DRAFT if paper.draft else "",
        "version": front.version,
        "version_line": version_line(paper),
        "code": short_code(paper.digest),
        "in_force": "" if paper.draft else in_words(front.in_force),
        "review_by": in_words(front.review_by),
        "owner": front.owner,
        "minute": "" if paper.draft else front.minute,
    }


def _kind(instrument_class: str) -> str:
    """'By-Law' is printed BY LAW, as the union's own covers have it."""
    return instrument_class.replace("-", " ").upper()


def version_line(paper: ByLaw) -> str:
    front = paper.policy.front
    version = f"version {front.version}" if front.version else "version"
    if paper.draft:
        return f"Draft of {version}"
    passed = f", passed {figures(front.passed_on)}" if front.passed_on else ""
    return f"{version.capitalize()}{passed}"


def control(new: ByLaw, old: ByLaw | None) -> Flow:
    """The document control page: the version-control table, then standing facts line by line."""
    before = None if old is None else _facts(old)
    lines = [
        tracked_fact(name, None if before is None else before.get(name, ""), value)
        for name, value in _facts(new).items()
    ]
    history = (new.history, (old or new).history)
    table = (_control_table(*history),) if any(history) else ()
    return (*table, *(line for line in lines if line.pieces))


def _facts(paper: ByLaw) -> dict[str, str]:
    front = paper.policy.front
    bound = ", ".join(a.name for a in front.audiences if a.bound)
    informed = ", ".join(a.name for a in front.audiences if not a.bound)
    return {
        "Owner": front.owner,
        "In force from": "not in force" if paper.draft else in_words(front.in_force),
        "Next review": in_words(front.review_by),
        "Binds": bound,
        "Informs": informed,
    }


def tracked_fact(name: str, old: str | None, new: str) -> Para:
    """'Owner: ...' as both documents have it; no line where neither says anything."""
    before = new if old is None else old
    if not before and not new:
        return kept("ControlFact")
    runs = [(Run(f"{name}\t", BOLD), Run(text)) if text else None for text in (before, new)]
    state = State.KEPT if before and new else State.INSERTED if new else State.DELETED
    return Para("ControlFact", compared(*runs), state)


def _control_table(new: Sequence[VersionLine], old: Sequence[VersionLine]) -> Table:
    """One row for each version; columns nobody has filled in either document are left out."""
    lines = [[_line(line) for line in side] for side in (old, new)]
    shown = [at for at in range(len(CONTROL)) if any(row[at] for side in lines for row in side)]
    cells = [[tuple(row[at] or "\u2013" for at in shown) for row in side] for side in lines]
    head = tracked_head([CONTROL[at][0] for at in shown], (bool(old), bool(new)))
    rows = (head, *tracked_rows(*cells))
    widths = [CONTROL[at][1] for at in shown]
    widths[-1] += TEXT_WIDTH - sum(widths)
    return Table(rows, tuple(widths), "Version control: one row for each version, oldest first")


def _line(line: VersionLine) -> tuple[str, ...]:
    passed = figures(line.passed_on) or "not yet passed"
    return line.version, passed, line.minute, line.owner, line.summary


def tracked_rows(old: Sequence[tuple[str, ...]], new: Sequence[tuple[str, ...]]) -> list[Row]:
    """Rows of plain words, matched whole or by their first cell; others go and come."""
    names = common([row[0] for row in old], [row[0] for row in new])
    rows: list[Row] = []
    i = j = 0
    for left, right in [*names, (len(old), len(new))]:
        rows += [_plain_row(row, None) for row in old[i:left]]
        rows += [_plain_row(None, row) for row in new[j:right]]
        if left < len(old):
            rows.append(_plain_row(old[left], new[right]))
        i, j = left + 1, right + 1
    return rows


def _plain_row(old: tuple[str, ...] | None, new: tuple[str, ...] | None) -> Row:
    state = State.INSERTED if old is None else State.DELETED if new is None else State.KEPT
    count = len(new if new is not None else old or ())
    cells = tuple(
        Para("TableText", compared(_cell(old, at), _cell(new, at))) for at in range(count)
    )
    return Row(cells, state)


def _cell(row: tuple[str, ...] | None, at: int) -> tuple[Run, ...] | None:
    return None if row is None else (Run(row[at]),) if row[at] else ()


def binding(new: ByLaw, old: ByLaw | None) -> Flow:
    """The roles and words that bind with the text, so that a change to them shows in the redline."""
    after, before = _bound(new), _bound(old or new)
    items: list[Item] = []
    for prefix, title, head in (
        ("glossary ", "Words used in this text", ("Word", "Meaning")),
        ("role ", "Roles named in this text", ("Role", "What it does")),
    ):
        rows = tracked_rows(_named(before, prefix), _named(after, prefix))
        if not rows:
            continue
        here = [bool(_named(side, prefix)) for side in (before, after)]
        items.append(tracked_line("FrontHeading", *(title if side else None for side in here)))
        top = tracked_head(head, here)
        table_rows = (top, *rows)
        items.append(Table(table_rows, column_widths(table_rows, 2), title))
    return tuple(items)


def tracked_head(names: Sequence[str], here: Sequence[bool]) -> Row:
    """A header row that comes or goes with its table; `here` tells whether old and new have it."""
    cells = tuple(
        Para("TableHead", compared(*((Run(name),) if side else None for side in here)))
        for name in names
    )
    return Row(cells, _state(here), header=True)


def _state(here: Sequence[bool]) -> State:
    return State.KEPT if all(here) else State.INSERTED if here[1] else State.DELETED


def _bound(paper: ByLaw) -> tuple[Block, ...]:
    return binding_facts(paper.policy.front)


def _named(facts: Sequence[Block], prefix: str) -> list[tuple[str, ...]]:
    return [(f.label.removeprefix(prefix), f.text) for f in facts if f.label.startswith(prefix)]
