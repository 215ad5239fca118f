"""Questions of interpretation: asked, routed, answered, told, and published without names.

A question that names a person is confidential: it goes to the Chief Executive Officer or the chair, never
to a line manager, and never into the questions asked.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from govflow.core.errors import GovflowError
from govflow.core.people.letters import LetterState, Purpose
from govflow.core.people.people import Person
from govflow.core.people.queue import Asked
from govflow.core.people.same import means
from govflow.core.record.events import NoticeClosed, Private
from govflow.core.record.registers import (
    ADVISER,
    ANSWERED,
    ASKED,
    ASKED_BY,
    CONFIDENTIAL,
    PUBLISHED,
    Offices,
    people_in,
    words_of,
)
from govflow.core.record.rows import EntryRow, LetterRow, RecipientRow, ReplyRow
from govflow.core.text.addresses import addresses
from govflow.core.text.policy import Policy
from govflow.workflows.collect import find_reply
from govflow.workflows.deliver import deliver_letters
from govflow.workflows.entries import (
    Draft,
    declared,
    find_entry,
    offices,
    plan_entry,
    standing_event,
)
from govflow.workflows.entry_letters import asking_of, send_asking
from govflow.workflows.entry_replies import askings, ended
from govflow.workflows.excuses import find_person
from govflow.workflows.office import Office
from govflow.workflows.questions import publish_on
from govflow.workflows.review import held_reply

_TITLED = re.compile(r"\b(?:mr|mrs|ms|miss|mx|dr|prof)\b\.? [A-Z]", re.I)
_BOSS = re.compile(r"\bmy (?:line )?(?:manager|boss|supervisor)\b", re.I)
_TWO_NAMES = re.compile(r"(?<![.!?\n] )(?<!^)\b([A-Z][a-z'’-]+) ([A-Z][a-z'’-]+)\b")


def names_somebody(question: str, people: Iterable[Person], known: str) -> bool:
    """Whether a question names a person, or may: in doubt the answer is yes.

    A name of the people list, a title before a name, 'my manager', or two capitalised words together
    that the policy's own words (`known`) do not have.
    """
    if any(names_person(question, person) for person in people):
        return True
    if _TITLED.search(question) or _BOSS.search(question):
        return True
    pairs = (f"{a} {b}" for a, b in _TWO_NAMES.findall(question))
    return any(pair.casefold() not in known.casefold() for pair in pairs)


def names_person(question: str, person: Person) -> bool:
    """Whether a question holds somebody's surname, full name or first name."""
    words = {word.casefold().removesuffix("'s") for word in re.findall(r"[\w'’-]+", question)}
    first, *rest = person.name.split() or [""]
    if rest and rest[-1].casefold() in words:
        return True
    return bool(first) and re.search(rf"\b{re.escape(first)}\b", question) is not None


def adviser(asker: Person, confidential: bool, held: Offices, named: Iterable[str] = ()) -> str:
    """Who is asked for advice: staff their line manager or the CEO, trustees the chair.

    A confidential question passes the manager by, and whoever is `named` in it. '' where nobody is left.
    """
    trustee = "trustees" in asker.audiences
    ladder = [held.chair, held.vice_chair] if trustee else [held.ceo, held.chair]
    if not trustee and not confidential:
        ladder = [asker.manager, *ladder]
    barred = {asker.id, *named}
    return next((one for one in ladder if one and one not in barred), "")


@dataclass(frozen=True, slots=True)
class Question:
    """A question before it is recorded: its entry, and to whom it would go."""

    draft: Draft
    to: str
    confidential: bool


def plan_question(
    office: Office,
    *,
    asker: str = "",
    question: str = "",
    reply: str = "",
    confidential: bool = False,
    policy: str = "",
) -> Question:
    """Where a question would go. Nothing is recorded.

    Given by `reply` (the evidence of a question that came in) or by asker and words. Raises GovflowError
    where no policy keeps questions, and where nobody can be asked.
    """
    name = _register(office, policy)
    row = find_reply(office, reply) if reply else None
    if row is not None:
        asker, question = _asked_in(office, row, question)
    person = find_person(office, asker)
    people = office.library.people()
    known = _own_words(office.library.current(_policy_of(office, name)))
    hidden = confidential or names_somebody(question, [p for p in people if p.id != asker], known)
    named = [p.id for p in people if names_person(question, p)]
    to = adviser(person, hidden, offices(office), named if hidden else ())
    if not to:
        raise GovflowError(
            f"nobody can be asked for {person.name}.",
            remedy="name ceo, chair and vice_chair under [reminders] in govflow.toml.",
        )
    draft = plan_entry(
        office,
        name,
        {"question": question},
        asked_by=asker,
        evidence=row.evidence if row else "",
    )
    words = (*draft.words, *(((CONFIDENTIAL, "yes"),) if hidden else ()))
    marked = replace(draft, words=words, people=(*draft.people, (ADVISER, to)))
    return Question(marked, to, hidden)


def _register(office: Office, policy: str) -> str:
    found = [one for one in declared(office) if one.kind.answered_within]
    mine = [one for one in found if policy in ("", one.policy)]
    if len(mine) != 1:
        raise GovflowError(
            "no policy keeps a register of questions."
            if not mine
            else "several policies keep a register of questions.",
            remedy="declare one with 'answered_within:' in the front matter."
            if not mine
            else f"add --policy with one of {', '.join(one.policy for one in mine)}.",
        )
    return mine[0].kind.name


def _policy_of(office: Office, name: str) -> str:
    return next(one.policy for one in declared(office) if one.kind.name == name)


