"""What an import gives, as JSON between the child that reads and its parent."""

import json
from dataclasses import asdict, fields
from datetime import date
from typing import Any

from govflow.adapters.word.importing.lines import Doubt, Dropped
from govflow.adapters.word.importing.report import Imported, Report
from govflow.core.text.policy import Audience, Block, FrontMatter, Kind, Policy

PAIRS = ("roles", "glossary", "extra")
DATES = ("passed_on", "in_force", "review_by")


def to_json(found: Imported) -> dict[str, Any]:
    front = {f.name: getattr(found.policy.front, f.name) for f in fields(FrontMatter)}
    front |= {name: front[name].isoformat() if front[name] else None for name in DATES}
    front["audiences"] = [[a.name, a.relation] for a in found.policy.front.audiences]
    report = found.report
    return {
        "front": front,
        "blocks": [[b.kind.value, b.text, b.label, b.depth, b.gap] for b in found.policy.blocks],
        "path": found.policy.path,
        "report": {
            "source": report.source,
            "counts": dict(report.counts),
            "dropped": [asdict(one) for one in report.dropped],
            "doubts": [asdict(one) for one in report.doubts],
            "numbers": list(report.numbers),
            "same": report.same,
        },
        "shown": list(found.shown),
    }


def from_json(value: dict[str, Any]) -> Imported:
    front = dict(value["front"])
    front |= {name: date.fromisoformat(front[name]) if front[name] else None for name in DATES}
    front |= {name: tuple((key, text) for key, text in front[name]) for name in PAIRS}
    front["audiences"] = tuple(Audience(name, relation) for name, relation in front["audiences"])
    blocks = tuple(
        Block(Kind(k), text, label, depth, gap) for k, text, label, depth, gap in value["blocks"]
    )
    told = value["report"]
    report = Report(
        told["source"],
        told["counts"],
        tuple(Dropped(**one) for one in told["dropped"]),
        tuple(Doubt(**one) for one in told["doubts"]),
        tuple(told["numbers"]),
        told["same"],
    )
    return Imported(
        Policy(FrontMatter(**front), blocks, value["path"]), report, tuple(value["shown"])
    )


def packed(value: object) -> bytes:
    """JSON in ASCII; code points that no file can hold become question marks."""
    return json.dumps(value, ensure_ascii=True).encode("ascii")
