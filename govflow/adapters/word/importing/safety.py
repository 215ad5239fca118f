"""What a Word file must not be before anything in it is parsed, and what its trees must not be after.

Reasons: a zip can unpack to terabytes, name parts outside itself or twice; a document type declaration
can expand without end or fetch files; a relation can point at another machine's template. The limits
are far above any by-law (a policy has at most 1 MB of text).
"""

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NoReturn

from lxml import etree

from govflow.adapters.word.numbers import q
from govflow.adapters.word.package import parse_part, read_package
from govflow.core.errors import DocumentError

FILE_BYTES = 50_000_000
ENTRIES = 2_000
PART_BYTES = 64_000_000
XML_BYTES = 48_000_000
RATIO = 250
RATIO_FROM = 4_000_000  # bytes; smaller parts may well be spaces
RUNS = 100_000
PARAGRAPHS = 60_000
OLD_WORD = (
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # the compound file: .doc, or a .docx with a password
)
RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
HARMLESS = ("hyperlink", "attachedTemplate")
WHOLE = re.compile(r"-?\d{1,9}")
STORIES = re.compile(r"word/(document|header|footer|footnotes|endnotes|comments)\w*\.xml")


def safe_package(raw: bytes, place: str) -> dict[str, bytes]:
    """The parts of a Word file whose packing is what a word processor makes.

    Raises DocumentError for every other: no zip, old .doc, password, macros, too many or too large or
    too tightly packed parts, names twice or outside the package, document types, outside parts.
    """
    _check_kind(raw, place)
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            _check_entries(archive.infolist(), place)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError) as fault:
        raise DocumentError(
            "this file is broken or cut short; it is not a readable Word document (.docx).",
            place=place,
            remedy="fetch it again, or open it in Word and save it as 'Word document (*.docx)'.",
        ) from fault
    parts = read_package(raw, place)
    for name, part in parts.items():
        if name.endswith((".xml", ".rels")):
            _check_part(name, part, place)
    _check_types(parts, place)
    _check_relations(parts, place)
    return parts


def _check_kind(raw: bytes, place: str) -> None:
    if raw.startswith(OLD_WORD):
        _refuse(
            "this is an old Word file (.doc) or one with a password.",
            place,
            "open it in Word, take the password off and save it as 'Word document (*.docx)'.",
        )
    if len(raw) > FILE_BYTES:
        _refuse(
            f"this file has {len(raw):,} bytes; a by-law may have {FILE_BYTES:,}.",
            place,
            "take the pictures out and save it again.",
        )
    if not raw.startswith(b"PK"):
        _refuse(
            "this file is not a Word document (.docx).",
            place,
            "open it in Word and save it as 'Word document (*.docx)'.",
        )


def _check_entries(infos: list[zipfile.ZipInfo], place: str) -> None:
    names = Counter(info.filename.casefold() for info in infos)
    total = sum(info.file_size for info in infos)
    bombs = (i for i in infos if i.file_size > RATIO_FROM and i.file_size > RATIO * i.compress_size)
    twice = next((name for name, count in names.items() if count > 1), "")
    odd = next((i.filename for i in infos if _odd_name(i.filename)), "")
    if any(info.flag_bits & 1 for info in infos):
        _refuse("this file is locked with a password.", place, "save it without a password.")
    if len(infos) > ENTRIES:
        _unusual(f"it holds {len(infos):,} parts", place)
    if twice or odd:
        _unusual(f"a part is named {(twice or odd)[:60]!r}" + (" twice" if twice else ""), place)
    if total > 2 * PART_BYTES or any(info.file_size > PART_BYTES for info in infos):
        _unusual(f"it unpacks to {total:,} bytes", place)
    if bomb := next(bombs, None):
        _unusual(f"the part {bomb.filename[:60]!r} unpacks to {bomb.file_size:,} bytes", place)


