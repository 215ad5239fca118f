"""Reports of mail systems: the real ones beside the project, and the structure they are read from."""

from collections import Counter
from datetime import UTC, datetime
from email import message_from_bytes

from benchmarks.replies.letter import BOOK, LETTER, TRUST
from benchmarks.replies.machines import machine_mails
from benchmarks.replies.run import verdict_on
from govflow.adapters.mail import bounces
from govflow.adapters.mail.parse import MailReader
from govflow.core.replies.mail import Mail
from govflow.core.replies.outcomes import Bounced, Delayed, outcome_name
from govflow.core.replies.rules import judge
from tests.support import require_shared


def test_real_bounces_are_known_with_the_address_that_failed() -> None:
    folder = require_shared("samples/bounces")
    seen: Counter[str] = Counter()
    addressed = 0
    with MailReader() as reader:
        for path in sorted(folder.glob("*.eml")):
            if path.name.startswith(("arf-", "rfc3834")):
                continue
            mail = reader.read(path.read_bytes())
            assert isinstance(mail, Mail), path.name
            outcome = judge(mail, BOOK, TRUST, received=datetime(2026, 12, 1, tzinfo=UTC)).outcome
            seen[outcome_name(outcome)] += 1
            addressed += isinstance(outcome, Bounced | Delayed) and bool(outcome.address)
    reports = seen["bounced"] + seen["delayed"]
    assert reports >= 0.97 * seen.total(), seen
    assert addressed >= 0.97 * reports


def test_a_report_is_traced_to_its_letter_by_every_way_it_is_written() -> None:
    with MailReader() as reader:
        reports = [m for m in machine_mails(LETTER) if m.outcome in ("bounced", "delayed")]
        found = [verdict_on(reader, m.raw) for m in reports]
    assert [outcome_name(v.outcome) for v in found] == [m.outcome for m in reports]
    assert [v.recipient for v in found] == [1] * len(reports)


def test_a_reader_of_bounces_that_fails_knows_nothing_and_stops_nobody(monkeypatch: object) -> None:
    broken = message_from_bytes(b"From: \xff\xfe mailer-daemon@x.org\nSubject: \xff\n\nx")
    assert bounces.failed_recipients(broken) == ()
    assert bounces.looks_like_report(broken)
    assert not bounces.looks_like_report(message_from_bytes(b"From: tom@example.org\n\nx"))
