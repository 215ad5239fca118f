"""What tests of the register need: a clock and chance of their own, and people to put on a roll."""

import hashlib
import random
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from govflow.core.record.events import (
    AmendmentStarted,
    DecisionRecorded,
    EvidenceErased,
    GuidanceConfirmed,
    LetterRefused,
    LetterSent,
    LetterUnknown,
    NoticeSealed,
    PackBuilt,
    PeopleImported,
    PolicyAdopted,
    PolicyRepealed,
    Private,
    RecipientExcused,
    RecipientExtended,
    RegisterHomed,
    ReplyReceived,
    ReplyResolved,
    VersionPublished,
)
from govflow.core.record.recover import erase_person
from govflow.core.record.rows import LetterRow, RecipientRow

DIGEST = "d" * 64
NEW = "e" * 64
REFERENCE_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


@dataclass
class Clock:
    """A clock that ticks a second at every look (`tick`) and can pretend a day."""

    time: datetime = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
    pretended: date | None = None
    tick: timedelta = timedelta(seconds=1)

    def now(self) -> datetime:
        self.time += self.tick
        return self.time

    def today(self) -> date:
        return self.pretended or self.time.date()


@dataclass
class Chance:
    """The same characters on every run."""

    seed: int = 7
    _random: random.Random = field(init=False)

    def __post_init__(self):
        self._random = random.Random(self.seed)

    def token(self, alphabet: str, length: int) -> str:
        return "".join(self._random.choices(alphabet, k=length))


def adopted(policy="social-media", version="1.0") -> PolicyAdopted:
    return PolicyAdopted(
        policy=policy,
        version=version,
        digest=DIGEST,
        title="Social Media Policy",
        passed_on=date(2018, 6, 18),
        minute="",
        in_force=date(2018, 6, 18),
        source=Private("policy.md"),
    )


def notice(name="SMP-1", *, version="1.0", sealed_on=date(2026, 11, 24)) -> NoticeSealed:
    return NoticeSealed(
        notice=name,
        policy="social-media",
        version=version,
        digest=DIGEST,
        purpose="acknowledgement",
        audiences=("staff",),
        sealed_on=sealed_on,
        due=date(2026, 12, 18),
        statement="You tell the Union that you have read it and will follow it.",
        recipients=0,
        roll="",
    )


def recipient(number=1, *, notice="SMP-1") -> RecipientRow:
    code = "".join(REFERENCE_ALPHABET[(number >> shift) % 32] for shift in (20, 15, 10, 5, 0))
    return RecipientRow(
        notice=notice,
        number=number,
        subject="",
        person=f"P{number:03d}",
        name=f"Ffion Ó Person {number}",
        email=f"person{number}@union.example",
        other_emails=("second@home.example",) if number % 7 == 0 else (),
        audience="staff",
        language="en",
        reference=f"{notice.replace('-', '')}-{code}",
        secret=f"{notice}{number:016d}",
        counted="",
        counted_at="",
        outcome="",
        since="",
        held=0,
        away_until=None,
        letters=0,
    )


def letter(number=1, *, notice="SMP-1", kind="first", step="first") -> LetterRow:
    return LetterRow(
        letter=f"{notice}/{number:03d}/{step}",
        notice=notice,
        recipient=number,
        kind=kind,
        state="planned",
        message_id=f"<{notice}.{number}.{step}@union.example>",
        wire="",
        transport="",
        remote_id="",
        crashes=0,
        until="",
        code="",
        text="",
        since="",
    )


def reply(evidence, *, outcome="acknowledged", number=1, notice="SMP-1", **changes):
    values = {
        "evidence": evidence,
        "received": "2026-11-25T09:00:00Z",
        "notice": notice,
        "recipient": number,
        "outcome": outcome,
        "rule": outcome,
        "reason": Private(""),
        "counted": outcome == "acknowledged",
        "detail": (),
        "judged_with": "1",
        "message_id": Private(f"<{evidence[:8]}@elsewhere.example>"),
        "sender": Private(f"person{number}@union.example"),
    }
    return ReplyReceived(**values | changes)


