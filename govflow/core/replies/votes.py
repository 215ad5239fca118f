"""What the new words of a reply say of a written resolution. A vote needs every word to have its place.

A small closed grammar in English and Welsh: whoever says anything beside that they agree is read by a
person. Source of the caution: a written resolution is passed by agreements alone (Companies Act 2006
sections 296 and 297 for members; the articles for trustees), so a doubtful one must never be one.
"""

import re

from govflow.core.replies.frame import take_frame
from govflow.core.replies.match import SentLetter
from govflow.core.replies.wording import Kind, Saying, named_in

_CUES = re.compile(
    r"\b(?:i|agree\w*|disagree\w*|approve\w*|against|vote\w*|resolution|favour|not|cytuno|erbyn)\b"
)
_LEAD = (
    r"(?:yes |i (?:can |hereby |am happy to |am writing to )?confirm (?:that )?|"
    r"happy to confirm (?:that )?|(?:this is |just )?to confirm (?:that )?|"
    r"please (?:record|note) (?:that )?|as a trustee )*"
)
_AGREE = (
    r"(?:i (?:do |fully |formally |hereby |am happy to |am content to |also |can )*"
    r"(?:agree|approve|support|consent|vote (?:for|in favour(?: of)?|yes))|i am (?:in favour(?: of)?|for)"
    r"|(?:fully )?(?:agreed|approved)|(?:agree|approve|happy to (?:agree|approve))|in favour(?: of)?)"
)
_NOUN = r"(?:resolution|proposals?|amendments?|motion|changes?|recommendation|papers?)"
_TAIL = (
    r"(?: as (?:set out|circulated|proposed|attached|drafted|presented|written|it stands|a trustee))?"
    r"(?: (?:thanks|thank you|many thanks))?"
)
_WELSH = (
    r"(?:ydw |ydy |ie )?(?:rwy'n|rwyf yn|dwi'n|dw i'n|rydw i'n|yr wyf yn|cadarnhaf fy mod yn)? ?"
    r"(?:cytuno|cytunaf|cytunwyd|cefnogi|o blaid)"
    r"(?: (?:â'r|i'r|gyda'r|y|yr|'r) (?:penderfyniad|cynnig|newid|newidiadau|gwelliant)"
    r"(?: ysgrifenedig)?)?(?: diolch)?"
)
_POLITE = re.compile(
    r"(?:(?:many )?thanks|thank you|diolch)(?: (?:for|am) .{1,60})?(?: very much| yn fawr)?|no comments|"
    r"no (?:further )?(?:questions|comments)(?: from me)?|all the best|best wishes|i have read the papers"
    r"|i have no (?:interest|interests|conflict of interest) (?:to declare|in this)"
)
_AGAINST = re.compile(
    r"\b(?:disagree\w*|oppose\w*|object to|i object|reject|vote no|(?:vote|am|i'm) against|^against$|"
    r"(?:do|does|can|could|will|would|am) ?(?:not|n't) (?:\w+ )?"
    r"(?:agree|approve|support|vote for|consent|in favour)|"
    r"cannot (?:agree|approve|support|vote for)|^no$|anghytuno|yn erbyn|(?:nid|ddim) .{0,20}cytuno)\b"
)
_LIMIT = 1_000
"""A vote is short; so many letters of a reply are read."""


def read_vote(text: str, letter: SentLetter, sender_name: str = "") -> Saying:
    """Whether a reply's new text agrees to the resolution its letter asked about, and nothing else.

    `text` has been through `split`. The kinds are 'agreed', 'declined', 'question', 'empty' and
    'unclear'. Never raises.
    """
    named = named_in(letter, sender_name)
    framed = take_frame(text, named.names, _CUES)
    if not framed.body.strip(" \n.-_*"):
        return Saying("empty", "no words of their own", body=framed.body)
    if framed.other_name or len(framed.body) > _LIMIT:
        why = "signed with another name" if framed.other_name else "a long letter"
        return Saying("unclear", why, body=framed.body)
    kind, reason = _sense(_sentences(framed.body, letter.reference), named.topics)
    return Saying(kind, reason, body=framed.body)


def _sense(sentences: list[str], topics: frozenset[str]) -> tuple[Kind, str]:
    whole = " ".join(sentences)
    if any(_AGAINST.search(sentence) for sentence in sentences):
        return "declined", "votes against, or objects"
    if "?" in whole:
        return "question", "asks something"
    agrees = _agreement(topics)
    said = [sentence for sentence in sentences if not _POLITE.fullmatch(sentence)]
    if said and all(agrees.fullmatch(sentence) for sentence in said):
        return "agreed", "agrees in their own words"
    if re.search(r"\babsta(?:in|ention)", whole):
        return "unclear", "abstains"
    return "unclear", "words that have no place in a vote"


def _agreement(topics: frozenset[str]) -> re.Pattern[str]:
    """The sentences that agree; what is agreed to may be called by words of our own letter."""
    known = "|".join(sorted(map(re.escape, topics | {"written", "above", "attached", "proposed"})))
    thing = rf"(?:it|this|that|(?:the|this|your|our|these)(?: (?:{known}))* {_NOUN})"
    english = rf"{_LEAD}{_AGREE}(?: (?:to |with |of |on )?{thing})?{_TAIL}"
    return re.compile(rf"{english}|{_WELSH}")


def _sentences(body: str, reference: str) -> list[str]:
    """The body as sentences in small letters, without commas, brackets and our own reference."""
    plain = body.replace("\u2019", "'").replace(reference, " ") if reference else body
    parts = re.split(r"(?:[.!;\u2026]+(?:\s|$)|\n\s*\n|(?<=[?]))", plain.lower())
    words = (" ".join(re.sub(r"[,:()\"*_\u201c\u201d-]", " ", part).split()) for part in parts)
    return [sentence.strip(" .!") for sentence in words if sentence.strip(" .!")]
