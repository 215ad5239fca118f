"""Rules about defined terms: each one declared, used, and written one way."""

import re
from collections.abc import Iterator

from govflow.core.text.checks.groups import NAMES, pattern
from govflow.core.text.checks.text import Found, Piece, Text
from govflow.core.text.policy import Kind

DETERMINED = re.compile(
    r"\b(?:[Tt]he|An?|Any|Each|Every|a|an|any|each|every|this|that|our|their|its|all|no|such|or"
    r"|by|to|with)"
    r" ((?:[A-Z][a-z]+(?:[-'’][A-Za-z]+)?)(?: (?:(?:of|and|for|the) )?[A-Z][a-z]+(?:[-'’][A-Za-z]+)?)*)"
    r"(?![A-Za-z])"
)
PROPER = re.compile(
    r"\b(?:Act|Regulations?|Order|Convention|Directive|Bill|Rules|Standards?|Charter|Code|Articles"
    r"|Constitution|By-?[Ll]aws?|Memorandum|Commission(?:er)?|Ombudsman|Parliament|Police"
    r"|Tribunal|Court"
    r"|Inspectorate|Service(?! [A-Z])|Authority|Regulator|Office|Executive of|State"
    r"|Government|Council|University"
    r"|College|School|Institute|Federation|Association|Foundation|Charity|Union|Fund|Policy|Policies"
    r"|Procedures?|Statement|Plan|Strategy|Handbook|Guidance|Guide|Manual|Notice|Form|Register|Report"
    r"|Agreement|Contract|Framework|Scheme|Programme|Schedule|Annex|Appendix|Section|Clause|Part|Data"
    r"|Internet|Web|Director|Equality|January|February|March|April|May|June|July|August|September"
    r"|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|English"
    r"|British|Welsh|Scottish|Irish|European|Christmas|Easter|God)\b"
)
"""Names of laws, public bodies, documents and days: known outside the text, so it need not define them."""

SMALL = frozenset(
    [
        "The",
        "A",
        "An",
        "Any",
        "All",
        "Each",
        "Every",
        "No",
        "This",
        "That",
        "These",
        "Our",
        "Your",
        "Their",
        "In",
        "On",
        "At",
        "If",
    ]
)
CALLED = re.compile(
    r"\b(?:known as|called|referred to as) [\"'“‘](?:the )?([\w&' -]{2,40}?)[\"'”’]"
)
DEFINED_HERE = re.compile(
    r"\((?:the |each an? |collectively,? )?[\"'“‘]?(?:the )?([A-Za-z][\w&' -]{1,40}?)[\"'”’]?\)"
)
MEANS = re.compile(r"[\"'“‘]?([A-Z][\w&' -]{1,40}?)[\"'”’]? (?:means|is defined as|refers to)\b")


def undefined_terms(text: Text) -> Iterator[Found]:
    """A capital letter promises a definition that is not there.

    Why: "the Reviewer" reads like a defined person; nobody can say who it is.
    Example: "the Reviewer decides" where no role and no glossary entry names a Reviewer.
    Remedy: declare it in the glossary or the roles, or write it small.
    """
    known = _known_terms(text)
    told: set[str] = set()
    for piece in text.prose:
        for found in DETERMINED.finditer(piece.text):
            term = found[1]
            if term.lower() in told or PROPER.search(term) or _is_known(term, known):
                continue
            told.add(term.lower())
            yield Found(
                piece,
                f"'{term}' has a capital letter and is defined nowhere.",
                "declare it in the glossary or the roles, or write it without the capital.",
            )


def _known_terms(text: Text) -> str:
    """Everything declared or defined, as one lower-case string to look in."""
    inside = [found[1] for found in DEFINED_HERE.finditer(text.printed)]
    inside += [found[1] for found in CALLED.finditer(text.printed)]
    inside += [found[1] for found in MEANS.finditer(text.printed)]
    meanings = [meaning for _, meaning in text.front.glossary]
    terms = [p.text for p in text.pieces if p.kind is Kind.HEADING]
    before = re.findall(
        r"((?:[A-Z][\w'’-]+ (?:of |and )?){1,8})\((?:the )?[\"'“‘]?[A-Z]", text.printed
    )
    bold = re.findall(r"\*\*([^*]{2,40})\*\*", "\n".join(p.block.text for p in text.prose))
    related = str(text.front.get("related") or "")
    parts = [
        *text.declared,
        *re.findall(r"[A-Z][\w'’& -]+", related),
        *inside,
        *meanings,
        *terms,
        *before,
        *bold,
    ]
    return "\n".join(f" {' '.join(part.lower().replace('’', chr(39)).split())} " for part in parts)


