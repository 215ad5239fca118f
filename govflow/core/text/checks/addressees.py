"""Rules about people: who is in scope, who has duties, whom a sanction can reach, whom to ask."""

import re
from collections.abc import Iterator

from govflow.core.text.checks.groups import (
    EMPLOYED,
    EVERYBODY_MENTIONS,
    GROUPS,
    MENTIONS,
    bound_groups,
    group_of,
    means,
    pattern,
)
from govflow.core.text.checks.text import Found, Sentence, Text

DUTY = re.compile(
    r"\b(?:must|shall|should|may not|(?:is|are) (?:required|expected|obliged|forbidden|not permitted)"
    r"|never|do not|responsib\w+|has to|have to|duty|expects?|agrees? to|undertakes? to"
    r"|will (?:not|ensure))\b"
)
ONLY_ADHERE = re.compile(r"\b(?:adhere|comply|abide|follow|observe|be aware of|read)\b")
YOU = re.compile(r"\b(?:you|your|yours)\b")
YOU_WORK = re.compile(
    r"\b(?:you(?:'re| are)? (?:work|employed|a (?:staff member|member of staff|employee))"
    r"|your (?:employer|manager|line manager|supervisor|job|employment|contract))\b"
)
SUBJECT = re.compile(
    r"(?:^|[,;:] |\b(?:that|and|therefore|so|all|any|each|every|our|no|the) )"
    r"((?:[\w'-]+ ){0,3}?[\w'-]+) (?:must|shall|should|may not|are required|is required|are expected"
    r"|are forbidden|are not permitted|have to|has to)\b"
)
EMPLOYMENT = (
    r"\b(?:dismiss(?:al|ed)|disciplinary (?:action|procedure|process|measures|proceedings)"
    r"|gross misconduct|terminat\w+ of (?:their |your )?employment|contract of employment)\b"
)
OTHER_SANCTION = re.compile(
    r"\b(?:remov\w+|suspen\w+|placements?|may end|los(?:e|es|ing)|code of conduct"
    r"|stand(?:ing)? down|step(?:ping)? down|withdraw\w*"
    r"|complaint"
    r"|articles|expel\w*|expulsion|end(?:ing)? (?:of )?(?:their|the) (?:role|office|placement"
    r"|membership)"
    r"|disqualif\w+|members'? discipline|membership)\b"
)
ROUTE = re.compile(
    r"\b(?:seek (?:further )?(?:advice|guidance)|ask|contact|speak (?:to|with)|talk to"
    r"|report\w*|refer\w* to"
    r"|raise\w*|consult|turn to|in doubt|questions?|advice (?:is given|comes|from))\b"
)
MANAGER = re.compile(r"\b(?:line )?(?:managers?|supervisors?|heads? of (?:department|service))\b")
THEIR_MANAGER = re.compile(r"[^.;,]{0,80}?\b(?:their|your|the) (?:own )?(?:line )?managers?\b")
FOR_TRUSTEES = re.compile(r"\b(?:chair\w*|board|secretary|clerk|governance officer|president)\b")
PERMISSION = re.compile(
    r"\b(?:permission|approv(?:al|ed|es?)|consent|authoris(?:ation|ed|es?)|sign(?:s|ed)? off)"
    r"[^.;]{0,60}?\b(?:of|by|from)\b|\b(?:decides|approves|authorises|grants)\b"
)
ASKS = r"(?:requests?|claims?|applications?|accounts?|plans?|cases?|gifts?|those)"
OWN_CASE = re.compile(
    r"\b(?:own (?:requests?|applications?|accounts?|claims?|case|proposals?|expenses?|interests?)"
    r"|themsel(?:f|ves)|himself|herself|their own|conflict(?:s|ed)?|decides? (?:on )?(?:the )?[\w ]+'s"
    r"|(?:is|are) the (?:one who asks|applicant|requester))\b"
)


