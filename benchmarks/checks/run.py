"""Recall and false alarms of `policy check` on policies whose defects are known.

Each `policies/NAME.md` has its answer key in `NAME.toml`: `[[defect]]` tables with `code` and, where
only one place counts, `clause`. A policy without a key is clean. Run: python benchmarks/checks/run.py
"""

import sys
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from govflow.adapters.markdown.front_matter import read_policy
from govflow.core.text.checks import check
from govflow.core.text.findings import Finding, Severity

HERE = Path(__file__).parent
TODAY = date(2026, 11, 24)


@dataclass(frozen=True)
class Score:
    """One policy: its planted defects, those found, and the errors and warnings nobody planted."""

    name: str
    planted: int
    missed: tuple[str, ...]
    false: tuple[str, ...]


def score(file: Path) -> Score:
    """Compare the findings in one policy with its answer key; points referred to a person are no alarms."""
    found = check(read_policy(file.read_bytes(), file.name), today=TODAY)
    key = file.with_suffix(".toml")
    defects = tomllib.loads(key.read_text(encoding="utf-8"))["defect"] if key.exists() else []
    missed = [d for d in defects if not any(matches(d, f) for f in found)]
    false = [
        f
        for f in found
        if f.severity is not Severity.REFER and not any(matches(d, f) for d in defects)
    ]
    return Score(
        file.stem,
        len(defects),
        tuple(f"{d['code']} {d.get('clause', '')}" for d in missed),
        tuple(f"{f.code} line {f.line}: {f.message}" for f in false),
    )


def matches(defect: dict[str, str], finding: Finding) -> bool:
    return finding.code == defect["code"] and defect.get("clause") in (None, finding.clause)


def main() -> int:
    scores = [score(file) for file in sorted((HERE / "policies").glob("*.md"))]
    for one in scores:
        missed, false = len(one.missed), len(one.false)
        print(f"{one.name:24} planted {one.planted:3}  missed {missed:2}  false {false:2}")
        for line in (*(f"missed {m}" for m in one.missed), *(f"false  {f}" for f in one.false)):
            print(f"    {line}")
    planted, missed = sum(s.planted for s in scores), sum(len(s.missed) for s in scores)
    recall = (planted - missed) / planted if planted else 1.0
    false = sum(len(s.false) for s in scores)
    clean = sum(len(s.false) for s in scores if not s.planted)
    print(
        f"\n{len(scores)} policies: recall {recall:.1%} ({planted - missed} of {planted}), "
        f"{false} false alarms, {clean} of them on clean policies"
    )
    return 1 if missed or false else 0


if __name__ == "__main__":
    sys.exit(main())
