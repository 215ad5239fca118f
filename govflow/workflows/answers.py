"""Answering a reply: a letter drafted, edited, confirmed once and sent once, threaded under the reply.

    reply -> AnswerWritten (its words are evidence) -> letter planned -> claimed -> sent

Each step is recorded before the next; whoever finds the steps half done goes on where they stand.
"""

import hashlib
import json
from dataclasses import dataclass, replace

from govflow.core.errors import GovflowError
from govflow.core.people.letters import LetterKind, LetterState
from govflow.core.record.events import AnswerWritten, Event, Private, ReplyAssigned, ReplyResolved
from govflow.core.record.rows import LetterRow, RecipientRow, ReplyRow
from govflow.core.record.settle import waits
from govflow.workflows.collect import find_reply, refuse_own
from govflow.workflows.deliver import deliver_letters
from govflow.workflows.notify import planned_letter
from govflow.workflows.office import Office

SCHEMA = "govflow/answer/1"
LONGEST = 20_000


@dataclass(frozen=True, slots=True)
class Answer:
    """A letter in answer to one reply, before it is confirmed: to whom, what kind, what it says."""

    reply: ReplyRow
    recipient: RecipientRow
    letter: str
    kind: LetterKind
    text: str
    by: str


def plan_answer(
    office: Office, evidence: str, text: str, by: str, *, again: bool = False
) -> Answer:
    """The letter that would go out. With `again` it asks once more; `text` may then be empty.

    Raises GovflowError when the reply belongs to nobody, has an answer already, when there is nothing
    to say, and for somebody answering themselves. Nothing is recorded.
    """
    row = find_reply(office, evidence)
    refuse_own(office, row, by)
    recipient = (
        office.register.get(RecipientRow, row.notice, row.recipient) if row.recipient else None
    )
    if recipient is None or not recipient.email:
        raise GovflowError(
            "this reply belongs to no recipient, so there is nobody to write to.",
            place=row.evidence[:8],
            remedy="answer the person from your own mail program.",
        )
    said = text.replace("\r\n", "\n").strip()
    if (not again and not said) or len(said) > LONGEST:
        raise GovflowError(
            "the answer says nothing." if not said else "the answer is longer than 20,000 letters.",
            place=row.evidence[:8],
            remedy="write it with --edit, or name a file with --text.",
        )
    kind = LetterKind.AGAIN if again else LetterKind.ANSWER
    letter = row.answer or f"{row.notice}/{row.recipient:03d}/{kind.value}-{row.evidence[:12]}"
    answer = Answer(row, recipient, letter, kind, said, by)
    _refuse_second(office, answer)
    return answer


def _refuse_second(office: Office, answer: Answer) -> None:
    """One reply has one answer: the same words again finish what was begun, other words are refused."""
    row = answer.reply
    if not row.answer or row.answer_text == hashlib.sha256(_stored(answer)).hexdigest():
        return
    raise GovflowError(
        "this reply has an answer already.",
        place=row.evidence[:8],
        remedy=f"'govflow replies show {row.evidence[:8]}' shows it.",
        undone="Nothing was sent.",
    )


def send_answer(office: Office, answer: Answer) -> LetterRow:
    """Record the answer, plan its letter and send it; repeating it sends nothing a second time.

    Asking again also settles the reply as unclear, since it is then asked anew. Returns the letter as
    it stands; one that was not sent stays planned or says why.
    """
    if not answer.reply.answer:
        raw = _stored(answer)
        text = hashlib.sha256(raw).hexdigest()
        by = Private(answer.by)
        events: list[Event] = [AnswerWritten(answer.reply.evidence, answer.letter, text, by)]
        if answer.kind is LetterKind.AGAIN and waits(answer.reply):
            why = Private("asked again")
            events.append(ReplyResolved(answer.reply.evidence, "unclear", False, by, why))
        office.register.append(*reversed(events), evidence=[raw])
    _plan(office, answer.reply.evidence)
    return deliver_letters(office, answer.reply.notice, {answer.letter})[0]


