"""Numbers that somebody typed in front of a paragraph: by grammar first, then by what came before.

'3.5 per cent' is no clause and '(see below)' no sub-paragraph; 'i' is a letter after 'h' and roman after
'a'. What a label is worth is told by `core.text.labels`; here it is only decided whether it is one.
"""

import re
from dataclasses import dataclass

from govflow.core.text.labels import readings

PLACE = re.compile(
    r"(schedule|annex|appendix|part)[ \t\u00a0]+(\d{1,3}[A-Z]?|[A-Z]{1,2})([.:]?)(?=[ \t\n]|$)",
    re.I,
)
DECIMAL = re.compile(r"\d{1,3}[A-Z]{0,2}(?:\.\d{1,3}[A-Z]{0,2}){1,4}\.?(?=[ \t\n]|$)")
BRACKET = re.compile(r"\((?:[a-z]{1,5}|[A-Z]{1,2}|\d{1,3})\)(?=[ \t\n]|$)")
SINGLE = re.compile(r"\d{1,3}[A-Z]?[.)]?(?=[ \t\n]|$)")
TIGHT = re.compile(r"(\d{1,3}(?:\.\d{1,3}){1,4}\.?|\d{1,3}\.|\([a-z]\))(?=[A-Z])")
OTHER = re.compile(r"(?:[A-Za-z]|[ivxlc]{1,5})[.)](?=[ \t]|$)")
UNIT = re.compile(
    r"[ \t]*(?:%|(?:per cent|percent|million|billion|thousand|hours?|days?|weeks?|months?|years?|metres?"
    r"|miles?|km|pounds?|times|am|pm)\b)"
)


@dataclass(frozen=True, slots=True)
class Label:
    """A number in front of a paragraph: its form, as written, and how many characters it takes."""

    form: str  # place, decimal, bracket, single, other
    text: str
    length: int = 0


def typed_label(text: str) -> Label | None:
    """The label that a paragraph's words may start with; whether it is one the sequence decides."""
    for form, pattern in _FORMS:
        if found := pattern.match(text):
            said = re.sub(r"[ \t\u00a0]+", " ", found[0])
            if form in ("decimal", "single") and UNIT.match(text[found.end() :]):
                return None
            if form == "bracket" and not plausible(said):
                return None
            return Label("decimal" if form == "tight" else form, said, found.end())
    return None


_FORMS = (
    ("place", PLACE),
    ("decimal", DECIMAL),
    ("bracket", BRACKET),
    ("single", SINGLE),
    ("other", OTHER),
)


def shown_label(number: str) -> Label:
    """The form of a number that Word counted itself."""
    for form, pattern in _FORMS:
        if (found := pattern.match(number)) and found.end() == len(number):
            return Label(form, number)
    return Label("other", number)


def plausible(label: str) -> bool:
    """Whether a bracketed label counts something: one letter, a doubled or roman one, a figure."""
    mark = label.strip("()")
    if mark.isdigit() or len(mark) == 1:
        return True
    romans = any("roman" in style for style, _ in readings(label))
    return romans or (len(set(mark)) == 1 and len(mark) == 2)


def follows_on(label: str, section: str, before: str) -> bool:
    """Whether a decimal number can stand here: in this section, or next after the one before."""
    parts = numbers(label)
    if not parts:
        return False
    if section and numbers(section)[:1] == parts[:1]:
        return True
    last = numbers(before)
    if last and parts[: len(last) - 1] == last[:-1]:
        return True
    return parts[-1] == 1 or (len(parts) > 1 and last[:1] == [parts[0] - 1])


def numbers(label: str) -> list[int]:
    """'3.1A' is [3, 1]."""
    return [int(n) for n in re.findall(r"\d+", label)]


def gap(before: str, after: str) -> str:
    """What is missing between two numbers of one series, in words; '' when nothing is."""
    one, other = numbers(before), numbers(after)
    if len(one) != len(other) or one[:-1] != other[:-1] or not one:
        return ""
    step = other[-1] - one[-1]
    letters = re.search(r"[A-Z]", before + after)
    if step == 1 or letters:
        return ""
    if step == 0:
        return f"{after.rstrip('.')} stands twice"
    if step < 0:
        return f"{after.rstrip('.')} comes after {before.rstrip('.')}"
    head = ".".join(str(n) for n in one[:-1])
    first = f"{head}.{one[-1] + 1}" if head else str(one[-1] + 1)
    return f"{first} is missing before {after.rstrip('.')}"
