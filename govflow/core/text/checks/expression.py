"""Rules about wording: one word for one force, sentences that can be followed, claims that hold."""

import re
from collections import Counter
from collections.abc import Iterator

from govflow.core.text.checks.text import Found, Sentence, Text

LONGEST = 40
MODALS = re.compile(r"\b(must|shall|should|will|may)\b")
STRONG_SHOULD = re.compile(r"\bshould (?:never|always|under no circumstances|not ever|only ever)\b")
NAMES_NONE = re.compile(
    r"\b(?:not|without|avoid\w*|never) (?:\w+ ){0,2}?(?:specif\w+|nam(?:e|ing)|list(?:ing)?|mention\w*)"
    r"[^.]{0,40}\b(?:platforms?|products?|suppliers?|brands?|apps?|services?|companies)\b"
    r"|\b(?:no|any) (?:particular |specific )?(?:platforms?|products?|suppliers?|brands?"
    r"|apps?) (?:is|are) named\b"
)
PLATFORMS = re.compile(
    r"\b(facebook|twitter|tweet(?:s|ed|ing)?|retweets?|instagram|insta|tik ?tok|snapchat|snaps"
    r"|you ?tube|linkedin"
    r"|whatsapp|telegram|reddit|discord|pinterest|tumblr|mastodon|bluesky|threads app|twitch"
    r"|vimeo|flickr|bebo"
    r"|myspace|signal app|wechat|microsoft teams|slack|zoom|google drive|dropbox|chatgpt|copilot)\b"
)
ABSOLUTE = re.compile(
    r"\b(?:guarantee[sd]?|under no circumstances can|everything you (?:do|post|say|write) (?:is"
    r"|becomes)"
    r"|(?:is|are|will be) (?:always(?! worth| good)|never(?! acceptable| allowed| permitted)"
    r"|entirely|completely|totally|wholly|perfectly"
    r"|instantly|immediately)"
    r"|will (?:constitute|always|never|certainly|inevitably|undoubtedly)|immediately boosts"
    r"|is not secure|(?:is|are) crucial|more harmful than|at all times|in all cases|without exception"
    r"|fully compliant|zero risk|no risk|100 ?(?:%|per cent)|cannot fail|impossible|invariably)\b"
)
COMMANDS = re.compile(r"\b(?:must|shall|do not|never (?:post|use|share|give|open|ask))\b")
HEDGES = re.compile(
    r"\b(as a general rule|normally only|generally normally|and/or|etc\b|as appropriate"
    r"|where appropriate"
    r"|where(?:ver)? practicable|so far as (?:is )?practicable|within a reasonable (?:time|period)|ideally"
    r"|if appropriate|from time to time|in due course|as soon as possible where|reasonable efforts)"
)
GENDERED = re.compile(
    r"\b(he/she|she/he|s/he|his/her|her/his|he or she|she or he|his or her|him or her"
    r"|chairm[ae]n|manpower)\b"
)
TWICE = re.compile(r"\b([a-z]{2,})\s+\1\b")
MEANT_TWICE = frozenset({"that", "had", "very", "is"})
SPELLINGS = (
    (r"\w+is(?:e|ed|es|ing|ations?)\b", r"\w+iz(?:e|ed|es|ing|ations?)\b"),
    (r"colour", r"\bcolor"),
    (r"behaviour", r"\bbehavior"),
    (r"programme", r"\bprogram(?!me|mi|ma)"),
    (r"centre", r"\bcenter"),
    (r"licence", r"\blicense\b"),
)
IZE_ALLOWED = re.compile(r"\b(?:siz\w+|priz\w+|seiz\w+|capsiz\w+|bronz\w+)\b")


def mixed_modals(text: Text) -> Iterator[Found]:
    """ "Must" and "shall" are both used for a duty.

    Why: two words for one force make a reader look for a difference that is not there.
    Example: "No channel shall be created" and "All accounts must be logged".
    Remedy: use "must" throughout.
    """
    counts = Counter(m for s in text.sentences for m in MODALS.findall(s.low))
    if counts["must"] and counts["shall"]:
        rare = min(("must", "shall"), key=lambda word: counts[word])
        where = text.first(rf"\b{rare}\b")
        yield Found(
            where.piece if where else None,
            f"duties are laid by 'must' ({counts['must']}) and by 'shall' ({counts['shall']}).",
            "use 'must' for every duty.",
        )


