"""Points of law: seen, described, and always referred to a person; never corrected, never judged."""

import re
from collections.abc import Iterator

from govflow.core.text.checks.addressees import EMPLOYMENT
from govflow.core.text.checks.groups import EMPLOYED, bound_groups
from govflow.core.text.checks.text import Found, Text

ASK = "put it to whoever advises the Board on the law; decide with their answer."
REPEALED = (
    (r"data protection act 1998", "Data Protection Act 1998", "2018"),
    (r"disability discrimination act", "Disability Discrimination Act", "2010"),
    (r"race relations act", "Race Relations Act", "2010"),
    (r"sex discrimination act", "Sex Discrimination Act", "2010"),
    (r"equal pay act", "Equal Pay Act", "2010"),
    (r"charities act (?:1992|1993|2006)", "an earlier Charities Act", "2011"),
    (r"companies act (?:1985|1989)", "an earlier Companies Act", "2006"),
    (r"employment equality .{0,40}regulations 200[36]", "Employment Equality Regulations", "2010"),
    (r"safe harbou?r", "the Safe Harbor scheme", "2015"),
    (r"criminal records bureau|\bcrb checks?\b", "the Criminal Records Bureau", "2012"),
    (r"vetting and barring scheme|independent safeguarding authority", "the former scheme", "2012"),
)
DISPARAGE = (
    r"\b(?:disparag\w+|negative comments?|critici[sz]\w+|bring\w* .{0,40}into disrepute"
    r"|derogatory)\b"
)
BAN = (
    r"\b(?:must not|shall not|should not|should avoid|avoid|never|do not|may not|prohibited|forbidden"
    r"|cannot|(?:nobody|no one|no (?:\w+ ){1,4}?)(?:may|must|shall|should|can)|(?:not|never) allowed"
    r"|not permitted|could result in)\b"
)
SAVING = (
    r"\b(?:whistle-?blow\w*|protected disclosures?|public interest disclosure|trade union"
    r"|union activit\w+"
    r"|equality complaint\w*|raise a concern|nothing in this (?:policy|by-law) (?:prevents|stops))\b"
)
INCIDENT = (
    r"\b(?:data breach|personal data breach|data incident|security incident"
    r"|loss of (?:personal )?data|data protection officer)\b"
)
SEE_DATA = (
    r"\b(?:personal data|personal and sensitive data|sensitive data|personal information"
    r"|data protection)\b"
)


def disparagement(text: Text) -> Iterator[Found]:
    """Criticism is banned without saving what the law protects.

    Why: protected disclosures, trade union activity and equality complaints may not be silenced.
    Example: "staff must not post disparaging statements about the Union", and no saving clause.
    Remedy: refer it; a saving clause is usual.
    """
    sentence = next(
        (s for s in text.sentences if re.search(DISPARAGE, s.low) and re.search(BAN, s.low)), None
    )
    if sentence and not text.says(SAVING):
        yield Found(
            sentence.piece,
            "criticism is banned, and nothing saves protected disclosures, trade union activity or"
            " equality complaints.",
            ASK,
        )


def theft(text: Text) -> Iterator[Found]:
    """Copying is called theft.

    Why: infringing copyright is a different wrong; a policy that calls it theft accuses people.
    Example: "To do so is theft".
    Remedy: refer it; "may infringe copyright" is usual.
    """
    for sentence, found in text.each(
        r"\b(?:is|are|as|amounts? to|constitutes?) (?:theft|stealing|piracy)\b"
    ):
        copying = (
            r"\b(?:copy\w*|post\w*|material|image\w*|photo\w*|music|software|download\w*"
            r"|created|content|to do so)\b"
        )
        if re.search(copying, sentence.piece.low):
            yield Found(sentence.piece, f"'{found}' is said of copying.", ASK)