def _odd_name(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return ".." in parts or name.startswith(("/", "\\")) or ":" in name or not name.isprintable()


def _check_part(name: str, part: bytes, place: str) -> None:
    if len(part) > XML_BYTES:
        _unusual(f"the part '{name}' has {len(part):,} bytes of XML", place)
    plain = part.replace(b"\x00", b"") if part[:4].count(0) else part  # UTF-16 and UTF-32
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        _unusual(f"the part '{name}' declares a document type", place)


def _check_types(parts: Mapping[str, bytes], place: str) -> None:
    if b"macroEnabled" in parts.get("[Content_Types].xml", b""):
        _refuse(
            "this Word file can hold macros (.docm).",
            place,
            "open it in Word and save it as 'Word document (*.docx)'.",
        )


def _check_relations(parts: Mapping[str, bytes], place: str) -> None:
    """Nothing outside is ever fetched; a file whose text needs it is refused (ECMA-376 Part 2, 9.3)."""
    for kind, target in outside(parts, place):
        remote = re.match(r"(https?|ftp|file|smb):|\\\\|//", target, re.I)
        if kind not in HARMLESS or (kind == "attachedTemplate" and remote and _elsewhere(target)):
            _refuse(
                f"this Word file wants something from elsewhere: {target[:80]!r}.",
                place,
                "copy its text into a new document and save that.",
            )


def _elsewhere(target: str) -> bool:
    """Whether a template's address leads to another machine; Word writes file:///C:/... for its own."""
    return not re.match(r"file:/{3}[A-Za-z]:|file:/{3}(?!/)", target, re.I)


def outside(parts: Mapping[str, bytes], place: str) -> Iterator[tuple[str, str]]:
    """Every relation that leads out of the package: its kind ('hyperlink', 'image') and its target."""
    for name in sorted(parts):
        if not name.endswith(".rels"):
            continue
        for relation in parse_part(parts, name, place).iter(RELATIONS):
            if relation.get("TargetMode") == "External":
                yield relation.get("Type", "").rpartition("/")[2], relation.get("Target", "")


def check_trees(parts: Mapping[str, bytes], place: str) -> None:
    """Refuse stories that are large beyond any by-law, before they are parsed; see `RUNS`, `PARAGRAPHS`."""
    runs = paragraphs = 0
    for name in sorted(parts):
        if not STORIES.fullmatch(name):
            continue
        runs += _count(parts[name], b"<w:r>", b"<w:r ")
        paragraphs += _count(parts[name], b"<w:p>", b"<w:p ")
        if runs > RUNS or paragraphs > PARAGRAPHS:
            _unusual(f"it holds more than {RUNS:,} pieces of text", place)


def _count(part: bytes, *tags: bytes) -> int:
    return sum(part.count(tag) for tag in tags)


def checked_tree(parts: Mapping[str, bytes], name: str, place: str) -> etree._Element | None:
    """A part as a tree of bearable size; None when the package lacks it.

    The parser itself refuses what is nested more than 256 levels deep (libxml2, without huge trees).
    """
    if name not in parts:
        return None
    root = parse_part(parts, name, place)
    if sum(1 for _ in root.iter(q("r"))) > RUNS or sum(1 for _ in root.iter(q("p"))) > PARAGRAPHS:
        _unusual(f"it holds more than {RUNS:,} pieces of text", place)
    return root


def tidy_place(numbered: etree._Element) -> None:
    """The same for the list and level that one paragraph names."""
    for node in list(numbered):
        limit = 8 if node.tag == q("ilvl") else 10**8
        value = node.get(q("val"), "0")
        if not (WHOLE.fullmatch(value) and 0 <= int(value) <= limit):
            numbered.remove(node)


def tidy_numbers(root: etree._Element) -> None:
    """Take out numbering values that are no numbers, or none that Word would count with."""
    for name, limit in (("ilvl", 8), ("numId", 10**8), ("start", 32_767), ("startOverride", 32_767),
                        ("lvlRestart", 9)):  # fmt: skip
        for node in list(root.iter(q(name))):
            value = node.get(q("val"), "")
            parent = node.getparent()
            if parent is not None and not (WHOLE.fullmatch(value) and 0 <= int(value) <= limit):
                parent.remove(node)
    for name in ("lvl", "lvlOverride"):
        for node in list(root.iter(q(name))):
            parent = node.getparent()
            if parent is not None and not re.fullmatch("[0-8]", node.get(q("ilvl"), "0")):
                parent.remove(node)


def _unusual(what: str, place: str) -> NoReturn:
    _refuse(
        f"this Word file is packed in a way no word processor does: {what}.",
        place,
        "open it in Word and save it again under a new name.",
    )


def _refuse(problem: str, place: str, remedy: str) -> NoReturn:
    raise DocumentError(problem, place=place, remedy=remedy, undone="nothing was imported.")
