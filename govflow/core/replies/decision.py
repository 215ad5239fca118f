"""What a reply says to a letter that asks for a decision, a certification or advice.

The words must begin with one of those the letter offers, and what follows must have a place of its own.
Everything else is held: a decision is never guessed.
"""

import re
from collections.abc import Mapping
from datetime import date
from typing import Literal

from govflow.core.people.dates import MONTHS
from govflow.core.people.letters import Purpose
from govflow.core.replies.frame import Framed

Kind = Literal["decided", "question", "unclear"]

GRANTED, REFUSED, KEPT, CLOSED, ANSWERED = "granted", "refused", "kept", "closed", "answered"

_OFFERED: Mapping[str, tuple[tuple[str, str], ...]] = {
    Purpose.DECISION: (
        (
            REFUSED,
            r"(?:permission (?:is )?)?(?:refused|not granted|not approved|rejected|gwrthodwyd)"
            r"|i (?:refuse|reject|do not grant|don't grant|do not give)(?: (?:my )?permission| it| this)?"
            r"|rwy'n gwrthod(?: caniatâd)?",
        ),
        (
            GRANTED,
            r"(?:permission (?:is )?)?(?:granted|approved|caniatawyd)|agreed"
            r"|i (?:grant|approve|give)(?: (?:my )?permission| it| this)?"
            r"|rwy'n (?:caniatáu|rhoi caniatâd)",
        ),
    ),
    Purpose.CERTIFICATION: (
        (CLOSED, r"closed|no longer (?:needed|in use)|ar gau"),
        (KEPT, r"still (?:right|needed|in use)|yn gywir o hyd"),
    ),
}
_ALONE: Mapping[str, Mapping[str, str]] = {
    Purpose.DECISION: {"yes": GRANTED, "no": REFUSED, "ie": GRANTED, "na": REFUSED}
}
_CONDITION = re.compile(
    r"(?:on|under|with|subject to|provided|as long as|so long as|only if|conditions?|ar yr amod)\b",
    re.I,
)
_BECAUSE = re.compile(r"(?:because|as|since|for|reasons?\b|oherwydd|gan)\b", re.I)
_ACTIVITY = re.compile(
    r"(?:last (?:activity|active|post(?:ed)?)|gweithgaredd diwethaf)(?: was)?(?: on)?[: ]+(.+)",
    re.I,
)
_DATE = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th)? ([^\W\d]+) (\d{4})"
    r"|(\d{4})-(\d\d?)-(\d\d?)|(\d\d?)/(\d\d?)/(\d{4})"
)
_MONTH_OF = {
    name.casefold(): number for names in MONTHS.values() for number, name in enumerate(names, 1)
}


def read_decision(asks: str, framed: Framed) -> tuple[Kind, str, str]:
    """(kind, decision or reason, further words) of a reply's words between greeting and signature.

    `kind` is 'decided', 'question' or 'unclear'; `decision` is one of the words above when decided,
    else the reason why not. Further words are conditions, reasons, an answer, or the day of the last
    activity (ISO 8601).
    """
    body = framed.body.strip()
    if asks == Purpose.ADVICE:
        return "decided", ANSWERED, body
    if "?" in body:
        return "question", "a question mark", ""
    bare = " ".join(body.split()).strip(" .!").casefold().replace("’", "'")
    alone = _ALONE.get(asks, {}).get(bare)
    if alone:
        return "decided", alone, ""
    for decision, words in _OFFERED.get(asks, ()):
        begun = re.match(rf"(?:{words})(?!\w)", body.replace("’", "'"), re.I)
        if begun:
            return _with_rest(decision, body[begun.end() :])
    return "unclear", "none of the words that the letter offers", ""


def _with_rest(decision: str, rest: str) -> tuple[Kind, str, str]:
    """A decision with what follows it; unclear when that has no place beside it."""
    parted = re.match(r"\s*[.,;:!\u2013\u2014-]|\s*\n", rest) is not None
    words = rest.lstrip(" \n\t.,;:!\u2013\u2014-").rstrip()
    if not words:
        return "decided", decision, ""
    if decision == GRANTED and _CONDITION.match(words):
        return "decided", decision, words
    if decision in (REFUSED, CLOSED) and (parted or _BECAUSE.match(words)):
        return "decided", decision, words
    day = read_activity(words) if decision == KEPT else ""
    if day:
        return "decided", decision, day
    return "unclear", f"more words than '{decision}' alone", ""


def read_activity(words: str) -> str:
    """The day in 'Last activity: 3 November 2026', as ISO 8601; '' where the words say more or less."""
    said = _ACTIVITY.fullmatch(" ".join(words.split()))
    found = _DATE.fullmatch(said[1].strip(" .")) if said else None
    if found is None:
        return ""
    d, month, y, iso_y, iso_m, iso_d, uk_d, uk_m, uk_y = found.groups()
    try:
        if month:
            return date(int(y), _MONTH_OF.get(month.casefold(), 0), int(d)).isoformat()
        return date(int(iso_y or uk_y), int(iso_m or uk_m), int(iso_d or uk_d)).isoformat()
    except ValueError:
        return ""
