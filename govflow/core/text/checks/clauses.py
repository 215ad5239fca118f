"""Rules about clauses a policy needs and does not have: how it changes, who is told, who decides."""

import re
from collections.abc import Iterator

from govflow.core.text.checks.text import Found, Sentence, Text

EXTERNAL = re.compile(
    r"\b((?:[A-Z][\w'’&-]+ ){1,6}(?:Policy|Policies|Procedures?|Code of Conduct|Handbook"
    r"|Regulations|Protocol))\b"
)
LEADING = re.compile(
    r"^(?:(?:The|Our|This|See|In|Under|And|Or|Any|All|Its|Their|That|Union|Under|If|When|Where|Each) )+"
)
GRANTS = (
    r"\b(?:permission|prior approval|consent|authorisation|written approval)\b"
    r"[^.;]{0,40}\b(?:of|by|from)\b|\bmust be (?:approved|authorised)\b|\bapproves? (?:each"
    r"|every|any|all)\b"
)
FORM = (
    r"\b(?:in writing|written|by e-?mail|(?:request|application|consent|permission|approval) forms?"
    r"|using the form)\b"
)
TIME = (
    r"\bwithin (?:\w+ ){1,3}(?:hours?|days?|weeks?|months?)\b|\b(?:lasts?|valid|expires?|ends?"
    r"|lapses?|renewed)\b"
    r"|\bfor (?:up to )?(?:\w+ )?(?:months?|years?)\b|\bat least \w+ (?:\w+ )?(?:days|weeks)\b"
)
RECORD = (
    r"\b(?:record(?:s|ed)?|register(?:s|ed)?|log(?:s|ged)?|list of|minuted?|kept by|keeps|diary"
    r"|stored|filed"
    r"|enters?|entered|written down|notes? (?:it|each))\b"
)
REVOKE = r"\b(?:revok\w+|withdraw\w*|cancel\w*|end(?:s|ed)? the permission|take back|rescind\w*)\b"
BREACH = (
    r"\b(?:report(?:s|ed|ing)?|tell|raise|notify|inform|contact|complain\w*)\b[^.]{0,80}"
    r"\b(?:breach\w*|concern\w*|incident\w*|misuse|problem\w*|loss|wrong\w*|failure\w*|non-compliance"
    r"|suspect\w*|fraud|hazards?|issues?)\b"
    r"|\b(?:breach\w*|concern\w*|incident\w*|misuse|loss)\b[^.]{0,80}\b(?:report(?:s|ed)?|told"
    r"|raised|notif\w+)\b"
    r"|\b(?:must report|(?:is|are|be) reported)\b[^.]{0,60}\bto\b"
    r"|\bcomplaints?\b[^.]{0,60}\bto (?:the|their)\b"
    r"|\b(?:believes?|suspects?|thinks?|sees?|knows?|notices?)\b[^.]{0,90}\b(?:tells?|reports?|informs?)\b"
)
PURPOSE = (
    r"\b(?:purpose|aims?|introduction|objectives?|background|why (?:this|we))\b|\bis for\b"
    r"|\bthis (?:policy|by-?law|code|procedure|guidance) (?:\w+ )?(?:helps?|protects?|sets? out"
    r"|explains?|keeps?|says (?:how|what|when|who)|describes|makes (?:sure|clear)|ensures)\b"
)
ITSELF = (
    r"(?:this|the) (?:policy|by-?law|code|procedure|guidance|document|text|regulations?|charter)"
)
ASKED = (
    r"\b(?:permission|approv\w+|consent|authoris\w+|requests?|asks?|answers?|decides?|allows?)\b"
)
PERIODIC = (
    r"\b(?:each|every|once a) (?:year|month|quarter|term|meeting)\b|\bannual\w*\b|\bquarterly\b"
)
AMEND = (
    r"\bamend(?:s|ed|ment|ments|ing)?\b|\brevis(?:e|ed|es|ion|ions)\b"
    rf"|\bchang(?:e|es|ed|ing)\b[^.]{{0,30}}\b{ITSELF}|\b{ITSELF}\b[^.]{{0,80}}\bchang(?:e|es|ed)\b"
)
AMENDER = (
    r"(?:board|council|committee|trustees|members'? meeting|general meeting|members|governors"
    r"|chief executive|directors|president|secretary)"
)
AMENDED_BY = (
    rf"\b{AMENDER}\b[^.;:]{{0,90}}?\b(?:may|can|must|alone|only|has the power to|votes? to)?"
    r" ?\b(?:amend(?!ed)|change|revise)\w*"
    rf"|\b(?:amend(?:ed|ments?)|changed|revised|changes)\b[^.;]{{0,60}}?\b(?:by|of|to) (?:the |a )?"
    rf"(?:\w+ ){{0,3}}?{AMENDER}\b"
)


