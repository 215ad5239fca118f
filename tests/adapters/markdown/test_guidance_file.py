"""Guidance files: read, written back as they stand, and the shipped page for volunteers."""

from dataclasses import replace
from pathlib import Path

import pytest

from govflow.adapters.markdown.front_matter import read_policy
from govflow.adapters.markdown.guidance_file import read_guidance, write_guidance
from govflow.core.errors import TextError
from govflow.core.text.guidance import coverage, guidance_findings
from govflow.core.text.versions import digest

SHIPPED = Path(__file__).parents[3] / "policy/social-media"
FILE = """\
---
title: Minutes for volunteers
policy: minutes
audience: volunteers
derived_from:
  version: "1.10"
  digest: abc
required:
  - If in doubt, leave it out.
left_out:
  section 1: background
colour: green # the officer's own
---

# Minutes for volunteers

A word first.

## Ask

Please *ask*:

- early
- often

Rests on: section 3, paragraph 1; section 5, under "Students' Union; clubs", paragraph 2

## Nothing named

Text.
"""


def test_passages_name_their_clauses_and_keep_their_markdown():
    found = read_guidance(FILE.encode(), "g.md")
    first, second = found.passages
    assert first.heading == "Ask"
    assert first.text == "Please *ask*:\n\n- early\n- often"
    assert first.rests_on == (
        "section 3, paragraph 1",
        'section 5, under "Students\' Union; clubs", paragraph 2',
    )
    assert first.line == 19
    assert second.rests_on == ()


def test_what_the_file_says_about_itself_is_read():
    found = read_guidance(FILE.encode(), "g.md")
    assert (found.audience, found.version, found.digest) == ("volunteers", "1.10", "abc")
    assert found.introduction == "A word first."
    assert found.required == ("If in doubt, leave it out.",)
    assert found.left_out == (("section 1", "background"),)
    assert found.extra == (("colour", "green"),)


def test_a_new_source_version_changes_two_lines_and_no_others():
    old = read_guidance(FILE.encode(), "g.md")
    written = write_guidance(replace(old, version="1.11", digest="def"), FILE.encode())
    assert set(FILE.split("\n")) - set(written.split("\n")) == {
        '  version: "1.10"',
        "  digest: abc",
    }
    assert read_guidance(written.encode(), "g.md") == replace(old, version="1.11", digest="def")


def test_guidance_written_anew_reads_the_same():
    old = read_guidance(FILE.encode(), "g.md")
    assert read_guidance(write_guidance(old).encode(), "g.md") == old


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("title: Minutes for volunteers\n", "", 1),
        ("audience: volunteers\n", "", 1),
        ('"1.10"', "1.10", 6),
        ("  section 1: background", "  - section 1", 10),
        ("  - If in doubt, leave it out.", "  a: b", 8),
        ("policy: minutes", "policy: [minutes]", 3),
    ],
)
def test_a_broken_guidance_file_gives_its_place(old: str, new: str, line: int):
    with pytest.raises(TextError) as caught:
        read_guidance(FILE.replace(old, new).encode(), "g.md")
    assert caught.value.place == f"g.md:{line}"
    assert caught.value.remedy


def shipped():
    policy = read_policy(
        (SHIPPED / "versions/1.0.md").read_bytes(), "policy/social-media/policy.md"
    )
    raw = (SHIPPED / "guidance-volunteers.md").read_bytes()
    return policy, read_guidance(raw, "guidance-volunteers.md"), raw


def test_the_shipped_guidance_is_without_findings_and_names_its_version():
    policy, guidance, _ = shipped()
    assert guidance_findings(guidance, policy) == ()
    assert guidance.digest == digest(policy)


def test_every_clause_informs_a_passage_or_is_left_out_for_a_reason():
    policy, guidance, _ = shipped()
    assert [c.address for c in coverage(guidance, policy) if c.open] == []


def test_the_shipped_guidance_fits_one_page_and_holds_the_golden_rule():
    policy, guidance, raw = shipped()
    assert sum(len(p.text.split()) for p in guidance.passages) < 500
    assert str(policy.front.get("golden_rule")).split() == guidance.passages[0].text.split()
    assert write_guidance(guidance, raw) == raw.decode()
