"""Rules about what a text announces and where it sends its reader."""

import re
from collections.abc import Iterator
from itertools import takewhile

from govflow.core.text.checks.text import Found, Piece, Text, shown
from govflow.core.text.policy import Kind

TOLD = r"mentioned|stated|noted|described|discussed|outlined|set out|explained|detailed"
WHEN = r"above|before|earlier|previously|elsewhere|below"
PARTS = r"section|clause|paragraph"
VAGUE = (
    rf"\b(?:as (?:previously |already )?(?:{TOLD})(?: (?:{WHEN}))?"
    rf"(?! (?:in|by|under|at) (?:the |our )?(?:{PARTS}|schedule|annex|appendix|table|law"
    rf"|\w+ (?:act|policy)))"
    rf"|(?:{TOLD}) (?:{WHEN})(?! in (?:{PARTS}))|(?:see|as) (?:above|below|elsewhere)"
    rf"|aforementioned|above-?mentioned|the relevant (?:{PARTS})s?"
    r"|elsewhere in this (?:policy|by-law|document)"
    rf"|(?:the|an) (?:earlier|previous|later|other|above|preceding|following) (?:{PARTS}))\b"
)
REFERENCE = re.compile(
    r"\b(section|clause|paragraph|schedule|annex|appendix|part)s? "
    r"(\d+[A-Z]{0,2}(?:\.\d+[A-Z]{0,2})*(?:\([a-z0-9]{1,4}\))*|[A-Z](?![\w'’]))"
    r"((?:(?:,|,? and|,? or| to) \d+[A-Z]{0,2}(?:\.\d+[A-Z]{0,2})*)*)",
    re.IGNORECASE,
)
OUTSIDE = re.compile(
    r"\W*(?:of|to|in|under) (?:the |its |their |our |that |schedule \w+ (?:to|of) the )?"
    r"(?!this\b|these\b)(?:[\w'’-]+ ){0,6}?(?:act|order|regulations?|rules|code|articles"
    r"|constitution|directive|charter|statutes?|ordinances?|handbook|agreement|contract|policy"
    r"|by-laws?|procedure|gdpr|dpa)\b",
    re.IGNORECASE,
)
OURSELVES = re.compile(r"\W*(?:of|to|in) (?:this|these|the present)\b", re.IGNORECASE)
BEFORE = re.compile(r"\b(?:act|regulations?|order|gdpr|dpa)(?: \d{4})?,? \W*$", re.IGNORECASE)
ANNOUNCED = re.compile(
    r"\b(?:the )?(?:following|attached|enclosed|appended) (?:short |brief |simple )?"
    r"(table|list|checklist|flowchart|diagram|form|template|appendix|annex|schedule|steps|criteria|"
    r"principles|definitions|examples|conditions|exceptions|requirements|categories|questions|rules|"
    r"procedure|roles|responsibilities|platforms|standards|offences|stages|factors|documents)\b"
    r"|\b(?:the )?(table|list|checklist|flowchart|diagram|form|template|appendix|annex|schedule) "
    r"(?:below|overleaf|attached|at the end|at the back|appended)\b",
)
NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
COUNTED = re.compile(
    rf"\b(?:there are|these|the following|into)(?: the)? ({'|'.join(NUMBERS)}|[2-9]) "
    r"(?!(?:working )?(?:hours|days|weeks|months|years|times)\b)[a-z][^:;.]*:$"
)
ENDS_OPEN = re.compile(r"(?::|\bas follows\.?|\bthe following\.?|\bbelow\.?)$")
SECTION_ON = re.compile(
    r"\b(?:there (?:is|are)(?: also)?|includes?|contains?|ends with) (?:a|an|the)"
    r" (?:short |brief |separate )?(?:section|part|chapter|annex|appendix|schedule) (?:on|about)"
    r" ([\w' -]{3,40})"
)


def missing_parts(text: Text) -> Iterator[Found]:
    """The text announces a part it does not have.

    Why: the reader looks for the list, table or form that would tell them what to do.
    Example: "the following criteria apply:" and then the next section begins.
    Remedy: add the part, or take the announcement out.
    """
    for at, piece in enumerate(text.pieces):
        if piece.kind not in (Kind.CLAUSE, Kind.PARAGRAPH):
            continue
        if ENDS_OPEN.search(piece.low) and not _followed(text, at):
            yield Found(
                piece,
                f"'{shown(piece.text[-60:])}' announces something, and nothing follows.",
                "add what is announced, or end the sentence.",
            )
            continue
        if (counted := COUNTED.search(piece.low)) and 0 < _listed(text, at) < _number(counted[1]):
            yield Found(
                piece,
                f"'{shown(counted[0])}' announces more than the list holds.",
                "add what is missing, or correct the number.",
            )
            continue
        found = ANNOUNCED.search(piece.low)
        if found and not _followed(text, at, prose=False) and not _given(text, piece, found):
            yield Found(
                piece,
                f"'{found[0].strip()}' is announced and is not there.",
                "add it, or take the announcement out.",
            )
        on = SECTION_ON.search(piece.low)
        if on and not any(_about(h.low, on[1]) for h in text.headings):
            yield Found(
                piece,
                f"a section on '{on[1].strip()}' is announced and is not there.",
                "add it, or take the announcement out.",
            )


