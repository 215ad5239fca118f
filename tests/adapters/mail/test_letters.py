"""What people read: short, plain, the same in text and HTML, in their language, nothing remote."""

import re
from datetime import date
from html import unescape
from itertools import product
from pathlib import Path

import pytest

from govflow.adapters.files.shipped import shipped
from govflow.adapters.mail.letters import MailLetters, template_name, wrap
from govflow.core.errors import SettingsError
from govflow.core.people.letters import (
    LetterKind,
    RenderedLetter,
    acknowledging_words,
    reply_link,
)
from tests.adapters.mail.letter_samples import letter_text

LETTERS = MailLetters()
LANGUAGES = ("en", "cy")
KINDS = tuple(LetterKind)
EVERY = [
    *(letter_text(kind, language) for kind, language in product(KINDS, LANGUAGES)),
    *(letter_text(language=lang, purpose="information", mailto="") for lang in LANGUAGES),
    *(letter_text(language=lang, changes=(), attachment="", due=None) for lang in LANGUAGES),
    *(letter_text(golden_rule="When in doubt, ask.", language=lang) for lang in LANGUAGES),
    *(
        letter_text(LetterKind.REMINDER, lang, sent_on=day, step=step)
        for lang in LANGUAGES
        for step, day in enumerate((date(2026, 12, 11), date(2026, 12, 17), date(2026, 12, 23)), 1)
    ),
]


def words_of_html(page: str) -> str:
    body = re.sub(r"</?strong[^>]*>", "", page)
    body = re.sub(r"<(head|style)\b.*?</\1>", "", body, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", body)).split())


def words_of_text(text: str) -> str:
    return " ".join(re.sub(r"^\* ", "", text, flags=re.MULTILINE).split())


@pytest.mark.parametrize("letter", EVERY, ids=lambda text: f"{text.kind}-{text.language}")
def test_text_and_html_say_the_same_words(letter: object) -> None:
    rendered = LETTERS.render(letter)  # type: ignore[arg-type]
    assert words_of_html(rendered.html) == words_of_text(rendered.text)


@pytest.mark.parametrize("letter", EVERY, ids=lambda text: f"{text.kind}-{text.language}")
def test_no_line_is_wider_than_72_columns(letter: object) -> None:
    lines = LETTERS.render(letter).text.splitlines()  # type: ignore[arg-type]
    assert [line for line in lines if len(line) > 72 and " " in line.strip()] == []
    assert "" not in (lines[0], lines[-1])


@pytest.mark.parametrize("letter", EVERY, ids=lambda text: f"{text.kind}-{text.language}")
def test_a_letter_fetches_nothing_and_counts_no_click(letter: object) -> None:
    page = LETTERS.render(letter).html  # type: ignore[arg-type]
    assert not re.search(
        r"https?:|//|<img|<script|<link|@import|url\(|<iframe", page, re.IGNORECASE
    )
    assert all(link.startswith("mailto:") for link in re.findall(r'href="([^"]*)"', page))


def first(**said: object) -> RenderedLetter:
    return LETTERS.render(letter_text(**said))  # type: ignore[arg-type]


def test_the_subject_says_what_is_wanted_by_when_and_the_reference() -> None:
    assert first().subject == (
        "Social Media Policy has changed: please reply by Friday 18 December (SMP-7K3QX)"
    )


def test_a_first_letter_has_about_twelve_lines() -> None:
    assert (
        first().text
        == """\
Please write your reply above this line (SMP-7K3QX).

Dear Siân Okafor,

Our Social Media Policy has changed. What changes for you (staff):

* New accounts need written permission.
* So do AI-assisted accounts.

Version 1.1, attached, applies from 1 December whether or not you reply.

Please reply by Friday 18 December that you have read and understood it.
Replying that you have read and understood tells Chester Students' Union
that you have read version 1.1 and will follow it.

Reply now or write to governance+k7dj3m2xq5avw4tz@union.example

Questions, or another format? Reply, or ask Jo Whitby on 01244 511577.

A program sorts the replies and a person checks every doubtful one.

Jo Whitby, Governance Officer, Chester Students' Union

SMP-7K3QX · 812 3f9a01c2b4d5e6f73f9a01c2b4d5e6f73f9a
"""
    )


def test_a_letter_for_information_asks_for_nothing() -> None:
    letter = first(purpose="information", mailto="")
    assert letter.subject == "Social Media Policy has changed: for your information (SMP-7K3QX)"
    assert "you need not reply" in letter.text
    assert "Please reply" not in letter.text
    assert "<a " not in letter.html


def test_a_new_policy_is_not_called_a_change() -> None:
    letter = first(changes=())
    assert letter.subject.startswith("Social Media Policy applies to you: please reply by")
    assert "changed" not in letter.text


def test_the_golden_rule_stands_word_for_word() -> None:
    rule = "If you are uncertain about a post, seek further guidance or avoid posting."
    assert f"“{rule}”" in words_of_text(first(golden_rule=rule).text)


def test_the_button_opens_a_reply_with_address_subject_and_words_in_place() -> None:
    words = acknowledging_words("Social Media Policy", "1.1")
    link = reply_link("gov+k7@union.example", "Policy & more (SMP-7K3QX)", words)
    assert link == (
        "mailto:gov%2Bk7@union.example?subject=Policy%20%26%20more%20%28SMP-7K3QX%29"
        "&body=I%20have%20read%20and%20understood%20the%20Social%20Media%20Policy"
        "%2C%20version%201.1%2C%20and%20will%20follow%20it."
    )
    letter = first(mailto=link)
    assert link in unescape(letter.html)
    assert "write to gov+k7@union.example" in words_of_text(letter.text)


def test_reminders_differ_by_step_and_stay_kind() -> None:
    days = (date(2026, 12, 11), date(2026, 12, 14), date(2026, 12, 17), date(2026, 12, 23))
    letters = [
        LETTERS.render(letter_text(LetterKind.REMINDER, sent_on=day, step=step))
        for step, day in enumerate(days, 1)
    ]
    assert len({letter.text for letter in letters}) == 4
    assert "This is a friendly reminder" in letters[0].text
    assert "another friendly reminder" in letters[1].text
    assert "is due on Friday 18 December. It takes a minute" in words_of_text(letters[2].text)
    assert "tell us and we will help" in words_of_text(letters[3].text)


def test_a_receipt_repeats_the_sealed_words() -> None:
    letter = LETTERS.render(letter_text(LetterKind.RECEIPT))
    assert "your reply of 2 December" in letter.text
    assert letter_text().statement in words_of_text(letter.text)


def test_an_escalation_names_the_people_and_carries_nobodys_address() -> None:
    letter = LETTERS.render(letter_text(LetterKind.ESCALATION))
    assert "* Sam Tan\n* Bo Lee\n" in letter.text
    assert "governance+" not in letter.text + letter.html


def test_a_welsh_letter_is_welsh_to_its_dates() -> None:
    letter = LETTERS.render(letter_text(language="cy"))
    assert letter.subject == (
        "Mae Social Media Policy wedi newid: atebwch erbyn dydd Gwener 18 Rhagfyr (SMP-7K3QX)"
    )
    assert '<html lang="cy">' in letter.html


def test_hostile_values_stay_words() -> None:
    evil = "<script>alert(1)</script> {{ 7*7 }} \u202e\x00\r\nBcc: x"
    letter = first(person_name=evil, changes=(evil,), policy_title=evil)
    assert "<script" not in letter.html
    assert "{{ 7*7 }}" in letter.text
    assert "\u202e" not in letter.text + letter.html + letter.subject
    assert "\n" not in letter.subject


def test_a_line_that_would_be_an_acknowledgement_is_broken_elsewhere() -> None:
    statement = (
        "To answer so tells the Students' Union that you, as its staff, do say I have read it."
    )
    text = first(statement=statement).text
    assert "I have read it." not in text.splitlines()
    assert "I have read it." in words_of_text(text)


def own_template(folder: Path, name: str, text: str) -> MailLetters:
    path = folder / "mail" / "en" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return MailLetters(folder)


def test_a_workspaces_own_template_wins_and_the_others_stay(tmp_path: Path) -> None:
    letters = own_template(tmp_path, "first.subject.j2", "{{ policy_title }}: read me\n")
    letter = letters.render(letter_text())
    assert letter.subject == "Social Media Policy: read me"
    assert letter.text == LETTERS.render(letter_text()).text


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("{{ persn_name }}", "'persn_name' is undefined"),
        ("{% if %}", "Expected an expression"),
        ("{{ due.strftime.__globals__ }}", "has no attribute"),
        ("{{ ''.__class__.__mro__ }}", "unsafe|access"),
        ("{{ changes.append('x') }}", "has no attribute 'append'"),
        ("{{ 1 / 0 }}", "division by zero"),
        ("{{ version + 1 }}", "can only concatenate str"),
    ],
)
def test_a_faulty_template_is_refused_with_its_name(
    tmp_path: Path, template: str, words: str
) -> None:
    letters = own_template(tmp_path, "first.txt.j2", template)
    with pytest.raises(SettingsError, match=words) as refused:
        letters.render(letter_text())
    assert refused.value.place.startswith("templates/mail/en/first.txt.j2")


