"""The people list: reading what Excel writes, writing one plain form back."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime

from govflow.core.errors import GovflowError
from govflow.core.people.people import Person

COLUMNS = (
    "id", "name", "email", "audiences", "manager", "joined", "left", "other_emails", "language",
)  # fmt: skip
_NEEDED = ("id", "name", "email", "audiences")
_ADDRESS = re.compile(r"[^@\s,;<>\"()\[\]\\]+@[^@\s,;<>\"()\[\]\\]+\.[^@\s,;<>\"()\[\]\\.]+")
_DATES = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y")


def read_people(raw: bytes, place: str) -> tuple[Person, ...]:
    """The people of a CSV file, in its order.

    Commas or semicolons, UTF-8 or Windows-1252 are read; `audiences` and `other_emails` hold several
    values parted by ';' (or ','). Dates are ISO or DD/MM/YYYY. Raises GovflowError naming the line.
    """
    text = _decode(raw)
    rows = list(_rows(text, place))
    people = tuple(_person(row, f"{place}:{line}") for line, row in rows)
    _no_twins(people, [f"{place}:{line}" for line, _ in rows])
    return people


def write_people(people: Iterable[Person]) -> bytes:
    """The list in its plain form: comma-separated UTF-8 with a header line."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for p in people:
        days = (p.joined.isoformat() if p.joined else "", p.left.isoformat() if p.left else "")
        emails = ";".join(p.other_emails)
        writer.writerow(
            [p.id, p.name, p.email, ";".join(p.audiences), p.manager, *days, emails, p.language]
        )
    return out.getvalue().encode()


def _decode(raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def _rows(text: str, place: str) -> Iterator[tuple[int, dict[str, str]]]:
    head = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(";,\t", key=head.count)
    reader = csv.reader(io.StringIO(text), delimiter=delimiter)
    names: list[str] = []
    try:
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if not names:
                names = [_column(cell) for cell in cells]
                _check_columns(names, place)
                continue
            padded = [*cells, *[""] * (len(names) - len(cells))]
            yield reader.line_num, {n: c.strip() for n, c in zip(names, padded, strict=False)}
    except csv.Error as problem:
        raise GovflowError(
            f"this line cannot be read as CSV: {problem}.",
            place=f"{place}:{reader.line_num}",
            remedy="save the list from Excel as 'CSV UTF-8' and import it again.",
        ) from problem
    if not names:
        raise GovflowError(
            "this list is empty.", place=place, remedy=f"start it with the line {','.join(COLUMNS)}"
        )


def _column(cell: str) -> str:
    return re.sub(r"\W+", "_", cell.strip().casefold()).strip("_")


def _check_columns(names: list[str], place: str) -> None:
    missing = [name for name in _NEEDED if name not in names]
    if missing:
        raise GovflowError(
            f"the column {missing[0]!r} is missing.",
            place=f"{place}:1",
            remedy=f"name the columns {','.join(COLUMNS)}",
        )


def _person(row: dict[str, str], place: str) -> Person:
    if not row["id"] or not row["name"]:
        what = "id" if not row["id"] else "name"
        raise GovflowError(
            f"this person has no {what}.", place=place, remedy=f"fill in the column {what}."
        )
    return Person(
        id=row["id"],
        name=row["name"],
        email=_address(row["email"], place),
        audiences=tuple(a.casefold() for a in _many(row["audiences"])),
        manager=row.get("manager", ""),
        joined=_day(row.get("joined", ""), place),
        left=_day(row.get("left", ""), place),
        other_emails=tuple(_address(a, place) for a in _many(row.get("other_emails", ""))),
        language=row.get("language", "") or "en",
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


def _no_twins(people: tuple[Person, ...], places: list[str]) -> None:
    ids: dict[str, str] = {}
    addresses: dict[str, str] = {}
    for person, place in zip(people, places, strict=True):
        if person.id in ids:
            raise GovflowError(
                f"the id '{person.id}' is used twice (first at {ids[person.id]}).",
                place=place,
                remedy="give each person an id of their own.",
            )
        ids[person.id] = place
        for address in dict.fromkeys(person.addresses):
            if address in addresses:
                raise GovflowError(
                    f"'{address}' belongs to two people (first at {addresses[address]}).",
                    place=place,
                    remedy="an address can speak for one person only: correct or remove one.",
                )
            addresses[address] = place
