"""The zip around a Word file: read with limits, written so that the same parts give the same bytes."""

import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping

from lxml import etree

from govflow.core.errors import DocumentError

PART_LIMIT = 64_000_000
PARTS_LIMIT = 2_000
WHOLE_LIMIT = 256_000_000
EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time a zip can hold; a clock would change the bytes
FIRST = ("[Content_Types].xml", "_rels/.rels")


def read_package(raw: bytes, place: str) -> dict[str, bytes]:
    """The parts of a Word file by name.

    Raises DocumentError when the bytes are no .docx, hold macros or a password, name a part twice or
    outside the package, or unpack to more than 64 MB a part (256 MB in all, 2,000 parts).
    """
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            parts = dict(_entries(archive, place))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as fault:
        raise DocumentError(
            "this file is not a readable Word document (.docx).",
            place=place,
            remedy="open it in Word and save it as 'Word document (*.docx)', without a password.",
        ) from fault
    if "word/document.xml" not in parts:
        raise DocumentError(
            "this file holds no Word document.",
            place=place,
            remedy="open it in Word and save it as 'Word document (*.docx)'.",
        )
    if any(name.endswith("vbaProject.bin") for name in parts):
        raise DocumentError(
            "this Word file holds macros.", place=place, remedy="save it as .docx, without macros."
        )
    return parts


def _entries(archive: zipfile.ZipFile, place: str) -> Iterator[tuple[str, bytes]]:
    infos = [info for info in archive.infolist() if not info.is_dir()]
    names = [info.filename for info in infos]
    total = sum(info.file_size for info in infos)
    odd = any(name.startswith(("/", "\\")) or ".." in name.split("/") for name in names)
    too_big = total > WHOLE_LIMIT or any(info.file_size > PART_LIMIT for info in infos)
    if odd or too_big or len(names) > PARTS_LIMIT or len(set(names)) != len(names):
        raise DocumentError(
            "this Word file is packed in a way no word processor does.",
            place=place,
            remedy="open it in Word and save it again under a new name.",
        )
    for info in infos:
        yield info.filename, archive.read(info)


def write_package(parts: Mapping[str, bytes]) -> bytes:
    """The parts as a .docx: content types first, then by name, all dated 1 January 1980.

    Office Open XML Part 2 (ECMA-376) lets the order be free; readers like the content types first.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=5) as archive:
        for name in sorted(parts, key=lambda part: (part not in FIRST, part)):
            info = zipfile.ZipInfo(name, EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            info.create_system = 3
            archive.writestr(info, parts[name])
    return out.getvalue()


def parse_part(parts: Mapping[str, bytes], name: str, place: str) -> etree._Element:
    """One part as a tree; no entities, no network, no absurd nesting."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
    )
    try:
        return etree.fromstring(parts[name], parser)
    except (KeyError, etree.XMLSyntaxError, ValueError) as fault:
        raise DocumentError(
            f"the part '{name}' of this Word file is missing or broken.",
            place=place,
            remedy="open it in Word, let Word repair it, and save it again.",
        ) from fault
