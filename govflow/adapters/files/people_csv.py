"""The people list: reading what Excel writes, writing one plain form back."""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from govflow.adapters.files.table_csv import read_cells
from govflow.core.errors import GovflowError
from govflow.core.people.columns import NAMES, PARTS, Columns, Reading, Taken, plain, read_columns
from govflow.core.people.people import Format, Person, Term

COLUMNS = (
    "id", "name", "email", "audiences", "manager", "joined", "left", "other_emails", "language",
)  # fmt: skip
WHERE_USED = ("format", "on_leave_until")
"""Columns that stand in a list only where somebody in it needs them."""
NOTHING = Columns()
_ADDRESS = re.compile(r"[^@\s,;<>\"()\[\]\\]+@[^@\s,;<>\"()\[\]\\]+\.[^@\s,;<>\"()\[\]\\.]+")
_DATES = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y")


def read_people(raw: bytes, place: str) -> tuple[Person, ...]:
    """The people of a list in the form that `write_people` gives; raises as `read_list` does."""
    return read_list(raw, place).people


def read_list(
    raw: bytes,
    place: str,
    said: Columns = NOTHING,
    remembered: Columns = NOTHING,
    audience: str = "",
) -> Taken:
    """The people of a CSV file or Excel workbook, in its order, whatever its columns are called.

    Commas or semicolons, UTF-8 or Windows-1252 are read; `audiences` and `other_emails` hold several
    values parted by ';' (or ','). An audience may be followed by its term, with either day left out:
    'trustees 2026-09-01/2027-08-31'. Dates are ISO or DD/MM/YYYY. With `audience` everybody is of it.
    Raises GovflowError naming the line.
    """
    rows = list(read_cells(raw, place))
    if not rows:
        raise GovflowError(
            "this list is empty.", place=place, remedy=f"start it with the line {','.join(COLUMNS)}"
        )
    top = _heading_row(rows)
    line, headings = rows[top]
    reading = read_columns(headings, said, remembered, f"{place}:{line}")
    _check_columns(reading, audience, f"{place}:{line}")
    lines = [(f"{place}:{number}", _fields(cells, reading)) for number, cells in rows[top + 1 :]]
    called = dict(reading.columns.called)
    people = tuple(_person(row, where, audience, called) for where, row in lines)
    check_twins(people, [where for where, _ in lines])
    return Taken(people, reading)


def _heading_row(rows: list[tuple[int, list[str]]]) -> int:
    """The row that names the columns: the first ones may be a title, so one with a name and an address."""
    for at, (_, cells) in enumerate(rows[:10]):
        words = {plain(cell) for cell in cells}
        if words & {"name", *NAMES["name"], *PARTS[1]} and words & set(NAMES["email"]):
            return at
    return 0


def _fields(cells: list[str], reading: Reading) -> dict[str, str]:
    """The cells of one line by field; two columns of one field are put together with a space."""
    padded = dict(enumerate(cells))
    return {
        name: " ".join(filter(None, (padded.get(at, "").strip() for at in places)))
        for name, places in reading.places.items()
    }


def write_people(people: Iterable[Person]) -> bytes:
    """The list in its plain form: comma-separated UTF-8 with a header line."""
    rows = [_cells(person) for person in people]
    columns = (*COLUMNS, *(name for name in WHERE_USED if any(row[name] for row in rows)))
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def _cells(person: Person) -> dict[str, str]:
    terms = {term.audience: _span(term) for term in person.terms}
    audiences = (f"{name} {terms[name]}" if name in terms else name for name in person.audiences)
    return {
        "id": person.id,
        "name": person.name,
        "email": person.email,
        "audiences": ";".join(audiences),
        "manager": person.manager,
        "joined": _iso(person.joined),
        "left": _iso(person.left),
        "other_emails": ";".join(person.other_emails),
        "language": person.language,
        "format": "" if person.format == "e-mail" else person.format,
        "on_leave_until": _iso(person.on_leave_until),
    }


