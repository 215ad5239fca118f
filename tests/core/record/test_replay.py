"""The laws of the ledger: tables equal a replay, and a replay can be cut anywhere."""

import hashlib
import json
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from govflow.adapters.memory.register import MemoryRegister
from govflow.core.errors import GovflowError
from govflow.core.record.encode import decode
from govflow.core.record.events import (
    LetterDeferred,
    LetterRefused,
    LetterSent,
    LetterUnknown,
    NoticeClosed,
    Private,
    RecipientExcused,
    RecipientsAdded,
    ReplyResolved,
)
from govflow.core.record.holdings import PersonalWalk, Rolls
from govflow.core.record.project import apply
from govflow.core.record.recover import erase_person, recover
from govflow.core.record.rows import LetterRow, RecipientRow, ReplyRow
from govflow.core.record.settle import HELD
from govflow.core.record.tables import ROW_TYPES, MemoryTables
from tests.registers import Chance, Clock, adopted, letter, recipient, reply, seal

OUTCOMES = [*sorted(HELD - {"unmatched"}), "acknowledged", "bounced", "auto_reply", "machine"]
STEPS = st.one_of(
    st.tuples(st.just("send"), st.integers(1, 6)),
    st.tuples(st.just("crash"), st.integers(1, 6)),
    st.tuples(st.just("settle"), st.integers(1, 6)),
    st.tuples(st.just("remind"), st.integers(1, 6)),
    st.tuples(st.just("answer"), st.integers(1, 6)),
    st.tuples(st.just("excuse"), st.integers(1, 6)),
    st.tuples(st.just("erase"), st.integers(1, 6)),
    st.tuples(st.just("seal"), st.integers(2, 3)),
    st.tuples(st.just("join"), st.integers(1, 3)),
    st.tuples(st.just("close"), st.integers(1, 3)),
    st.tuples(st.just("reply"), st.integers(0, 6), st.sampled_from(OUTCOMES)),
    st.tuples(st.just("resolve"), st.integers(0, 20), st.sampled_from(OUTCOMES)),
)


def play(register, steps):
    """Do the steps; those that the register refuses leave no trace."""
    seal(register, people=6)
    for at, step in enumerate(steps):
        try:
            _do(register, at, *step)
        except GovflowError:
            continue
    return register


def _do(register, at, what, number, *more):
    match what:
        case "send" | "crash":
            _send(register, at, number, crash=what == "crash")
        case "settle":
            for row in register.find(LetterRow, notice="SMP-1", recipient=number):
                event = recover(row, (None, True, False)[at % 3])
                if event:
                    register.append(event)
        case "remind" | "answer":
            step = f"{what}-{at}"
            kind = "reminder" if what == "remind" else what
            register.add_letters([letter(number, kind=kind, step=step)])
        case "excuse":
            excuse = ("waived", "left", "")[at % 3]
            register.append(
                RecipientExcused("SMP-1", number, excuse, None, Private("Kim"), Private(f"r{at}"))
            )
        case "erase":
            row = register.get(RecipientRow, "SMP-1", number)
            register.append(erase_person(register, row.subject, "Kim", "asked"))
        case "seal":
            register.append(adopted(version=f"1.{at}"))
            seal(register, people=2, notice_id=f"SMP-{number}")
        case "join":
            first = len(register.find(RecipientRow, notice="SMP-1")) + 1
            numbers = range(first, first + number)
            event = RecipientsAdded("SMP-1", first, 0, date(2027, 1, 15), "")
            register.seal_notice(event, [*map(recipient, numbers)], [*map(letter, numbers)])
        case "close":
            register.append(NoticeClosed(f"SMP-{number}", Private("superseded")))
        case "reply":
            _reply(register, at, number, *more)
        case "resolve":
            _resolve(register, number, *more)


def _send(register, at, number, *, crash):
    waiting = register.find(LetterRow, notice="SMP-1", recipient=number, state="planned")
    with register.sender_lock():
        for row in waiting:
            raw = row.letter.encode()
            register.claim(row.letter, hashlib.sha256(raw).hexdigest(), raw)
            if not crash:
                said = Private("said")
                register.append(
                    (
                        LetterSent(row.letter, "folder", ""),
                        LetterRefused(row.letter, "550", said),
                        LetterUnknown(row.letter, said),
                        LetterDeferred(row.letter, "2026-11-24T12:00:00Z", said),
                    )[at % 4 if at % 3 == 0 else 0]
                )


def _reply(register, at, number, outcome):
    raw = f"reply {at}".encode()
    where = {"number": number, "notice": "SMP-1"} if number else {"number": 0, "notice": ""}
    came = reply(hashlib.sha256(raw).hexdigest(), outcome=outcome, **where)
    register.append(came, evidence=[raw])


def _resolve(register, which, outcome):
    rows = register.find(ReplyRow)
    if rows:
        evidence = rows[which % len(rows)].evidence
        counted = outcome == "acknowledged"
        register.append(ReplyResolved(evidence, outcome, counted, Private("Kim"), Private("so")))


def entries(register):
    walk = PersonalWalk(register.personal())
    for event in register.events():
        values = {(one.field, one.item): one.value for one in walk.of(event.seq)}
        yield decode(json.loads(event.body), values)


def project(tables, some, rolls):
    for entry in some:
        tables.put(apply(tables, entry.event, entry.moment, rolls.of(entry)))
    return tables


def everything(tables):
    return {table: tables.find(table) for table in ROW_TYPES}


@settings(max_examples=120, deadline=None)
@given(st.lists(STEPS, max_size=25))
def test_state_tables_equal_the_replay_whatever_happened(steps):
    register = play(MemoryRegister(clock=Clock(), entropy=Chance()), steps)
    assert register.verify() == []


@settings(max_examples=80, deadline=None)
@given(st.lists(STEPS, max_size=25), st.integers(0, 60))
def test_a_ledger_in_two_halves_equals_the_whole(steps, cut):
    register = play(MemoryRegister(clock=Clock(), entropy=Chance()), steps)
    rolls, all_entries = Rolls(register), list(entries(register))
    whole = project(MemoryTables(), all_entries, rolls)
    half = project(MemoryTables(), all_entries[:cut], rolls)
    resumed = MemoryTables()
    for rows in everything(half).values():
        resumed.put(rows)
    assert everything(project(resumed, all_entries[cut:], rolls)) == everything(whole)
    assert everything(whole) == everything(register)


@settings(max_examples=60, deadline=None)
@given(st.lists(STEPS, max_size=25))
def test_no_letter_is_ever_claimed_after_it_was_sent(steps):
    register = play(MemoryRegister(clock=Clock(), entropy=Chance()), steps)
    sent = set()
    for entry in entries(register):
        name = getattr(entry.event, "letter", None)
        if type(entry.event).__name__ == "LetterClaimed":
            assert name not in sent
        elif isinstance(entry.event, LetterSent):
            assert name not in sent
            sent.add(name)
