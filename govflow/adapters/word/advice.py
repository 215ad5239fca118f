"""Guidance on paper: what it advises, which clauses it rests on, and that it binds nobody."""

from collections.abc import Iterator

from govflow.adapters.word.by_law import in_words
from govflow.adapters.word.layout import Placed, layout
from govflow.adapters.word.model import Flow, Item, Para, Piece, kept
from govflow.core.text.blocks import split
from govflow.core.text.documents import GuidancePassage, GuidanceSheet
from govflow.core.text.policy import Kind, short_code


def values(sheet: GuidanceSheet) -> dict[str, str]:
    """The values of the guidance template's placeholders."""
    rests = list(dict.fromkeys(clause for p in sheet.passages for clause in p.rests_on))
    clauses = f", {'; '.join(rests)}" if rests else ""
    code = short_code(sheet.digest)
    return {
        "kicker": f"Guidance for {sheet.audience}",
        "title": sheet.title,
        "subtitle": f"From the {sheet.policy_title} of {sheet.organisation}",
        "status": "This is guidance, not a by-law. It advises; the by-law decides.",
        "provenance": f"Derived from by-law version {sheet.version} ({code}){clauses}.",
        "organisation": sheet.organisation,
        "version": sheet.version,
        "code": code,
        "in_force": in_words(sheet.in_force),
    }


def flow(sheet: GuidanceSheet) -> Flow:
    """The introduction, then each passage with its heading and the clauses it rests on."""
    items: list[Item] = list(_text(sheet.introduction))
    if sheet.published_at:
        items.append(kept("BodyText", f"The by-law itself: {sheet.published_at}"))
    for passage in sheet.passages:
        items += _passage(passage)
    return tuple(items)


def _passage(passage: GuidancePassage) -> Iterator[Para]:
    if passage.heading:
        yield kept("Heading1", passage.heading)
    yield from _text(passage.text)
    if passage.rests_on:
        yield kept("RestsOn", f"Rests on {'; '.join(passage.rests_on)}.")


def _text(markdown: str) -> Iterator[Para]:
    """Markdown as paragraphs; a quotation is a key message, set apart."""
    for placed in layout(split(markdown)) if markdown.strip() else ():
        yield _para(placed)


def _para(placed: Placed) -> Para:
    style = "KeyMessage" if placed.block.kind is Kind.QUOTE else placed.style
    return Para(style, tuple(Piece(run.text, run.look) for run in placed.runs))
