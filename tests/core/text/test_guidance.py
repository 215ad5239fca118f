"""Guidance: advice that names its clauses, never drifts from them and never threatens anybody."""

from dataclasses import replace

import pytest

from govflow.core.text.blocks import split
from govflow.core.text.documents import GuidancePassage
from govflow.core.text.guidance import (
    Cause,
    Guidance,
    clause_digests,
    coverage,
    guidance_digest,
    guidance_findings,
    moved,
    moves,
    rests_on_digests,
    sheet,
    stale_passages,
)
from govflow.core.text.policy import Audience, FrontMatter, Policy

RULE = "If in doubt, leave it out."
BODY = """\
## 1. Purpose

Minutes matter.

## 2. Keeping

2.1 Staff must ask the Secretary first.

2.2 Minutes are kept for six years:

(a) on paper; and

(b) in the register.

### Care

Handle them with care.

Losing them could result in disciplinary action.
"""


def policy(body: str = BODY, **extra: object) -> Policy:
    front = FrontMatter(
        title="Minutes Policy",
        code="minutes",
        audiences=(Audience("staff"), Audience("volunteers", "informed")),
        version="1.0",
        extra=tuple(extra.items()),
    )
    return Policy(front, split(body))


def passage(text: str, *rests_on: str, heading: str = "Ask", line: int = 9) -> GuidancePassage:
    return GuidancePassage(heading, text, rests_on, line)


def guidance(*passages: GuidancePassage, **changed: object) -> Guidance:
    whole = Guidance(
        title="Minutes for volunteers",
        policy="minutes",
        audience="volunteers",
        passages=passages,
        version="1.0",
        digest="d" * 64,
        published_at="the notice board",
        path="guidance-volunteers.md",
    )
    return replace(whole, **changed)


def codes(found: Guidance, text: Policy | None = None) -> list[str]:
    return [f.code for f in guidance_findings(found, text or policy())]


ASK = passage("Please ask the Secretary first.", "clause 2.1")
CARE = passage("Be careful with them.", "section 2, under 'Care', paragraph 1", heading="Care")


def test_clean_guidance_has_no_findings():
    assert codes(guidance(ASK, CARE)) == []


def test_confirmed_guidance_is_not_stale_while_its_clauses_stand():
    confirmed = rests_on_digests(guidance(ASK, CARE), policy())
    assert [address for address, _ in confirmed] == ["clause 2.1", CARE.rests_on[0]]
    assert stale_passages(guidance(ASK, CARE), policy(), policy(), confirmed) == ()


def test_guidance_never_confirmed_is_stale():
    (stale,) = stale_passages(guidance(ASK), policy(), policy(), ())
    assert (stale.cause, stale.now) == (Cause.UNCONFIRMED, "clause 2.1")


def cause_after(old: str, new: str, *passages: GuidancePassage) -> list[tuple[str, str, str]]:
    """The causes when a body is changed by replacing words, confirmed before the change."""
    before, after = policy(), policy(BODY.replace(old, new))
    confirmed = rests_on_digests(guidance(*passages), before)
    found = stale_passages(guidance(*passages), before, after, confirmed)
    return [(s.address, str(s.cause), s.now) for s in found]


def test_a_changed_clause_makes_its_passage_stale_and_no_other():
    assert cause_after("the Secretary", "the chair", ASK, CARE) == [
        ("clause 2.1", "changed", "clause 2.1")
    ]


def test_a_changed_part_makes_a_passage_on_the_whole_stale():
    whole = passage("Kept six years.", "clause 2.2")
    section = passage("All of it.", "section 2", heading="All")
    assert [found[0] for found in cause_after("on paper", "on film", whole, section)] == [
        "clause 2.2",
        "section 2",
    ]


def test_a_paragraph_that_moved_is_found_at_its_new_place():
    new = cause_after("Handle them", "A new paragraph.\n\nHandle them", CARE)
    assert new == [(CARE.rests_on[0], "moved", "section 2, under 'Care', paragraph 2")]


def test_a_clause_taken_out_has_vanished_even_where_another_took_its_place():
    gone = cause_after("Handle them with care.\n\n", "", CARE)
    assert gone == [(CARE.rests_on[0], "vanished", "")]


def test_without_the_old_text_a_moved_clause_is_found_by_its_words():
    before = policy()
    after = policy(BODY.replace("Handle them", "A new paragraph.\n\nHandle them"))
    (stale,) = stale_passages(guidance(CARE), None, after, rests_on_digests(guidance(CARE), before))
    assert (stale.cause, stale.now) == (Cause.MOVED, "section 2, under 'Care', paragraph 2")


