"""Rules about names: one name for one thing, one thing for one name."""

import re
from collections import defaultdict
from collections.abc import Iterator

from govflow.core.text.checks.groups import NAMES, pattern
from govflow.core.text.checks.terms import term_use
from govflow.core.text.checks.text import Found, Piece, Sentence, Text

ACRONYM = re.compile(r"(?<![\w.-])([A-Z][A-Z0-9&]{1,5})(s?)(?![\w-])")
KNOWN = {
    "UK": "a country",
    "EU": "a union of countries",
    "US": "a country",
    "USA": "a country",
    "IT": "said more often than its long form",
    "PDF": "a file format",
    "URL": "said more often than its long form",
    "CD": "said more often than its long form",
    "DVD": "said more often than its long form",
    "USB": "said more often than its long form",
    "TV": "said more often than its long form",
    "ID": "said more often than its long form",
    "OK": "a word",
    "AM": "a time of day",
    "PM": "a time of day",
    "NB": "Latin in common use",
    "AGM": "in every charity's articles",
    "BBC": "known by its short name",
    "NHS": "known by its short name",
    "ISBN": "known by its short name",
    "PIN": "known by its short name",
    "SMS": "known by its short name",
    "COVID": "known by its short name",
}
"""Short forms that need no definition, each with the reason."""
ROMAN = re.compile(r"[IVXLC]+$")
HEADS = {
    "role": tuple(
        [
            "officer",
            "manager",
            "lead",
            "coordinator",
            "co-ordinator",
            "director",
            "head",
            "secretary",
            "administrator",
            "champion",
        ]
    ),
    "body": ("committee", "panel", "group", "board", "team", "sub-committee", "working party"),
}
TITLED = re.compile(r"\b((?:[A-Z][a-z]+ ){1,3})([A-Z][a-z]+(?:-[A-Za-z]+)?)\b")
BARE_BEFORE = frozenset(
    [
        "and",
        "or",
        "all",
        "any",
        "the",
        "our",
        "other",
        "of",
        "by",
        "to",
        "for",
        "with",
        "each",
        "every",
        "some",
        "no",
        "these",
        "those",
        "such",
        "are",
        "as",
        "from",
        "than",
        "between",
        "both",
        "on",
        "that",
    ]
)
SHARED_NOUNS = ("officers", "representatives", "leaders", "coordinators", "delegates")
LEADING = frozenset(
    [
        "The",
        "A",
        "An",
        "All",
        "Each",
        "Every",
        "Any",
        "Our",
        "Its",
        "Their",
        "No",
        "This",
        "That",
        "If",
        "When",
    ]
)
NOT_KINDS = frozenset(
    [
        "such",
        "these",
        "those",
        "many",
        "several",
        "new",
        "two",
        "three",
        "four",
        "elected",
        "their",
        "its",
    ]
)


def undefined_acronyms(text: Text) -> Iterator[Found]:
    """A short form is nowhere spelt out.

    Why: a new trustee cannot read it, and two readers may spell it out differently.
    Example: "The main CSU accounts" in a text that never says what CSU is.
    Remedy: spell it out at its first use, or put it into the glossary.
    """
    told: set[str] = set()
    known = set(KNOWN) | {name for name in _words_declared(text)} | _spelt_out(text)
    capitals = {p.at for p in text.pieces if p.text.isupper()}
    for piece in text.pieces:
        if piece.at in capitals:
            continue
        for found in ACRONYM.finditer(piece.text):
            name = found[1]
            if name in known or name in told or ROMAN.match(name):
                continue
            told.add(name)
            yield Found(
                piece,
                f"'{name}' is nowhere spelt out.",
                f"write '... ({name})' where it first stands, or add it to the glossary.",
            )


def _words_declared(text: Text) -> Iterator[str]:
    for name in text.declared:
        yield from ACRONYM.sub(r" \1 ", name).split()


def _spelt_out(text: Text) -> set[str]:
    """Short forms beside their long form, either way round."""
    out: set[str] = set()
    for found in re.finditer(
        r"\(([A-Z][A-Za-z0-9&]{1,7}?)s?\)|\b([A-Z][A-Z0-9&]{1,5})s? \(", text.printed
    ):
        name = found[1] or found[2]
        before = text.printed[max(0, found.start() - 120) : found.start()]
        after = text.printed[found.end() : found.end() + 120]
        if _initials(name, before if found[1] else after.split(")")[0]):
            out |= {name, name.upper()}
    return out


def _initials(name: str, words: str) -> bool:
    """Whether the name's first letter begins one of the words beside it."""
    nearby = re.findall(r"[A-Za-z]+", words)[-(len(name) + 4) :]
    return any(word[0].upper() == name[0].upper() for word in nearby)


RANKS = frozenset({"deputy", "vice", "assistant", "acting", "interim", "former", "senior", "co"})
"""First words that make another role, not a longer name for the same."""


