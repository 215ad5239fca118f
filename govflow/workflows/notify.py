"""Planning and sealing a notice: who gets which text by when, fixed before the first letter leaves."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from email.utils import parseaddr

from govflow.core.errors import GovflowError
from govflow.core.people.letters import ASKING, LetterKind, LetterState, Purpose, reply_statement
from govflow.core.people.notices import (
    BASE32,
    SPOKEN,
    Addressee,
    Excluded,
    Roll,
    plan_roll,
    prefix,
    shared_addresses,
)
from govflow.core.people.people import Person
from govflow.core.record.events import (
    Event,
    NoticeClosed,
    NoticeSealed,
    Private,
    RecipientExtended,
    RecipientsAdded,
)
from govflow.core.record.rows import LetterRow, NoticeRow, RecipientRow, VersionRow
from govflow.core.text.policy import Policy
from govflow.workflows.askings import asking, replaced, weighed, with_own_days
from govflow.workflows.office import Office
from govflow.workflows.policies import check_not_repealed, newest_version, passed_text


@dataclass(frozen=True, slots=True)
class NoticePlan:
    """A notice as it would go out. `notice` is '' for a new one, else that which is continued.

    `addressees` get a letter, `paper` sign a printed sheet. `replaces` are open notices of earlier texts
    that end with it: what they still ask is asked here.
    """

    notice: str
    policy: Policy
    version: VersionRow
    audiences: tuple[str, ...]
    purpose: str
    due: date | None
    addressees: tuple[Addressee, ...]
    excluded: tuple[Excluded, ...]
    already: int
    paper: tuple[Addressee, ...] = ()
    replaces: tuple[str, ...] = ()

    @property
    def everybody(self) -> tuple[Addressee, ...]:
        """Everybody on the notice, those reached on paper last."""
        return (*self.addressees, *self.paper)

    @property
    def asked(self) -> int:
        """How many are asked to acknowledge; the others are only sent the text."""
        own = sum(one.due is not None for one in self.everybody)
        return len(self.everybody) if self.due else own

    @property
    def total(self) -> int:
        """The notice's whole number, those already written to included."""
        return len(self.addressees)


def plan_notice(
    office: Office, code: str, *, audiences: Sequence[str] = (), due: date | None = None
) -> NoticePlan:
    """Who would get the newest passed text of a policy, and by when they are to reply.

    Without `audiences` everybody bound gets it. A notice of the same text to the same audiences that
    is still open is continued, never sent a second time. Raises GovflowError for an unknown audience,
    for an empty one, and when a bound and an informed audience are mixed.
    """
    check_not_repealed(office, code)
    row = newest_version(office, code)
    policy = passed_text(office, code, row)
    chosen = _audiences(policy, audiences)
    purpose = _purpose(policy, chosen)
    today = office.clock.today()
    standing = _standing(office, row, chosen)
    if standing is not None:
        return _continued(office, policy, row, standing)
    roll = plan_roll(office.library.people(), chosen, today)
    if not roll.addressees and not roll.paper:
        raise GovflowError(
            f"nobody in {' and '.join(chosen)} can be written to.",
            place="people.csv",
            remedy="bring the list in with: govflow people import FILE",
        )
    refuse_shared(roll)
    if due is not None and due < today:
        raise GovflowError(f"the due date {due:%d/%m/%Y} is past.", remedy="choose a later day.")
    binding = purpose == Purpose.ACKNOWLEDGEMENT
    day = (due or today + timedelta(days=office.house.days)) if binding else None
    roll = weighed(roll, asking(office, row, binding=binding))
    if any(one.told for one in (*roll.addressees, *roll.paper)):
        purpose, roll = Purpose.INFORMATION.value, with_own_days(roll, day)
    return NoticePlan(
        notice="",
        policy=policy,
        version=row,
        audiences=chosen,
        purpose=purpose,
        due=day if purpose == Purpose.ACKNOWLEDGEMENT else None,
        addressees=roll.addressees,
        excluded=roll.excluded,
        already=0,
        paper=roll.paper,
        replaces=replaced(office, row, chosen) if binding else (),
    )


def refuse_shared(roll: Roll) -> None:
    """Raise GovflowError where two people of a roll have the same address."""
    shared = shared_addresses(roll)
    if shared:
        raise GovflowError(
            f"{shared[0]} is the address of more than one person.",
            place="people.csv",
            remedy="give each person an address of their own; a reply must have one writer.",
        )


