"""One measured step of ours in a process of its own; prints seconds of CPU and peak memory."""

import json
import resource
import sys
import time
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from govflow.adapters.word.papers import WordPapers  # noqa: E402
from govflow.core.text.blocks import split  # noqa: E402
from govflow.core.text.documents import ByLaw  # noqa: E402
from govflow.core.text.policy import FrontMatter, Policy  # noqa: E402


def paper(path: str, version: str, *, draft: bool) -> ByLaw:
    front = FrontMatter("Long Policy", "long", organisation="A Union", version=version)
    text = Path(path).read_text(encoding="utf-8")
    return ByLaw(Policy(front, split(text)), "5b1cae2f" + "0" * 56, draft)


def main(step: str, old: str, new: str, target: str) -> None:
    papers = WordPapers(lambda name: (ROOT / "templates" / name).read_bytes())
    start = time.process_time()
    match step:
        case "build":
            raw = papers.unchecked(paper(old, "1.0", draft=False))
        case "build and check":
            raw = papers.by_law(paper(old, "1.0", draft=False))
        case "redline":
            raw = papers.unchecked(
                paper(new, "1.1", draft=True),
                paper(old, "1.0", draft=False),
                author="A",
                on=date(2026, 11, 24),
            )
        case _:
            raw = papers.redline(
                paper(old, "1.0", draft=False),
                paper(new, "1.1", draft=True),
                author="A",
                on=date(2026, 11, 24),
            )
    spent = time.process_time() - start
    Path(target).write_bytes(raw)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    json.dump({"cpu": spent, "whole": time.process_time(), "peak": peak}, sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])