def _asked_in(office: Office, row: ReplyRow, words: str) -> tuple[str, str]:
    """Whose question a reply is, and its words (or those given in their place)."""
    used = office.register.find(EntryRow, evidence=row.evidence)
    recipient = (
        office.register.get(RecipientRow, row.notice, row.recipient) if row.recipient else None
    )
    if used or recipient is None or not recipient.person:
        raise GovflowError(
            f"{used[0].entry} is this question already."
            if used
            else "this reply belongs to no recipient.",
            place=row.evidence[:8],
            remedy="look there." if used else "give --for ID and the words of the question.",
        )
    return recipient.person, words or held_reply(office, row).words


def plan_telling(office: Office, entry: str, answer: str) -> tuple[EntryRow, str]:
    """The question and the words its asker would be told: those given, else the adviser's own."""
    row = find_entry(office, entry)
    if words_of(row).get("told_on"):
        raise GovflowError(
            f"whoever asked {entry} has been told on {words_of(row)['told_on']}.",
            place=entry,
            remedy="nothing has to be done.",
        )
    text = (answer or words_of(row).get("answer", "")).strip()
    if row.state not in (ASKED, ANSWERED, PUBLISHED) or not text:
        raise GovflowError(
            f"there is no answer to {entry} yet.",
            place=entry,
            remedy="write it to a file and name it with --text, or wait for the reply.",
        )
    return row, text


def tell(office: Office, row: EntryRow, text: str, by: str) -> LetterRow:
    """Record the answer and send it to whoever asked: one letter; returns it as it stands."""
    if words_of(row).get("answer") != text or row.state == ASKED:
        words = {"answer": text}
        event = standing_event(office, row, state=ANSWERED, words=words, by=by)
        office.register.append(event, *ended(office, row))
    row = find_entry(office, row.entry)
    asker = next(iter(people_in(row, ASKED_BY)), "")
    letter = _on_its_way(office, row) or send_asking(
        office, asking_of(office, row, Purpose.ANSWER, asker)
    )
    if letter.state == LetterState.SENT:
        told = {"told_on": office.clock.today().isoformat()}
        office.register.append(
            standing_event(office, row, words=told, by=by),
            NoticeClosed(letter.notice, Private("told")),
        )
    return letter


def _on_its_way(office: Office, row: EntryRow) -> LetterRow | None:
    """The letter with the answer, where an attempt before this one has planned it; sent now, once."""
    for notice in askings(office, row.entry):
        if notice.purpose == Purpose.ANSWER and not notice.closed:
            names = {one.letter for one in office.register.find(LetterRow, notice=notice.notice)}
            return deliver_letters(office, notice.notice, names)[0]
    return None


@dataclass(frozen=True, slots=True)
class Publishing:
    """A question as it would be published: reworded, with its clause, approved by somebody."""

    entry: EntryRow
    title: str
    question: str
    answer: str
    clause: str
    approved_by: str


def plan_publishing(
    office: Office, entry: str, question: str, answer: str, clause: str, approved_by: str
) -> Publishing:
    """What would be published. Nothing is written.

    Raises GovflowError for a confidential question, for one without an answer, for a clause that is not
    there, for words that name anybody, and where whoever approves is who asked.
    """
    row = _publishable(office, entry)
    asker, people = people_in(row, ASKED_BY), office.library.people()
    if any(means(approved_by, (p.name,), p.addresses) for p in people if p.id in asker):
        raise GovflowError(
            f"'{approved_by}' may be whoever asked.",
            place=entry,
            remedy="let somebody else approve it.",
        )
    policy = office.library.current(row.policy)
    if clause not in addresses(policy.blocks):
        raise GovflowError(
            f"'{clause}' is no clause of the policy.",
            place=policy.path,
            remedy="name it as 'govflow policy show' numbers it: section 3, paragraph 1.",
        )
    if names_somebody(f"{question}\n{answer}", people, _own_words(policy)):
        raise GovflowError(
            "the question or its answer may name a person.",
            place=entry,
            remedy="say it in words that could be anybody's.",
            undone="Nothing was published.",
        )
    return Publishing(row, policy.front.title, question, answer.strip(), clause, approved_by)


def _own_words(policy: Policy) -> str:
    """Everything a policy says of itself: names that stand there are nobody's."""
    front = policy.front
    said_there = (f"{name} {meaning}" for name, meaning in (*front.glossary, *front.roles))
    return " ".join(
        [front.title, front.organisation, *said_there, *(b.text for b in policy.blocks)]
    )


def publish(office: Office, plan: Publishing) -> tuple[str, ...]:
    """Add the question to the page of questions asked and record it; returns the files written."""
    asked = Asked(plan.question, f"{plan.answer}\n\nThis rests on {plan.clause}.")
    files = publish_on(office, plan.entry.policy, plan.title, asked)
    words = {
        "published_question": plan.question,
        "published_answer": plan.answer,
        "clause": plan.clause,
    }
    office.register.append(
        standing_event(office, plan.entry, state=PUBLISHED, words=words, by=plan.approved_by)
    )
    return files


def _publishable(office: Office, entry: str) -> EntryRow:
    row = find_entry(office, entry)
    if words_of(row).get(CONFIDENTIAL):
        raise GovflowError(
            f"{entry} names a person, so it is never published.",
            place=entry,
            remedy="answer whoever asked, and leave it there.",
        )
    if row.state not in (ANSWERED, PUBLISHED):
        raise GovflowError(
            f"{entry} has no answer yet.",
            place=entry,
            remedy=f"govflow advice answer {entry}",
        )
    return row
