"""Acknowledging on paper: a sheet to sign for each person, and the signature recorded by hand.

For people without an address of their own, and for whoever would rather sign. The scan is kept as
evidence; the officer's name stands for what no mail can prove.
"""

import hashlib
import json
from datetime import date

from govflow.core.errors import GovflowError
from govflow.core.people.dates import date_words
from govflow.core.people.letters import reply_statement
from govflow.core.record.events import Private, ReplyReceived, ReplyResolved
from govflow.core.record.register import purpose_of
from govflow.core.record.rows import NoticeRow, RecipientRow, VersionRow
from govflow.core.text.documents import Statement
from govflow.workflows.excuses import find_recipient
from govflow.workflows.office import Office
from govflow.workflows.subjects import subject_of

RULE = "on_paper"
"""The rule that a reply recorded by hand bears; nothing judges it again."""
SIGNED = "Name: {name}\n\nSigned: ________________________________\n\nDate: ____________________"


def sheets(office: Office, notice: str) -> dict[str, bytes]:
    """A Word file to print and sign for everybody on the notice who gets no letter and has not answered."""
    row = office.register.get(NoticeRow, notice)
    if row is None or row.closed or not row.policy:
        raise GovflowError(
            f"there is no open notice '{notice}' of a policy.",
            remedy="'govflow notice list' shows them.",
        )
    version = office.register.get(VersionRow, row.policy, row.version)
    assert version is not None
    changes = subject_of(office, version).changes
    people = office.register.find(RecipientRow, notice=notice)
    asked = [one for one in people if one.person and not one.email and not one.counted]
    return {
        f"sign-{one.number:03d}.docx": office.papers.statement(
            _sheet(office, row, version, one, changes(one.audience))
        )
        for one in asked
        if not one.excused
    }


def _sheet(
    office: Office,
    notice: NoticeRow,
    version: VersionRow,
    person: RecipientRow,
    changes: tuple[str, ...],
) -> Statement:
    due = person.due or notice.due
    house = office.house
    statement = reply_statement(house.organisation, notice.version).replace("Replying", "Signing")
    return Statement(
        kind="To read and sign",
        title=version.title,
        subtitle=f"Version {version.version}",
        organisation=house.organisation,
        digest=version.digest,
        facts=(
            ("For", person.name),
            ("Reference", person.reference),
            ("Please return by", date_words(due) if due else ""),
            ("Return to", house.contact.name),
        ),
        parts=(
            ("What changes", "\n\n".join(changes)),
            ("What signing means", statement),
            ("I have read and understood this version and will follow it",
             SIGNED.format(name=person.name)),
        ),
    )  # fmt: skip


def record_signature(
    office: Office, person: str, notice: str, scan: bytes, signed_on: date, by: str
) -> RecipientRow:
    """Count a signed sheet as this person's acknowledgement of the notice's text.

    `scan` is kept as evidence. Raises GovflowError for somebody who has acknowledged already or is only
    sent the text, for a day outside the notice's time, and for an empty scan.
    """
    row = find_recipient(office, person, notice)
    sent = office.register.get(NoticeRow, notice)
    assert sent is not None
    _check(office, sent, row, scan, signed_on)
    picture = hashlib.sha256(scan).hexdigest()
    facts = {
        "notice": notice,
        "recipient": row.number,
        "digest": sent.digest,
        "scan": picture,
        "signed_on": signed_on.isoformat(),
    }
    record = json.dumps(facts, sort_keys=True).encode()
    evidence = hashlib.sha256(record).hexdigest()
    office.register.append(
        ReplyReceived(
            evidence=evidence,
            received=f"{signed_on.isoformat()}T12:00:00+00:00",
            notice=notice,
            recipient=row.number,
            outcome="unverified",
            rule=RULE,
            reason=Private("a signed sheet was handed in"),
            counted=False,
            detail=(("scan", picture),),
            judged_with="",
            message_id=Private(""),
            sender=Private(""),
        ),
        ReplyResolved(evidence, "acknowledged", True, Private(by), Private("signed on paper")),
        evidence=[record, scan],
    )
    return row


def _check(
    office: Office, notice: NoticeRow, row: RecipientRow, scan: bytes, signed_on: date
) -> None:
    problem = ""
    if row.counted:
        problem = f"{row.name} has acknowledged this text already"
    elif purpose_of(notice, row) != "acknowledgement":
        problem = f"nothing is asked of {row.name} in {notice.notice}"
    elif not notice.sealed_on <= signed_on <= office.clock.today():
        problem = f"{signed_on:%d/%m/%Y} does not lie between the notice and today"
    elif not scan:
        problem = "the scan is empty"
    if problem:
        raise GovflowError(
            f"{problem}.",
            place=notice.notice,
            remedy="'govflow people show ID' shows how somebody stands; nothing was recorded.",
        )