def amendment(text: Text) -> Iterator[Found]:
    """The text does not say who may amend it and how people are told.

    Why: "may be amended at any time" gives a power to nobody in particular, without notice.
    Example: "this policy may be amended at any time".
    Remedy: "The Board may amend this policy; everyone bound is told in writing before it applies."
    """
    said = [s for s in text.sentences if re.search(AMEND, s.low)]
    if not said:
        yield Found(
            None, "nothing says who may amend the policy, and how.", "add an amendment clause."
        )
    elif not any(re.search(AMENDED_BY, s.low) for s in said):
        yield Found(
            said[0].piece,
            "the policy may be amended, and nothing says by whom and how people are told.",
            "name the body, and the notice it gives.",
        )


def acknowledgement(text: Text) -> Iterator[Found]:
    """Nothing asks the people bound to confirm that they have read the policy.

    Why: without it nobody can show that they knew the rule.
    Example: a policy that "expects all to adhere" and never asks for a reply.
    Remedy: "Everyone bound confirms in writing that they have read this policy."
    """
    said = (
        r"\backnowledg\w+|\bconfirms?\b[^.]{0,60}\b(?:read|understood|will follow)\b"
        r"|\bsign(?:s|ed)?\b[^.]{0,40}\b(?:policy|read|declaration)\b|\bdeclar(?:e"
        r"|ation)\b[^.]{0,40}\bread\b"
    )
    if text.bound and not text.says(said):
        yield Found(
            None,
            "nothing asks the people bound to confirm that they have read it.",
            "add a clause on acknowledgement.",
        )


def _permission(text: Text) -> Sentence | None:
    return text.first(GRANTS)


def permission_form(text: Text) -> Iterator[Found]:
    """A permission is needed, and nothing says in what form it is asked for and given.

    Why: a word in the corridor cannot be shown later.
    Example: "express permission of the Chief Executive".
    Remedy: "in writing".
    """
    asked = [re.split(REVOKE, s.low)[0] for s in text.sentences if re.search(ASKED, s.low)]
    if not any(re.search(FORM, before) for before in asked):
        yield from _lacks(text, None, "in what form it is asked for and given", "say 'in writing'.")


def permission_time(text: Text) -> Iterator[Found]:
    """A permission is needed, and nothing says by when it is answered or how long it lasts.

    Why: silence is taken for a yes, and an old yes for ever.
    Example: "express permission of the Chief Executive".
    Remedy: "within ten working days; a permission lasts two years".
    """
    yield from _lacks(
        text, TIME, "by when it is answered or how long it lasts", "give a time for both."
    )


def permission_record(text: Text) -> Iterator[Found]:
    """A permission is needed, and nothing says where it is recorded.

    Why: nobody can tell which accounts, keys or spendings were allowed.
    Example: "must be approved by the Treasurer".
    Remedy: "The Secretary records each permission in a register."
    """
    yield from _lacks(text, RECORD, "where it is recorded", "name the register and who keeps it.")


def permission_revoked(text: Text) -> Iterator[Found]:
    """A permission is needed, and nothing says how it is taken back.

    Why: when the reason falls away the permission stays.
    Example: "express permission of the Chief Executive".
    Remedy: "The Chief Executive may withdraw a permission in writing, with the reason."
    """
    yield from _lacks(text, REVOKE, "how it can be taken back", "say who may withdraw it, and how.")


def _lacks(text: Text, wanted: str | None, what: str, remedy: str) -> Iterator[Found]:
    """A finding where a permission is asked for and no sentence on that matter holds the pattern.

    None as the pattern: the caller has looked already.
    """
    sentence = _permission(text)
    if sentence is None:
        return
    near = [
        s
        for s in text.sentences
        if s.piece.home is sentence.piece.home
        or re.search(r"\b(?:permissions?|approvals?|consent|authoris\w+)\b", s.low)
    ]
    if wanted is None or not any(re.search(wanted, s.low) for s in near):
        yield Found(
            sentence.piece, f"a permission is needed here, and nothing says {what}.", remedy
        )


def nominee(text: Text) -> Iterator[Found]:
    """A nominee or deputy may decide, and nothing says how one is named.

    Why: a decision by somebody without a mandate is void.
    Example: "the Chief Executive or their nominee".
    Remedy: "named in writing, for a stated matter and time".
    """
    sentence = text.first(
        r"\b(?:or|and) (?:their|his|her|its|the|a)? ?(?:nominees?|delegates?|designates?"
        r"|deput(?:y|ies))\b"
    )
    named = (
        r"\b(?:nominat(?:es?|ed|ion)|delegat(?:es?|ed|ion)|appoint(?:s|ed|ment)|names?"
        r"|named)\b[^.]{0,60}"
        r"\b(?:in writing|written|record\w*|register|minut\w+|letter)\b|\bnominee (?:is|means)\b"
    )
    declared = any("nominee" in t.lower() for t, _ in text.front.glossary)
    if sentence and not text.says(named) and not declared:
        yield Found(
            sentence.piece,
            "a nominee may act, and nothing says how one is named and for what.",
            "say who names the nominee, in writing, for what and until when.",
        )