def _audiences(policy: Policy, wanted: Sequence[str]) -> tuple[str, ...]:
    declared = {audience.name: audience for audience in policy.front.audiences}
    for name in wanted:
        if name not in declared:
            raise GovflowError(
                f"'{name}' is not an audience of '{policy.code}'.",
                place=policy.path,
                remedy=f"one of these: {', '.join(declared) or 'none is declared'}.",
            )
    bound = tuple(audience.name for audience in policy.front.audiences if audience.bound)
    chosen = tuple(name for name in declared if name in wanted) if wanted else bound
    if not chosen:
        raise GovflowError(
            "this policy binds no audience, so nobody is written to.",
            place=policy.path,
            remedy="declare 'audiences:' in the front matter, or name one with --audience.",
        )
    return chosen


def _purpose(policy: Policy, chosen: Sequence[str]) -> str:
    kinds = {a.bound for a in policy.front.audiences if a.name in chosen}
    if len(kinds) > 1:
        raise GovflowError(
            "some of these audiences are bound and some only informed.",
            place=policy.path,
            remedy="send two notices, one to each kind.",
        )
    return (Purpose.ACKNOWLEDGEMENT if kinds == {True} else Purpose.INFORMATION).value


def _standing(office: Office, row: VersionRow, chosen: Sequence[str]) -> NoticeRow | None:
    """The notice of this text to these audiences that was sealed before, if any."""
    for notice in office.register.find(NoticeRow, policy=row.policy, digest=row.digest):
        same = set(notice.audiences) == set(chosen) and notice.purpose not in ASKING
        if same and not notice.closed:
            return notice
    return None


def _continued(office: Office, policy: Policy, row: VersionRow, notice: NoticeRow) -> NoticePlan:
    recipients = office.register.find(RecipientRow, notice=notice.notice)
    letters = office.register.find(LetterRow, notice=notice.notice, kind=LetterKind.FIRST.value)
    written = sum(1 for letter in letters if letter.state == LetterState.SENT)
    by_mail = {letter.recipient for letter in letters}
    people = standing_people(office, recipients)
    placed = [(row.number in by_mail, one) for row, one in zip(recipients, people, strict=True)]
    return NoticePlan(
        notice=notice.notice,
        policy=policy,
        version=row,
        audiences=notice.audiences,
        purpose=notice.purpose,
        due=notice.due,
        addressees=tuple(one for mail, one in placed if mail),
        excluded=(),
        already=written,
        paper=tuple(one for mail, one in placed if not mail),
    )


def standing_people(office: Office, rows: Sequence[RecipientRow]) -> tuple[Addressee, ...]:
    """The people of a notice that was sealed before, as the people list has them now."""
    people = {person.id: person for person in office.library.people()}
    return tuple(Addressee(people.get(r.person) or _person_of(r), r.audience, r.due) for r in rows)


def _person_of(row: RecipientRow) -> Person:
    """A recipient who is no longer on the list, as the notice has them."""
    return Person(row.person, row.name, row.email, (row.audience,), language=row.language)


# --- sealing


def seal(office: Office, plan: NoticePlan) -> str:
    """Record the notice with everybody on it; from here on it can only be finished, not changed."""
    if plan.notice:
        return plan.notice
    office.refuse_behind()
    letters = prefix(plan.policy.front)
    notice = new_notice_id(office, letters)
    ended = [NoticeClosed(old, Private(f"{notice} takes its place")) for old in plan.replaces]
    seal_roll(office, _sealed(office, plan, notice), letters, plan.everybody, ended)
    return notice


def seal_roll(
    office: Office,
    event: NoticeSealed | RecipientsAdded,
    letters: str,
    addressees: Sequence[Addressee],
    then: Sequence[Event] = (),
) -> None:
    """Record a notice with its recipients, or further ones; their references begin with `letters`.

    A first letter is planned for each of them but those reached on paper.
    """
    rows = _recipients(office, event, letters, addressees, office.register.subject)
    days = [
        RecipientExtended(event.notice, row.number, row.due, Private(""))
        for row in rows
        if row.due is not None and row.due != event.due
    ]
    office.register.seal_notice(event, rows, _first_letters(office, rows), [*days, *then])


def _first_letters(office: Office, rows: Sequence[RecipientRow]) -> list[LetterRow]:
    return [planned_letter(office, row, LetterKind.FIRST) for row in rows if row.email]


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """A notice as sealing would make it, with codes of its own; nothing is recorded."""

    notice: NoticeRow
    recipients: list[RecipientRow]
    letters: list[LetterRow]


