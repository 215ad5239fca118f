"""Footnotes and endnotes, in the order of their marks."""

from collections.abc import Iterator
from dataclasses import replace

from govflow.adapters.word.importing.extract import items_of
from govflow.adapters.word.importing.lines import Line
from govflow.adapters.word.importing.safety import checked_tree
from govflow.adapters.word.importing.source import Source, links_of
from govflow.adapters.word.numbers import q


def note_lines(source: Source) -> Iterator[tuple[str, tuple[Line, ...]]]:
    """Each footnote and endnote that the text refers to: its label and its lines."""
    done: set[str] = set()
    while waiting := [key for key in source.note_labels if key not in done]:
        for key in waiting:
            done.add(key)
            kind, _, ident = key.partition(":")
            yield source.note_labels[key], _note_body(source, kind, ident)


def _note_body(source: Source, kind: str, ident: str) -> tuple[Line, ...]:
    root = checked_tree(source.parts, f"word/{kind}.xml", source.place)
    links, source.links = (
        source.links,
        links_of(source.parts, f"word/_rels/{kind}.xml.rels", source.place),
    )
    found = () if root is None else tuple(n for n in root if n.get(q("id")) == ident)
    lines = tuple(i for node in found for i in items_of(source, node, 0) if isinstance(i, Line))
    source.links = links
    return tuple(replace(line, place=f"footnote {ident}") for line in lines)