def otherwise_agreed(text: Text) -> Iterator[Found]:
    """An exception may be agreed, and nothing says who agrees it.

    Why: everybody will think that they may.
    Example: "unless otherwise agreed by the Union".
    Remedy: name the post that may agree, and where it is recorded.
    """
    organisation = (
        re.escape(text.front.organisation.lower().replace("’", "'")) or "the organisation"
    )
    agreed = (
        rf"\bunless (?:otherwise )?(?:agreed|approved|authorised"
        rf"|permitted)(?: otherwise)?(?: by (?:the (?:union"
        rf"|organisation|charity|company|association|trust|society)|us|{organisation}))?(?=[.,;]|$)"
    )
    for sentence, found in text.each(agreed):
        yield Found(
            sentence.piece,
            f"'{found}' does not say who may agree.",
            "name the post that may agree, and where it is recorded.",
        )


def breach_route(text: Text) -> Iterator[Found]:
    """Nothing says to whom a breach is reported.

    Why: what nobody is told of cannot be put right.
    Example: a policy that threatens a sanction and names no one to tell.
    Remedy: "Report a breach to the Company Secretary as soon as you know of it."
    """
    said = [s for s in text.sentences if re.search(BREACH, s.low)]
    if all(re.search(PERIODIC, s.low) for s in said):
        yield Found(None, "nothing says to whom a breach or concern is reported.", "name a person.")


def related_documents(text: Text) -> Iterator[Found]:
    """Other documents are relied on and not declared.

    Why: when they change, nobody looks at this text again.
    Example: "covered by their usage policies", and no list of related documents.
    Remedy: add 'related:' with each document's name, owner and link.
    """
    related = text.front.get("related")
    listed = str(related or "").lower()
    own = {text.front.title.lower()}
    if not related and not text.says(r"\brelated (?:documents|policies)\b"):
        yield Found(
            None, "no related documents are declared.", "add 'related:' to the front matter."
        )
        return
    told: set[str] = set()
    for piece in text.prose:
        for found in EXTERNAL.finditer(piece.text):
            name = LEADING.sub("", found[1])
            low = name.lower()
            if " " in name and low not in listed and low not in own and low not in told:
                told.add(low)
                if not text.says(r"\brelated (?:documents|policies)\b"):
                    yield Found(
                        piece,
                        f"'{name}' is relied on here and not among the related documents.",
                        "add it to 'related:' in the front matter.",
                    )


def monitoring(text: Text) -> Iterator[Found]:
    """Nothing says who checks that the policy is followed.

    Why: a rule nobody looks after is not applied, or applied by chance.
    Example: a policy without a word on monitoring or reports to the Board.
    Remedy: "The Secretary reports to the Board each year on how this policy is kept."
    """
    said = (
        r"\bmonitor\w*|\baudit\w*|\breports? (?:to|each|every|annually|once)\b|\bannual report\b"
        r"|\bchecks? (?:each|every|once|twice|that)\b|\bspot checks?\b"
    )
    if not text.says(said):
        yield Found(None, "nothing says who checks that the policy is followed.", "add a clause.")


def equality(text: Text) -> Iterator[Found]:
    """Nothing is said about equality.

    Why: a charity shows that it has thought of how a rule falls on different people.
    Example: a policy without an equality statement.
    Remedy: add a sentence, and note the equality impact on the cover sheet.
    """
    said = (
        r"\bequalit\w+|\bequal opportunit\w+|\bprotected characteristics?\b|\bdiversity\b"
        r"|\breasonable adjustments?\b|\baccessib\w+"
    )
    if not text.says(said):
        yield Found(None, "nothing is said about equality.", "add an equality statement.")


def data_protection(text: Text) -> Iterator[Found]:
    """Nothing is said about data protection.

    Why: most policies cause personal data to be kept: acknowledgements, logs, reports.
    Example: a policy that asks for a register and does not say how long it is kept.
    Remedy: say what is kept, why, and for how long, or refer to the privacy notice.
    """
    said = (
        r"\bdata protection\b|\bgdpr\b|\bprivacy (?:notice|policy)\b|\bpersonal data (?:is|are"
        r"|we|must be|that)\b"
    )
    if not text.says(said):
        yield Found(
            None, "nothing is said about data protection.", "say what is kept and how long."
        )


def purpose(text: Text) -> Iterator[Found]:
    """Nothing says what the policy is for, or to whom and what it applies.

    Why: doubtful cases are decided by the purpose, and outsiders by the scope.
    Example: a policy that starts with its first rule.
    Remedy: add sections "Purpose" and "Scope".
    """
    if not text.says(PURPOSE):
        yield Found(None, "nothing says what the policy is for.", "add a section 'Purpose'.")
    if not text.says(
        r"\b(?:scope|appl(?:y|ies) to|applies equally"
        r"|what (?:\w+ ){1,6}must do|who (?:this|must|has to|should|is bound)|must follow this|binds)\b"
    ):
        yield Found(None, "nothing says to whom the policy applies.", "add a section 'Scope'.")
