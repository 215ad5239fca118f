"""The privacy texts: drafts until a person approves them, and never a plea for consent."""

import re

import pytest

from govflow.core.people.retention import PRIVACY_TEXTS, Retention, filled, period
from tests.cli.terminal import Shell
from tests.support import ROOT

SHIPPED = sorted((ROOT / "templates" / "privacy").glob("*.md"))


def test_the_texts_are_laid_out_once_and_never_over_the_officers_own(new: Shell):
    written = new.json("templates", "privacy")["files"]
    assert written == [f"privacy/{name}" for name in PRIVACY_TEXTS]
    notice = new.file("privacy/privacy-notice.md")
    assert "Chester Students' Union is the controller" in notice.read_text(encoding="utf-8")
    assert "6 years after you leave" in notice.read_text(encoding="utf-8")
    notice.write_text("ours", encoding="utf-8")
    assert new.json("templates", "privacy")["files"] == []
    assert notice.read_text(encoding="utf-8") == "ours"


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_each_text_is_a_draft_that_a_person_approves(path):
    text = path.read_text(encoding="utf-8")
    assert "Not in use until a person has approved it" in text.split("\n\n")[1]
    assert re.search(r"Approved by: \[NAME, ROLE\]\. On: \[DATE\]\.", text)


def test_nothing_that_people_are_sent_calls_it_consent():
    texts = [*SHIPPED, *(ROOT / "templates" / "mail").rglob("*.j2")]
    assert len(texts) > 40
    for path in texts:
        assert not re.search(r"\bconsent|\bcydsyn", path.read_text(encoding="utf-8"), re.I), path


def test_every_period_in_the_texts_is_the_one_in_the_settings():
    kept = Retention(unmatched=7, machine_mail=14, replaced_texts=365, leavers=0)
    for path in SHIPPED:
        text = filled(path.read_text(encoding="utf-8"), {}, kept)
        assert not re.search(r"\[(UNMATCHED|MACHINE MAIL|REPLACED TEXTS|LEAVERS)\]", text)
    assert [period(days) for days in (7, 365, 730, 0)] == [
        "7 days",
        "1 year",
        "2 years",
        "for good",
    ]