def seal(register, people=3, *, notice_id="SMP-1"):
    """A notice to so many people, sealed."""
    numbers = range(1, people + 1)
    return register.seal_notice(
        notice(notice_id),
        [recipient(number, notice=notice_id) for number in numbers],
        [letter(number, notice=notice_id) for number in numbers],
    )


DECIDED = date(2026, 11, 20)


def story(register):
    """A register in which a little of everything has happened; returns it."""
    register.append(adopted())
    register.append(
        AmendmentStarted("2026-01", "social-media", "1.0", DIGEST, "Written permission"),
        PackBuilt(
            "2026-01", "social-media", "1.0", DIGEST, NEW, "A", (("3 clean.docx", "c" * 64),)
        ),
    )
    decision = DecisionRecorded(
        amendment="2026-01",
        policy="social-media",
        outcome="passed",
        decided_on=DECIDED,
        minute="Board 2026/14",
        digest=NEW,
        materiality="A",
        votes_for=7,
        votes_against=None,
        conflicts=(Private("Ade Osei"), Private("Kim Novák")),
    )
    register.append(decision)
    published = VersionPublished(
        policy="social-media",
        version="1.1",
        digest=NEW,
        title="Social Media Policy",
        amendment="2026-01",
        passed_on=DECIDED,
        minute="Board 2026/14",
        in_force=date(2026, 12, 1),
        materiality="A",
        addresses=(("3", "3"), ("3.1", "3.1A")),
        documents=(("by-law.docx", "b" * 64),),
    )
    register.append(
        published,
        GuidanceConfirmed(
            "social-media", "volunteers", "1.1", "a" * 64, (("3.1A", "9" * 64),), Private("Kim")
        ),
        PeopleImported("people.csv", 6, 6, 0, 0),
        RegisterHomed(Private("laptop"), Private("Kim")),
        adopted("expenses"),
        PolicyRepealed(
            "expenses", DECIDED, "Board 2026/15", date(2027, 1, 1), "", Private("Never used.")
        ),
    )
    seal(register, people=6)
    _letters_go_out(register)
    _replies_come_in(register)
    return register


def _letters_go_out(register):
    with register.sender_lock():
        for number in range(1, 7):
            raw = f"Dear person {number}".encode()
            name = f"SMP-1/{number:03d}/first"
            assert register.claim(name, hashlib.sha256(raw).hexdigest(), raw)
            outcome = {
                4: LetterRefused(name, "550", Private("no such user person4@union.example")),
                5: LetterUnknown(name, Private("connection lost")),
            }.get(number, LetterSent(name, "folder", str(number)))
            register.append(outcome)
    register.add_letters([letter(2, kind="reminder", step="reminder-1")])


def _replies_come_in(register):
    def came(words, **values):
        raw = words.encode()
        register.append(reply(hashlib.sha256(raw).hexdigest(), **values), evidence=[raw])
        return hashlib.sha256(raw).hexdigest()

    came("I have read it and will follow it")
    held = came("well, yes", outcome="unclear", number=2)
    register.append(
        ReplyResolved(held, "acknowledged", True, Private("Kim"), Private("by telephone"))
    )
    came("back on 21 December", outcome="auto_reply", number=3, detail=(("until", "2026-12-21"),))
    came("no", outcome="declined", number=6)
    spam = came("buy this", outcome="unmatched", number=0, notice="")
    register.append(
        RecipientExcused("SMP-1", 4, "waived", None, Private("Kim"), Private("long leave")),
        RecipientExtended("SMP-1", 5, date(2027, 1, 8), Private("Kim")),
    )
    gone = register.get(RecipientRow, "SMP-1", 6).subject
    register.append(erase_person(register, gone, "Kim", "asked for it"))
    register.append(EvidenceErased((spam,), Private("Kim"), Private("kept long enough")))