def _number(word: str) -> int:
    return NUMBERS.index(word) + 2 if word in NUMBERS else int(word)


def _listed(text: Text, at: int) -> int:
    """How many items come next, all on one level; 0 where there is no plain list."""
    here = text.pieces[at]
    items = list(takewhile(lambda piece: _is_item(piece, here), text.pieces[at + 1 :]))
    return len(items) if len({piece.block.depth for piece in items}) == 1 else 0


def _is_item(piece: Piece, above: Piece) -> bool:
    if piece.kind is Kind.ITEM:
        return True
    return piece.kind is Kind.CLAUSE and piece.block.label.startswith("(") and piece is not above


def _followed(text: Text, at: int, *, prose: bool = True) -> bool:
    """Whether what is announced comes next; `prose` tells whether plain text may be it."""
    after = text.pieces[at + 1] if at + 1 < len(text.pieces) else None
    if after is None:
        return False
    here = text.pieces[at]
    if after.kind is Kind.CLAUSE:
        return after.block.label.startswith("(") or after.block.number.startswith(
            f"{here.block.number}."
        )
    if after.kind is Kind.HEADING:
        return here.home is not None and after.block.depth > here.home.block.depth
    return after.kind in (Kind.ITEM, Kind.ROW, Kind.QUOTE, Kind.CODE, Kind.DEFINITION) or (
        prose and after.kind is Kind.PARAGRAPH and not after.block.label
    )


def _given(text: Text, piece: Piece, found: re.Match[str]) -> bool:
    """Whether the part stands elsewhere: a table, a heading of that name, or in the sentence itself."""
    noun = found[1] or found[2] or ""
    if noun == "table" and any(p.kind is Kind.ROW for p in text.pieces):
        return True
    rest = piece.low[found.end() :]
    listed = ":" in rest or rest.count(",") >= 2 or rest.count(";") >= 1
    return listed or any(noun.rstrip("s") in h.low for h in text.headings if h.at > piece.at)


def _about(heading: str, subject: str) -> bool:
    wanted = [w for w in re.findall(r"[a-z]{4,}", subject)][:1]
    return any(w.rstrip("s") in heading for w in wanted)


def vague_references(text: Text) -> Iterator[Found]:
    """A reference does not say where.

    Why: "as mentioned before" sends the reader looking; after an amendment it may point nowhere.
    Example: "As previously mentioned, ...".
    Remedy: cite the section or clause, or take the words out.
    """
    for sentence, found in text.each(VAGUE):
        yield Found(
            sentence.piece,
            f"'{found}' does not say where.",
            "cite the section or clause by its number, or take the words out.",
        )


def dangling_references(text: Text) -> Iterator[Found]:
    """A reference names a section, clause or schedule that does not exist.

    Why: the rule it leads to cannot be found, so it may not hold.
    Example: "under section 9" in a policy of seven sections.
    Remedy: cite the place that is meant.
    """
    known = _known_places(text)
    for piece in text.prose:
        for found in REFERENCE.finditer(piece.text):
            what = found[1].lower()
            if is_outside(piece.text, found) or (what == "paragraph" and "." not in found[2]):
                continue
            numbers = [found[2], *re.findall(r"\d[\w.]*", found[3])]
            for number in numbers:
                if not _exists(what, number.rstrip("."), known):
                    yield Found(
                        piece,
                        f"'{what} {number.rstrip('.')}' does not exist in this text.",
                        "cite the place that is meant, or name the document it stands in.",
                    )


def _known_places(text: Text) -> set[str]:
    out: set[str] = set()
    for piece in text.pieces:
        if piece.kind in (Kind.HEADING, Kind.CLAUSE) and piece.block.label:
            number = piece.block.label.rstrip(".:").lower()
            out |= {number, piece.address.lower().removeprefix("clause ")}
            if re.match(r"\d+\.", number):
                out.add(number.split(".")[0])
    return out


def _exists(what: str, number: str, known: set[str]) -> bool:
    low = number.lower()
    if what in ("schedule", "annex", "appendix", "part"):
        return f"{what} {low}" in known or (what == "part" and low in known)
    return low in known or (re.sub(r"\(.*", "", low) in known and "(" not in low)


def is_outside(text: str, found: re.Match[str]) -> bool:
    """Whether the reference is to another document: 'section 22 of the Education Act 1994'."""
    rest = text[found.end() : found.end() + 120]
    if OURSELVES.match(rest):
        return False
    return bool(OUTSIDE.match(rest)) or bool(BEFORE.search(text[: found.start()]))
