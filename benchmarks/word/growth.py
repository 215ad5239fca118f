"""Whether the cost grows with the length alone: 1,250, 2,500, 5,000 clauses, and 1,000 rewritten ones.

python benchmarks/word/growth.py
"""

import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from long_policy import amended, clauses, markdown, numbered
from run import HERE, child

REWRITTEN = 1000


def measured(folder: Path, step: str, old: str, new: str) -> float:
    for name, text in (("old", old), ("new", new)):
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    files = [str(folder / "old.md"), str(folder / "new.md"), str(folder / "made.docx")]
    return child([sys.executable, str(HERE / "ours.py"), step, *files])["cpu"]


def main() -> int:
    held = True
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for step in ("build", "redline", "redline and prove"):
            spent = []
            for count in (1250, 2500, 5000):
                rows = numbered(clauses(count))
                spent.append(measured(folder, step, markdown(rows), markdown(amended(rows))))
            steady = spent[2] <= 2.6 * spent[1] and spent[1] <= 2.6 * spent[0]
            held = held and steady
            shown = "  ".join(f"{seconds:6.2f} s" for seconds in spent)
            print(f"{step:<20} {shown}  {'grows evenly' if steady else 'GROWS FASTER'}")
        texts = [clauses(REWRITTEN, seed) for seed in (1, 2)]
        pair = [markdown([(f"1.{at}", text) for at, text in enumerate(side, 1)]) for side in texts]
        seconds = measured(folder, "redline", *pair)
        held = held and seconds < 2
        print(f"{'1,000 rewritten':<20} {seconds:6.2f} s  {'held' if seconds < 2 else 'MISSED'}")
    return 0 if held else 1


if __name__ == "__main__":
    try:
        sys.exit(main())
    except subprocess.CalledProcessError as fault:
        sys.exit(fault.stderr)