def weak_should(text: Text) -> Iterator[Found]:
    """ "Should" is used for a rule.

    Why: "should never" is read as advice by some and as a ban by others.
    Example: "You should never post material without permission."
    Remedy: "must" for a rule; keep "should" for advice.
    """
    total = sum(s.low.count("should") for s in text.sentences)
    strong = [s for s in text.sentences if STRONG_SHOULD.search(s.low)]
    if strong:
        yield Found(
            strong[0].piece,
            f"{len(strong)} of {total} uses of 'should' lay down a rule ('should never', 'should always').",
            "write 'must not' or 'must' where a rule is meant.",
        )


def long_sentences(text: Text) -> Iterator[Found]:
    """A sentence has more than 40 words.

    Why: a reader has lost its beginning by its end, and two readers have lost different parts.
    Example: a sentence of 57 words with three commas and two "and".
    Remedy: cut it in two, or make a list.
    """
    for sentence in text.sentences:
        if len(sentence.words) > LONGEST:
            yield Found(
                sentence.piece,
                f"this sentence has {len(sentence.words)} words; {LONGEST} are enough.",
                "cut it in two, or make a list of it.",
            )


def platform_names(text: Text) -> Iterator[Found]:
    """The text says that it names no platforms, and names one.

    Why: it contradicts itself, and the name will be out of date first.
    Example: "we are not specifying the names of platforms" and, later, "tweets".
    Remedy: use a word that fits them all, "posts".
    """
    promise = next((s for s in text.sentences if NAMES_NONE.search(s.low)), None)
    if promise is None:
        return
    for sentence in text.sentences:
        start = _promised(promise) if sentence is promise else 0
        if found := PLATFORMS.search(sentence.low, start):
            yield Found(
                sentence.piece,
                f"'{found[0]}' names a platform, though {promise.piece.address} says that none is named.",
                "use a word that fits them all.",
            )


def _promised(promise: Sentence) -> int:
    """Where the promise itself ends; what it goes on to name counts."""
    found = NAMES_NONE.search(promise.low)
    return found.end() if found else 0


def absolute_claims(text: Text) -> Iterator[Found]:
    """A claim holds for every case without exception.

    Why: one counter-example makes the sentence wrong and the policy look careless.
    Example: "everything you do is immediately made public".
    Remedy: say what is usually so, or what the reader should reckon with.
    """
    for sentence in text.sentences:
        found = ABSOLUTE.search(sentence.low)
        if found and not COMMANDS.search(sentence.low):
            yield Found(
                sentence.piece,
                f"'{found[0]}' claims more than can be known.",
                "say it with its exceptions, or leave it out.",
            )


def hedges(text: Text) -> Iterator[Found]:
    """A word leaves open whether the rule applies.

    Why: "as a general rule ... normally" says twice that there are exceptions and never which.
    Example: "As a general rule, accounts should normally only be created ...".
    Remedy: say when it does not apply, and who decides.
    """
    for sentence in text.sentences:
        if found := HEDGES.search(sentence.low):
            yield Found(
                sentence.piece,
                f"'{found[0]}' leaves open what applies.",
                "say which cases are meant, or who decides.",
            )


def gendered(text: Text) -> Iterator[Found]:
    """A word supposes that people are men or women.

    Why: it leaves people out, and "they" is shorter.
    Example: "his/her manager", "chairman".
    Remedy: "their manager", "chair".
    """
    for sentence in text.sentences:
        if found := GENDERED.search(sentence.low):
            yield Found(
                sentence.piece, f"'{found[0]}' leaves people out.", "use 'they' or 'chair'."
            )


def doubled_words(text: Text) -> Iterator[Found]:
    """A word stands twice in a row.

    Why: it is left over from an edit, and something else may be too.
    Example: "the the Board".
    Remedy: delete one.
    """
    for sentence in text.sentences:
        found = next((f for f in TWICE.finditer(sentence.low) if f[1] not in MEANT_TWICE), None)
        if found:
            yield Found(sentence.piece, f"'{found[0]}' stands twice.", "delete one of the two.")


def mixed_spelling(text: Text) -> Iterator[Found]:
    """British and American spelling are mixed.

    Why: it shows that pieces came from elsewhere, unread.
    Example: "organisation" in section 1 and "organization" in section 4.
    Remedy: use one, here the British.
    """
    for british, american in SPELLINGS:
        us = _spelt(text, american)
        if us is not None and re.search(british, text.low):
            yield Found(
                us[0].piece,
                f"'{us[1]}' is American spelling in a British text.",
                "spell it the British way.",
            )


def _spelt(text: Text, american: str) -> tuple[Sentence, str] | None:
    for sentence, found in text.each(american):
        if not IZE_ALLOWED.search(found):
            return sentence, found
    return None