def test_a_language_without_letters_is_refused() -> None:
    with pytest.raises(SettingsError, match="no letter template 'mail/fr/"):
        LETTERS.render(letter_text(language="fr"))


def test_a_language_cannot_lead_out_of_the_templates() -> None:
    with pytest.raises(SettingsError):
        LETTERS.render(letter_text(language="../../../etc"))


def test_every_language_has_every_letter() -> None:
    names = {
        f"{template_name(text)}.{part}.j2" for text in EVERY for part in ("subject", "txt", "html")
    }
    for language in LANGUAGES:
        found = {path.name for path in (shipped("templates") / "mail" / language).iterdir()}
        assert names <= found


def test_long_words_are_kept_whole_and_items_are_hung() -> None:
    assert wrap("* " + "word " * 20, 40) == [
        "* word word word word word word word",
        "  word word word word word word word",
        "  word word word word word word",
    ]
    assert wrap("x" * 90) == ["x" * 90]


def test_the_shipped_templates_have_no_fault() -> None:
    assert LETTERS.faults() == []


def test_a_fault_in_a_rare_corner_of_a_template_is_found_before_anything_is_sent(
    tmp_path: Path,
) -> None:
    letters = own_template(tmp_path, "reminder.txt.j2", "{% if golden_rule %}{{ oops }}{% endif %}")
    faults = letters.faults()
    assert {fault.place for fault in faults} == {"templates/mail/en/reminder.txt.j2"}
    assert "'oops' is undefined" in str(faults[0])