def _is_known(term: str, known: str) -> bool:
    low = term.lower().replace("’", "'")
    singular = low.removesuffix("s")
    if any(pattern(name).fullmatch(low) for _, names in NAMES for name in names):
        return True  # `names.two_names` looks after these
    return any(f" {form} " in known for form in (low, singular, f"{low}s", low.removesuffix("'s")))


def unused_definitions(text: Text) -> Iterator[Found]:
    """The glossary defines a term that the text never uses.

    Why: it is left over from another text, or the text uses another word for it.
    Example: "Line Manager" in the glossary of a policy that only says "supervisor".
    Remedy: take it out, or use it.
    """
    for term, _ in text.front.glossary:
        if term_use(text, term) is None:
            yield Found(
                None,
                f"the glossary defines '{term}', which the text never uses.",
                "take it out of the glossary, or use it.",
            )


def unused_roles(text: Text) -> Iterator[Found]:
    """The front matter declares a role that the text never mentions.

    Why: nobody gives it anything to do, or the text calls it by another name.
    Example: a role "Secretary" in a policy that says "Clerk".
    Remedy: take it out, or name it where it acts.
    """
    for role, _ in text.front.roles:
        if (
            role != text.front.passed_by
            and term_use(text, role) is None
            and not _by_its_short_form(text, role)
        ):
            yield Found(
                None,
                f"the role '{role}' is declared, and the text never mentions it.",
                "take it out of the roles, or name it where it acts.",
            )


def _by_its_short_form(text: Text, role: str) -> bool:
    shorts = [t for t, meaning in text.front.glossary if meaning.lower() == role.lower()]
    return any(term_use(text, short) is not None for short in shorts)


def mixed_capitals(text: Text) -> Iterator[Found]:
    """One phrase is written with capitals in one sentence and without in another.

    Why: the capital looks like a defined term.
    Example: "Social Media has been ..." and "social media should never ...".
    Remedy: decide on one.
    """
    names = (name for name in text.declared if len(name.split()) == 2 and name.istitle())
    first = {name.lower(): (name, "the front matter") for name in names}
    told: set[str] = set()
    fixed = {name for name in text.declared if name == name.lower()}
    for sentence in text.sentences:
        for phrase in _pairs(sentence.text):
            low = phrase.lower()
            other, where = first.setdefault(low, (phrase, sentence.piece.address))
            mixed = other != phrase and (other.istitle() or phrase.istitle())
            if mixed and low not in told and low not in fixed:
                told.add(low)
                yield Found(
                    sentence.piece,
                    f"'{phrase}' is written '{other}' in {where}.",
                    "write it one way throughout.",
                )


def _pairs(sentence: str) -> Iterator[str]:
    """Two words in a row that are no part of a longer name; a sentence's first capital says nothing."""
    words = re.findall(r"[A-Za-z][\w'’-]*|[^\w\s]", sentence)
    for at in range(len(words) - 1):
        one, two = words[at], words[at + 1]
        if not one[0].isalpha() or not two[0].isalpha() or one in SMALL:
            continue
        before = words[at - 1] if at else ""
        after = words[at + 2] if at + 2 < len(words) else ""
        longer = (before[:1].isupper() and before not in SMALL) or after[:1].isupper()
        if at == 0 and two[0].islower():
            one = one.lower()
        if not longer:
            yield f"{one} {two}"


def term_use(text: Text, term: str) -> Piece | None:
    """The first piece that uses a term, whatever its capitals."""
    compiled = re.compile(rf"(?<![\w-]){re.escape(term)}(?![\w-])", re.IGNORECASE)
    return next((p for p in text.prose if compiled.search(p.text)), None)
