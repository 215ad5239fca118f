"""The pages as files: what they say, that it is escaped, and that they need nothing else."""

import re
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path

import pytest

from govflow.adapters.pages.charts import WIDTH, days, segments
from govflow.adapters.pages.pages import HtmlPages, changed_only
from govflow.core.errors import SettingsError
from govflow.core.people.reports import ReportPerson, Standing, tally
from govflow.core.text.blocks import split
from govflow.core.text.documents import ByLaw
from govflow.core.text.policy import FrontMatter, Policy
from tests.adapters.pages.page_samples import (
    DIGEST,
    NEW,
    by_law,
    guidance,
    pairs,
    policy,
    preview,
    preview_letter,
    report,
)

PAGES = HtmlPages()
EVERY = {
    "report": lambda: PAGES.report(report(redline=PAGES.redline(pairs()))),
    "report of nobody": lambda: PAGES.report(report(people=(), changes=(), due=None)),
    "preview": lambda: PAGES.preview(preview()),
    "preview of nobody": lambda: PAGES.preview(preview(letters=())),
    "by-law": lambda: PAGES.by_law(by_law()),
    "draft": lambda: PAGES.by_law(by_law(draft=True)),
    "guidance": lambda: PAGES.guidance(guidance()),
    "text": lambda: PAGES.text("Schedule", "<h1>Schedule</h1><p>In clause 1...</p>"),
}


