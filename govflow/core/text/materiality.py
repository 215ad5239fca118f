"""How much a change matters: A substantive, B clarifying, C editorial. In doubt the higher class.

The program proposes, the officer decides; but what touches duty, sanction, scope, audience, role, date,
number or permission is not called editorial without a written reason that the Board sees.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import assert_never

from govflow.core.errors import TextError
from govflow.core.text.changes import Change, Insert, Omit, Renumber, Substitute
from govflow.core.text.policy import Block, Kind
from govflow.core.text.words import Mark, runs, tokens

CLASSES = ("A", "B", "C")  # all acknowledge again; all are told; only logged


@dataclass(frozen=True, slots=True)
class Proposal:
    """A class (A, B or C), a sentence that says why, and whether C would need a written reason."""

    materiality: str
    why: str
    guarded: bool = False


# What the changed words may touch; the first that is found gives the reason.
TOUCHES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (what, re.compile(rf"\b(?:{words})\b", re.IGNORECASE))
    for what, words in (
        (
            "a duty or a prohibition",
            r"must|shall|should|may|might|can|cannot|will|would|ought|need(?:s|ed)? to|"
            r"has to|have to|had to|requir\w*|duty|duties|oblig\w*|responsib\w*|mandatory|compulsory"
            r"|bound|expect(?:s|ed)?|never|not|no|none|nor|neither|without|unless|except\w*|only"
            r"|don[’']t|can[’']t|won[’']t"
            r"|mustn[’']t|shouldn[’']t|prohibit\w*|forbid\w*|forbidden|ban(?:s|ned)?|refrain\w*|avoid\w*"
            r"|always|all|any|every|each|either|both",
        ),
        (
            "a sanction",
            r"disciplin\w*|dismiss\w*|sanction\w*|suspen\w*|penalt\w*|gross misconduct|misconduct"
            r"|terminat\w*|remov(?:e|ed|al)|expel\w*|expul\w*|warning|fine[sd]?|offence\w*|breach\w*|theft|liab\w*|prosecut\w*",
        ),
        (
            "who is bound or what the policy covers",
            r"staff|employee\w*|worker\w*|trustee\w*|volunteer\w*|student\w*|member\w*|officer\w*|contractor\w*"
            r"|supplier\w*|partner\w*|scope|appl(?:y|ies|ied|icable)|cover(?:s|ed|age)?|includ\w*|exclud\w*"
            r"|personal|everyone|anyone|no one|nobody",
        ),
        (
            "a role",
            r"chief|executive|CEO|chair|manager\w*|director\w*|board|council|committee|nominee\w*|head of"
            r"|president|secretary|treasurer|delegate\w*|deput\w*|line manager|panel|university",
        ),
        (
            "a permission",
            r"permi\w*|consent\w*|authori\w*|approv\w*|agree\w*|allow\w*|entitle\w*|right|rights|discretion|waive\w*"
            r"|written|writing|express|prior",
        ),
        (
            "a date or a time limit",
            r"\d{1,2}/\d{1,2}/\d{2,4}|day|days|week|weeks|month|months|year|years|yearly|annual\w*"
            r"|daily|weekly|monthly|hour|hours|immediately|within|before|after|until|deadline"
            r"|january|february|march|april|june|july|august|september|october|november"
            r"|december|from time to time",
        ),
        (
            "a number",
            r"\d[\d.,]*|one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|hundred|half|third|"
            r"quarter|once|twice|per cent|majority",
        ),
    )
)
NUMERIC = re.compile(r"[\d£$€%]")
SIGNS = frozenset("£$€%+<>=&")
JOINING = re.compile(
    r"\b(?:and|or|if|when|where|while|but|than|more|less|least|most)\b", re.IGNORECASE
)


def propose(change: Change) -> Proposal:
    """The class a change should have, with a sentence why.

    A: text put in or taken out that is more than a note, and words that touch duty, sanction, scope,
    role, permission, date or number. B: other words. C: punctuation, capitals, spacing, spelling of
    one word, a new number for the same words.
    """
    match change:
        case Insert(new=block):
            return _whole(block, "is put in")
        case Omit(old=block):
            return _whole(block, "is taken out")
        case Renumber():
            return Proposal("C", "only the number changes; the words stay.")
        case Substitute(old=old, new=new):
            return _words(old, new)
        case _:
            assert_never(change)


def overall(classes: Iterable[str]) -> str:
    """The class of a whole amendment: its highest; 'C' when there is no change."""
    return min(classes, default="C")


def check_class(change: Change, chosen: str, reason: str, place: str = "") -> None:
    """Refuse to call a change editorial that touches a duty, a sanction, scope... without a reason.

    Raises TextError; also when `chosen` is not A, B or C. The reason is printed for the Board.
    """
    if chosen not in CLASSES:
        raise TextError(f"'{chosen}' is not a materiality.", place=place, remedy="write A, B or C.")
    proposal = propose(change)
    if chosen == "C" and proposal.guarded and not reason.strip():
        raise TextError(
            f"this change cannot be called editorial (C): {proposal.why}",
            place=place,
            remedy="choose A or B, or write a reason that the Board will see.",
        )


def _whole(block: Block, verb: str) -> Proposal:
    """A provision put in or taken out as a whole."""
    if block.kind is Kind.RULE:
        return Proposal("C", f"a dividing line {verb}.")
    if block.kind is Kind.HEADING:
        return Proposal("B", f"a heading {verb}.", guarded=bool(_touched(block.text)))
    if block.kind is Kind.FACT:
        return _fact(block, verb)
    what = _touched(block.text)
    if what:
        return Proposal("A", f"a provision {verb} that touches {what}.", guarded=True)
    return Proposal("A", f"a whole provision {verb}.", guarded=True)


def _fact(block: Block, verb: str) -> Proposal:
    name = block.label.partition(" ")[0]
    if name == "audience":
        return Proposal("A", f"an audience {verb}: other people are bound.", guarded=True)
    if name == "role":
        return Proposal("A", f"a role {verb}.", guarded=True)
    return Proposal("B", f"a line of the cover or glossary {verb}.", guarded=name == "class")


def _words(old: Block, new: Block) -> Proposal:
    if old.kind is Kind.FACT and not _only_form(old.text, new.text):
        return _fact(old, "changes")
    if old.text == new.text:
        return Proposal("C", "only the number or the layout changes; the words stay.")
    if _only_form(old.text, new.text):
        return Proposal("C", "only punctuation, capitals or spacing change.")
    changed = _changed_words(old.text, new.text)
    if what := _touched(changed):
        return Proposal("A", f"the changed words touch {what}.", guarded=True)
    if _respelt(old.text, new.text):
        return Proposal("C", "only the spelling of a word changes.")
    if JOINING.search(changed):
        return Proposal(
            "A", "the changed words alter how its conditions hang together.", guarded=True
        )
    return Proposal("B", "other words are used; whether the meaning stays is for a person to say.")


def _touched(text: str) -> str:
    for what, pattern in TOUCHES:
        if pattern.search(text):
            return what
    return "a number" if NUMERIC.search(text) else ""


def _changed_words(old: str, new: str) -> str:
    return " ".join(run.text for run in runs(old, new) if run.mark is not Mark.EQUAL)


def _only_form(old: str, new: str) -> bool:
    """Whether the same words stand there: only punctuation, capitals or spaces differ."""
    return _bare(old) == _bare(new)


def _bare(text: str) -> list[str]:
    """The words, and the signs that carry meaning (currency, per cent, brackets of a label excepted)."""
    folded = unicodedata.normalize("NFKC", text).casefold().replace("’", "'")
    return [word for word in tokens(folded) if word[0].isalnum() or word in SIGNS]


def _respelt(old: str, new: str) -> bool:
    """Whether each changed word is the same word misspelt: 'recieve' and 'receive', 'organize'.

    First and last letter stay and one letter differs, or two have changed places; so 'employer' for
    'employee' or 'internal' for 'external' is another word, and so is a plural.
    """
    left, right = _bare(old), _bare(new)
    if len(left) != len(right):
        return False
    pairs = [(a, b) for a, b in zip(left, right, strict=True) if a != b]
    return all(_slip(a, b) for a, b in pairs)


def _slip(left: str, right: str) -> bool:
    if min(len(left), len(right)) < 5 or (left[0], left[-1]) != (right[0], right[-1]):
        return False
    same = 0
    while left[same : same + 1] == right[same : same + 1] != "":
        same += 1
    a, b = left[same:], right[same:]
    swapped = a[:2] == b[1::-1] and a[2:] == b[2:]
    return swapped or a[1:] == b or a == b[1:] or a[1:] == b[1:]
