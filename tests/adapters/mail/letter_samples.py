"""A letter as the tests write it, with only what a test is about said in the test."""

from dataclasses import replace
from datetime import date
from typing import Any

from govflow.core.people.letters import (
    Contact,
    Envelope,
    LetterKind,
    LetterText,
    RenderedLetter,
    acknowledging_words,
    reply_link,
    reply_statement,
)

UNION = "Chester Students' Union"
TITLE = "Social Media Policy"
REPLY_TO = "governance+k7dj3m2xq5avw4tz@union.example"


def letter_text(
    kind: LetterKind = LetterKind.FIRST, language: str = "en", **said: Any
) -> LetterText:
    text = LetterText(
        kind=kind,
        language=language,
        organisation=UNION,
        policy_title=TITLE,
        version="1.1",
        person_name="Siân Okafor",
        audience="staff",
        purpose="acknowledgement",
        reference="SMP-7K3QX",
        statement=reply_statement(UNION, "1.1", language),
        changes=("New accounts need written permission.", "So do AI-assisted accounts."),
        contact=Contact("Jo Whitby", "01244 511577", "governance@union.example"),
        signer="Jo Whitby, Governance Officer",
        mailto=reply_link(REPLY_TO, "SMP-7K3QX", acknowledging_words(TITLE, "1.1", language)),
        sent_on=date(2026, 11, 27),
        passed_on=date(2026, 11, 26),
        in_force=date(2026, 12, 1),
        due=date(2026, 12, 18),
        checkpoint="812 " + "3f9a01c2b4d5e6f7" * 4,
        attachment="by-law.docx",
        about=("Sam Tan", "Bo Lee") if kind is LetterKind.ESCALATION else (),
        replied_on=date(2026, 12, 2) if kind is LetterKind.RECEIPT else None,
        note="It does.\n\nClause 3.1 says so."
        if kind in (LetterKind.ANSWER, LetterKind.AGAIN)
        else "",
    )
    return replace(text, **said)


def envelope(**said: Any) -> Envelope:
    plain = Envelope(
        sender="Governance <governance@union.example>",
        to_name="Siân Okafor",
        to_address="sian@union.example",
        reply_to=REPLY_TO,
        message_id="<smp-1.017.first.4f2a@union.example>",
        date="Fri, 27 Nov 2026 09:00:00 +0000",
        reference="SMP-7K3QX",
        letter="SMP-1/017/first",
        loop="9d41c07be3",
        checkpoint="812 " + "3f9a01c2b4d5e6f7" * 4,
    )
    return replace(plain, **said)


def rendered(**said: Any) -> RenderedLetter:
    plain = RenderedLetter(
        "Social Media Policy has changed", "Dear Siân,\n\nRead it.\n", "<p>Dear Siân,</p>\n"
    )
    return replace(plain, **said)