def _stored(answer: Answer) -> bytes:
    """The answer as it is kept: with the reply it is for, so that no two answers share their bytes."""
    what = {
        "schema": SCHEMA,
        "reply": answer.reply.evidence,
        "letter": answer.letter,
        "text": answer.text,
    }
    return json.dumps(what, ensure_ascii=False, sort_keys=True).encode()


def answer_words(office: Office, row: ReplyRow) -> str:
    """What the letter that answers this reply says; '' when there is none or it was erased."""
    raw = office.register.evidence(row.answer_text) if row.answer_text else None
    return str(json.loads(raw)["text"]) if raw is not None else ""


def _plan(office: Office, evidence: str) -> None:
    """Plan the letter of a written answer, unless it is planned already."""
    row = office.register.get(ReplyRow, evidence)
    if row is None or not row.answer or office.register.get(LetterRow, row.answer) is not None:
        return
    recipient = office.register.get(RecipientRow, row.notice, row.recipient)
    if recipient is None or not recipient.email:
        return
    again = f"/{LetterKind.AGAIN.value}-" in row.answer
    kind = LetterKind.AGAIN if again else LetterKind.ANSWER
    letter = replace(planned_letter(office, recipient, kind), letter=row.answer)
    office.refuse_behind()
    office.register.add_letters([letter])


def finish_answers(office: Office) -> list[LetterRow]:
    """Send every answer that was confirmed and has not gone out (a crash, a server that was away)."""
    unsent = (LetterState.PLANNED, LetterState.DEFERRED, LetterState.SENDING, LetterState.UNKNOWN)
    by_notice: dict[str, set[str]] = {}
    for row in office.register.find(ReplyRow):
        if not row.answer:
            continue
        _plan(office, row.evidence)
        letter = office.register.get(LetterRow, row.answer)
        if letter is not None and letter.state in unsent:
            by_notice.setdefault(row.notice, set()).add(row.answer)
    return [
        row
        for notice in sorted(by_notice)
        for row in deliver_letters(office, notice, by_notice[notice])
    ]


def assign(office: Office, evidence: str, to: str, by: str) -> ReplyRow:
    """Record who is to see to a reply; nobody is written to. `to` is a name, '' takes it back."""
    row = find_reply(office, evidence)
    office.register.append(ReplyAssigned(row.evidence, Private(to.strip()), Private(by)))
    after = office.register.get(ReplyRow, row.evidence)
    assert after is not None
    return after


def assignee(office: Office, row: ReplyRow, to: str) -> str:
    """The name behind 'manager': that of the recipient's manager on the people list; else `to` itself."""
    if to.casefold() != "manager":
        return "the CEO" if to.casefold() == "ceo" else to
    recipient = (
        office.register.get(RecipientRow, row.notice, row.recipient) if row.recipient else None
    )
    people = {person.id: person for person in office.library.people()}
    listed = people.get(recipient.person) if recipient else None
    boss = people.get(listed.manager) if listed else None
    if boss is None:
        raise GovflowError(
            "the people list names no manager for whoever wrote this.",
            place=row.evidence[:8],
            remedy='name somebody with --to "Name", or use --to ceo.',
        )
    return boss.name


# --- a draft to start from


def draft(row: ReplyRow, new_text: str) -> str:
    """An answer to begin with, for the officer to write over: the question as lines that are taken out.

    Lines that begin with '#' are not sent (`without_remarks`).
    """
    quoted = "\n".join(f"# > {line}" for line in new_text.splitlines()[:40])
    return (
        "# Write your answer below. Lines that begin with '#' are not sent.\n"
        f"# Reply {row.evidence[:8]}, which asks:\n{quoted}\n\n"
    )


def without_remarks(text: str) -> str:
    """The officer's words alone."""
    return "\n".join(line for line in text.splitlines() if not line.startswith("#")).strip()
