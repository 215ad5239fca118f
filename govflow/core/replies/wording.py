"""What the new words of a reply say. Counting needs every word to have its place in the grammar.

English and Welsh are read. Words in other languages are held with a suggestion: nobody here can
vouch for their negations.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from govflow.core.people.letters import ASKING
from govflow.core.replies import vocabulary
from govflow.core.replies.decision import read_decision
from govflow.core.replies.frame import take_frame
from govflow.core.replies.grammar_cy import GRAMMAR as WELSH
from govflow.core.replies.grammar_en import GRAMMAR as ENGLISH
from govflow.core.replies.manners_en import MANNERS
from govflow.core.replies.match import SentLetter
from govflow.core.replies.normal import Named, Normal, mend, normalise, spaced, written
from govflow.core.replies.phrases import Claim, PhraseBook, read_phrases
from govflow.core.replies.small_talk import is_small_talk, opens_as_small_talk

Kind = Literal[
    "strong",
    "agreed",
    "weak",
    "declined",
    "exception",
    "question",
    "unclear",
    "empty",
    "other_version",
    "decided",
]
SENTENCE_CHARACTERS = 400
WORDS = 400
CHARACTERS = 8_000
_CUES = re.compile(
    "|".join(p.pattern for p in (vocabulary.NEGATION, vocabulary.DECLINE, vocabulary.CONDITION))
    + r"|\bi\b"
)


@dataclass(frozen=True, slots=True)
class Saying:
    """What the words say, why, and of which other version, if they name one.

    A decision has its name in `reason` and what was said beside it in `beside`.
    """

    kind: Kind
    reason: str
    version: str = ""
    prefilled: bool = False
    body: str = ""
    beside: str = ""


def seems(saying: Saying) -> str:
    """The name of the outcome that a held reply would have, were it not for what holds it; or ''."""
    if saying.reason.startswith("seems to acknowledge"):
        return "acknowledged"
    names = {"strong": "acknowledged", "weak": "acknowledged", "exception": "exception_requested"}
    return names.get(
        saying.kind, saying.kind if saying.kind in ("agreed", "declined", "question") else ""
    )


def named_in(letter: SentLetter, sender_name: str = "") -> Named:
    """What a reply to this letter may name."""
    names = {w.strip(".,'\"()").lower() for w in f"{letter.name} {sender_name}".split()}
    return Named(
        title=letter.title,
        version=letter.version,
        code=letter.policy,
        reference=letter.reference,
        organisation=letter.organisation,
        names=frozenset(n for n in names if len(n) > 1 and "@" not in n),
        topics=_topics(letter.text),
        ours=_capitals(letter.text) - names,
    )


@lru_cache(maxsize=64)
def _capitals(text: str) -> frozenset[str]:
    """Capitalised words of our own letter: those who signed it may be addressed by name."""
    return frozenset(w.lower() for w in re.findall(r"(?<!\w)[A-Z][a-z'-]+", text))


@lru_cache(maxsize=64)
def _topics(text: str) -> frozenset[str]:
    """The words of our own letter: a person may say of which change they speak."""
    return frozenset(re.findall(r"[a-z]{4,}", text.lower()))


def read_words(text: str, letter: SentLetter, sender_name: str = "") -> Saying:
    """What a reply's new text says of this letter's version.

    `text` has been through `split`. Reads at most 400 words or 8,000 characters; more is unclear.
    Never raises.
    """
    named = named_in(letter, sender_name)
    framed = take_frame(written(text), named.names, _CUES)
    body = framed.body
    if not body.strip(" \n.-_*"):
        return Saying("empty", "no words of their own", body=body)
    if len(body) > CHARACTERS or len(body.split()) > WORDS:
        return Saying("unclear", "a long letter", body=body)
    if framed.other_name:
        return Saying("unclear", "signed with another name", body=body)
    if letter.purpose in ASKING:
        kind, reason, beside = read_decision(letter.purpose, framed)
        return Saying(kind, reason, body=body, beside=beside)
    prefilled = _prefilled(body, letter)
    if prefilled is False:
        return _doubt(body.lower()) or Saying(
            "unclear", "the button's words were changed", body=body
        )
    said = _say(normalise(_one_name(body, letter.name), named, _known()), body)
    return Saying(said.kind, said.reason, said.version, bool(prefilled), body)


def _one_name(body: str, name: str) -> str:
    """The sender's full name as one word, wherever it stands."""
    if not name.strip():
        return body
    body = re.sub(rf"(?<!\w){re.escape(name.strip())}(?!\w)", "\ue000", body, flags=re.I)
    first, *_, last = (re.escape(part) for part in f"{name} {name}".split())
    return re.sub(
        rf"(?<!\w)(?:{first[0]}\.? ?(?:[a-z]\.? ?)?|(?:mr|mrs|ms|miss|dr|rev|prof)\.? (?:{first} )?)"
        rf"{last}(?!\w)",
        "\ue000",
        body,
        flags=re.I,
    )