def words(page: str) -> str:
    body = re.sub(r"<style.*?</style>", "", page, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", body)).split())


@pytest.mark.parametrize("name", EVERY)
def test_a_page_needs_nothing_but_itself(name: str) -> None:
    page = EVERY[name]()
    assert not re.search(r"<script|<link|<img|@import|url\((?!#p-)|https?://|javascript:", page)
    assert "default-src 'none'" in page
    assert '<html lang="en-GB">' in page


@pytest.mark.parametrize("name", EVERY)
def test_the_same_values_make_the_same_page(name: str) -> None:
    assert EVERY[name]() == EVERY[name]()


@pytest.mark.parametrize("name", EVERY)
def test_every_reference_within_a_page_leads_somewhere(name: str) -> None:
    page = re.sub(r'srcdoc="[^"]*"|<style.*?</style>', "", EVERY[name](), flags=re.DOTALL)
    ids = re.findall(r'\bid="([^"]*)"', page)
    assert len(ids) == len(set(ids))
    wanted = re.findall(r'(?:href="#|url\(#|for="|aria-labelledby=")([^")]*)', page)
    assert set(wanted) <= set(ids)


def test_a_report_says_how_many_of_how_many_and_who_is_not_counted() -> None:
    page = words(PAGES.report(report()))
    assert "2 of 6 have acknowledged (33 %)" in page
    assert "1 person is not counted" in page
    assert "As at Monday 7 December 2026, 09:05 · notice SMP-1, sent 27 November 2026" in page
    assert "replies due Friday 18 December 2026" in page


def test_a_report_lists_who_is_missing_and_why_but_nobody_who_answered_or_left() -> None:
    page = words(PAGES.report(report()))
    missing = page.partition("Who has not acknowledged yet")[2].partition("What changed")[0]
    assert "Cy Price staff Held for review (question)" in missing
    assert "Di Lee staff Away: until 9 December" in missing
    assert "Ed Tan staff No reply yet (overdue) 27 November 2026 3" in missing
    assert not {"Ann", "Bo", "Fay"} & set(missing.split())


def test_a_report_carries_its_proof() -> None:
    page = words(PAGES.report(report()))
    assert f"SHA-256 of the text {DIGEST}" in page
    assert f'govflow ledger verify --against "{report().checkpoint}"' in page


def test_when_all_have_acknowledged_the_report_says_so() -> None:
    done = tuple(ReportPerson(n, "staff", "acknowledged", date(2026, 12, 1)) for n in "abc")
    page = words(PAGES.report(report(people=done)))
    assert "3 of 3 have acknowledged (100 %)" in page
    assert "Nobody: everyone who was asked has acknowledged." in page


def test_every_bar_says_in_words_what_it_shows() -> None:
    page = PAGES.report(report())
    drawings = re.findall(r'<svg class="(?:bar|small-bar|days bar)"[^>]*>', page)
    assert len(drawings) == 4
    assert all('role="img"' in one and 'aria-label="' in one for one in drawings)
    assert (
        'aria-label="2 acknowledged, 1 held for review, 1 away, 1 not delivered, 1 no reply yet, of 6'
        in page
    )


def test_no_colour_stands_alone() -> None:
    page = PAGES.report(report())
    for standing in Standing:
        if standing not in (Standing.ACKNOWLEDGED, Standing.EXCLUDED):
            assert f'id="p-{standing.name.lower()}"' in page


@pytest.mark.parametrize("field", ["organisation", "policy_title", "minute", "statement", "notice"])
def test_hostile_values_stay_words_in_a_report(field: str) -> None:
    evil = '"><script>alert(1)</script>'
    page = PAGES.report(report(**{field: evil}))
    assert "<script" not in page
    assert evil in unescape(page)


def test_hostile_names_stay_words() -> None:
    evil = "</td><script>alert(1)</script>"
    people = (ReportPerson(evil, evil, "held", date(2026, 12, 1), 1, evil),)
    assert "<script" not in PAGES.report(report(people=people))
    letter = preview_letter(name=evil, address=evil, audience=evil, warnings=(evil,))
    assert "<script" not in PAGES.preview(
        preview(letter, warnings=(evil,), excluded=((evil, evil),))
    )


def test_a_redline_for_a_report_shows_what_changed_under_its_headings_only() -> None:
    shown = words(PAGES.redline(pairs()))
    assert "3. Accounts" in shown
    assert "in writing" in shown
    assert "Log every account" not in shown
    assert "2. Scope" not in shown


def test_a_table_with_a_change_is_shown_whole() -> None:
    shown = words(PAGES.redline(pairs()))
    assert "Role Decides CEO accounts Chair nothing appeals" in shown


def test_nothing_changed_shows_nothing() -> None:
    same = [pair for pair in pairs() if pair.old == pair.new]
    assert changed_only(same) == ()


def test_headings_of_a_redline_stand_below_those_of_the_report() -> None:
    assert not re.search(r"<h[12]\b", PAGES.redline(pairs()))


def test_a_preview_shows_every_letter_with_its_parts() -> None:
    page = PAGES.preview(preview())
    assert page.count("<article ") == 3
    assert page.count('<iframe sandbox=""') == 3
    assert 'srcdoc="&lt;p&gt;Dear Ann,&lt;/p&gt;"' in page
    for name in ("Ann", "Bo", "Cy"):
        assert f"Dear {name}," in words(page)
    assert "by-law.docx (61 kB)" in words(page)
    assert "Message-ID <a@union.example>" in words(page)


def test_a_preview_says_first_what_matters() -> None:
    page = words(
        PAGES.preview(
            preview(warnings=("2 people share one address.",), excluded=(("Zed Ash", "left"),))
        )
    )
    head = page.partition("Letters")[0]
    assert "nothing has been sent" in head
    assert "3 letters to look at" in head
    assert "For acknowledgement · 3 staff · replies due Friday 18 December 2026" in head
    assert "2 people share one address." in head
    assert "1 of the audience get no letter Zed Ash: left" in head


def test_a_letter_to_look_at_is_marked_in_the_list() -> None:
    page = PAGES.preview(preview(preview_letter("Ann"), preview_letter("Bo", warnings=("Look.",))))
    assert "Bo (look)" in words(page)
    assert "Ann (look)" not in words(page)


def test_a_by_law_page_holds_the_text_its_facts_and_its_digest() -> None:
    page = words(PAGES.by_law(by_law()))
    assert "Passed by the Trustee Board on 18 June 2018 (minute 18/42) · version 1.0" in page
    assert "3.1 Ask the CEO." in page
    assert DIGEST in page
    assert "Draft" not in page


def test_a_by_law_page_says_under_a_clause_what_was_done_to_its_words() -> None:
    blocks = split("## 1. Scope\n\n1.1 Keep it.\n\n1.2 Use it.\n\n- an item\n")
    policy = Policy(FrontMatter("Kit", "kit"), blocks)
    noted = (("clause 1.1", "Words substituted."), ("clause 1.2, item 1", "Item <added>."))
    page = PAGES.by_law(ByLaw(policy, "ab" * 32, draft=False, notes=noted))
    assert 'Keep it.</p>\n<p class="amended">Words substituted.</p>' in page
    assert 'an item<p class="amended">Item &lt;added&gt;.</p>' in page


def test_a_draft_says_in_words_that_it_binds_nobody() -> None:
    page = words(PAGES.by_law(by_law(draft=True)))
    assert "Draft: not passed by the Trustee Board" in page
    assert "This text has not been passed and binds nobody." in page


def test_a_guidance_page_names_its_version_and_clauses() -> None:
    page = words(PAGES.guidance(guidance()))
    assert "Derived from the Social Media Policy, version 1.0, in force from 18 June 2018" in page
    assert "Ask before you open a page. From clause 3.1." in page
    assert "From section 5; clause 3.2." in page
    assert "binds nobody" in page


def test_a_plain_text_has_no_marks() -> None:
    assert "3.1 Ask the CEO in writing." in PAGES.plain(policy(NEW)).splitlines()


def test_a_workspaces_own_page_wins(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "guidance.html.j2").write_text("<p>{{ sheet.title }}</p>")
    assert HtmlPages(tmp_path).guidance(guidance()) == "<p>Social media for societies</p>"


def test_a_faulty_page_template_is_refused_with_its_name(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "guidance.html.j2").write_text("{{ sheeet.title }}")
    with pytest.raises(SettingsError, match="'sheeet' is undefined") as refused:
        HtmlPages(tmp_path).guidance(guidance())
    assert refused.value.place == "templates/pages/guidance.html.j2"


def test_a_bar_is_as_wide_as_the_people_asked() -> None:
    people = [
        ReportPerson(str(n), "x", s) for n, s in enumerate(["acknowledged"] * 7 + ["away"] * 3)
    ]
    pieces = segments(tally("x", [*people, ReportPerson("z", "x", "left")]))
    assert [(piece.standing, piece.number) for piece in pieces] == [
        (Standing.ACKNOWLEDGED, 7),
        (Standing.AWAY, 3),
    ]
    assert sum(piece.width for piece in pieces) == pytest.approx(WIDTH)
    assert pieces[1].x == pytest.approx(WIDTH * 0.7)


def test_a_bar_of_nobody_is_empty() -> None:
    assert segments(tally("x", [ReportPerson("z", "x", "left")])) == ()


def test_the_rise_starts_at_the_sending_and_never_leaves_the_drawing() -> None:
    drawn = days(report())
    assert drawn is not None
    assert drawn.path.startswith("M0 ")
    assert [count for _, _, _, count in drawn.marks] == [1, 2]
    assert all(0 <= x <= WIDTH for x, _, _, _ in drawn.marks)
    assert drawn.due_x == WIDTH


def test_before_the_first_reply_there_is_no_rise() -> None:
    assert days(report(people=())) is None


def test_a_welsh_guidance_has_welsh_labels_and_dates() -> None:
    page = PAGES.guidance(replace(guidance(), language="cy", in_force=date(2026, 12, 1)))
    assert "Canllawiau i" in page
    assert "mewn grym o 1 Rhagfyr 2026 ymlaen" in page
    assert "Guidance for" not in page