def two_names(text: Text) -> Iterator[Found]:
    """One body, role or group goes by two names.

    Why: the reader asks whether two are meant, and so will a lawyer.
    Example: "employees" in 2.1 and "staff" in 3.4; "Trustee Board" and "Board of Trustees".
    Remedy: use one name, or say in the glossary that both mean the same.
    """
    for what, names in NAMES:
        uses = [(name, _first_use(text, name)) for name in names]
        there = [(name, use) for name, use in uses if use is not None]
        if len(there) > 1 and not _settled(text, [name for name, _ in there]):
            first, second = there[0][1], there[1][1]
            yield Found(
                max(first[0], second[0], key=lambda p: p.at),
                f"{what} goes by two names: '{first[1]}' ({first[0].address}) and '{second[1]}'"
                f" ({second[0].address}).",
                "use one of them, or declare in the glossary that both mean the same.",
            )
    yield from _same_meaning(text)
    yield from _reordered(text)
    yield from _shortened_roles(text)


def _shortened_roles(text: Text) -> Iterator[Found]:
    """A declared role that the text also calls by its name without the first word."""
    declared = {name.lower() for name in (*dict(text.front.roles), *dict(text.front.glossary))}
    for role in dict(text.front.roles):
        first, _, short = role.partition(" ")
        if " " not in short or not short[:1].isupper() or first.lower() in RANKS:
            continue
        alone = re.compile(rf"(?<!{re.escape(first)} )\b{re.escape(short)}\b")
        use = next((piece for piece in text.prose if alone.search(piece.text)), None)
        if use and short.lower() not in declared and text.says(rf"\b{re.escape(role.lower())}\b"):
            yield Found(
                use,
                f"one role goes by two names: '{role}' and '{short}'.",
                "use one of them, or declare in the glossary that both mean the same.",
            )


def _first_use(text: Text, name: str) -> tuple[Piece, str] | None:
    compiled = pattern(name)
    for piece in text.pieces:
        if found := compiled.search(piece.low):
            return piece, piece.text[found.start() : found.end()] or found[0]
    return None


def _settled(text: Text, names: list[str]) -> bool:
    """Whether a glossary entry or the text itself says that the names mean the same."""
    compiled = [pattern(name) for name in names]
    entries = [f"{term}: {meaning}".lower() for term, meaning in text.front.glossary]
    entries += [
        s.low for s in text.sentences if re.search(r"\b(?:means?|includes?|refers? to)\b", s.low)
    ]
    return any(all(c.search(entry) for c in compiled) for entry in entries)


def _same_meaning(text: Text) -> Iterator[Found]:
    by_meaning: dict[str, list[str]] = defaultdict(list)
    for term, meaning in text.front.glossary:
        by_meaning[meaning.lower()].append(term)
    for meaning, terms in by_meaning.items():
        used = [(t, p) for t in terms for p in [term_use(text, t)] if p is not None]
        if len(used) > 1 and not any(_is_short_form(t, meaning) for t, _ in used):
            yield Found(
                used[1][1],
                f"'{used[0][0]}' and '{used[1][0]}' both mean {meaning} and are both used.",
                "use one of them.",
            )


def _is_short_form(term: str, meaning: str) -> bool:
    return term.lower() in meaning


def _reordered(text: Text) -> Iterator[Found]:
    """'Data Protection Officer' beside 'Data Protection Lead': same words before, another head."""
    seen: dict[tuple[str, str], tuple[str, Piece]] = {}
    told: set[tuple[str, str]] = set()
    declared = {name.lower() for name in dict(text.front.roles)}
    for piece in text.prose:
        for found in TITLED.finditer(piece.text):
            kind = next((k for k, heads in HEADS.items() if found[2].lower() in heads), "")
            before = [w for w in found[1].split() if w not in LEADING]
            if not kind or not before:
                continue
            key = (kind, " ".join(before))
            name = " ".join([*before, found[2]])
            first, where = seen.setdefault(key, (name, piece))
            if name != first and key not in told and not {name.lower(), first.lower()} <= declared:
                told.add(key)
                yield Found(
                    piece,
                    f"'{name}' here and '{first}' in {where.address} may be one {kind} under two names.",
                    "use one name, or declare both as roles.",
                )


def one_name_for_two(text: Text) -> Iterator[Found]:
    """One name stands for two groups.

    Why: a duty on "officers" binds either the few elected ones or the hundreds who run societies.
    Example: "all staff and officers" in 4.1, "sport and society officers" in 2.1.
    Remedy: say which officers are meant, each time.
    """
    declared = " ".join(text.declared).lower()
    for noun in SHARED_NOUNS:
        if re.search(rf"\b(?<!\w ){noun}\b", declared) and noun in text.declared:
            continue
        bare: Sentence | None = None
        kinds: set[str] = set()
        for sentence in text.sentences:
            for before in re.findall(
                rf"(?:^|(?<![\w'-])([\w'-]{{1,40}}),? ){noun}\b", sentence.low
            ):
                if not before or before in BARE_BEFORE:
                    bare = bare or sentence
                elif before not in NOT_KINDS:
                    kinds.add(f"{before} {noun}")
        if bare and kinds:
            yield Found(
                bare.piece,
                f"'{noun}' stands alone here, while the text also has {_listed(kinds)}.",
                f"say which {noun} are meant.",
            )


def _listed(names: set[str]) -> str:
    return " and ".join(f"'{name}'" for name in sorted(names)[:3])
