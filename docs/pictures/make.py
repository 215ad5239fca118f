"""Makes the pictures of the guides from the demo: needs Chromium, LibreOffice and pdftoppm.

    .venv/bin/python docs/pictures/make.py

Plays the demo in a temporary folder and photographs what it made. Run it when a page or paper changes.
"""

import subprocess
import tempfile
from pathlib import Path

from govflow.cli.main import govflow

HERE = Path(__file__).resolve().parent
CHROMIUM = (
    "chromium",
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    "--hide-scrollbars",
)


def main() -> None:
    """Play the demo, then photograph the report and the redline."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "demo"
        try:
            govflow.main(["demo", str(root), "--no-open", "-q", "--json"])
        except SystemExit as end:
            if end.code:
                raise
        page(root / "documents/reports/report-SMP-1.html", "report.png", 1100, 980)
        page(root / "documents/social-media/1.1/notice-preview.html", "letter.png", 1200, 900)
        paper(root / "documents/board/2026-01/2 redline.docx", 3, "redline.png")
        paper(root / "documents/board/2026-01/1 cover sheet.docx", 1, "cover-sheet.png")


def page(file: Path, name: str, width: int, height: int) -> None:
    """A photograph of an HTML page."""
    with tempfile.TemporaryDirectory() as profile:
        command = [*CHROMIUM, f"--user-data-dir={profile}", f"--window-size={width},{height}"]
        command += [f"--screenshot={HERE / name}", file.as_uri()]
        subprocess.run(command, check=True, capture_output=True, timeout=120)


def paper(file: Path, number: int, name: str) -> None:
    """A photograph of one page of a Word file, as LibreOffice shows it."""
    with tempfile.TemporaryDirectory() as folder:
        convert = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", folder, str(file)]
        subprocess.run(convert, check=True, capture_output=True, timeout=180)
        pdf = Path(folder) / f"{file.stem}.pdf"
        picture = HERE / name.removesuffix(".png")
        command = ["pdftoppm", "-png", "-r", "80", "-singlefile", "-f", str(number), str(pdf)]
        subprocess.run([*command, str(picture)], check=True, timeout=60)


if __name__ == "__main__":
    main()
