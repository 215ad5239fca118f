"""The page of waiting replies and that of questions asked: nothing that came in runs or loads."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from govflow.adapters.pages.pages import HtmlPages
from govflow.core.people.queue import Asked, HeldReply, QuestionsAsked, Queue
from tests.adapters.pages.browser import violations

PAGES = HtmlPages()
WHEN = datetime(2026, 11, 30, 10, tzinfo=UTC)
HOSTILE = "<script>x()</script><img src='https://evil.example/x'>\u202eevil & \"quoted\""


def held(**said: object) -> HeldReply:
    plain = HeldReply("5b1cae2f" * 8, "Ada", "ada@union.example", WHEN, "unclear", "short", "ok")
    from dataclasses import replace

    return replace(plain, **said)


def page(*replies: HeldReply) -> str:
    return PAGES.queue(Queue("Chester Students' Union", WHEN, replies, "812 3f9a"))


def test_whatever_stands_in_a_reply_is_shown_and_never_runs() -> None:
    texts = (
        "name",
        "sender",
        "outcome",
        "reason",
        "words",
        "subject",
        "policy",
        "statement",
        "state",
    )
    found = page(held(**dict.fromkeys(texts, HOSTILE), files=(HOSTILE,), notice=HOSTILE))
    assert found.count("&lt;script&gt;") >= len(texts)
    assert "<script" not in found
    assert "<img" not in found
    asked = PAGES.questions(QuestionsAsked(HOSTILE, HOSTILE, (Asked(HOSTILE, HOSTILE),)))
    assert "<script" not in asked
    assert "<img" not in asked


def test_each_reply_names_the_commands_that_fit_it() -> None:
    assert "--as acknowledged" in page(held())
    assert "not-ours" not in page(held())
    assert "replies theirs 5b1cae2f" in page(held(outcome="wrong_sender"))
    stray = page(held(name="", outcome="unmatched"))
    assert "not-ours 5b1cae2f" in stray
    assert "--as acknowledged" not in stray


def test_an_empty_queue_says_so() -> None:
    assert "No reply waits for you" in page()


@pytest.mark.servers
@pytest.mark.parametrize("dark", [False, True])
def test_everybody_can_read_the_page(tmp_path: Path, dark: bool) -> None:
    whole = page(held(), held(outcome="wrong_sender", files=("scan.pdf",)), held(name=""))
    assert violations(whole, tmp_path, dark=dark) == []