def no_duty(text: Text) -> Iterator[Found]:
    """An audience is bound by the policy, and nothing in it asks anything of them.

    Why: they are asked to acknowledge duties they do not have; or a duty was forgotten.
    Example: "applies equally to employees and trustees", and every rule then speaks to staff.
    Remedy: write the duty, or make the audience informed.
    """
    duties = [s for s in text.sentences if DUTY.search(s.low)]
    if not duties:
        return
    everybody = any(_on_everybody(s.low) for s in duties)
    you_is_staff = any(YOU_WORK.search(s.low) for s in text.sentences)
    for name, group in bound_groups(text).items():
        words = means(text, name)
        you = group == "staff" or not you_is_staff
        has = any(_lays_on(s, words, you=you) for s in duties)
        if not has and not everybody:
            yield Found(
                None,
                f"{name} are bound by the policy, and no rule in it speaks to them.",
                f"write what {name} have to do, or declare them 'informed'.",
            )


def _on_everybody(low: str) -> bool:
    """Whether 'everyone' or 'nobody' stands before the word that lays the duty."""
    duty = DUTY.search(low)
    return bool(duty and EVERYBODY_MENTIONS.search(low, 0, duty.start()))


def _lays_on(s: Sentence, words: re.Pattern[str], *, you: bool) -> bool:
    """Whether a duty reaches this audience; 'adhere to this policy' alone is none.

    The group has to stand before or just after the word that lays the duty, not only be talked about.
    `you` tells whether 'you' may mean it.
    """
    if ONLY_ADHERE.search(s.low) and "this policy" in s.low and len(DUTY.findall(s.low)) == 1:
        return False
    duty = DUTY.search(s.low)
    if words.search(s.low):
        return bool(words.search(s.low, 0, duty.end() + 25 if duty else len(s.low)))
    return you and bool(YOU.search(s.low))


def duty_out_of_scope(text: Text) -> Iterator[Found]:
    """A duty falls on people the policy does not bind.

    Why: they were never told, never acknowledged it, and cannot be held to it.
    Example: "Contractors must ..." in a policy whose audiences are staff and trustees.
    Remedy: bring them into scope, or put the duty on somebody who is in it.
    """
    if not text.front.audiences:
        return
    bound = set(bound_groups(text).values())
    told: set[str] = set()
    for sentence in text.sentences:
        for found in SUBJECT.finditer(sentence.low):
            for group in (_groups_in(found[1]) | _informed_in(found[1], text)) - bound - told:
                if not _is_role(found[1], text):
                    told.add(group)
                    yield _out_of_scope(sentence, group, "has a duty")
        if re.search(EMPLOYMENT, sentence.low):
            for group in (
                _groups_in(sentence.low) & {"officers", "volunteers", "students"} - bound - told
            ):
                told.add(group)
                yield _out_of_scope(sentence, group, "is threatened with a sanction")


def _out_of_scope(sentence: Sentence, group: str, what: str) -> Found:
    return Found(
        sentence.piece,
        f"a group the policy does not bind {what} here: {group}.",
        f"bind {group} (audiences), or put the duty on somebody who is bound.",
    )


def _groups_in(low: str) -> set[str]:
    return {group for group, found in MENTIONS.items() if found.search(low)}


def _informed_in(low: str, text: Text) -> set[str]:
    """Audiences that are only informed, by the names the policy gives them."""
    informed = [a.name for a in text.front.audiences if not a.bound]
    return {group_of(name) for name in informed if pattern(re.escape(name.lower())).search(low)}


def _is_role(words: str, text: Text) -> bool:
    roles = [*dict(text.front.roles), *dict(text.front.glossary)]
    return any(role.lower() in words or words.strip() in role.lower() for role in roles)


def sanction_gap(text: Text) -> Iterator[Found]:
    """A sanction cannot reach an audience that is bound.

    Why: only somebody employed can be dismissed; for a trustee or volunteer the breach has no answer.
    Example: "disciplinary action up to and including dismissal" in a policy that binds trustees too.
    Remedy: say what happens when they break it: the code of conduct, removal under the articles.
    """
    sentence = text.first(EMPLOYMENT)
    if sentence is None:
        return
    for name, group in bound_groups(text).items():
        if group in EMPLOYED or _has_own_sanction(text, name):
            continue
        yield Found(
            sentence.piece,
            f"{name} are bound, and the only sanctions are those of employment.",
            f"say what follows when {name} break the policy.",
        )


def _has_own_sanction(text: Text, name: str) -> bool:
    words = means(text, name)
    return any(OTHER_SANCTION.search(s.low) and words.search(s.low) for s in text.sentences)


