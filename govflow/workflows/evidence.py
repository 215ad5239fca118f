"""The evidence pack: everything held on one notice, person or version, to be checked by anybody."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Protocol

from govflow.core.errors import GovflowError
from govflow.core.people.dates import date_words
from govflow.core.people.letters import Purpose
from govflow.core.record.chain import GENESIS, Checkpoint, RecordedEvent
from govflow.core.record.chronology import Dossier, Exhibit, Happening, Missing, sentence
from govflow.core.record.encode import Entry, PersonalValue, decode
from govflow.core.record.events import Event, LettersPlanned, NoticeSealed, RecipientsAdded
from govflow.core.record.roll import Roll, lines, numbers, personal_line
from govflow.core.record.rows import LetterRow, NoticeRow, RecipientRow, ReplyRow, VersionRow
from govflow.workflows.office import HOME, Office
from govflow.workflows.registers import register_lines

DIGEST = re.compile("[0-9a-f]{64}")


class PackPages(Protocol):
    """Makes the two readable pages of a pack."""

    def evidence(self, dossier: Dossier) -> str: ...
    def chronology(self, dossier: Dossier) -> str: ...


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack before it is zipped: its name, its files in order, what it is about, what is missing."""

    name: str
    files: dict[str, bytes]
    dossier: Dossier


@dataclass(frozen=True, slots=True)
class Scope:
    """What a pack is about: texts, whole notices, and the recipients with their letters and replies."""

    subject: str
    versions: frozenset[tuple[str, str]]
    amendments: frozenset[str]
    notices: frozenset[str]
    recipients: Mapping[tuple[str, int], RecipientRow] = field(default_factory=dict)
    letters: Mapping[str, LetterRow] = field(default_factory=dict)
    replies: Mapping[str, ReplyRow] = field(default_factory=dict)

    def concerns(self, event: Event, seq: int) -> bool:
        """Whether an event belongs into the pack."""
        notice, number = getattr(event, "notice", ""), getattr(event, "recipient", 0)
        evidence = getattr(event, "evidence", "")
        if isinstance(event, LettersPlanned):
            return any(letter.planned == seq for letter in self.letters.values())
        if getattr(event, "letter", "") in self.letters or (notice, number) in self.recipients:
            return True
        if notice:
            return not number and notice in self.notices
        if isinstance(evidence, str):
            text = (getattr(event, "policy", ""), getattr(event, "version", ""))
            amendment = getattr(event, "amendment", "")
            return evidence in self.replies or text in self.versions or amendment in self.amendments
        wires = {letter.wire for letter in self.letters.values()}
        return any(one in self.replies or one in wires for one in evidence)

    def recipient_of(self, event: Event) -> RecipientRow | None:
        """Whom an event is about."""
        where = (getattr(event, "notice", ""), getattr(event, "recipient", 0))
        row: LetterRow | ReplyRow | None = self.letters.get(getattr(event, "letter", ""))
        evidence = getattr(event, "evidence", "")
        row = row or (self.replies.get(evidence) if isinstance(evidence, str) else None)
        return self.recipients.get((row.notice, row.recipient) if row else where)


def scope_of_version(office: Office, policy: str, version: str) -> Scope:
    """A text: how it came about, what it says, which notices told people of it.

    Questions of interpretation and their answers are left out: they are between those who write them.
    """
    row = office.register.get(VersionRow, policy, version)
    if row is None:
        raise GovflowError(
            f"there is no version {version} of '{policy}'.",
            remedy=f"'govflow policy history {policy}' lists them.",
        )
    notices = office.register.find(NoticeRow, policy=policy, version=version)
    return Scope(
        f"version {version} of {row.title}",
        frozenset({(policy, version)}),
        frozenset({row.amendment} - {""}),
        frozenset(
            one.notice for one in notices if one.purpose not in (Purpose.ADVICE, Purpose.ANSWER)
        ),
    )


def scope_of_notice(office: Office, name: str) -> Scope:
    """A notice: its text, everybody on it, every letter and every reply."""
    notice = office.register.get(NoticeRow, name)
    if notice is None:
        raise GovflowError(
            f"there is no notice '{name}'.", remedy="'govflow notice list' shows them."
        )
    text = _scope_of_text(office, notice)
    found = office.register.find(RecipientRow, notice=name)
    return _with_people(
        office, replace(text, subject=f"notice {name}", notices=frozenset({name})), found
    )


def _scope_of_text(office: Office, notice: NoticeRow) -> Scope:
    """What a notice is of: a version, or amendments before the Board."""
    if notice.amendments:
        return Scope("", frozenset(), frozenset(notice.amendments), frozenset({notice.notice}))
    return scope_of_version(office, notice.policy, notice.version)


