"""Rules about what a policy has to declare about itself: version, owner, dates, class, people."""

import re
from collections.abc import Iterator
from datetime import date

from govflow.core.text.checks.text import Found, Text
from govflow.core.text.policy import CLASSES
from govflow.core.text.reviews import years_on

DAY = (
    r"(\d{1,2}(?:st|nd|rd|th)? (?:january|february|march|april|may|june|july|august|september|october"
    r"|november|december) \d{4}|\d{1,2}/\d{1,2}/\d{4}|\d{4}-\d{2}-\d{2})"
)
MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
PASSED = re.compile(rf"\b(?:passed|approved|adopted|agreed)\b[^.\n]{{0,60}}?\bon (?:the )?{DAY}")


def version(text: Text) -> Iterator[Found]:
    """The policy has no version.

    Why: nobody can say which text they were told of.
    Example: a front matter without "version".
    Remedy: add 'version: "1.0"'.
    """
    if not text.front.version and not text.says(r"\bversion(?: number)?:? ?\d"):
        yield Found(
            None, "the policy has no version.", "add 'version: \"1.0\"' to the front matter."
        )


def owner(text: Text) -> Iterator[Found]:
    """The policy has no owner.

    Why: nobody keeps it up to date or answers for it.
    Example: a front matter without "owner".
    Remedy: add the post, 'owner: Company Secretary'.
    """
    said = r"\b(?:policy )?owner(?:ed by| is|:)|\b(?:owns|maintains) this (?:policy|by-law)\b"
    if not text.front.owner and not text.says(said):
        yield Found(
            None, "the policy has no owner.", "add 'owner:' with a post to the front matter."
        )


def effective(text: Text) -> Iterator[Found]:
    """The policy does not say from when it is in force.

    Why: a breach the day before is none.
    Example: "Passed at Trustee Board on 18/06/2018" and no commencement.
    Remedy: add 'in_force:' with the date.
    """
    said = (
        r"\b(?:in force|takes? effect|comes? into (?:force|effect)|effective"
        r"|commence\w*)\b[^.\n]{0,30}\d{4}"
    )
    if text.front.in_force is None and not text.says(said):
        yield Found(None, "the policy does not say from when it is in force.", "add 'in_force:'.")


def review(text: Text) -> Iterator[Found]:
    """The policy has no review date, or it has passed.

    Why: a text nobody looks at again falls behind the law and the organisation.
    Example: a by-law of 2018 without a word about review.
    Remedy: add 'review_by:' with a date, and review it.
    """
    due = text.front.review_by
    said = (
        r"\breview(?:ed)?\b[^.\n]{0,40}\b(?:by|on|every|each|annual\w*|year\w*"
        r"|in) ?(?:\w+ )?(?:\d{4}|years?|months?)?"
    )
    if due is None and not text.says(said):
        yield Found(None, "the policy has no review date.", "add 'review_by:' with a date.")
    if due is not None and text.today is not None and due < text.today:
        days = (text.today - due).days
        yield Found(
            None,
            f"the review date {due:%d/%m/%Y} passed {days:,} days ago.",
            "review the policy and set a new date.",
        )


def minute(text: Text) -> Iterator[Found]:
    """A passed policy has no minute reference.

    Why: the decision cannot be found again.
    Example: "Passed at Trustee Board on 18/06/2018" and no minute.
    Remedy: add 'minute:' with the reference.
    """
    front = text.front
    if front.passed_on and not front.minute and not text.says(r"\bminute (?:ref|no|number)"):
        yield Found(
            None, "the decision has no minute reference.", "add 'minute:' to the front matter."
        )


def instrument_class(text: Text) -> Iterator[Found]:
    """It is unclear what class of instrument this is.

    Why: the class decides how long the text lives and who may change it.
    Example: a by-law that calls itself "this policy" throughout, headed "Social Media Policy".
    Remedy: declare 'class:', and let the text call itself by it.
    """
    declared = text.front.instrument_class
    if not declared:
        yield Found(
            None, "the policy does not say what class of instrument it is.", "add 'class:'."
        )
        return
    if declared not in CLASSES:
        yield Found(
            None,
            f"'{declared}' is not a class whose life and approval route are known.",
            f"write one of: {', '.join(CLASSES)}.",
        )
    names = {"By-Law": r"by-?law|bye-?law", "Policy": "policy", "Procedure": "procedure"}
    others = [(n, p) for n, p in names.items() if n != declared and declared in names]
    for name, words in others:
        own = re.search(rf"\bthis (?:{names[declared]})\b", text.low)
        itself = text.first(
            rf"\b(?:{'this' if own else 'this|the'}) (?:{words})\b(?! (?:of|on|for|group|team)\b)"
        )
        if itself:
            yield Found(
                itself.piece,
                f"it is a {declared}, and calls itself a {name.lower()}.",
                f"let it call itself 'this {declared.lower()}', or change its class.",
            )
            return