def _span(term: Term) -> str:
    return f"{_iso(term.first)}/{_iso(term.last)}"


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _check_columns(reading: Reading, audience: str, place: str) -> None:
    needed = ("name", "email") if audience else ("name", "email", "audiences")
    missing = [name for name in needed if name not in reading.places]
    if missing:
        raise GovflowError(
            f"the column {missing[0]!r} is missing.",
            place=place,
            remedy=f"name the columns {','.join(COLUMNS)}, or say where it stands with"
            f' --column "{missing[0]}=HEADING".',
        )


def _person(row: dict[str, str], place: str, audience: str, called: Mapping[str, str]) -> Person:
    missing = next((name for name in ("id", "name") if not row.get(name, name)), "")
    if missing:
        raise GovflowError(
            f"this person has no {missing}.", place=place, remedy=f"fill in the column {missing}."
        )
    parts = [audience] if audience else _many(row["audiences"])
    terms = [_term(called.get(plain(part), part).casefold(), place) for part in parts]
    return Person(
        id=row.get("id", ""),
        name=row["name"],
        email=_address(row["email"], place),
        audiences=tuple(dict.fromkeys(term.audience for term in terms)),
        manager=row.get("manager", ""),
        joined=_day(row.get("joined", ""), place),
        left=_day(row.get("left", ""), place),
        other_emails=tuple(_address(a, place) for a in _many(row.get("other_emails", ""))),
        language=row.get("language", "") or "en",
        terms=tuple(term for term in terms if term.first or term.last),
        format=_format(row.get("format", ""), place),
        on_leave_until=_day(row.get("on_leave_until", ""), place),
    )


def _term(part: str, place: str) -> Term:
    """An audience with its term, if it has one: 'staff', 'trustees 2026-09-01/'."""
    name, _, span = part.rpartition(" ")
    if "/" not in span or not name:
        return Term(part)
    first, _, last = (span, "", "") if span.count("/") != 1 else span.partition("/")
    return Term(name.strip(), _day(first, place), _day(last, place))


def _format(cell: str, place: str) -> Format:
    plain = re.sub(r"[\s_-]+", " ", cell.casefold()).strip()
    match plain:
        case "" | "e mail" | "email":
            return "e-mail"
        case "large print":
            return "large print"
        case "paper":
            return "paper"
    raise GovflowError(
        f"'{cell}' is not a way to read a letter.",
        place=place,
        remedy="write e-mail, large print or paper, or leave it empty.",
    )


def _many(cell: str) -> list[str]:
    return [part.strip() for part in re.split(r"[;,|]", cell) if part.strip()]


def _address(cell: str, place: str) -> str:
    if cell and not _ADDRESS.fullmatch(cell):
        raise GovflowError(
            f"'{cell}' is not an e-mail address.",
            place=place,
            remedy="correct it, or leave it empty.",
        )
    return cell.casefold()


def _day(cell: str, place: str) -> date | None:
    for form in _DATES if cell else ():
        try:
            return datetime.strptime(cell, form).date()  # noqa: DTZ007 - a day has no time zone
        except ValueError:
            continue
    if cell:
        raise GovflowError(
            f"'{cell}' is not a date.", place=place, remedy="write it as 2026-11-30 or 30/11/2026."
        )
    return None


def check_twins(people: Sequence[Person], places: Sequence[str]) -> None:
    """Refuse an id given twice and an address of two people; `places` says where each person stands."""
    ids: dict[str, str] = {}
    addresses: dict[str, tuple[str, bool]] = {}
    for person, place in zip(people, places, strict=True):
        if person.id and person.id in ids:
            raise GovflowError(
                f"the id '{person.id}' is used twice (first at {ids[person.id]}).",
                place=place,
                remedy="give each person an id of their own.",
            )
        ids[person.id] = place
        for address in dict.fromkeys((person.email, *person.other_emails)):
            _no_twin(address, person, addresses, place)


def _no_twin(address: str, person: Person, taken: dict[str, tuple[str, bool]], place: str) -> None:
    """Refuse an address that would speak for two people; those who read on paper may share one."""
    if not address:
        return
    first, paper = taken.setdefault(address, (place, person.format == "paper"))
    if first != place and not (paper and person.format == "paper"):
        raise GovflowError(
            f"'{address}' belongs to two people (first at {first}).",
            place=place,
            remedy="an address can speak for one person only: correct or remove one, or give both the"
            " format 'paper'.",
        )
