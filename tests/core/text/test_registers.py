"""Registers as the front matter declares them."""

from pathlib import Path

import pytest

from govflow.adapters.markdown.front_matter import read_policy
from govflow.core.errors import TextError
from govflow.core.text.addresses import addresses
from govflow.core.text.registers import Field, Slip, read_registers, read_value
from govflow.core.text.versions import digest

HEAD = "---\ntitle: T\ncode: t\nregisters:\n"
GOOD = "  pens:\n    title: Pens\n    rests_on: section 1\n    fields:\n      ink: text\n"
FILE = Path(__file__).parents[3] / "policy/social-media/policy.md"


def refused(yaml: str) -> TextError:
    with pytest.raises(TextError) as told:
        read_policy(f"{HEAD}{yaml}---\n\n# T\n".encode(), "t.md")
    return told.value


def test_the_seed_policy_declares_what_its_clauses_create():
    policy = read_policy(FILE.read_bytes(), "policy.md")
    kinds = read_registers(policy.front.get("registers"))
    assert [kind.name for kind in kinds] == [
        "accounts",
        "permissions",
        "nominees",
        "endorsements",
        "creators",
        "documents",
        "advice",
    ]
    assert {kind.rests_on for kind in kinds} <= set(addresses(policy.blocks))


def test_registers_are_no_part_of_what_a_board_passes():
    plain = read_policy(b"---\ntitle: T\ncode: t\n---\n\n# T\n", "t.md")
    declared = read_policy(f"{HEAD}{GOOD}---\n\n# T\n".encode(), "t.md")
    assert digest(plain) == digest(declared)


@pytest.mark.parametrize(
    ("yaml", "line", "problem"),
    [
        ("  pens: red\n", 5, "registers: the register 'pens' says nothing."),
        (f"{GOOD}    colour: red\n", 10, "registers: 'colour' is no key of a register."),
        (GOOD.replace("ink: text", "ink: liquid"), 9, "registers: 'liquid' is no kind of field."),
        (GOOD.replace("ink: text", "ink: entry of pots"), 9, "there is no register 'pots'."),
        (f"{GOOD}    decided_by: king\n", 10, "nobody is 'king'."),
        (f"{GOOD}    certified_every: often\n", 10, "'certified_every' is no number of days."),
        (f"{GOOD}    certified_every: 365\n", 5, "who certifies and how often belong together."),
        (f"{GOOD}    inactive_after: 90\n", 10, "no field 'last_activity' of the kind 'date'."),
        (f"{GOOD}    nominees: pens\n", 10, "'pens' does not say who may decide"),
        (GOOD.replace("      ink: text\n", "").replace("fields:", "fields: {}"), 8, "no fields"),
    ],
)
def test_a_declaration_that_cannot_be_read_is_refused_at_its_line(yaml, line, problem):
    told = refused(yaml)
    assert told.place == f"t.md:{line}"
    assert problem in told.problem
    assert told.remedy


@pytest.mark.parametrize(
    ("field", "said", "kept"),
    [
        (Field("opened", "date"), "3/9/2016", "2016-09-03"),
        (Field("opened", "date"), "2016-9-3", "2016-09-03"),
        (Field("standing", "choice", choices=("main", "bespoke")), "Main", "main"),
        (Field("handle", "text"), "  @csu  bar ", "@csu bar"),
        (Field("link", "link"), "https://union.example/it", "https://union.example/it"),
        (Field("link", "link"), "", ""),
    ],
)
def test_values_are_kept_in_one_spelling(field, said, kept):
    assert read_value(field, said) == kept


@pytest.mark.parametrize(
    ("field", "said"),
    [
        (Field("opened", "date"), "30/2/2026"),
        (Field("opened", "date"), "last May"),
        (Field("standing", "choice", choices=("main", "bespoke")), "other"),
        (Field("link", "link"), "javascript:alert(1)"),
    ],
)
def test_values_that_are_none_of_their_kind_are_refused(field, said):
    with pytest.raises(Slip) as told:
        read_value(field, said)
    assert told.value.path == (field.name,)
