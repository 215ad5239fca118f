"""The pages of the product, each a single file that needs nothing else: no script, nothing remote.

Templates lie in `templates/pages/`; a workspace's own win. Everything is escaped but the fragments
that `adapters/markdown` makes, which are put in as they are.
"""

import re
from collections.abc import Sequence
from datetime import datetime
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from govflow.adapters.files.shipped import shipped
from govflow.adapters.markdown.html import plain_text, policy_html, redline_html
from govflow.adapters.pages.charts import DAYS_HEIGHT, WIDTH, days, segments
from govflow.core.errors import SettingsError
from govflow.core.people.access import Access
from govflow.core.people.dates import date_words, weekday_words
from govflow.core.people.queue import QuestionsAsked, Queue
from govflow.core.people.reports import HOW_WE_COUNT, Preview, RegisterSheet, Report, Standing
from govflow.core.record.chronology import Dossier
from govflow.core.record.chronology import pages as parted
from govflow.core.text.blocks import split
from govflow.core.text.changes import Pair
from govflow.core.text.documents import ByLaw, GuidancePassage, GuidanceSheet
from govflow.core.text.guidance_words import label
from govflow.core.text.policy import FrontMatter, Kind, Policy
from govflow.core.text.reviews import PolicyRegister

PAPERS = 40
"""So many papers stand on one A4 page of a chronology's index."""
_HEADING = re.compile(r"<(/?)h([1-6])")


