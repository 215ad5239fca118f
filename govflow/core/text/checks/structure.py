"""Rules about how a policy is built: numbers, headings, and what stands under them."""

import re
from collections.abc import Iterator
from itertools import pairwise

from govflow.core.text.checks.text import Found, Text, shown
from govflow.core.text.policy import Kind

NARRATIVE = re.compile(
    r"\b(introduction|background|purpose|foreword|preamble|context|about this|overview|rationale)\b"
)
OPERATIVE = re.compile(
    r"\b(?:must|shall|may not|is required to|are required to|expects? (?:all|every|its|each"
    r"|staff|you)\b"
    r"|should never|do not|is prohibited|are prohibited|will be disciplined|may be amended)\b"
)
RULES = re.compile(r"\b(?:must|shall|should never|do not|may not|is prohibited|are prohibited)\b")
ADVICE = re.compile(
    r"\b(?:good (?:practice|advice|idea)|great way|it (?:is|'s) (?:worth|helpful|useful|a good)"
    r"|worth remembering|pays to|things to consider|think carefully|does help"
    r"|we (?:suggest|recommend|encourage)|you (?:may|might) (?:want|wish) to|try to"
    r"|consider (?:using|whether|how)|tips?|can really help)\b"
)


def unnumbered_headings(text: Text) -> Iterator[Found]:
    """A heading has no number although others have.

    Why: what has no number cannot be cited, in a letter or in a hearing.
    Example: "### Respect" under "## 5. Staying safe".
    Remedy: number it like its neighbours, "### 5.1 Respect".
    """
    numbered = [h for h in text.headings if h.block.label]
    if not numbered:
        return
    for heading in text.headings:
        if not heading.block.label:
            yield Found(
                heading,
                f"the heading '{heading.text}' has no number, others have.",
                "number it, so that it can be cited.",
            )


def no_numbers(text: Text) -> Iterator[Found]:
    """No section of the text has a number.

    Why: nothing in it can be cited.
    Example: a policy of headings without numbers.
    Remedy: write "## 1. Purpose", "## 2. Scope".
    """
    if text.prose and not any(p.block.label and p.kind is not Kind.ITEM for p in text.pieces):
        yield Found(
            None, "no section or clause has a number.", "number the sections, '## 1. Purpose'."
        )


def bare_paragraphs(text: Text) -> Iterator[Found]:
    """Some paragraphs are numbered clauses and others are not.

    Why: the unnumbered ones can only be cited by counting, and counting changes.
    Example: 3.1 and 3.2, then a paragraph without a number, then 3.3.
    Remedy: number it, or make it part of the clause above.
    """
    numbered = [p for p in text.prose if p.kind is Kind.CLAUSE and p.block.label[:1].isdigit()]
    if len(numbered) < 3:
        return
    for at, piece in enumerate(text.pieces):
        above = text.pieces[at - 1] if at else None
        below = text.pieces[at + 1] if at + 1 < len(text.pieces) else None
        loose = piece.kind is Kind.PARAGRAPH and not piece.block.depth and piece.home
        opening = above is None or above.kind is Kind.HEADING
        term = below is not None and below.kind is Kind.DEFINITION
        if loose and not opening and not term and piece.text[:1].isupper():
            yield Found(
                piece,
                f"this paragraph has no number, its neighbours have ('{shown(piece.text)}').",
                "give it a number, or join it to the clause above.",
            )


def skipped_levels(text: Text) -> Iterator[Found]:
    """A heading is more than one level below the one above it.

    Why: the table of contents and a screen reader show a level that is not there.
    Example: "## 5. Safety" followed by "#### Passwords".
    Remedy: use the next level, "### Passwords".
    """
    for above, below in pairwise(text.headings):
        if below.block.depth > above.block.depth + 1:
            yield Found(
                below,
                f"the heading '{below.text}' is {below.block.depth - above.block.depth} levels below"
                f" '{above.text}'.",
                f"write it with {'#' * (above.block.depth + 1)}.",
            )


def number_gaps(text: Text) -> Iterator[Found]:
    """A number is missing in a row of sections or clauses.

    Why: a reader looks for what is not there; an omitted clause keeps its number and says so.
    Example: 3.1, 3.2, 3.4.
    Remedy: mend the number, or write "3.3 [Omitted ...]".
    """
    last: dict[str, tuple[int, str]] = {}
    for piece in text.pieces:
        found = re.fullmatch(r"((?:\d+\.)*)(\d+)", piece.block.number)
        if not found or piece.kind not in (Kind.HEADING, Kind.CLAUSE):
            continue
        stem, number = found[1], int(found[2])
        before = last.get(stem, (0 if stem else number - 1, ""))[0]
        if number > before + 1:
            yield Found(
                piece,
                f"{piece.block.number} follows {stem}{before or '(nothing)'}: a number is missing.",
                "mend the number, or keep the place with '[Omitted ...]'.",
            )
        last[stem] = (number, piece.block.number)


def empty_sections(text: Text) -> Iterator[Found]:
    """A heading has nothing under it.

    Why: it announces a rule and gives none.
    Example: "## 7. Monitoring" followed by "## 8. Review".
    Remedy: write the section, or take the heading out.
    """
    pieces = [p for p in text.pieces if p.kind is not Kind.RULE]
    for at, piece in enumerate(pieces):
        after = pieces[at + 1] if at + 1 < len(pieces) else None
        deeper = after and (after.kind is not Kind.HEADING or after.block.depth > piece.block.depth)
        if piece.kind is Kind.HEADING and not deeper and piece is not text.title_heading:
            yield Found(
                piece,
                f"nothing stands under the heading '{piece.text}'.",
                "write the section, or take the heading out.",
            )


def rules_in_narrative(text: Text) -> Iterator[Found]:
    """A rule stands in the introduction or background.

    Why: readers skip the narrative; a tribunal asks whether they could know the rule.
    Example: "The Union expects all employees to adhere to this policy" in "1. Introduction".
    Remedy: move it to the section that binds.
    """
    for sentence in text.sentences:
        home = sentence.piece.home
        if home is not None and NARRATIVE.search(home.low):
            found = OPERATIVE.search(sentence.low)
            if found:
                yield Found(
                    sentence.piece,
                    f"a rule ('{found[0]}') stands under '{home.text}'.",
                    "move it to the section that binds.",
                )


def rules_beside_advice(text: Text) -> Iterator[Found]:
    """Rules and advice stand under one heading.

    Why: nobody can tell what is asked of them and what is only recommended.
    Example: "Do not post ..." beside "It is good advice to look through old posts".
    Remedy: put the advice in a section or guidance of its own, and say that it is advice.
    """
    rules: dict[int, str] = {}
    told: set[int] = set()
    for sentence in text.sentences:
        home = sentence.piece.home
        if home is None or home.at in told:
            continue
        if rule := RULES.search(sentence.low):
            rules.setdefault(home.at, rule[0])
    for sentence in text.sentences:
        home = sentence.piece.home
        if home is None or home.at in told or home.at not in rules:
            continue
        if advice := ADVICE.search(sentence.low):
            told.add(home.at)
            yield Found(
                sentence.piece,
                f"advice ('{advice[0]}') stands beside rules ('{rules[home.at]}') under '{home.text}'.",
                "separate the two, and say which part is advice.",
            )
