"""Guidance on paper: what it advises, which clauses it rests on, and that it binds nobody."""

from collections.abc import Iterator
from dataclasses import replace

from govflow.adapters.word.entries import Entry
from govflow.adapters.word.flow import body
from govflow.adapters.word.layout import Placed, layout
from govflow.adapters.word.model import Flow, Item, Look, Para, Run, kept
from govflow.adapters.word.notes import Used, settle_notes
from govflow.adapters.word.numbers import Numbering
from govflow.core.people.dates import date_words
from govflow.core.text.blocks import split
from govflow.core.text.documents import GuidancePassage, GuidanceSheet
from govflow.core.text.guidance_words import label
from govflow.core.text.policy import Kind, short_code

DEEPER = {f"Heading{rank}": f"Heading{rank + 1}" for rank in range(1, 6)}


def values(sheet: GuidanceSheet) -> dict[str, str]:
    """The values of the guidance template's placeholders."""
    rests = list(dict.fromkeys(clause for p in sheet.passages for clause in p.rests_on))
    clauses = f", {'; '.join(rests)}" if rests else ""
    code, words = short_code(sheet.digest), sheet.language
    return {
        "kicker": label(words, "for", audience=sheet.audience),
        "title": sheet.title,
        "subtitle": label(
            words, "from", policy=sheet.policy_title, organisation=sheet.organisation
        ),
        "status": label(words, "status"),
        "provenance": label(words, "derived", version=sheet.version, code=code, clauses=clauses),
        "organisation": sheet.organisation,
        "version": sheet.version,
        "code": code,
        "in_force": date_words(sheet.in_force, words) if sheet.in_force else "",
    }


def flow(sheet: GuidanceSheet, numbering: Numbering) -> Flow:
    """The introduction, then each passage with its heading and the clauses it rests on."""
    items: list[Item] = list(_text(sheet.introduction, numbering))
    if sheet.published_at:
        items.append(_published(sheet))
    for passage in sheet.passages:
        items += _passage(passage, numbering, sheet.language)
    return tuple(items)


def _published(sheet: GuidanceSheet) -> Para:
    """Where the by-law itself is, as words that lead there."""
    if not sheet.published_at.startswith(("http://", "https://")):
        return kept("BodyText", label(sheet.language, "itself", place=sheet.published_at))
    name = label(sheet.language, "the", policy=sheet.policy_title)
    link = Run(name, Look(link=sheet.published_at))
    return kept("BodyText", label(sheet.language, "read"), link, ".")


def _passage(passage: GuidancePassage, numbering: Numbering, language: str) -> Iterator[Item]:
    if passage.heading:
        yield kept("Heading1", passage.heading)
    yield from _text(passage.text, numbering)
    if passage.rests_on:
        yield kept("RestsOn", label(language, "rests", clauses="; ".join(passage.rests_on)))


def _text(markdown: str, numbering: Numbering) -> Iterator[Item]:
    """Markdown as paragraphs, lists and tables; each passage's lists start anew."""
    if not markdown.strip():
        return
    placed = tuple(_dressed(one) for one in layout(split(markdown)))
    numbering.end_list()
    found = tuple(Entry(one, one) for one in placed)
    for item in settle_notes(body(found, numbering, {}, {}), found, Used()):
        yield replace(item, mark="") if isinstance(item, Para) else item


def _dressed(placed: Placed) -> Placed:
    """A quotation is a key message, set apart; headings stand below the passage's own."""
    if placed.block.kind is Kind.QUOTE:
        return replace(placed, style="KeyMessage")
    return replace(
        placed, style=DEEPER.get(placed.style, placed.style).replace("PolicyTitle", "Heading2")
    )
