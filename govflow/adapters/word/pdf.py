"""PDF twins of the Word files: printed by LibreOffice where it is installed, else by Word itself.

LibreOffice is asked for tagged PDF by the rules of PDF/UA with bookmarks; the contents list gets its
page numbers, which the Word file leaves out. A PDF names the day it was made, so two runs differ in
their bytes; nothing is ever bound to a PDF.
"""

import io
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pypdf import PdfReader

from govflow.adapters.word.paging import Paging, paged
from govflow.adapters.word.pdf_join import joined
from govflow.adapters.word.pdf_ua import conformant, finished
from govflow.core.errors import DocumentError, TemporaryError

SECONDS = 180
OFFICES = ("soffice", "libreoffice")
OFFICE_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)
EXPORT = {
    "PDFUACompliance": {"type": "boolean", "value": "true"},
    "UseTaggedPDF": {"type": "boolean", "value": "true"},
    "ExportBookmarks": {"type": "boolean", "value": "true"},
    "ExportNotes": {"type": "boolean", "value": "false"},
}
FIXED_FORMAT_PDF = 17  # wdExportFormatPDF
Run = Callable[[Path, Path], list[list[str]]]


@dataclass(frozen=True, slots=True)
class Printer:
    """A program that turns a .docx into a PDF: its name for people, and the commands to run."""

    name: str
    commands: Run


def find_printer(platform: str = sys.platform) -> Printer | None:
    """LibreOffice if it is installed, else Word on Windows and macOS, else None."""
    office = next((path for name in OFFICES if (path := shutil.which(name))), None)
    office = office or next((path for path in OFFICE_PLACES if Path(path).exists()), None)
    if office:
        return Printer("LibreOffice", lambda source, target: [_office(office, source, target)])
    if platform == "win32":
        return Printer("Word", lambda source, target: [_word_on_windows(source, target)])
    if platform == "darwin" and Path("/Applications/Microsoft Word.app").exists():
        return Printer("Word", lambda source, target: [_word_on_macos(source, target)])
    return None


def _office(office: str, source: Path, target: Path) -> list[str]:
    """A profile of its own, so that an open LibreOffice neither disturbs nor is disturbed."""
    profile = (source.parent / "profile").as_uri()
    export = f"pdf:writer_pdf_Export:{json.dumps(EXPORT, separators=(',', ':'))}"
    options = ["--headless", "--norestore", f"-env:UserInstallation={profile}"]
    return [office, *options, "--convert-to", export, "--outdir", str(target.parent), str(source)]


def _word_on_windows(source: Path, target: Path) -> list[str]:
    """Word's own export: with structure tags and bookmarks from the headings."""
    script = (
        "$ErrorActionPreference='Stop'; $word = New-Object -ComObject Word.Application; try { "
        f"$file = $word.Documents.Open('{_quoted(source)}', $false, $true); "
        f"$file.ExportAsFixedFormat('{_quoted(target)}', {FIXED_FORMAT_PDF}, $false, 0, 0, 1, 1, 0, "
        "$true, $true, 1, $true); $file.Close($false) } finally { $word.Quit() }"
    )
    return ["powershell", "-NoProfile", "-NonInteractive", "-Command", script]


def _word_on_macos(source: Path, target: Path) -> list[str]:
    script = (
        f'tell application "Microsoft Word"\nopen POSIX file "{source}"\n'
        f'save as active document file name "{target}" file format format PDF\n'
        "close active document saving no\nend tell"
    )
    return ["osascript", "-e", script]


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def pdf_twin(raw: bytes, printer: Printer | None = None) -> bytes:
    """The PDF of one Word file, tagged, with its contents list paged.

    Raises DocumentError when no program can print it, TemporaryError when the program did not answer.
    """
    return _print(paged(raw, Paging()), printer or _needed())


def pack_pdf(papers: Sequence[tuple[str, bytes]], printer: Printer | None = None) -> bytes:
    """Several Word files, each with its title, as one PDF whose pages are counted through.

    Printed twice: once to count the pages, once with the right numbers.
    """
    own = printer or _needed()
    counts = [len(_reader(_print(paged(raw, Paging()), own)).pages) for _, raw in papers]
    total, first = sum(counts), 1
    printed = []
    for (title, raw), count in zip(papers, counts, strict=True):
        printed.append((title, _reader(_print(paged(raw, Paging(first, total)), own))))
        first += count
    return finished(joined(printed))


def _needed() -> Printer:
    found = find_printer()
    if found is None:
        raise DocumentError(
            "there is no program on this machine that can make a PDF.",
            place="PDF",
            remedy="install LibreOffice (libreoffice.org), or save the Word file as PDF in Word.",
            undone="no PDF was made and no file was written.",
        )
    return found


def _print(raw: bytes, printer: Printer) -> bytes:
    with tempfile.TemporaryDirectory(prefix="govflow-pdf-") as folder:
        source, target = Path(folder) / "paper.docx", Path(folder) / "paper.pdf"
        source.write_bytes(raw)
        for command in printer.commands(source, target):
            _run(command, printer.name)
        if not target.exists():
            raise TemporaryError(
                f"{printer.name} did not make the PDF.",
                place="PDF",
                remedy=f"close {printer.name}, then run the same command again.",
            )
        return conformant(target.read_bytes())


def _run(command: list[str], name: str) -> None:
    try:
        subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired) as fault:
        raise TemporaryError(
            f"{name} did not answer within {SECONDS} seconds.",
            place="PDF",
            remedy=f"close {name}, then run the same command again.",
        ) from fault


def _reader(printed: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(printed))
