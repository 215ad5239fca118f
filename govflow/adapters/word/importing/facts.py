"""What one line of a title page states: class, organisation, who passed it when, version, review, owner."""

import re
from dataclasses import dataclass, field
from datetime import date

from govflow.adapters.word.importing.lines import Notices
from govflow.core.text.policy import CLASSES

KIND = re.compile(
    r"(?:(?:a|an|the)\s+)?(by[- ]?laws?|polic(?:y|ies)|articles(?: of association)?|standing orders?"
    r"|terms of reference|code of conduct|procedures?|regulations?|guidance)\s+of(?:\s+the)?(?:\s+(.+))?$",
    re.I,
)
PASSED = re.compile(
    r"(?:passed|approved|adopted|agreed|ratified)(?:\s+(?:at|by))(?:\s+the)?\s+(.{3,60}?)"
    r"(?:\s+(?:on|in)\b[:\s]*(.*))?$",
    re.I,
)
DATED = re.compile(
    r"(?:date\s+)?(?:passed|approved|adopted|agreed|ratified|of approval)(?:\s+on)?\b[:\s]+(.*)$",
    re.I,
)
VERSION = re.compile(
    r"(?:version|issue|revision)(?:\s+(?:no|number)\.?)?\s*[:.]?\s*v?(\d{1,3}(?:\.\d{1,3}){0,2})\b(.*)$",
    re.I,
)
REVIEW = re.compile(
    r"(?:(?:next\s+)?review(?:\s+date|\s+by|\s+due)?|date of (?:next )?review)\s*[:\t]?\s*(.+)$",
    re.I,
)
OWNER = re.compile(
    r"(?:(?:policy\s+|document\s+)?owner|author|responsible(?:\s+officer)?)\s*[:\t]\s*(.+)$", re.I
)
MINUTE = re.compile(r"minute(?:s)?(?:\s+(?:no|number|ref(?:erence)?)\.?)?\s*[:\t]?\s*(.+)$", re.I)
IN_FORCE = re.compile(
    r"(?:in force(?: from)?|effective(?: from| date)?|commencement(?: date)?)\s*[:\t]?\s*(.+)$",
    re.I,
)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
DAY = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th)?(?:\s*[/.-]\s*|\s+(?:of\s+)?)(\d{1,2}|[A-Za-z]{3,9})(?:\s*[/.,-]\s*|,?\s+)(\d{4}|\d{2})\b"
)
MONTH = re.compile(r"\b[A-Za-z]{3,9}\s+\d{4}\b|\b\d{1,2}/\d{4}\b|^\d{4}$")
ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})\b")


@dataclass(slots=True)
class Cover:
    """What the title page says so far."""

    facts: dict[str, object] = field(default_factory=dict)
    history: list[dict[str, str]] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    def put(self, name: str, value: object) -> bool:
        """Keep the first value that is one; whether this line said something."""
        if value in (None, ""):
            return False
        self.facts.setdefault(name, value)
        return True

    def put_first(self, name: str, value: str) -> bool:
        """Keep a value where there is none yet; whether it was kept."""
        return name not in self.facts and self.put(name, value)


def day_in(text: str) -> date | None:
    """The first date in a text, as the British write it (18/06/2018, 18 June 2018) or as ISO."""
    if found := ISO.search(text):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    found = DAY.search(text)
    if not found:
        return None
    month = int(found[2]) if found[2].isdigit() else _month(found[2])
    year = int(found[3]) + (2000 if len(found[3]) == 2 else 0)
    return _day(year, month, int(found[1]))


def _month(name: str) -> int:
    head = name[:3].lower()
    return MONTHS.index(head) + 1 if head in MONTHS else 0


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def said(cover: Cover, text: str) -> str:
    """What the next line must be after this one ('date', 'organisation'), 'known', or '' for unknown."""
    if found := KIND.match(text):
        cover.put("class", class_of(found[1]))
        cover.put("kind line", text)
        cover.put("organisation", found[2])
        return "known" if found[2] else "organisation"
    if found := PASSED.match(text):
        by, on = found[1].strip(" ,:"), found[2] or ""
        if day_in(by):  # 'Approved by the Board 18 June 2018' has no 'on'
            on, by = by, re.sub(r"[,\s]*(?:on)?\s*$", "", DAY.sub("", by))
        cover.put("passed_by", by)
        cover.put("passed_on", day_in(on))
        return "known" if day_in(on) else "date"
    return "known" if fact(text, cover) else ""


def fact(text: str, cover: Cover) -> bool:
    """One 'name: value' line of the title page or the control table."""
    if found := VERSION.match(text):
        cover.put("passed_on", day_in(found[2]))
        return cover.put("version", found[1])
    for name, pattern in (("review_by", REVIEW), ("in_force", IN_FORCE), ("passed_on", DATED)):
        if (found := pattern.match(text)) and day_in(found[1]):
            return cover.put(name, day_in(found[1]))
        if found and MONTH.search(found[1]):  # no day, so no date: told, not guessed
            cover.unread.append(text)
            return True
    if found := re.match(r"(?:passed|approved|adopted) by\s*:?\s*(.+)$", text, re.I):
        return cover.put("passed_by", found[1])
    if found := OWNER.match(text):
        return cover.put("owner", found[1])
    if found := MINUTE.match(text):
        return cover.put("minute", found[1])
    if found := re.match(
        r"(?:organisation|title|policy title|document title)\s*:\s*(.+)$", text, re.I
    ):
        return cover.put("organisation" if text[:1] in "oO" else "title", found[1])
    return False


def class_of(text: str) -> str:
    """The instrument class as the house writes it: 'BY LAW' is 'By-Law'."""
    wanted = re.sub(r"[^a-z]", "", text.lower())
    singular = wanted.removesuffix("s").replace("policie", "policy")
    for name in CLASSES:
        plain = re.sub(r"[^a-z]", "", name.lower())
        if plain in (wanted, singular) or plain.removesuffix("s") == singular:
            return name
    return text.title()


def class_in(title: str, notices: Notices) -> str:
    """The instrument class that the title itself names; 'By-Law', with a doubt, where it names none."""
    small = re.sub(r"[^a-z]+", " ", title.lower())
    for name in sorted(CLASSES, key=len, reverse=True):
        plain = re.sub(r"[^a-z]+", " ", name.lower()).removesuffix("s")
        if re.search(rf"\b{plain.replace('by law', 'bye? laws?')}s?\b", small):
            return name
    notices.doubt(
        "IMP133", "the title page", "no instrument class is stated; it was read as a By-Law."
    )
    return "By-Law"


def as_name(text: str) -> str:
    small = ("of", "the", "and", "for", "in", "at", "on")
    words = [
        w.lower() if at and w.lower() in small else w.capitalize()
        for at, w in enumerate(text.split())
    ]
    return " ".join(words)
