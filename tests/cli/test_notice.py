"""`govflow notice`: preview, send, list, show."""

import re
from email import message_from_bytes
from email.policy import SMTP

import pytest

from tests.cli.terminal import CODE, Shell


@pytest.fixture
def published(drafted: Shell) -> Shell:
    drafted.pass_("2026-01")
    drafted.publish("2026-01")
    return drafted


def letters(shell: Shell) -> list[str]:
    return sorted(path.name for path in shell.root.glob("mail/outbox/*.eml"))


def test_without_a_terminal_sending_needs_yes_and_the_number(published: Shell):
    for words in ((), ("--yes",), ("--expect", "3")):
        refusal = published.refused("notice", "send", CODE, *words, code=2)
        assert "--yes --expect 3" in refusal["remedy"]
        assert refusal["undone"] == "Nothing was sent."
    assert letters(published) == []


def test_another_number_than_expected_sends_nothing(published: Shell):
    before = published.contents()
    refusal = published.refused("notice", "send", CODE, "--yes", "--expect", "4", code=2)
    assert "3 recipients; you expected 4" in refusal["problem"]
    assert published.contents() == before


def test_everyone_bound_gets_one_letter_and_a_repeat_sends_nothing(published: Shell):
    words = ("notice", "send", CODE, "--due", "18/12/2026", "--yes", "--expect", "3")
    first = published.json(*words)
    assert first["schema"] == "govflow/notice/1"
    assert (first["notice"], first["total"], first["due"]) == ("SMP-1", 3, "2026-12-18")
    assert (first["sent"], first["refused"], first["unknown"]) == (3, 0, 0)
    posted = letters(published)
    assert len(posted) == 3
    again = published.json(*words)
    assert (again["notice"], again["sent"]) == ("SMP-1", 3)
    assert letters(published) == posted
    assert "nothing was left to send" in published(*words).err


def test_a_letter_has_an_address_an_own_way_back_and_a_plain_part(told: Shell):
    found = set()
    for path in told.root.glob("mail/outbox/*.eml"):
        letter = message_from_bytes(path.read_bytes(), policy=SMTP)
        plain = letter.get_body(("plain",))
        assert plain is not None
        assert "1.1" in plain.get_content()
        found.add((letter["To"].addresses[0].addr_spec, letter["Reply-To"], letter["Message-ID"]))
    assert {to for to, _, _ in found} == {
        "ada@union.example",
        "ben@union.example",
        "cai@mail.example",
    }
    assert len({way_back for _, way_back, _ in found}) == 3
    assert len({name for _, _, name in found}) == 3


def test_without_a_due_date_people_get_three_weeks(told: Shell):
    assert told.json("notice", "show", "SMP-1")["due"] == "2026-12-18"


def test_volunteers_are_informed_and_asked_for_nothing(told: Shell):
    words = ("notice", "send", CODE, "--audience", "volunteers", "--yes", "--expect", "1")
    notice = told.json(*words)
    assert (notice["purpose"], notice["due"], notice["sent"]) == ("information", None, 1)


def test_bound_and_informed_people_are_not_mixed(told: Shell):
    words = ("--audience", "staff", "--audience", "volunteers")
    assert "two notices" in told.refused("notice", "send", CODE, *words)["remedy"]


def test_an_unknown_audience_is_answered_with_those_there_are(told: Shell):
    refusal = told.refused("notice", "send", CODE, "--audience", "bishops")
    assert "staff, trustees, volunteers" in refusal["remedy"]


def test_a_preview_is_one_page_and_records_nothing(published: Shell):
    database = published.contents()["govflow.db"]
    made = published.json("notice", "preview", CODE)
    assert made["file"] == f"documents/{CODE}/1.1/notice-preview.html"
    page = published.file(made["file"]).read_text(encoding="utf-8")
    assert "ada@union.example" in page
    assert not re.search(r'src="https?:', page)
    assert published.contents()["govflow.db"] == database


def test_a_copy_to_oneself_goes_to_the_sender_alone(published: Shell):
    database = published.contents()["govflow.db"]
    published("notice", "send", CODE, "--to-me")
    (path,) = published.root.glob("mail/outbox/*.eml")
    assert b"To: Governance <governance@union.example>" in path.read_bytes()
    assert published.contents()["govflow.db"] == database


def test_a_due_day_in_the_past_is_refused(published: Shell):
    assert "past" in published.refused("notice", "send", CODE, "--due", "2026-11-01")["problem"]


def test_the_list_and_one_notice_count_people_and_letters(told: Shell):
    (line,) = told.json("notice", "list")["notices"]
    one = told.json("notice", "show", "SMP-1")
    assert one.pop("schema") == "govflow/notice_state/1"
    assert one.pop("troubled") == []
    assert one == line
    assert (line["recipients"], line["letters"]) == (3, {"sent": 3})
    assert line["states"] == {"outstanding": 3}
    assert "SMP-9" in told.refused("notice", "show", "SMP-9")["problem"]


def test_a_letter_that_has_to_wait_leaves_the_command_partly_done(published: Shell):
    box = published.file("mail/outbox")
    box.rename(published.file("mail/kept"))
    box.write_text("in the way", encoding="utf-8")
    words = ("notice", "send", CODE, "--yes", "--expect", "3")
    partly = published.json(*words, code=4)
    assert partly["sent"] == 0
    box.unlink()
    published.file("mail/kept").rename(box)
    rest = published.json(*words, code=4)
    assert (rest["sent"], rest["waiting"]) == (2, 1)
    assert len(letters(published)) == 2
