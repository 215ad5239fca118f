"""Replies on the command line: answered, given to somebody, added by hand, shown, judged again, let go."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from govflow.adapters.memory.correspondents import Answer
from tests.cli.terminal import Shell

ADA, BEN, CAI = "ada@union.example", "ben@union.example", "cai@mail.example"
BY = ("--by", "Sarah Okafor")
ASKS = Answer("outlook", "Read it, but does section 3 cover our WhatsApp group?")
LATER = "2026-11-30"


def heard(shell: Shell, address: str, how: Answer, number: int = 1) -> str:
    """Somebody answers and it is collected; returns the first eight digits of the evidence."""
    shell.answer(address, how, number)
    shell("replies", "collect", day=LATER)
    return str(shell.json("replies", "list")["replies"][-1]["evidence"][:8])


def outbox(shell: Shell) -> int:
    return len(list(shell.root.glob("mail/outbox/*.eml")))


def test_an_answer_goes_out_once_and_shows_in_the_list(told: Shell) -> None:
    key, before = heard(told, ADA, ASKS), outbox(told)
    told.file("answer.txt").write_text("It does.\n", encoding="utf-8")
    words = ("replies", "answer", key, "--text", str(told.file("answer.txt")), *BY)
    told(*words, "--dry-run", day=LATER)
    assert outbox(told) == before
    assert told.json(*words, "--yes", day=LATER)["state"] == "sent"
    told(*words, "--yes", day=LATER)
    assert outbox(told) == before + 1
    line = told.json("replies", "list")["replies"][-1]
    assert (line["answer"], line["held"]) == ("sent", False)


def test_an_answer_needs_words_and_a_confirmation(told: Shell) -> None:
    key = heard(told, ADA, ASKS)
    assert "--text FILE" in told.refused("replies", "answer", key, *BY, code=2)["remedy"]
    told.file("answer.txt").write_text("It does.\n", encoding="utf-8")
    found = told.refused(
        "replies", "answer", key, "--text", str(told.file("answer.txt")), *BY, code=2
    )
    assert "--yes" in found["remedy"]


def test_a_question_reaches_the_page_of_questions_without_names(told: Shell) -> None:
    key = heard(told, ADA, ASKS)
    told.file("answer.txt").write_text("They are: see section 3.\n", encoding="utf-8")
    words = ("replies", "answer", key, "--text", str(told.file("answer.txt")), *BY, "--yes")
    told.refused(*words, "--question", "What did Ada Staff ask?")
    told(*words, "--question", "Are messaging groups <b>covered</b>?", day=LATER)
    page = told.file("documents/social-media/questions.html").read_text("utf-8")
    assert "Are messaging groups &lt;b&gt;covered&lt;/b&gt;?" in page
    assert "Ada" not in page


def test_asking_again_needs_no_words(told: Shell) -> None:
    key = heard(told, ADA, Answer("quoting", "ok"))
    found = told.json("replies", "answer", key, "--again", *BY, "--yes", day=LATER)
    assert (found["kind"], found["state"]) == ("again", "sent")


def test_a_reply_is_given_to_the_manager(told: Shell) -> None:
    key = heard(told, BEN, ASKS)
    found = told.json("replies", "assign", key, "--to", "manager", *BY)
    assert found["assigned"] == "Ada Staff"


def test_an_address_is_confirmed_and_stands_in_the_list(told: Shell) -> None:
    yes = Answer("outlook", "I have read and understood it.", sender="ada@home.example")
    key = heard(told, ADA, yes)
    told("replies", "theirs", key, *BY, "--reason", "Rang her", "--yes", day=LATER)
    assert "ada@home.example" in told.file("people.csv").read_text("utf-8")
    heard(told, ADA, yes, 2)
    assert told.json("register", "show")["rows"][0]["counted_by_rule"] == "acknowledges"


def test_a_reply_is_added_by_hand(told: Shell) -> None:
    path = told.answer(ADA).rename(told.file("by-hand.eml"))
    before = told.contents()
    assert told.json("replies", "add", str(path), "--dry-run")["replies"][0]["counted"]
    assert told.contents() == before
    (line,) = told.json("replies", "add", str(path), day=LATER)["replies"]
    assert (line["outcome"], line["counted"]) == ("acknowledged", True)
    told("replies", "add", str(path), day=LATER)
    assert len(told.json("replies", "list")["replies"]) == 1


def test_what_is_no_message_of_outlooks_is_refused_and_nothing_recorded(told: Shell) -> None:
    told.file("broken.msg").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and no more")
    found = told.refused("replies", "add", str(told.file("broken.msg")))
    assert "save the message again" in found["remedy"] or "govflow[outlook]" in found["remedy"]
    assert told.json("replies", "list")["replies"] == []


def test_show_says_what_was_counted_and_rejudge_agrees(told: Shell) -> None:
    key = heard(told, ADA, Answer("outlook", "I have read and understood the policy."))
    found = told.json("replies", "show", key)
    assert found["schema"] == "govflow/evidence/1"
    assert found["new_text"].strip() == "I have read and understood the policy."
    assert "acknowledges" in told("replies", "show", key).out
    assert told.json("replies", "rejudge")["same"] == 1
    told.edit("govflow.toml", "authserv_ids = [", "authserv_ids = [] # [")
    drifted = told.json("replies", "rejudge", code=1)
    assert drifted["drift"][0]["now"]["outcome"] == "unverified"


def test_short_replies_count_when_the_settings_say_so(told: Shell) -> None:
    told.edit("govflow.toml", "[replies]\n", "[replies]\ncount_short_replies = true\n")
    heard(told, ADA, Answer("quoting", "ok"))
    assert told.json("replies", "list")["replies"][-1]["counted"]


def test_the_organisations_own_footer_is_set_aside_when_it_is_named(told: Shell) -> None:
    said = "I have read and understood the policy.\n\nDolphin House works for tomorrow since 1969"
    heard(told, ADA, Answer("outlook", said))
    assert not told.json("replies", "list")["replies"][-1]["counted"]
    footer = 'set_aside = ["Dolphin House works for tomorrow since *"]'
    told.edit("govflow.toml", "[replies]\n", f"[replies]\n{footer}\n")
    heard(told, BEN, Answer("outlook", said), 2)
    assert told.json("replies", "list")["replies"][-1]["counted"]


def test_receipts_go_out_only_when_they_are_switched_on(told: Shell) -> None:
    before = outbox(told)
    heard(told, ADA, Answer("outlook", "I have read and understood the policy."))
    assert outbox(told) == before
    told.edit("govflow.toml", "[replies]\n", "[replies]\nreceipts = true\n")
    told.answer(BEN, number=2)
    assert told.json("replies", "collect", day="2026-11-27")["receipts"] >= 1
    sent = outbox(told)
    assert told.json("replies", "collect", day="2026-11-27")["receipts"] == 0
    assert outbox(told) == sent


def test_stray_mail_goes_when_the_officer_says_so_or_by_itself(told: Shell) -> None:
    stray = Answer("stray", "Is the room free?", sender="zoe@else.example")
    key = heard(told, ADA, stray)
    told("replies", "not-ours", key, *BY, "--yes")
    assert told.json("replies", "show", key)["size"] is None
    heard(told, ADA, stray, 2)
    assert told.json("replies", "tidy", day="2026-12-01")["erased"] == []
    assert len(told.json("replies", "tidy", "--dry-run", day="2027-01-20")["erased"]) == 1
    assert len(told.json("replies", "tidy", day="2027-01-20")["erased"]) == 1
    assert told.json("ledger", "verify")["ok"]


def test_the_queue_page_runs_nothing_that_came_in(told: Shell) -> None:
    hostile = '<script>alert(1)</script> & <img src=x onerror="x()">'
    heard(told, ADA, Answer("quoting", hostile))
    found = told.json("replies", "queue", "--no-open")
    page = Path(found["file"]).read_text("utf-8")
    assert found["waiting"] == 1
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script" not in page
    assert "<img" not in page


def test_review_is_refused_where_nobody_sits(told: Shell) -> None:
    assert "in a terminal" in told.refused("replies", "review", *BY, code=2)["problem"]


@pytest.mark.skipif(sys.platform == "win32", reason="this system has no pseudo-terminals")
def test_one_key_and_a_reason_settle_a_reply_in_a_terminal(told: Shell) -> None:
    heard(told, ADA, Answer("quoting", "ok"))
    told.answer(BEN, ASKS, 2)
    told("replies", "collect", day=LATER)
    shown = at_a_terminal(told, "a\nShe nodded.\nq\n\n", "replies", "review", *BY)
    assert "Ada Staff" in shown
    assert "WhatsApp" in shown
    assert "2 replies settled, 0 left" in shown
    lines = told.json("replies", "list")["replies"]
    assert [(x["resolved_as"], x["counted"]) for x in lines] == [
        ("acknowledged", True),
        ("question", False),
    ]
    assert lines[0]["resolved_reason"] == "She nodded."


@pytest.mark.skipif(sys.platform == "win32", reason="this system has no pseudo-terminals")
def test_nobody_settles_their_own_reply_in_review(told: Shell) -> None:
    heard(told, ADA, Answer("quoting", "ok"))
    shown = at_a_terminal(told, "a\ns\n", "replies", "review", "--by", "Ada Staff")
    assert "nobody settles their own reply" in " ".join(shown.split())
    assert told.json("replies", "list")["replies"][-1]["resolved_as"] is None


def at_a_terminal(shell: Shell, typed: str, *words: str) -> str:
    """Run a command in a pseudo-terminal with these keys typed ahead; returns all it showed."""
    import pty

    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "govflow", "-C", str(shell.root), *words]
    environment = {**os.environ, "COLUMNS": "96", "NO_COLOR": "1", "TERM": "dumb"}
    child = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment)
    os.close(theirs)
    os.write(ours, typed.encode())
    shown = b""
    while True:
        try:
            part = os.read(ours, 4096)
        except OSError:  # Linux says so when the other end has closed
            break
        if not part:
            break
        shown += part
    os.close(ours)
    assert child.wait(60) == 0, shown.decode()
    return shown.decode()


def test_what_inboxes_add_is_learnt_as_a_setting(told: Shell) -> None:
    mail = "From: a@b.example\r\nMessage-ID: <1@b.example>\r\n\r\nA test.\r\n\r\nDolphin House No 7\r\n"
    told.file("test.eml").write_bytes(mail.encode())
    words = ("replies", "learn", str(told.file("test.eml")), "--words")
    assert told.json(*words, "A test.")["set_aside"] == ["Dolphin House No *"]
    assert 'set_aside = [\n  "Dolphin House No *",\n]' in told(*words, "A test.").out
    told.refused(*words, "Another test.")
