"""Lists as people keep them in a spreadsheet: commas, semicolons or tabs, UTF-8 or Windows-1252."""

import csv
import io
from collections.abc import Iterator

from govflow.adapters.files import xlsx
from govflow.core.errors import GovflowError

AGAIN = "save the list from Excel as 'CSV UTF-8' and import it again."


def read_cells(raw: bytes, place: str) -> Iterator[tuple[int, list[str]]]:
    """The lines of a CSV file or Excel workbook that hold something, with their numbers, cell by cell.

    Raises GovflowError, naming the line, for what cannot be read as CSV.
    """
    if xlsx.is_xlsx(raw):
        yield from xlsx.read_rows(raw, place)
        return
    text = _decode(raw)
    head = next((line for line in text.splitlines() if line.strip()), "")
    reader = csv.reader(io.StringIO(text), delimiter=max(";,\t", key=head.count))
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield reader.line_num, [cell.strip() for cell in cells]
    except csv.Error as problem:
        raise GovflowError(
            f"this line cannot be read as CSV: {problem}.",
            place=f"{place}:{reader.line_num}",
            remedy=AGAIN,
        ) from problem


def read_table(raw: bytes, place: str) -> list[tuple[str, dict[str, str]]]:
    """A list with a line of headings: (place:line, values by heading in small letters) for each line.

    'Last activity' and 'last_activity' are one heading. Raises GovflowError for an empty list, for a
    heading that stands there twice, and for a line with more cells than headings.
    """
    lines = list(read_cells(raw, place))
    if len(lines) < 2:
        raise GovflowError(
            "this list is empty.", place=place, remedy="start it with a line of headings."
        )
    names = [" ".join(cell.split()).casefold().replace(" ", "_") for cell in lines[0][1]]
    if len(set(names)) < len(names):
        raise GovflowError(
            "two columns have the same heading.", place=f"{place}:1", remedy="rename one of them."
        )
    found = []
    for line, cells in lines[1:]:
        if any(cell.strip() for cell in cells[len(names) :]):
            raise GovflowError(
                "this line has more cells than there are headings.",
                place=f"{place}:{line}",
                remedy=AGAIN,
            )
        values = {name: cell.strip() for name, cell in zip(names, cells, strict=False) if name}
        found.append((f"{place}:{line}", {k: v for k, v in values.items() if v}))
    return found


def _decode(raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")
