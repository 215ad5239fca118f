"""Build and redline of a long policy, ours beside pandoc and Docxodus, in one run.

    python benchmarks/word/run.py [CLAUSES]

Peers run under the Python named by GOVFLOW_PEERS_PYTHON, which has pypandoc_binary and
python-redlines[docxodus]; without it ours is measured alone. Exits 1 when a bar is missed.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from long_policy import amended, clauses, markdown, numbered

HERE = Path(__file__).parent
Measured = dict[str, float]
OUR_STEPS = ("build", "build and check", "redline", "redline and prove")


def child(command: list[str]) -> Measured:
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def ours(folder: Path) -> dict[str, Measured]:
    files = [str(folder / "old.md"), str(folder / "new.md")]
    found = {}
    for step in OUR_STEPS:
        target = str(folder / f"{step}.docx")
        found[step] = child([sys.executable, str(HERE / "ours.py"), step, *files, target])
    return found


def peers(folder: Path, python: str) -> dict[str, Measured]:
    peer = str(HERE / "peer.py")
    old, new = str(folder / "old.md"), str(folder / "new.md")
    found = {"pandoc": child([python, peer, "pandoc", old, str(folder / "pandoc.docx")])}
    clean = [str(folder / "build.docx"), str(folder / "new.docx")]
    child([sys.executable, str(HERE / "ours.py"), "build", new, old, clean[1]])
    target = str(folder / "docxodus.docx")
    found["docxodus"] = child([python, peer, "docxodus", *clean, target])
    return found


def marked(path: Path) -> int:
    """Characters marked as inserted or deleted in the body (headers and cover left out)."""
    with zipfile.ZipFile(path) as archive:
        text = archive.read("word/document.xml").decode()
    body = text[text.rindex("PolicyTitle") :] if "PolicyTitle" in text else text
    body = body[: body.rindex("EndMark")] if "EndMark" in body else body
    inserted = re.findall(r"<w:ins [^>]*>(.*?)</w:ins>", body, re.DOTALL)
    words = [w for part in inserted for w in re.findall(r"<w:t[ >][^<]*", part)]
    words += re.findall(r"<w:delText[ >][^<]*", body)
    return sum(len(word.partition(">")[2]) for word in words)


def report(found: dict[str, Measured], counts: dict[str, int]) -> bool:
    for name, figures in found.items():
        more = f"  {counts[name]:>7,} characters marked" if name in counts else ""
        cpu = figures.get("whole", figures["cpu"])
        print(f"{name:<20} {cpu:7.2f} s CPU  {figures['peak']:7.0f} MB{more}")
    bars = [("build needs 80 MB at most", found["build"]["peak"] <= 80)]
    bars.append(("redline needs 100 MB at most", found["redline"]["peak"] <= 100))
    if "pandoc" in found:
        half, tenth = found["pandoc"]["cpu"] / 2, found["docxodus"]["cpu"] / 10
        bars.append(("build in half of pandoc's CPU", found["build"]["whole"] <= half))
        bars.append(("redline in a tenth of Docxodus's CPU", found["redline"]["whole"] <= tenth))
        bars.append(("no more marked than Docxodus", counts["redline"] <= counts["docxodus"]))
    for words, held in bars:
        print(f"{'held  ' if held else 'MISSED'} {words}")
    return all(held for _, held in bars)


def main(count: int) -> int:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rows = numbered(clauses(count))
        (folder / "old.md").write_text(markdown(rows), encoding="utf-8")
        (folder / "new.md").write_text(markdown(amended(rows)), encoding="utf-8")
        found = ours(folder)
        python = os.environ.get("GOVFLOW_PEERS_PYTHON", "")
        found |= peers(folder, python) if python else {}
        files = {"redline": folder / "redline.docx", "docxodus": folder / "docxodus.docx"}
        counts = {name: marked(path) for name, path in files.items() if path.exists()}
        return 0 if report(found, counts) else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 5000))