class HtmlPages:
    """Fulfils `Pages`. `folders` hold a workspace's own `pages/` templates, the first one wins."""

    def __init__(self, *folders: Path) -> None:
        self._templates = ImmutableSandboxedEnvironment(
            loader=FileSystemLoader([*folders, shipped("templates")]),
            undefined=StrictUndefined,
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self._templates.globals.update(
            day=date_words,
            weekday=weekday_words,
            clock=_clock,
            size=_size,
            standings=list(Standing),
        )

    def report(self, report: Report) -> str:
        """How a notice stands: counts, bars, who is missing, what changed, how we count, the proof."""
        return self._page(
            "report",
            report=report,
            everybody=report.everybody,
            bar=segments(report.everybody),
            audiences=[(part, segments(part, 200)) for part in report.by_audience],
            days=days(report),
            width=WIDTH,
            days_height=DAYS_HEIGHT,
            redline=Markup(report.redline),  # noqa: S704 - a fragment of adapters/markdown
            how_we_count=report.how_we_count or HOW_WE_COUNT,
        )

    def workbook(self, report: Report) -> bytes:
        """The report as an Excel workbook; see `workbook.report_workbook`."""
        from govflow.adapters.pages.workbook import report_workbook

        return report_workbook(report)

    def preview(self, preview: Preview) -> str:
        """Every letter of a notice as it would go out, with what to look at before it does."""
        return self._page("preview", preview=preview)

    def queue(self, queue: Queue) -> str:
        """The replies that wait: what each says, why it is held, and the commands that settle it."""
        return self._page("queue", queue=queue)

    def questions(self, page: QuestionsAsked) -> str:
        """Questions asked about a policy, with their answers."""
        return self._page("questions", page=page)

    def policies(self, register: PolicyRegister) -> str:
        """The register of policies, as the Board looks at it once a year."""
        return self._page("policies", register=register)

    def access(self, access: Access) -> str:
        """What somebody who asks is given: the readable page of a subject access pack."""
        return self._page("access", access=access, facts=access.facts)

    def register(self, sheet: RegisterSheet) -> str:
        """A register that a clause creates: what each entry says, and what is to be seen to."""
        return self._page("register", sheet=sheet)

    def register_workbook(self, sheet: RegisterSheet) -> bytes:
        """The same as an Excel workbook; see `register_page.register_workbook`."""
        from govflow.adapters.pages.register_page import register_workbook

        return register_workbook(sheet)

    def evidence(self, dossier: Dossier) -> str:
        """The first page of an evidence pack: its people, its papers, how to check it."""
        return self._page("evidence", dossier=dossier)

    def chronology(self, dossier: Dossier) -> str:
        """What happened, on A4 pages that are counted and indexed; the last says what it cannot prove."""
        told = parted(dossier.happenings)
        index = [
            dossier.exhibits[at : at + PAPERS] for at in range(0, len(dossier.exhibits), PAPERS)
        ]
        first = len(index) + 2
        return self._page(
            "chronology",
            dossier=dossier,
            parts=told,
            index=index,
            first=first,
            total=first + len(told),
            page_of={one.seq: first + at for at, page in enumerate(told) for one in page},
            pretended=any(one.pretended for one in dossier.happenings),
        )

    def by_law(self, paper: ByLaw) -> str:
        """The HTML twin of a by-law: the same text, its cover facts, its versions, its digest."""
        body = Markup(policy_html(paper.policy, dict(paper.notes)))  # noqa: S704 - a fragment of adapters/markdown
        return self._page("by_law", paper=paper, front=paper.policy.front, body=body)

    def guidance(self, sheet: GuidanceSheet) -> str:
        """The HTML twin of a guidance: each passage with the clauses it rests on."""
        text = Policy(FrontMatter(sheet.title, "guidance"), split(_guidance_source(sheet)))
        body = Markup(policy_html(text))  # noqa: S704 - a fragment of adapters/markdown
        return self._page("guidance", sheet=sheet, body=body, label=partial(label, sheet.language))

    def text(self, title: str, fragment: str, *, organisation: str = "", note: str = "") -> str:
        """A plain page around a fragment made by `adapters/markdown`."""
        body = Markup(fragment)  # noqa: S704 - a fragment of adapters/markdown
        return self._page("text", title=title, body=body, organisation=organisation, note=note)

    def plain(self, policy: Policy) -> str:
        """The policy's text without marks; see `adapters.markdown.html.plain_text`."""
        return plain_text(policy)

    def redline(self, pairs: Sequence[Pair]) -> str:
        """What changed, as a fragment for a report: changed blocks under the headings they stand in.

        Insertions and deletions are marked as `adapters.markdown.html.redline_html` marks them;
        headings are two levels lower, because the report has its own.
        """
        return _HEADING.sub(_lower, redline_html(changed_only(pairs)))

    def _page(self, name: str, **values: Any) -> str:
        path = f"pages/{name}.html.j2"
        try:
            return self._templates.get_template(path).render(values)
        except TemplateError as problem:
            raise SettingsError(
                f"this template cannot be filled: {problem}.",
                place=f"templates/{path}",
                remedy="mend it, or remove your copy so that the shipped template is used again.",
            ) from problem


def changed_only(pairs: Sequence[Pair]) -> tuple[Pair, ...]:
    """The pairs that differ, each after the headings above it; a table with a change stays whole."""
    kept: list[Pair] = []
    above: list[Pair] = []
    for kind, group in groupby(pairs, _kind):
        run = tuple(group)
        whole = kind is Kind.ROW and any(pair.old != pair.new for pair in run)
        for pair in run:
            if kind is Kind.HEADING:
                above = [one for one in above if _depth(one) < _depth(pair)]
            if whole or pair.old != pair.new:
                kept += [*above, pair]
                above = []
            elif kind is Kind.HEADING:
                above.append(pair)
    return tuple(kept)


def _kind(pair: Pair) -> Kind:
    block = pair.new or pair.old
    assert block is not None
    return block.kind


def _depth(pair: Pair) -> int:
    block = pair.new or pair.old
    assert block is not None
    return block.depth


def _lower(tag: re.Match[str]) -> str:
    return f"<{tag[1]}h{min(int(tag[2]) + 2, 6)}"


def _guidance_source(sheet: GuidanceSheet) -> str:
    """The guidance as Markdown, each passage ending with the clauses it rests on."""
    passages = (_passage_source(passage, sheet.language) for passage in sheet.passages)
    parts = [f"# {sheet.title}", sheet.introduction, *passages]
    return "\n\n".join(part for part in parts if part) + "\n"


def _passage_source(passage: GuidancePassage, language: str) -> str:
    said = label(language, "passage", clauses="; ".join(passage.rests_on))
    rests = f"*{said}*" if passage.rests_on else ""
    heading = f"## {passage.heading}" if passage.heading else ""
    return "\n\n".join(part for part in (heading, passage.text.strip(), rests) if part)


def _clock(moment: datetime) -> str:
    return f"{moment:%H:%M}"


def _size(count: int) -> str:
    """A size for people: '84 kB'."""
    return f"{max(1, round(count / 1000))} kB" if count < 1_000_000 else f"{count / 1e6:.1f} MB"
