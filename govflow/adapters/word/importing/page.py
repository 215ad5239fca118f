"""The import report as one HTML page: the source's lines beside what became of them, then the doubts."""

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape

from govflow.adapters.markdown.inline import visible
from govflow.adapters.word.importing.report import Imported
from govflow.core.text.blocks import source
from govflow.core.text.lines import is_separator
from govflow.core.text.policy import Kind
from govflow.core.text.sequences import common

STYLE = (
    "body{font:16px/1.5 Calibri,Carlito,sans-serif;"
    "max-width:76em;margin:2em auto;padding:0 1em;color:#1a1a1a}"
    "table{border-collapse:collapse;width:100%;table-layout:fixed}"
    "th,td{border:1px solid #bbb;padding:.3em .6em;vertical-align:top;text-align:left;"
    "overflow-wrap:anywhere}"
    "tr.changed td{background:#fff4d6}tr.changed td:first-child::before{content:'\u2260 '}"
)


def report_page(found: Imported) -> str:
    """The whole page. It loads nothing from elsewhere."""
    report = found.report
    counts = "".join(f"<li>{escape(name)}: {number}</li>" for name, number in report.counts.items())
    doubts = _list(f"{one.place}: {one.message} ({one.code})" for one in report.doubts)
    dropped = _list(f"{one.place}: {one.what}: {one.words}" for one in report.dropped)
    proof = report.same or "not tried"
    return (
        '<!doctype html><html lang="en-GB"><head><meta charset="utf-8">'
        f"<title>Import of {escape(report.source)}</title><style>{STYLE}</style></head><body>"
        f"<h1>Import of {escape(report.source)}</h1><p>{escape(found.policy.title)}</p>"
        f"<h2>Found</h2><ul>{counts}</ul><h2>Doubts</h2>{doubts}<h2>Left out</h2>{dropped}"
        f"<h2>Built and read back</h2><p>The same: {escape(proof)}.</p>"
        "<h2>Side by side</h2><table><thead><tr><th>Source</th><th>Policy text</th></tr></thead>"
        f"<tbody>{''.join(_rows(found))}</tbody></table></body></html>\n"
    )


def _list(lines: Iterable[str]) -> str:
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return f"<ul>{items}</ul>" if items else "<p>None.</p>"


def _rows(found: Imported) -> Iterator[str]:
    new = [
        source(b) for b in found.policy.blocks if b.kind is not Kind.ROW or not is_separator(b.text)
    ]
    pairs = common([_bare(line) for line in found.shown], [_bare(line) for line in new])
    i = j = 0
    for left, right in [*pairs, (len(found.shown), len(new))]:
        yield from _unlike(found.shown[i:left], new[j:right])
        if left < len(found.shown) and right < len(new):
            yield f"<tr><td>{escape(found.shown[left])}</td><td>{escape(new[right])}</td></tr>"
        i, j = left + 1, right + 1


def _unlike(old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    for at in range(max(len(old), len(new))):
        cells = [escape(side[at]) if at < len(side) else "" for side in (old, new)]
        yield f'<tr class="changed"><td>{cells[0]}</td><td>{cells[1]}</td></tr>'


def _bare(text: str) -> str:
    """The words alone, so that marks and spaces count for nothing."""
    return re.sub(r"[\W_]+", "", visible(re.sub(r"^[#>\s-]+|\[\^[^\]]*\]:?", "", text)).casefold())