def scope_of_person(office: Office, person: str) -> Scope:
    """One person: every text they were sent, their letters and their replies; nobody else's."""
    found = office.register.find(RecipientRow, person=person)
    if not found:
        raise GovflowError(
            f"nobody with the id '{person}' is on a notice.",
            remedy="'govflow register show' lists everybody who was written to.",
        )
    notices = [office.register.get(NoticeRow, row.notice) for row in found]
    texts = [_scope_of_text(office, notice) for notice in notices if notice is not None]
    scope = Scope(
        f"person {person}",
        frozenset[tuple[str, str]]().union(*(text.versions for text in texts)),
        frozenset[str]().union(*(text.amendments for text in texts)),
        frozenset(row.notice for row in found),
    )
    return _with_people(office, scope, found)


def _with_people(office: Office, scope: Scope, found: list[RecipientRow]) -> Scope:
    keys = {(row.notice, row.number): row for row in found}
    letters: dict[str, LetterRow] = {}
    replies: dict[str, ReplyRow] = {}
    for notice in sorted(scope.notices):
        for letter in office.register.find(LetterRow, notice=notice):
            if (notice, letter.recipient) in keys:
                letters[letter.letter] = letter
        for reply in office.register.find(ReplyRow, notice=notice):
            if (notice, reply.recipient) in keys:
                replies[reply.evidence] = reply
    return replace(scope, recipients=keys, letters=letters, replies=replies)


# --- gathering


@dataclass(slots=True)
class _Gathered:
    """What the walk over the ledger has put together so far."""

    papers: dict[str, bytes] = field(default_factory=dict)
    exhibits: list[Exhibit] = field(default_factory=list)
    missing: list[Missing] = field(default_factory=list)
    happenings: list[Happening] = field(default_factory=list)
    opened: list[dict[str, Any]] = field(default_factory=list)


def make_pack(office: Office, pages: PackPages, scope: Scope, verifier: bytes) -> Pack:
    """The pack of one scope, the same bytes for the same register. Changes nothing.

    `verifier` is the source of the stand-alone checker that goes along. The chain begins with the first
    event of the scope and ends with the newest there is.
    """
    chosen, chain, before = _segment(office, scope)
    values: dict[int, list[PersonalValue]] = {}
    for value in office.register.personal_values([event.seq for event in chosen]):
        values.setdefault(value.seq, []).append(value)
    gathered = _Gathered()
    for event in chosen:
        _gather(office, scope, event, values.get(event.seq, []), gathered)
    ends = Checkpoint(chain[-1].seq, chain[-1].hash)
    checkpoint, note = str(ends), office.note(ends)
    dossier = replace(_dossier(office, scope, checkpoint, gathered), signed=note)
    facts = {
        "schema": "govflow/pack/1",
        "subject": scope.subject,
        "begins_after": [before.size, before.hash],
        "checkpoint": checkpoint,
        "events": [event.seq for event in chosen],
        "documents_not_kept": sorted(m.digest for m in gathered.missing if m.why == NOT_KEPT),
    }
    files = {
        **gathered.papers,
        **({"checkpoint.note": note.encode()} if note else {}),
        "chronology.html": pages.chronology(dossier).encode(),
        "index.html": pages.evidence(dossier).encode(),
        "ledger.jsonl": _lines([e.seq, e.body, e.hash] for e in chain),
        "opened.jsonl": _lines(gathered.opened),
        "pack.json": json.dumps(facts, indent=1, sort_keys=True).encode() + b"\n",
        "verify.py": verifier,
    }
    return Pack(scope.subject.replace(" ", "-"), _summed(files), dossier)


def _segment(
    office: Office, scope: Scope
) -> tuple[list[RecordedEvent], list[RecordedEvent], Checkpoint]:
    """The events a pack is about, the chain from the first of them on, and what stands before it."""
    chosen: list[RecordedEvent] = []
    chain: list[RecordedEvent] = []
    before = Checkpoint(0, GENESIS)
    for event in office.register.events():
        if scope.concerns(decode(json.loads(event.body), {}).event, event.seq):
            chosen.append(event)
        if chosen:
            chain.append(event)
        else:
            before = Checkpoint(event.seq, event.hash)
    return chosen, chain, before


def _gather(
    office: Office,
    scope: Scope,
    event: RecordedEvent,
    values: list[PersonalValue],
    into: _Gathered,
) -> None:
    """One event: its papers, its opened values, its sentence."""
    body = json.loads(event.body)
    entry = decode(body, {(v.field, v.item): v.value for v in values})
    into.opened += [_opened(body, value) for value in values if value.salt]
    into.opened += _roll(office, scope, entry)
    first = len(into.exhibits)
    for digest, path in _named(body).items():
        _keep(office, Exhibit(path, digest, event.seq), into)
    papers = tuple(one.path for one in into.exhibits[first:])
    who = scope.recipient_of(entry.event)
    into.happenings.append(_happening(entry, who.name if who else "", papers))


