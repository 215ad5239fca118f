"""Stories of single replies: which rule answers, and what never counts."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from benchmarks.replies.letter import LETTER, SECRET, SENT, TEXT, TRUST, OneLetter
from govflow.core.replies.mail import DeliveryReport, Mail
from govflow.core.replies.outcomes import Duplicate, Quarantined, detail, filed, held, outcome_name
from govflow.core.replies.rules import RULES, judge, rules_page
from govflow.core.replies.verdicts import Verdict, quarantined, repeated

RECEIVED = datetime(2026, 12, 1, tzinfo=UTC)
QUOTED = "\n".join(f"> {line}" for line in TEXT.split("\n"))
ORDINARY = Mail(
    headers=(
        ("Authentication-Results", "mx.example.org; dmarc=pass header.from=example.org"),
        ("From", "Tom Smith <tom.smith@example.org>"),
    ),
    sender="tom.smith@example.org",
    sender_name="Tom Smith",
    subject=f"Re: {LETTER.subject}",
    text="Read and understood.",
    in_reply_to=(LETTER.message_id.strip("<>"),),
)


def verdict(
    letter: dict[str, Any] | None = None, trust: dict[str, Any] | None = None, **change: Any
) -> Verdict:
    book = OneLetter(replace(SENT, **(letter or {})))
    mail = replace(ORDINARY, **change)
    return judge(mail, book, replace(TRUST, **(trust or {})), received=RECEIVED)


def test_a_genuine_acknowledgement_counts_for_its_recipient() -> None:
    found = verdict()
    assert (found.counted, found.notice, found.recipient, found.person) == (True, "SMP-1", 1, "p1")
    assert (found.rule, found.new_text) == ("acknowledges", "Read and understood.")


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"sender": "eve@example.org"}, "somebody_else"),
        ({"sender": "", "sender_problem": "more than one From header"}, "no_single_sender"),
        ({"headers": ()}, "sender_not_proved"),
        ({"in_reply_to": (), "subject": "Hello"}, "leads_nowhere"),
        ({"in_reply_to": (), "subject": "SMP-7K3QX"}, "only_the_reference"),
        (
            {"in_reply_to": (), "subject": "", "text": "Read and understood (SMP-7K3QX)"},
            "only_the_reference",
        ),
        ({"text": QUOTED}, "nothing_new"),
        (
            {"text": f"Read and understood.\n\n{QUOTED}\n\nbut not clause 4"},
            "words_within_the_quotation",
        ),
        ({"html": "I do not agree"}, "not_what_it_seems"),
        ({"marks": ("struck",)}, "not_what_it_seems"),
        ({"text": "", "marks": ("tnef",)}, "cannot_be_read"),
        ({"subject": "Fwd: policy"}, "passed_on"),
        ({"subject": "[EXTERNAL] FW: policy"}, "passed_on"),
        ({"text": "ok"}, "short_form"),
        ({"text": "Why?"}, "asks"),
        ({"text": "I refuse"}, "objects"),
        ({"text": "May I have an exemption"}, "asks_for_an_exception"),
        ({"text": "I have read and understood version 1.0"}, "names_another_version"),
        ({"text": "Blue skies"}, "not_in_the_grammar"),
        ({"reaction": "\U0001f44d", "text": "reacted"}, "reaction"),
    ],
)
def test_each_doubt_is_held_by_its_own_rule(change: dict[str, Any], rule: str) -> None:
    found = verdict(**change)
    assert (found.rule, found.counted, held(found.outcome)) == (rule, False, True)


@pytest.mark.parametrize("header", ["X-Auto-Response-Suppress", "Sender"])
def test_an_odd_header_keeps_a_reply_from_counting(header: str) -> None:
    found = verdict(headers=(*ORDINARY.headers, (header, "pa@example.org")))
    assert (found.counted, held(found.outcome)) == (False, True)


@pytest.mark.parametrize(
    ("letter", "outcome"),
    [
        ({"superseded_by": "1.2"}, "old_version"),
        ({"closed": True}, "unclear"),
        ({"prior": "declined"}, "conflict"),
        ({"sent_at": RECEIVED + timedelta(days=1)}, "unclear"),
    ],
)
def test_an_acknowledgement_of_what_is_past_or_disputed_is_held(
    letter: dict[str, Any], outcome: str
) -> None:
    found = verdict(letter)
    assert (outcome_name(found.outcome), found.counted) == (outcome, False)


def test_an_objection_after_an_acknowledgement_is_a_conflict() -> None:
    found = verdict(
        {"prior": "acknowledged", "prior_counted": True}, text="I do not agree after all"
    )
    assert (outcome_name(found.outcome), dict(detail(found.outcome))["before"]) == (
        "conflict",
        "acknowledged",
    )


def test_a_second_acknowledgement_is_more_evidence() -> None:
    assert verdict({"prior": "acknowledged", "prior_counted": True}).counted


def test_a_short_form_counts_only_where_the_organisation_says_so() -> None:
    found = verdict(trust={"accept_weak": True}, text="ok")
    assert (found.counted, detail(found.outcome)) == (True, (("weak", "true"),))
    assert not verdict(trust={"accept_weak": True}, text="ok", sender="eve@example.org").counted


def test_the_secret_in_the_address_leads_back_without_any_reference() -> None:
    found = verdict(
        in_reply_to=(), subject="hello", addressed=(f"governance+{SECRET}@example.org",)
    )
    assert found.counted


def test_words_put_there_by_the_button_are_marked() -> None:
    assert detail(verdict(text=SENT.prefilled).outcome) == (("prefilled", "true"),)


def test_a_message_that_leads_to_two_letters_is_held() -> None:
    class Two(OneLetter):
        def by_message_id(self, message_id: str) -> Any:
            return {"a": self.sent, "b": replace(self.sent, recipient=2)}.get(message_id)

    mail = replace(ORDINARY, in_reply_to=("a",), references=("b",))
    assert judge(mail, Two(SENT), TRUST, received=RECEIVED).rule == "leads_to_two"


def test_a_report_leads_to_the_recipient_it_failed_for() -> None:
    report = DeliveryReport("tom.smith@example.org", "failed", "5.1.1", "no such user")
    found = verdict(sender="mailer-daemon@mx.example.org", in_reply_to=(), reports=(report,))
    assert outcome_name(found.outcome) == "bounced"
    assert (found.recipient, dict(detail(found.outcome))["address"]) == (1, "tom.smith@example.org")


def test_a_report_of_delay_is_no_bounce() -> None:
    report = DeliveryReport("tom.smith@example.org", "delayed", "4.4.1", "")
    assert outcome_name(verdict(reports=(report,)).outcome) == "delayed"


def test_a_person_who_talks_about_an_absence_is_no_program() -> None:
    found = verdict(subject="Re: Automatic reply: out of office", text="Read and understood.")
    assert found.counted


def test_an_absence_pauses_until_the_day_it_names() -> None:
    found = verdict(
        subject="Automatic reply: policy", text="I am away until 9 December. I acknowledge."
    )
    assert (outcome_name(found.outcome), dict(detail(found.outcome))["until"]) == (
        "auto_reply",
        "2026-12-09",
    )


def test_the_organisation_s_own_banner_is_set_aside() -> None:
    text = "*** Mail von aussen! Prüfen Sie den Absender: 4711 ***\n\nRead and understood."
    assert not verdict(text=text).counted
    assert verdict(
        trust={"set_aside": ("Mail von aussen! Prüfen Sie den Absender: *",)}, text=text
    ).counted


def test_the_same_again_is_filed_and_the_unreadable_quarantined() -> None:
    again = repeated(verdict(), Duplicate())
    assert (again.counted, filed(again.outcome), again.recipient) == (False, True, 1)
    assert outcome_name(quarantined(Quarantined("too big")).outcome) == "quarantined"


def test_every_rule_is_on_the_page_in_its_order() -> None:
    page = rules_page()
    places = [page.index(f"**{rule.__name__.replace('_', ' ')}**") for rule in RULES]
    assert places == sorted(places)
    assert all(rule.__doc__ for rule in RULES)