def life(text: Text) -> Iterator[Found]:
    """The life of this class of instrument is over.

    Why: where the rules give Policies three years, an older one is no longer valid.
    Example: a Policy passed on 18/06/2018, read in 2026.
    Remedy: put it before the Board again.
    """
    years = text.lives.get(text.front.instrument_class.casefold())
    passed = text.front.passed_on
    if years is None or passed is None or text.today is None:
        return
    end = years_on(passed, years)
    if end <= text.today:
        yield Found(
            None,
            f"a {text.front.instrument_class} lives {years} years; this one ended on {end:%d/%m/%Y}.",
            "put it before the Board again.",
        )


def dates(text: Text) -> Iterator[Found]:
    """Two dates contradict each other.

    Why: the cover and the text, or two dates of the cover, cannot both be right.
    Example: front matter "passed_on: 2018-06-18", text "approved on 19 June 2018".
    Remedy: correct the one that is wrong.
    """
    front = text.front
    for piece in text.pieces:
        for found in PASSED.finditer(piece.low):
            said = _day(found[1])
            if said and front.passed_on and said != front.passed_on:
                yield Found(
                    piece,
                    f"the text says {found[1]}, the front matter {front.passed_on:%d/%m/%Y}.",
                    "correct the one that is wrong.",
                )
    pairs = (
        ("in force", front.in_force, "passed", front.passed_on),
        ("to be reviewed", front.review_by, "passed", front.passed_on),
        ("to be reviewed", front.review_by, "in force", front.in_force),
    )
    for late, after, early, before in pairs:
        if after and before and after < before:
            yield Found(
                None,
                f"it is {late} ({after:%d/%m/%Y}) before it is {early} ({before:%d/%m/%Y}).",
                "correct the one that is wrong.",
            )


def _day(written: str) -> date | None:
    numbers = [int(n) for n in re.findall(r"\d+", written)]
    month = next((i for i, m in enumerate(MONTHS, 1) if m in written), 0)
    try:
        if month:
            return date(numbers[1], month, numbers[0])
        return date(*numbers) if numbers[0] > 31 else date(numbers[2], numbers[1], numbers[0])
    except (ValueError, IndexError):
        return None


def title(text: Text) -> Iterator[Found]:
    """The title stands in two wordings.

    Why: which policy was acknowledged must never be a question.
    Example: front matter "Social Media Policy", heading "Policy on Social Networking".
    Remedy: use one title.
    """
    heading = text.title_heading
    if heading is not None and heading.text.casefold() != text.front.title.casefold():
        yield Found(
            heading,
            f"the heading says '{heading.text}', the front matter '{text.front.title}'.",
            "use one title.",
        )


def no_audiences(text: Text) -> Iterator[Found]:
    """The front matter declares no audiences.

    Why: who is bound and who is informed decides who gets a letter; checks of duties need it too.
    Example: a front matter without "audiences".
    Remedy: add 'audiences:' with 'staff: bound' and the like.
    """
    if not text.front.audiences:
        yield Found(
            None,
            "no audiences are declared, so duties and scope cannot be compared.",
            "add 'audiences:' with lines like 'staff: bound'.",
        )


def no_roles(text: Text) -> Iterator[Found]:
    """The front matter declares no roles.

    Why: who decides, keeps a register or answers questions should be plain at a glance.
    Example: a front matter without "roles".
    Remedy: add 'roles:' with what each does.
    """
    if not text.front.roles:
        yield Found(None, "no roles are declared.", "add 'roles:' with what each of them does.")


def no_glossary(text: Text) -> Iterator[Found]:
    """The front matter declares no glossary.

    Why: terms are checked against it, and notices explain words from it.
    Example: a front matter without "glossary".
    Remedy: add 'glossary:' with each term and its meaning.
    """
    defines = text.says(r"\b(?:definitions|interpretation|glossary)\b")
    if not text.front.glossary and not defines:
        yield Found(None, "no glossary is declared.", "add 'glossary:' with each term's meaning.")