def _happening(entry: Entry, name: str, papers: tuple[str, ...]) -> Happening:
    shown = datetime.fromisoformat(entry.moment.when)
    local = shown.astimezone(HOME)
    return Happening(
        entry.moment.seq,
        f"{shown:%Y-%m-%d %H:%M:%S} UTC",
        f"{date_words(local.date())}, {local:%H:%M:%S %Z}",
        sentence(entry, name),
        papers,
        entry.moment.as_of is not None,
    )


def _opened(body: Mapping[str, Any], value: PersonalValue) -> dict[str, Any]:
    """A personal value with its salt, so that anybody can hold it against the ledger."""
    return {
        "seq": value.seq,
        "field": value.field,
        "item": value.item,
        "many": isinstance(body[value.field], list),
        "value": value.value,
        "salt": value.salt,
    }


def _roll(office: Office, scope: Scope, entry: Entry) -> list[dict[str, Any]]:
    """A roll as it was sealed: everybody under a random key, those of the pack with their values."""
    event, seq = entry.event, entry.moment.seq
    people: list[RecipientRow] = []
    if isinstance(event, NoticeSealed | RecipientsAdded):
        mine = numbers(event)
        rows = office.register.find(RecipientRow, notice=event.notice)
        people = [row for row in rows if row.number in mine]
    elif not isinstance(event, LettersPlanned):
        return []
    letters = sorted(office.register.find(LetterRow, planned=seq), key=lambda row: row.letter)
    opened = [row for row in people if row.salt and (row.notice, row.number) in scope.recipients]
    return [
        {
            "seq": seq,
            "roll": list(lines(Roll(people, letters))),
            "recipients": [[row.number, personal_line(row), row.salt] for row in opened],
        }
    ]


def _named(body: Mapping[str, Any]) -> dict[str, str]:
    """The papers an event names, by digest, with where they go in the pack."""
    letter = str(body.get("letter", "")).replace("/", "-")
    named = {
        body.get("wire"): f"letters/{letter}.eml",
        body.get("text"): f"letters/{letter}-words.json",
    }
    if body["kind"] == "ReplyReceived":
        named[body["evidence"]] = f"replies/{body['seq']:06d}.eml"
    for name, digest in body.get("documents", []):
        named.setdefault(digest, f"documents/{_folder(body)}/{name}")
    for number, digest in enumerate(body.get("kept", []), 1):
        named.setdefault(digest, f"texts/{body['seq']:06d}-{body['kind']}-{number}.md")
    return {d: path for d, path in named.items() if isinstance(d, str) and DIGEST.fullmatch(d)}


def _folder(body: Mapping[str, Any]) -> str:
    """The folder under documents/ that an event's papers were written to."""
    if body["kind"] == "PackBuilt":
        return f"board/{body['amendment']}"
    return f"{body['policy']}/{body['version']}"


NOT_KEPT = "replaced or lost since: what lies in its place is another"
ERASED = "erased, as the ledger records"


def _keep(office: Office, paper: Exhibit, into: _Gathered) -> None:
    """Put one paper into the pack, once, or note why it cannot be there."""
    if any(one.digest == paper.digest for one in into.exhibits):
        return
    if paper.path.startswith("documents/"):
        folder, _, name = paper.path.removeprefix("documents/").rpartition("/")
        raw, why = office.library.read_document(folder, name), NOT_KEPT
    else:
        raw, why = office.register.evidence(paper.digest), ERASED
    if raw is None or hashlib.sha256(raw).hexdigest() != paper.digest:
        into.missing.append(Missing(paper.path, paper.digest, paper.seq, why))
        return
    into.papers[paper.path] = raw
    into.exhibits.append(paper)


def _dossier(office: Office, scope: Scope, checkpoint: str, found: _Gathered) -> Dossier:
    people = [
        (line["name"] or "(erased)", line["audience"], notice, line["state"], line["since"][:10])
        for notice in sorted({notice for notice, _ in scope.recipients})
        for line in register_lines(office, notice=notice)
        if line["reference"] in {row.reference for row in scope.recipients.values()}
    ]
    return Dossier(
        organisation=office.house.organisation,
        subject=scope.subject,
        checkpoint=checkpoint,
        happenings=tuple(found.happenings),
        exhibits=tuple(sorted(found.exhibits, key=lambda one: one.path)),
        missing=tuple(found.missing),
        people=tuple(people),
    )


def _lines(values: Iterable[Any]) -> bytes:
    text = (json.dumps(value, ensure_ascii=False, sort_keys=True) for value in values)
    return "".join(f"{line}\n" for line in text).encode()


def _summed(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files in order of name, with their sums as `sha256sum -c` reads them."""
    ordered = {name: files[name] for name in sorted(files)}
    sums = (f"{hashlib.sha256(raw).hexdigest()}  {name}\n" for name, raw in ordered.items())
    return {"SHA256SUMS": "".join(sums).encode(), **ordered}