def test_a_renumbered_clause_keeps_its_digest():
    renumbered = policy(BODY.replace("2.1 ", "2.1A "))
    assert clause_digests(policy())["clause 2.1"] == clause_digests(renumbered)["clause 2.1A"]


def test_guidance_follows_a_table_of_old_and_new_addresses():
    after = policy(BODY.replace("Handle them", "A new paragraph.\n\nHandle them"))
    followed = moved(guidance(ASK, CARE), moves(policy(), after))
    assert [p.rests_on for p in followed.passages] == [
        ("clause 2.1",),
        ("section 2, under 'Care', paragraph 2",),
    ]
    assert codes(followed, after) == []


@pytest.mark.parametrize(
    ("broken", "code"),
    [
        (guidance(ASK, audience="alumni"), "GUI101"),
        (guidance(ASK, digest=""), "GUI102"),
        (guidance(ASK, published_at=""), "GUI103"),
        (guidance(passage("word " * 800, "clause 2.1")), "GUI104"),
        (guidance(ASK, required=(RULE,)), "GUI105"),
        (guidance(passage("Please ask.")), "GUI106"),
        (guidance(passage("Please ask.", "clause 9.9")), "GUI107"),
        (guidance(passage("", "clause 2.1")), "GUI108"),
        (guidance(passage("You must ask.", "clause 2.1")), "GUI109"),
        (guidance(passage("Or face disciplinary action.", "clause 2.1")), "GUI110"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_each_defect_is_found_once(broken: Guidance, code: str):
    assert codes(broken) == [code]


def test_a_command_the_policy_does_not_give_is_an_error_and_one_it_gives_a_warning():
    both = guidance(
        passage("You must ask.", "clause 2.1"),
        passage("You must be careful.", *CARE.rests_on, heading="Care", line=12),
    )
    assert [(f.line, str(f.severity)) for f in guidance_findings(both, policy())] == [
        (9, "warning"),
        (12, "error"),
    ]


def test_a_sanction_never_leaks_into_advice_for_those_it_cannot_bind():
    care = "section 2, under 'Care'"
    threat = passage("Losing them is a disciplinary matter.", care, heading="Care")
    assert "GUI110" in codes(guidance(threat))
    assert "GUI110" not in codes(guidance(threat, audience="staff"))


def test_the_golden_rule_of_the_policy_has_to_stand_word_for_word():
    ruled = policy(golden_rule=RULE)
    assert codes(guidance(ASK), ruled) == ["GUI105"]
    worded = passage("*If in doubt*,\nleave it out. Please ask.", "clause 2.1")
    assert codes(guidance(worded), ruled) == []


def test_a_golden_rule_that_commands_is_no_command_of_the_guidance():
    ruled = policy(golden_rule="You must leave it out.")
    assert codes(guidance(passage("You must leave it out.", "clause 2.1")), ruled) == []


def test_coverage_names_each_clause_and_what_rests_on_it():
    told = guidance(ASK, passage("Handle with care.", "section 2, under 'Care'", heading="Care"))
    told = replace(told, left_out=(("section 1", "background"),))
    found = {c.address: c for c in coverage(told, policy())}
    assert found["clause 2.1"].passages == ("Ask",)
    assert found["section 2, under 'Care', paragraph 2"].passages == ("Care",)
    assert found["section 1, paragraph 1"].reason == "background"
    assert [a for a, c in found.items() if c.open] == [
        "clause 2.2",
        "clause 2.2(a)",
        "clause 2.2(b)",
    ]


def test_a_confirmation_binds_every_word_the_reader_is_told():
    base = guidance(ASK)
    others = [
        replace(base, title="Other"),
        replace(base, introduction="Other"),
        guidance(replace(ASK, text="Other")),
        guidance(replace(ASK, rests_on=("clause 2.2",))),
    ]
    assert len({guidance_digest(g) for g in (base, *others)}) == 5
    assert guidance_digest(replace(base, published_at="elsewhere")) == guidance_digest(base)


def test_the_printed_sheet_says_which_version_it_comes_from():
    printed = sheet(guidance(ASK), policy(), "a" * 64)
    assert (printed.version, printed.digest, printed.audience) == ("1.0", "a" * 64, "volunteers")
    assert printed.passages == (ASK,)