def mixed_you(text: Text) -> Iterator[Found]:
    """The text speaks to "you" and about named groups, and never says who "you" is.

    Why: a rule for "you" may bind everyone in scope or only staff.
    Example: "You should never ..." in 4.5 beside "staff must not ..." in 5.4.
    Remedy: name the group each time, or say at the start who "you" is.
    """
    you = text.first(r"\b(?:you|your)\b[^.]{0,200}\b(?:must|shall|should|never|may)\b")
    people = "|".join(GROUPS[group] for group in ("staff", "trustees", "volunteers"))
    named = text.first(rf"\b(?:{people})\b[^.]{{0,200}}\b(?:must|shall|should|responsib\w+)\b")
    defined = text.says(r"[\"'“‘]you[\"'”’]|\byou(?:r)? (?:means|refers to)\b")
    if you and named and not defined:
        yield Found(
            you.piece,
            f"the text says 'you' here and names its addressees elsewhere ({named.piece.address}).",
            "name the group each time, or say once who 'you' is.",
        )


def advice_route_gap(text: Text) -> Iterator[Found]:
    """The way to get advice leads through somebody an audience does not have.

    Why: trustees and volunteers have no manager, so they have nobody to ask.
    Example: "seek advice from your manager" in a policy that binds trustees.
    Remedy: name a person for each audience: trustees ask the chair.
    """
    routes = [s for s in text.sentences if ROUTE.search(s.low)]
    through = next((s for s in routes if _through_manager(s, text)), None)
    if through is None:
        return
    for name, group in bound_groups(text).items():
        others = [s for s in routes if _for_reports(s) == _for_reports(through)]
        if group in EMPLOYED or any(_has_route(s, means(text, name), group) for s in others):
            continue
        yield Found(
            through.piece,
            f"the way to get advice leads through a manager, whom {name} do not have.",
            f"say whom {name} ask.",
        )


def _through_manager(s: Sentence, text: Text) -> bool:
    """Whether a sentence leads to somebody's manager; a declared role such as 'Operations Manager' is
    one everybody can turn to."""
    low = s.low
    for role in dict(text.front.roles):
        if " " in role.strip():
            low = low.replace(role.lower(), "the role")
    return bool(MANAGER.search(low))


def _for_reports(s: Sentence) -> bool:
    """Whether the route is for reporting a breach, not for getting advice."""
    return bool(re.search(r"\b(?:report|breach|concern|incident|complain)", s.low))


def _has_route(s: Sentence, words: re.Pattern[str], group: str) -> bool:
    anyone = EVERYBODY_MENTIONS.search(s.low) and not MANAGER.search(s.low)
    boards = group == "trustees" and FOR_TRUSTEES.search(s.low)
    named = words.search(s.low)
    if named and THEIR_MANAGER.match(s.low, named.end()):
        named = None
    return bool(named or anyone or boards)


def decider_applies(text: Text) -> Iterator[Found]:
    """The one who decides is in scope too, and nothing says who decides on their own request.

    Why: nobody may decide in their own cause.
    Example: the Chief Executive permits accounts, and may open one.
    Remedy: say who decides then, usually the chair.
    """
    for sentence in text.sentences:
        role = _decider(sentence, text) if PERMISSION.search(sentence.low) else ""
        if role and not _own_case_settled(text, sentence, role):
            yield Found(
                sentence.piece,
                f"nothing says who decides when the {role} is the one who asks.",
                "name somebody else for that case, usually the chair.",
            )
            return


def _own_case_settled(text: Text, sentence: Sentence, role: str) -> bool:
    """Whether a sentence on the same matter says what happens in the decider's own case."""
    theirs = rf"\b{ASKS} (?:from|by|of) (?:the )?{re.escape(role.lower())}"
    if any(OWN_CASE.search(what.lower()) for _, what in text.front.roles) or text.says(theirs):
        return True
    return any(
        OWN_CASE.search(s.low) and (s.piece.home is sentence.piece.home or role.lower() in s.low)
        for s in text.sentences
    )


def _decider(sentence: Sentence, text: Text) -> str:
    names = [*dict(text.front.roles), "Chief Executive", "CEO", "Chair", "Director", "Treasurer"]
    board = group_of(text.front.passed_by) if text.front.passed_by else ""
    for name in names:
        plural = name.lower().endswith(("board", "committee", "council", "panel"))
        if name.lower() in sentence.low and not plural and name.lower() != board:
            return name
    return ""