def rehearsed(office: Office, plan: NoticePlan) -> Rehearsal:
    """The notice of a version, rehearsed."""
    letters = prefix(plan.policy.front)
    sealed = _sealed(office, plan, plan.notice or new_notice_id(office, letters))
    return rehearse(office, sealed, letters, plan.everybody)


def rehearse(
    office: Office, sealed: NoticeSealed, prefix: str, addressees: Sequence[Addressee]
) -> Rehearsal:
    """What recording this event would make."""
    recipients = _recipients(office, sealed, prefix, addressees, lambda person: "")
    letters = _first_letters(office, recipients)
    row = NoticeRow(
        notice=sealed.notice,
        policy=sealed.policy,
        version=sealed.version,
        digest=sealed.digest,
        purpose=sealed.purpose,
        audiences=sealed.audiences,
        sealed_on=sealed.sealed_on,
        due=sealed.due,
        statement=sealed.statement,
        recipients=sealed.recipients,
        roll="",
        closed=False,
        amendments=sealed.amendments,
    )
    return Rehearsal(row, recipients, letters)


def new_notice_id(office: Office, letters: str) -> str:
    """The next free name of a notice whose references begin with `letters`."""
    taken = {row.notice for row in office.register.find(NoticeRow)}
    number = 1
    while f"{letters}-{number}" in taken:
        number += 1
    return f"{letters}-{number}"


def _sealed(office: Office, plan: NoticePlan, notice: str) -> NoticeSealed:
    return NoticeSealed(
        notice=notice,
        policy=plan.policy.code,
        version=plan.version.version,
        digest=plan.version.digest,
        purpose=plan.purpose,
        audiences=plan.audiences,
        sealed_on=office.clock.today(),
        due=plan.due,
        statement=reply_statement(office.house.organisation, plan.version.version),
        recipients=len(plan.everybody),
        roll="",
    )


def _recipients(
    office: Office,
    event: NoticeSealed | RecipientsAdded,
    letters: str,
    addressees: Sequence[Addressee],
    subject: Callable[[str], str],
) -> list[RecipientRow]:
    taken = {row.reference for row in office.register.find(RecipientRow)}
    since = office.clock.now().isoformat(timespec="seconds")
    rows = []
    first = event.first if isinstance(event, RecipientsAdded) else 1
    for number, addressee in enumerate(addressees, first):
        reference = new_reference(office, letters, taken)
        taken.add(reference)
        key = subject(addressee.person.id)
        rows.append(new_recipient(office, (event.notice, number, since), addressee, reference, key))
    return rows


def new_reference(office: Office, letters: str, taken: set[str]) -> str:
    """A public reference nobody has yet; `letters` are its policy's."""
    while True:
        reference = f"{letters}-{office.entropy.token(SPOKEN, 5)}"
        if reference not in taken:
            return reference


def new_recipient(
    office: Office,
    place: tuple[str, int, str],
    addressee: Addressee,
    reference: str,
    subject: str,
) -> RecipientRow:
    """A person as a fresh notice has them, with a secret of their own; `place` is notice, number, time."""
    person = addressee.person
    notice, number, since = place
    return RecipientRow(
        notice=notice,
        number=number,
        subject=subject,
        person=person.id,
        name=person.name,
        email="" if person.on_paper else person.email,
        other_emails=() if person.on_paper else person.other_emails,
        audience=addressee.audience,
        language=person.language,
        reference=reference,
        secret=office.entropy.token(BASE32, 16),
        counted="",
        counted_at="",
        outcome="",
        since=since,
        held=0,
        away_until=None,
        letters=0,
        due=addressee.due,
    )


def planned_letter(office: Office, row: RecipientRow, kind: LetterKind) -> LetterRow:
    """A letter to a recipient that waits to be sent."""
    letter = new_letter(office, f"{row.notice}/{row.number:03d}/{kind.value}", kind)
    return replace(letter, notice=row.notice, recipient=row.number, since=row.since)


def new_letter(office: Office, name: str, kind: LetterKind) -> LetterRow:
    """A letter of this name that waits to be sent; its Message-ID is fixed here for good."""
    domain = parseaddr(office.house.sender)[1].partition("@")[2] or "govflow.invalid"
    return LetterRow(
        letter=name,
        notice="",
        recipient=0,
        kind=kind.value,
        state=LetterState.PLANNED.value,
        message_id=f"<{office.entropy.token(BASE32, 24)}@{domain}>",
        wire="",
        transport="",
        remote_id="",
        crashes=0,
        until="",
        code="",
        text="",
        since="",
    )
