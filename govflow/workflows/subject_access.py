"""Subject access: everything held on one person, readable, with other people's data kept apart.

Article 15 of the UK GDPR gives people their own data and not that of others (Article 15(4); Data
Protection Act 2018, Schedule 2, paragraph 16). So names and addresses of other people are hidden in what
is handed over, and messages that hold them go into a second pack, for the officer to read and decide.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from typing import Any

from govflow.core.people.access import Access, Paper
from govflow.core.people.naming import Names, hide, names_of, plain
from govflow.core.record.rows import HoldRow, LetterRow, NoticeRow, RecipientRow, ReplyRow
from govflow.core.replies.mail import Mail
from govflow.workflows.answers import answer_words
from govflow.workflows.erasure import Gone, personal_values, traces, words_of_others
from govflow.workflows.office import Office
from govflow.workflows.registers import register_lines

HIDDEN = "[another person]"
Files = dict[str, bytes]


@dataclass(frozen=True, slots=True)
class Answer:
    """The pack to hand over, and the one to read first; the second may be empty."""

    access: Access
    give: Files
    apart: Files


def subject_access(office: Office, person: str, page: Callable[[Access], str]) -> Answer:
    """Gather everything held on one person. Changes nothing; raises GovflowError for somebody unknown.

    `page` makes the readable page. The name of the officer who signs the letters is not hidden: it is
    known to whoever got one.
    """
    gone = traces(office, person)
    desk = _Desk(office, gone, _strangers(office, gone))
    rows = office.register.find(RecipientRow, person=person)
    letters = [p for row in rows for p in desk.letters(row)]
    replies = [p for row in rows for p in desk.replies(row)]
    own = {one.digest for one in (*letters, *replies)}
    apart = [desk.apart(digest) for digest in gone.event.evidence if digest not in own]
    access = Access(
        organisation=office.house.organisation,
        name=gone.name,
        made_on=office.clock.today().isoformat(),
        facts=_facts(office, gone, rows, desk),
        letters=tuple(one.paper for one in letters),
        replies=tuple(one.paper for one in replies),
        apart=tuple(one.paper for one in apart),
    )
    return Answer(
        access, _to_give(access, [*letters, *replies], page), _apart([*letters, *replies, *apart])
    )


@dataclass(frozen=True, slots=True)
class _Message:
    """One message: its paper, its digest, its bytes (None when erased)."""

    paper: Paper
    digest: str
    raw: bytes | None


@dataclass(frozen=True, slots=True)
class _Desk:
    """Reads messages for one person's answer, with everybody else's words hidden."""

    office: Office
    gone: Gone
    strangers: Names

    def letters(self, row: RecipientRow) -> Iterable[_Message]:
        for one in self.office.register.find(LetterRow, notice=row.notice, recipient=row.number):
            if one.wire:
                name = one.letter.replace("/", "-")
                yield self._message(f"letters/{name}", f"{one.kind} letter", one.since, one.wire)

    def replies(self, row: RecipientRow) -> Iterable[_Message]:
        found = self.office.register.find(ReplyRow, notice=row.notice, recipient=row.number)
        for one in sorted(found, key=lambda reply: reply.seq):
            what = f"message judged {one.outcome.replace('_', ' ')}"
            yield self._message(
                f"replies/{row.notice}-{one.seq:06d}", what, one.received, one.evidence
            )

    def apart(self, digest: str) -> _Message:
        """A message of somebody else, or of nobody known, that names this person."""
        message = self._message(f"others/{digest[:12]}", "message that names them", "", digest)
        return _Message(
            Paper(**{**asdict(message.paper), "apart": "it is not theirs"}), digest, message.raw
        )

    def _message(self, file: str, what: str, when: str, digest: str) -> _Message:
        raw = self.office.register.evidence(digest)
        if raw is None:
            return _Message(Paper(file, what, when, "(erased; its SHA-256 stays)"), digest, None)
        mail = self.office.reader.read(raw)
        words = (mail.text or mail.html) if isinstance(mail, Mail) else "(cannot be read here)"
        names = self.strangers.found_in(plain(self.office.library.words_inside(raw)))
        why = "it names other people: read it first" if names else ""
        return _Message(Paper(file, what, when, self.hidden(words), why), digest, raw)

    def hidden(self, text: str) -> str:
        return hide(text, sorted(self.strangers.words), HIDDEN)


def _strangers(office: Office, gone: Gone) -> Names:
    """Everybody else's words, the organisation's own public ones left out."""
    house = office.house
    ours = (house.officer, house.signer, house.contact.name, house.contact.email, house.sender)
    others = words_of_others(office, {gone.person})
    return names_of(others, (word for word in others if "@" in word)).without(
        [*gone.names.words, *ours]
    )


def _facts(office: Office, gone: Gone, rows: list[RecipientRow], desk: _Desk) -> dict[str, Any]:
    listed = next((p for p in office.library.people() if p.id == gone.person), None)
    mine = {(row.notice, row.number): row for row in rows}
    lines = [
        {**line, "due": (row.due or notice.due), "statement": notice.statement,
         "sealed_on": notice.sealed_on, "other_emails": row.other_emails,
         "excused": row.excused or None, "excused_until": row.excused_until}
        for (name, _), row in mine.items()
        for notice in office.register.find(NoticeRow, notice=name)
        for line in register_lines(office, notice=name)
        if line["person"] == gone.person
    ]  # fmt: skip
    hold = office.register.get(HoldRow, gone.event.subject)
    return {
        "schema": "govflow/subject-access/1",
        "person": gone.person,
        "made_on": office.clock.today(),
        "people_list": asdict(listed) if listed else None,
        "notices": lines,
        "replies": [_reply(office, one, desk) for row in rows for one in _replies(office, row)],
        "entries": _entries(office, gone, desk),
        "kept_for_a_claim": bool(hold and hold.held),
        "named_by_others": {"messages": gone.others, "entries": gone.entries},
    }


def _replies(office: Office, row: RecipientRow) -> list[ReplyRow]:
    return office.register.find(ReplyRow, notice=row.notice, recipient=row.number)


def _reply(office: Office, row: ReplyRow, desk: _Desk) -> dict[str, Any]:
    said = {
        "sender": row.sender,
        "reason": row.reason,
        "settled_reason": row.resolved_reason,
        "answer": answer_words(office, row),
    }
    return {
        "received": row.received,
        "sha256": row.evidence,
        "notice": row.notice,
        "outcome": row.outcome,
        "rule": row.rule,
        "counted": row.counted,
        "settled_as": row.resolved_as or None,
        "detail": {key: desk.hidden(value) for key, value in row.detail},
        **{name: desk.hidden(value) for name, value in said.items()},
    }


def _entries(office: Office, gone: Gone, desk: _Desk) -> list[dict[str, Any]]:
    """Every word in the ledger's events that is about this person or names them."""
    named = {tuple(place) for place in gone.event.values}
    return [
        {"event": v.seq, "field": v.field, "words": desk.hidden(v.value)}
        for v in personal_values(office)
        if v.value
        and (v.subject == gone.event.subject or (str(v.seq), v.field, str(v.item)) in named)
    ]


def _to_give(access: Access, messages: list[_Message], page: Callable[[Access], str]) -> Files:
    data = json.dumps(access.facts, default=_plain, ensure_ascii=False, indent=1, sort_keys=True)
    files: Files = {"data.json": data.encode() + b"\n", "index.html": page(access).encode()}
    for one in messages:
        files[f"{one.paper.file}.txt"] = one.paper.text.encode() + b"\n"
        if one.raw is not None and not one.paper.apart:
            files[f"{one.paper.file}.eml"] = one.raw
    return files


def _apart(messages: list[_Message]) -> Files:
    return {
        f"{one.paper.file}.eml": one.raw
        for one in messages
        if one.paper.apart and one.raw is not None
    }


def _plain(value: object) -> object:
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
