# ruff: noqa: E501  (a hostile file is a line)
"""Files that mean harm, or are merely broken: one clear message, within 10 seconds and 512 MB."""

import io
import resource
import time
import zipfile
import zlib

import pytest

from govflow.adapters.word.importing.arrival import read_arrival
from govflow.core.errors import GovflowError
from tests.samples.word.builder import HEAD, SPACES, docx, lvl, numbering, p, r, table

GOOD = docx(p("Expenses Policy", style="Title"), p("1.1 Claims are covered."))


def changed(raw: bytes = GOOD, **parts: str | bytes) -> bytes:
    """The same file with some parts replaced or added; names as in word__document or by path."""
    source = zipfile.ZipFile(io.BytesIO(raw))
    files = {name: source.read(name) for name in source.namelist()}
    files |= {name: text for name, text in parts.items()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return out.getvalue()


def body(inner: str, head: str = HEAD) -> bytes:
    whole = f"{head}<w:document {SPACES}><w:body>{inner}</w:body></w:document>"
    return changed(**{"word/document.xml": whole})


def named(*names: str) -> bytes:
    out = io.BytesIO(GOOD)
    with zipfile.ZipFile(out, "a") as archive:
        for name in names:
            archive.writestr(name, "x")
    return out.getvalue()


def twice() -> bytes:
    out = io.BytesIO(GOOD)
    with zipfile.ZipFile(out, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("word/document.xml", "<again/>")
    return out.getvalue()


def locked() -> bytes:
    raw = bytearray(GOOD)
    at = raw.find(b"PK\x01\x02")
    while at >= 0:
        raw[at + 8] |= 1
        at = raw.find(b"PK\x01\x02", at + 4)
    return bytes(raw)


def entities(count: int = 9) -> str:
    lines = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha"}">' for n in range(count))
    return f"{HEAD}<!DOCTYPE w:document [{lines}]>"


def bomb() -> bytes:
    return changed(**{"word/media/zeros.bin": b"\0" * 60_000_000})


def lying_size() -> bytes:
    """A part whose entry says 10 bytes and that unpacks to 40 MB."""
    raw = bytearray(changed(**{"word/media/zeros.xml": b" " * 40_000_000}))
    for mark, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        found = raw.rfind(mark, 0, raw.rfind(b"word/media/zeros.xml"))
        found = raw.rfind(mark) if mark == b"PK\x01\x02" else raw.find(b"word/media/zeros.xml") - 30
        raw[found + at : found + at + 4] = (10).to_bytes(4, "little")
    return bytes(raw)


def rels(kind: str, target: str) -> bytes:
    return docx(p("1.1 Claims are covered."), external=((kind, target),))


DEEP = "<w:sdt><w:sdtContent>" * 5_000 + p("deep") + "</w:sdtContent></w:sdt>" * 5_000
HOSTILE = {
    "nothing at all": b"",
    "no zip": b"just some words",
    "a zip of something else": named(),
    "cut short": GOOD[: len(GOOD) // 2],
    "cut at the end": GOOD[:-30],
    "an old .doc renamed": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 4000,
    "rich text renamed": b"{\\rtf1 hello}",
    "locked with a password": locked(),
    "a zip bomb": bomb(),
    "a part that lies about its size": lying_size(),
    "three thousand parts": named(*(f"word/x{n}.xml" for n in range(3_000))),
    "a name that climbs out": named("../../etc/passwd"),
    "a name that climbs out the Windows way": named("..\\..\\boot.ini"),
    "an absolute name": named("/etc/passwd"),
    "a drive's name": named("C:/windows/x"),
    "a part twice": twice,
    "macros": named("word/vbaProject.bin"),
    "a macro type": changed(**{"[Content_Types].xml": "<Types>application/vnd.ms-word.document.macroEnabled.main+xml</Types>"}),
    "entities without end": body(p("&e8;"), entities()),
    "an entity that reads a file": body(p("&x;"), f'{HEAD}<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
    "an entity in UTF-16": changed(**{"word/document.xml": f'<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE d [<!ENTITY x "y">]><w:document {SPACES}><w:body/></w:document>'.encode("utf-16")}),
    "a picture from elsewhere": rels("image", "http://127.0.0.1:9/x.png"),
    "a template from elsewhere": rels("attachedTemplate", "http://127.0.0.1:9/evil.dotm"),
    "a template from a share": rels("attachedTemplate", "\\\\server\\share\\evil.dotm"),
    "an object from elsewhere": rels("oleObject", "file:///c:/windows/calc.exe"),
    "a frame from elsewhere": rels("frame", "https://example.org/"),
    "broken XML": changed(**{"word/document.xml": f"{HEAD}<w:document {SPACES}><w:body><w:p></w:body>"}),
    "no body": changed(**{"word/document.xml": f"{HEAD}<w:document {SPACES}/>"}),
    "an empty body": body(""),
    "no document part": changed(**{"word/document.xml": b""}),
    "broken styles": changed(**{"word/styles.xml": "<w:styles"}),
    "broken numbering": changed(**{"word/numbering.xml": "\0\0"}),
    "absurd nesting": body(DEEP),
    "tables in tables": body("<w:tbl><w:tr><w:tc>" * 300 + p("x") + "</w:tc></w:tr></w:tbl>" * 300),
    "a hundred thousand runs": body(f"<w:p>{r('x ') * 100_001}</w:p>"),
    "a hundred thousand paragraphs": body(p("x y z") * 100_001),
    "one word of ten megabytes": body(p("x" * 10_000_000)),
    "a paragraph of brackets": body(p("[" * 50_000)),
    "a paragraph of stars": body(p("*a" * 50_000)),
    "an unknown encoding": changed(**{"word/document.xml": b'<?xml version="1.0" encoding="x-none"?><a/>'}),
}  # fmt: skip


def memory_of_children() -> int:
    """The most that any child of this process held so far, in KiB."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_gets_one_clear_message_in_time(name: str) -> None:
    made = HOSTILE[name]
    raw = made() if callable(made) else made
    if name == "a zip of something else":
        raw = changed(**{"x": "y"})
        with zipfile.ZipFile(out := io.BytesIO(), "w") as archive:
            archive.writestr("hello.txt", "x")
        raw = out.getvalue()
    start, before = time.monotonic(), memory_of_children()
    with pytest.raises(GovflowError) as refusal:
        read_arrival(raw, "by-law.docx", "expenses")
    assert time.monotonic() - start < 10
    assert "by-law.docx" in refusal.value.place
    assert refusal.value.problem.endswith(".")
    assert refusal.value.remedy
    assert "nothing was imported" in refusal.value.undone or refusal.value.undone == ""
    assert refusal.value.exit_code == 1
    most = memory_of_children()
    assert (
        most == before or most < 512 * 1024
    )  # the most of any child so far, so of this one if it rose


ODD = {
    "styles in a circle": docx(p("1.1 A.", style="A"), style_part=f'{HEAD}<w:styles {SPACES}><w:style w:styleId="A"><w:name w:val="a"/><w:basedOn w:val="B"/></w:style><w:style w:styleId="B"><w:name w:val="b"/><w:basedOn w:val="A"/></w:style></w:styles>'),
    "a list level that is no number": docx(p("A.", num=1, level="x")),
    "a list that starts at two thousand million": docx(p("A.", num=1), numbers=numbering({0: lvl(0, "upperRoman", "%1.", start=2_000_000_000)}, {1: 0})),
    "a list of roman numbers near the limit": docx(p("A.", num=1), numbers=numbering({0: lvl(0, "upperRoman", "%1.", start=32_000)}, {1: 0})),
    "a cell that spans a million columns": docx(p("1.1 A."), table(("a", "b"), spans={(0, 0): 1_000_000})),
    "no styles at all": docx(p("1.1 A."), style_part="<w:styles xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'/>"),
    "a template on the officer's own disk": docx(p("1.1 A."), external=(("attachedTemplate", "file:///C:/Users/x/Normal.dotm"),)),
    "a link to a script": docx(p("1.1 A ", '<w:hyperlink r:id="l">' + r("link") + "</w:hyperlink>"), links={"l": "javascript:alert(1)"}),
}  # fmt: skip


@pytest.mark.parametrize("name", ODD)
def test_an_odd_file_is_still_read(name: str) -> None:
    found = read_arrival(ODD[name], "by-law.docx", "expenses")
    assert any("A" in block.text for block in found.policy.blocks)
    assert not any("javascript" in block.text for block in found.policy.blocks)


def test_a_bent_checksum_is_told() -> None:
    raw = bytearray(GOOD)
    at = raw.find(b"word/document.xml") + 60
    raw[at] ^= 0xFF
    with pytest.raises(GovflowError):
        read_arrival(bytes(raw), "by-law.docx", "expenses")
    assert zlib.crc32(bytes(raw)) != zlib.crc32(GOOD)
