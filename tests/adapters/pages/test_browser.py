"""The pages in a real browser: no barrier for anybody, and nothing fetched from anywhere."""

from pathlib import Path

import pytest

from govflow.adapters.mail.letters import MailLetters
from govflow.adapters.pages.pages import HtmlPages
from govflow.core.people.letters import LetterKind
from tests.adapters.mail.letter_samples import letter_text
from tests.adapters.pages.browser import fetched, violations
from tests.adapters.pages.page_samples import (
    by_law,
    guidance,
    pairs,
    policy_register,
    preview,
    report,
)

pytestmark = pytest.mark.servers

PAGES = HtmlPages()
EVERY = {
    "report": lambda: PAGES.report(report(redline=PAGES.redline(pairs()))),
    "preview": lambda: PAGES.preview(preview(warnings=("Look.",), excluded=(("Zed", "left"),))),
    "by-law": lambda: PAGES.by_law(by_law(draft=True)),
    "policies": lambda: PAGES.policies(policy_register()),
    "guidance": lambda: PAGES.guidance(guidance()),
    "letter": lambda: MailLetters().render(letter_text(golden_rule="Ask.")).html,
    "reminder": lambda: MailLetters().render(letter_text(LetterKind.REMINDER, "cy")).html,
}


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("name", EVERY)
def test_axe_finds_no_barrier(name: str, dark: bool, tmp_path: Path) -> None:
    assert violations(EVERY[name](), tmp_path, dark=dark) == []


def test_axe_would_find_a_barrier(tmp_path: Path) -> None:
    pale = '<h1>x</h1><p style="color:#aaa">pale words</p>'
    page = f'<html lang="en"><title>x</title><body><main>{pale}</main></body></html>'
    assert [found["rule"] for found in violations(page, tmp_path)] == ["color-contrast"]


@pytest.mark.parametrize("name", ["report", "preview", "letter"])
def test_a_page_fetches_nothing(name: str, tmp_path: Path) -> None:
    assert fetched(EVERY[name](), tmp_path) == []


def test_a_picture_from_elsewhere_would_be_noticed(tmp_path: Path) -> None:
    page = '<html><body><img src="http://127.0.0.1:9/count.png"></body></html>'
    assert fetched(page, tmp_path) == ["http://127.0.0.1:9/count.png"]
