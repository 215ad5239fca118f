"""The people and bodies a charity's policies speak of, and the several names each goes by.

General English of governance, not any one organisation's: a policy's own names come from its front
matter.
"""

import re

from govflow.core.text.checks.text import Text

GROUPS = {
    "staff": r"staff|employees?|personnel|workforce|workers?|interns?|line managers?|managers?",
    "trustees": r"trustees?|board members?",
    "volunteers": r"volunteers?",
    "students": r"students?",
    "members": r"members?(?! of)(?<!staff members)(?<!staff member)(?<!board members)(?<!board member)",
    "officers": r"officers?",
    "contractors": r"contractors?|consultants?|freelancers?|agency workers?|agency staff",
    "customers": r"customers?|clients?|service users?|patients?|beneficiar(?:y|ies)|residents?",
    "suppliers": r"suppliers?|vendors?",
    "partners": r"partners?|partner organisations?",
    "parents": r"parents?|carers?|guardians?",
    "visitors": r"visitors?|guests?",
}
"""Each group of people and the words that mean somebody of it."""

EMPLOYED = ("staff", "contractors")
"""Groups that can be disciplined or dismissed; nobody else has an employment to lose."""

EVERYBODY = (
    r"everyone|everybody|anyone|anybody|no one|nobody|each person|every person|any person|all users"
)

NAMES = (
    ("staff", (r"staff", r"employees?", r"personnel", r"workforce", r"workers")),
    ("trustees", (r"trustees?", r"board members?", r"directors")),
    ("the board", (r"trustee board", r"board of trustees", r"board of directors")),
    ("the chief executive", (r"chief executive officer", r"chief executive(?! officer)")),
    ("the chair", (r"chair", r"chairman", r"chairperson", r"chairwoman")),
    ("the manager", (r"line manager", r"supervisor")),
    ("volunteers", (r"volunteers?", r"helpers?")),
    ("customers", (r"customers?", r"clients?", r"service users?")),
)
"""For one body, role or group: names of which a text should use one."""


def pattern(alternatives: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{alternatives})(?![\w-])")


MENTIONS = {name: pattern(words) for name, words in GROUPS.items()}
EVERYBODY_MENTIONS = pattern(EVERYBODY)


def group_of(name: str) -> str:
    """The group an audience's name means: 'employees' is staff; an unknown name is its own group."""
    low = name.lower().replace("-", " ")
    return next((group for group, found in MENTIONS.items() if found.search(low)), low)


def means(text: Text, name: str) -> re.Pattern[str]:
    """Whatever means somebody of this audience, in lower case: its name, its group, glossary terms."""
    group = group_of(name)
    words = [re.escape(name.lower()), GROUPS.get(group, re.escape(group))]
    found = MENTIONS.get(group)
    for term, meaning in text.front.glossary:
        other = meaning.lower() != text.front.organisation.lower()
        if other and found and found.search(meaning.lower()):
            words.append(rf"{re.escape(term.lower())}s?")
    return pattern("|".join(words))


def bound_groups(text: Text) -> dict[str, str]:
    """Each audience bound by the policy and its group."""
    return {name: group_of(name) for name in text.bound}