def equal_scope(text: Text) -> Iterator[Found]:
    """The policy applies equally, and only employees can be sanctioned.

    Why: unequal consequences for the same breach may be unfair, or unlawful.
    Example: "applies equally to employees and trustees", sanction "dismissal".
    Remedy: refer it; say what each audience has to reckon with.
    """
    equal = text.first(r"\bappl(?:y|ies) (?:equally|in the same way|alike)\b|\bequally to\b")
    sanction = text.first(EMPLOYMENT)
    others = [n for n, group in bound_groups(text).items() if group not in EMPLOYED]
    if equal and sanction and others:
        yield Found(
            equal.piece,
            f"it applies equally, and the sanction in {sanction.piece.address} cannot reach "
            f"{' and '.join(others)}.",
            ASK,
        )


def incident_route(text: Text) -> Iterator[Found]:
    """Personal data is spoken of, and nothing says what to do when it is lost or misused.

    Why: some incidents have to be reported to the regulator within days.
    Example: "never use social media to share data about students", and no route for an incident.
    Remedy: refer it; name the person to tell at once.
    """
    sentence = text.first(SEE_DATA)
    if sentence and not text.says(INCIDENT):
        yield Found(
            sentence.piece,
            "personal data is spoken of, and nothing says whom to tell when it is lost or misused.",
            ASK,
        )


def repealed_law(text: Text) -> Iterator[Found]:
    """A law is cited that has been replaced.

    Why: the rule that leans on it may have lost its ground.
    Example: "under the Data Protection Act 1998".
    Remedy: refer it; cite the law in force.
    """
    for words, name, year in REPEALED:
        for sentence, _ in text.each(words):
            yield Found(sentence.piece, f"{name} is cited; it was replaced in {year}.", ASK)


def old_terms(text: Text) -> Iterator[Found]:
    """A term of data protection law is used that the law no longer uses.

    Why: "sensitive data" has no fixed meaning since 2018; "special category data" has.
    Example: "personal and sensitive data".
    Remedy: refer it.
    """
    for sentence, found in text.each(
        r"\bsensitive (?:personal )?data\b|\bdata controller register\b"
    ):
        yield Found(sentence.piece, f"'{found}' is not a term of the law any more.", ASK)


def contract_claim(text: Text) -> Iterator[Found]:
    """The text says what a contract says.

    Why: whether it does, and for whom, stands in the contracts; trustees and volunteers have none.
    Example: "we all have a contractual duty to protect the reputation of the Union".
    Remedy: refer it; compare with the contracts.
    """
    for sentence, found in text.each(
        r"\bcontractual (?:duty|obligation|requirement)s?\b|\b(?:forms?|is) part of (?:your|the"
        r"|their) contract\b"
    ):
        yield Found(sentence.piece, f"'{found}' says something about contracts.", ASK)


def watching(text: Text) -> Iterator[Found]:
    """People are to be monitored.

    Why: watching accounts or messages touches privacy and needs a ground and a notice.
    Example: "the Union may monitor personal accounts".
    Remedy: refer it; say what is looked at, by whom and why.
    """
    watch = (
        r"\b(?:monitor|intercept|inspect|access|search|look at|read)\w*\b[^.]{0,40}"
        r"\b(?:personal accounts?|private accounts?|e-?mails?|messages|internet use|browsing"
        r"|devices?|telephones?)\b"
    )
    for sentence, _ in text.each(rf"\b(?:may|will|reserves? the right to)\b[^.]{{0,30}}{watch}"):
        yield Found(sentence.piece, "people's accounts or messages are to be looked at.", ASK)


def foreign_rules(text: Text) -> Iterator[Found]:
    """Rules of another organisation are made binding without saying in which version.

    Why: people are bound by words this Board never saw, and they change without it.
    Example: "covered by their usage policies which all staff have a responsibility to abide by".
    Remedy: refer it; name the document, its owner and its version.
    """
    rules = (
        r"\b(?:their|its|the (?:university|college|council|landlord|provider|supplier)'s) (?:\w+ ){0,3}"
        r"(?:policies|policy|rules|regulations|terms)\b[^.]{0,200}\b(?:abide|comply|follow|adhere"
        r"|bound|observe)\b"
    )
    for sentence, _ in text.each(rules):
        yield Found(
            sentence.piece,
            "another organisation's rules are made binding here, whatever they become.",
            ASK,
        )
