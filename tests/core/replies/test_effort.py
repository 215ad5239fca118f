"""Judging happens outside the guarded child, so no words may take long, whoever wrote them."""

import time
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from benchmarks.replies.letter import BOOK, TRUST
from govflow.core.replies.mail import Mail
from govflow.core.replies.rules import judge

ORDINARY = Mail(
    headers=(("Authentication-Results", "mx.example.org; dmarc=pass header.from=example.org"),),
    sender="tom.smith@example.org",
    subject="Re: policy",
    in_reply_to=("first.1@example.org",),
)
LONG = {
    "commas": "i " + ", " * 290 + "x",
    "adverbs": "i have " + "really , " * 55 + "x",
    "articles": "all " * 140 + "x",
    "greetings": "thanks Aa " * 120,
    "one word": "a" * 200_000,
    "lines": "a: b\n" * 4_000,
    "attributions": "On 1 Dec 2026 Sarah\n" * 3_900,
    "marks": ">" * 200_000,
    "rules": "-- a " * 40_000,
    "spaces": " " * 200_000 + "x",
    "empty lines": "\n" * 4_000 + "x",
    "numbers": "1 " * 100_000,
    "cues": "until " * 30_000,
    "at signs": "@" * 200_000,
}


@pytest.mark.parametrize("name", LONG)
def test_no_words_take_seconds(name: str) -> None:
    text = LONG[name]
    marked = (("Auto-Submitted", "auto-replied"), ("Authentication-Results", text[:8_000]))
    started = time.process_time()
    for mail in (
        replace(ORDINARY, text=text),
        replace(ORDINARY, html=text, html_quoted=text),
        replace(ORDINARY, text=text, subject=text[:8_000], headers=marked),
    ):
        judge(mail, BOOK, TRUST, received=datetime(2026, 12, 1, tzinfo=UTC))
    assert time.process_time() - started < 4