def _squeezed(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", text.lower()))


def _prefilled(body: str, letter: SentLetter) -> bool | None:
    """True: exactly the button's words stand there; False: they were changed; None: not used."""
    ours, theirs = _squeezed(letter.prefilled), _squeezed(body)
    if not ours or not letter.reference:
        return None
    if ours in theirs:
        return True
    reference = _squeezed(letter.reference)
    begun = " ".join(ours.split()[:4])
    return False if theirs.startswith(begun) and reference in theirs else None


def _say(normal: Normal, body: str) -> Saying:
    plain = re.sub(r"\s+", " ", normal.text)
    if normal.other_versions:
        as_ours = Normal(normal.text.replace("@other", "@version"), (), normal.thumb)
        if _claims_of(as_ours) and _strength(_claims_of(as_ours) or Claim.NOTHING) == "strong":
            return Saying("other_version", "names another version", normal.other_versions[0])
    doubt = _doubt(plain)
    claims = None if "?" in plain else _claims_of(normal)
    if claims is None:
        return doubt or _foreign(plain) or Saying("unclear", "words that are not in the grammar")
    strength = _strength(claims)
    if strength == "strong":
        return Saying("strong", "says so in their own words")
    if strength == "weak" or normal.thumb:
        return Saying("weak", "a short form")
    return doubt or Saying("unclear", "says nothing about the policy")


def _doubt(plain: str) -> Saying | None:
    """Why these words are held, by the first cue found."""
    positive = vocabulary.NO_QUESTION.sub(" ", vocabulary.NO_OBJECTION.sub(" ", plain))
    if vocabulary.EXCEPTION.search(positive):
        return Saying("exception", "asks for an exception")
    if vocabulary.DECLINE.search(positive):
        return Saying("declined", "says no, or objects")
    if vocabulary.QUESTION.search(positive):
        return Saying("question", "asks something")
    for cue, reason in (
        (vocabulary.NEGATION, "a negation"),
        (vocabulary.OTHERS, "speaks of, or for, somebody else"),
        (vocabulary.CONDITION, "a condition, a part or a later time"),
        (vocabulary.PAST, "may speak of an earlier time or text"),
    ):
        if cue.search(positive):
            return Saying("unclear", reason)
    return None


def _foreign(plain: str) -> Saying | None:
    for language, pattern in vocabulary.OTHER_LANGUAGES:
        if pattern.search(plain):
            return Saying("unclear", f"seems to acknowledge, in {language}")
    return None


def _strength(claims: Claim) -> Literal["strong", "weak", "none"]:
    """How far the claims of a whole reply go together.

    Strong is a formal acknowledgement, a promise by agreement, or reading joined with
    understanding, assent, a promise or a confirmation. An e-mail or its receipt is not the policy.
    """
    only_mail = Claim.MAIL in claims and Claim.POLICY not in claims
    follows = Claim.WILL_FOLLOW in claims
    joined = Claim.UNDERSTOOD | Claim.NOTED | Claim.CONTENT | Claim.AGREED | Claim.CONFIRMED
    if only_mail:
        return "weak"
    if Claim.ACKNOWLEDGED in claims or Claim.BOUND in claims:
        return "strong"
    if Claim.READ in claims and (follows or claims & joined):
        return "strong"
    if follows and claims & (Claim.UNDERSTOOD | Claim.CONFIRMED):
        return "strong"
    if (
        Claim.AGREED in claims
        and Claim.POLICY in claims
        and (follows or Claim.UNDERSTOOD in claims)
    ):
        return "strong"
    if Claim.CONFIRMED in claims and Claim.UNDERSTOOD in claims and Claim.POLICY in claims:
        return "strong"
    some = claims & ~(Claim.POLITE | Claim.POLICY | Claim.MAIL)
    return "weak" if some else "none"


@cache
def _pieces(language: str) -> PhraseBook:
    return read_phrases(ENGLISH + MANNERS if language == "en" else WELSH)


@cache
def _known() -> frozenset[str]:
    """Every word of the grammar and of the cues: none of them is ever mended into another."""
    sources = [
        ENGLISH,
        MANNERS,
        WELSH,
        *(p.pattern for p in vars(vocabulary).values() if isinstance(p, re.Pattern)),
    ]
    return frozenset(w for source in sources for w in re.findall(r"[a-z']{3,}", source))


def _claims_of(normal: Normal) -> Claim | None:
    """All that is claimed, or None when a word has no place in the grammar."""
    total = Claim.NOTHING
    for paragraph in re.split(r"\n\s*\n", normal.text):
        claims = _paragraph(paragraph.strip())
        if claims is None:
            return None
        total |= claims
    return total


def _paragraph(text: str) -> Claim | None:
    """A paragraph as running text, or else line by line, as lists and narrow screens have it."""
    joined = _sentences(re.sub(r"\s*\n\s*", " ", text))
    return joined if joined is not None else _sentences(re.sub(r"\s*\n\s*", ". ", text))


def _sentences(text: str) -> Claim | None:
    total = Claim.NOTHING
    for sentence in re.split(r"(?:[.!;\u2026]+|\.\s)(?:\s+|$)", text):
        if not sentence.strip(" .,-*_"):
            continue
        claims = read_sentence(sentence)
        if claims is None:
            return None
        total |= claims
    return total


@lru_cache(maxsize=4096)
def read_sentence(sentence: str) -> Claim | None:
    """What one sentence claims; None when it cannot be read to its end in English or in Welsh."""
    words = spaced(sentence.replace("\ue000", "@name")).lstrip(" -*,")
    if len(words) > SENTENCE_CHARACTERS:
        return None
    mended = " ".join(mend(w, _known()) for w in words.split()) + " "
    mended = _AFTER_READING.sub("having read ", mended)
    if _tells_us_to(mended):
        return None
    for language in ("en", "cy"):
        claims = _walk(mended, _pieces(language))
        if claims is not None:
            return claims
    return Claim.NOTHING if is_small_talk(mended) else _by_clauses(mended)


_AFTER_READING = re.compile(
    r"^(?:after|on|upon) (?:(?:carefully|fully|thoroughly|having|properly|just|finally) )*"
    r"(?:reading|reviewing|studying|read|reviewed|studied) "
)
_BASE_FORM = re.compile(
    r"(?<!\S)(?<!please )(?<!kindly )"
    r"(?:understand|comprehend|appreciate(?! (?:the|your|you|it))|"
    r"(?<!and )(?<!& )accept)(?!\S)|^note(?!\S)"
)
_SPEAKER = re.compile(
    r"(?<!\S)(?:i|have|am|having|happy|hereby|can|do|will|fully|had|got|received|been)(?!\S)"
)

_MOCKS = re.compile(
    r"^(?:at|during|in|from|while at) (?:my )?(?:work|home|term|office|role|job|desk) $|"
    r"^(?:there |so )?(?:are you |are we )?(?:all )?(?:happy|satisfied|pleased|content) now $"
)
_PROMISE = re.compile(r"(?<!\S), (?:and )?will (?:follow|comply|abide|adhere)(?!\S)")


_TO_READ = re.compile(
    r"(?<!time )(?<!chance )(?<!opportunity )(?<!moment )(?<!managed )(?<!been able )(?<!round )"
    r"(?<!made sure )(?<!down )(?<!easy )"
    r"(?<!minutes )(?<!hours )(?<!a while )(?<!took ages )(?<!days )"
    r"(?<!\S)to (?:\w+ )?(?:read|review|study|understand)(?!\S)"
)


def _tells_us_to(words: str) -> bool:
    """Whether reading is still to be done ('agree to read'), or a verb stands as an order would, with
    nobody before it who does it: 'Read and understand this'."""
    if _TO_READ.search(words) or _MOCKS.search(words):
        return True
    verb = _BASE_FORM.search(words)
    return (
        verb is not None
        and not _PROMISE.search(words)
        and not _SPEAKER.search(words[: verb.start()])
    )


_CLAUSE_END = re.compile(r" (?:[,:()-]|but|so|and) ")
CLAUSES = 10


def _by_clauses(words: str) -> Claim | None:
    """A sentence of which some clauses are small talk, set off by a mark: 'On my phone: read and ...'.

    After words about the policy small talk must open as such ("hope", "thanks"): else it might limit
    what was said before it.
    """
    marks = list(_CLAUSE_END.finditer(words))
    if len(marks) >= CLAUSES:
        return None
    starts = [0, *(m.end() for m in marks)]
    ends = [*(m.start() + 1 for m in marks), len(words)]
    joined = [False, *(m[0].strip().isalpha() for m in marks), False]
    after: list[tuple[Claim, bool] | None] = [None] * len(starts) + [(Claim.NOTHING, True)]
    for first in reversed(range(len(starts))):
        for last in reversed(range(first, len(starts))):
            rest = after[last + 1]
            claims = None if rest is None else _clause(words[starts[first] : ends[last]], first > 0)
            if rest is None or claims is None:
                continue
            talk = claims == Claim.POLITE
            if joined[last + 1] and not (talk or rest[1]):
                continue
            after[first] = (claims | rest[0], talk)
            break
    return after[0][0] if after[0] else None


def _clause(words: str, later: bool) -> Claim | None:
    if is_small_talk(words) and (not later or opens_as_small_talk(words)):
        return Claim.POLITE
    return _walk(words, _pieces("en")) if words.strip() else None


def _walk(words: str, pieces: PhraseBook) -> Claim | None:
    """Read pieces one after the other, the longest first, going back where a reading ends early."""
    dead: set[int] = set()
    path: list[tuple[int, Claim, list[tuple[int, Claim]]]] = [
        (0, Claim.NOTHING, _options(words, 0, pieces))
    ]
    while path:
        position, claims, options = path[-1]
        if position == len(words):
            return claims
        if not options:
            dead.add(position)
            path.pop()
            continue
        end, claim = options.pop(0)
        if end not in dead:
            path.append((end, claims | claim, _options(words, end, pieces)))
    return None


def _options(words: str, position: int, book: PhraseBook) -> list[tuple[int, Claim]]:
    """Where the pieces that fit here end, and what they claim; the longest first."""
    found: dict[tuple[int, Claim], None] = {}
    for piece in book.get(words[position : words.find(" ", position)], ()):
        match = piece.pattern.match(words, position)
        if match and match.end() > position:
            found[match.end(), piece.claim] = None
    return sorted(found, key=lambda option: -option[0])
