"""Import of a long by-law, ours beside pandoc and markitdown, in one run: time, memory, numbers kept.

    python benchmarks/word/importing.py [SECTIONS]

The file has fifty automatically numbered clauses to a section. A number is kept when the converter's
text shows it in front of the clause's own words. Peers run under the Python named by
GOVFLOW_PEERS_PYTHON, which has pypandoc_binary and markitdown[docx]; without it ours is measured alone.
Exits 1 when ours needs more than 1.5 s of CPU or 120 MB, or loses a number.
"""

import json
import os
import random
import re
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.samples.word.builder import docx, p, r

WORDS = (
    "the",
    "officer",
    "must",
    "keep",
    "a",
    "record",
    "of",
    "every",
    "claim",
    "made",
    "under",
    "this",
)
CPU, MEMORY = 1.5, 120


def by_law(sections: int) -> tuple[bytes, list[tuple[str, str]]]:
    """A Word file and what it shows: (number, first words) of every clause."""
    chance = random.Random(5)
    body, shown = [p("Long Policy", style="Title")], []
    for section in range(1, sections + 1):
        body.append(p(f"Section of matters {section}", style="Heading1", num=1))
        for clause in range(1, 51):
            mark = f"Mark{section:03d}x{clause:02d}"
            words = [chance.choice(WORDS) for _ in range(28)]
            head, bold, tail = (" ".join(part) for part in (words[:12], words[12:14], words[14:]))
            body.append(p(f"{mark} {head} ", r(bold, "b"), f" {tail}.", num=1, level=1))
            shown.append((f"{section}.{clause}", mark))
    return docx(*body), shown


def kept(text: str, shown: list[tuple[str, str]]) -> float:
    """The share of clauses whose number stands before their words."""
    before = dict(
        (found[2], found[1])
        for found in re.finditer(r"(?m)^\W*([\d.]*\d)\\?\.?\W+(Mark\d{3}x\d\d)", text)
    )
    return sum(before.get(mark) == number for number, mark in shown) / len(shown)


def ours(source: str, target: str) -> None:
    from govflow.adapters.word.importing.read import read_by_law
    from govflow.core.text.blocks import render

    found = read_by_law(Path(source).read_bytes(), "long.docx", "long")
    Path(target).write_text(render(found.policy.blocks), encoding="utf-8")


PEERS = {
    "pandoc": "import pypandoc,subprocess;"
    "subprocess.run([pypandoc.get_pandoc_path(),'-f','docx','-t','markdown','--wrap=none',S,'-o',T],check=True)",
    "markitdown": "from markitdown import MarkItDown;"
    "open(T,'w',encoding='utf-8').write(MarkItDown().convert(S).text_content)",
}


def measured(python: str, code: str, source: Path, target: Path) -> dict[str, float]:
    """CPU seconds and peak memory of one conversion in a process of its own."""
    whole = (
        f"import resource,json;S={str(source)!r};T={str(target)!r};{code};"
        "print(json.dumps([(lambda u:[u.ru_utime+u.ru_stime,u.ru_maxrss/1024])(resource.getrusage(w)) "
        "for w in (resource.RUSAGE_SELF,resource.RUSAGE_CHILDREN)]))"
    )
    done = subprocess.run([python, "-c", whole], capture_output=True, text=True, check=True)
    (own, own_peak), (child, child_peak) = json.loads(done.stdout.splitlines()[-1])
    return {"cpu": own + child, "peak": max(own_peak, child_peak)}


def main(sections: int = 100) -> int:
    raw, shown = by_law(sections)
    here = str(Path(__file__).resolve().parent)
    steps = {
        "ours": (
            sys.executable,
            f"import sys;sys.path.insert(0,{here!r});from importing import ours;ours(S,T)",
        )
    }
    if python := os.environ.get("GOVFLOW_PEERS_PYTHON"):
        steps |= {name: (python, code) for name, code in PEERS.items()}
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "long.docx"
        source.write_bytes(raw)
        for name, (program, code) in steps.items():
            target = Path(folder) / f"{name}.md"
            found[name] = measured(program, code, source, target)
            found[name]["kept"] = kept(target.read_text(encoding="utf-8"), shown)
    for name, one in found.items():
        said = f"{one['cpu']:6.2f} s CPU {one['peak']:6.0f} MB {one['kept']:7.1%}"
        print(f"{name:<12} {said} of {len(shown)} numbers kept")
    mine = found["ours"]
    return 0 if mine["cpu"] <= CPU and mine["peak"] <= MEMORY and mine["kept"] == 1 else 1


if __name__ == "__main__":
    raise SystemExit(main(*(int(word) for word in sys.argv[1:])))
