"""The schedule of changes in words, and the proof that it is complete."""

import pytest
from hypothesis import HealthCheck, given, settings

from govflow.core.errors import ProofError
from govflow.core.text import schedule
from govflow.core.text.blocks import split
from govflow.core.text.compare import compare
from govflow.core.text.policy import Block, FrontMatter, Kind, Policy, provisions
from govflow.core.text.schedule import apply_instructions, instructions, prove_schedule
from govflow.core.text.versions import digest
from tests.core.text.texts import amended


@given(amended())
@settings(max_examples=500, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_printed_words_alone_turn_the_old_text_into_the_new(texts):
    old, new = texts
    printed = "\n".join(line.text for line in instructions(old, new)).split("\n")
    result = apply_instructions(old, printed)
    assert provisions(result) == provisions(new)
    assert digest(result) == digest(new)


def policy(body, **facts):
    return Policy(FrontMatter("Social Media Policy", "smp", **facts), split(body))


def said(before, after):
    return [line.text for line in instructions(policy(before), policy(after))]


ONE = "## 3. Accounts\n\nNo channel without the permission of the CEO. The CEO or the nominee decides.\n"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "the permission of",
            "the permission in writing of",
            "In section 3, paragraph 1, after 'permission' insert 'in writing'.",
        ),
        ("or the nominee ", "", "In section 3, paragraph 1, omit 'or the nominee'."),
        ("nominee", "Chair", "In section 3, paragraph 1, for 'nominee' substitute 'Chair'."),
        (
            "CEO",
            "Director",
            "In section 3, paragraph 1, for 'CEO' in each place where it occurs substitute 'Director'.",
        ),
        (
            "The CEO",
            "The Chair",
            "In section 3, paragraph 1, for 'The CEO' substitute 'The Chair'.",
        ),
        (
            "decides.",
            "decides within five days.",
            "In section 3, paragraph 1, after 'decides' insert 'within five days'.",
        ),
        ("No channel", "No new channel", "In section 3, paragraph 1, after 'No' insert 'new'."),
        (
            "CEO. The",
            "CEO; the",
            "In section 3, paragraph 1, for 'CEO. The' substitute 'CEO; the'.",
        ),
        (
            "Accounts",
            "Channels",
            "In the heading of section 3, for 'Accounts' substitute 'Channels'.",
        ),
        (
            "the permission",
            'the CEO\'s "permission"',
            "In section 3, paragraph 1, for 'permission' substitute “CEO's \"permission\"”.",
        ),
        ("## 3.", "## 4.", "Renumber section 3 as section 4."),
        (
            "the nominee decides",
            "the **nominee** decides",
            "In section 3, paragraph 1, for 'nominee' substitute '**nominee**'.",
        ),
    ],
)
def test_a_change_of_words_reads_as_a_drafter_writes_it(old, new, expected):
    assert said(ONE, ONE.replace(old, new)) == [expected]


LONG = (
    "Telephone the office, write to the chair, or come and see any of us on a weekday afternoon "
    "in the office, or leave a note under the door."
)

TWO = """## 4. Posts

4.1 Ask first:

(a) the CEO;

(b) the nominee.

4.2 Log it.

4.3 Close it.

## 5. Help

Ask.

Ask again.

Ask.
"""


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("4.2 Log it.\n\n", "", ["Omit clause 4.2."]),
        (
            "4.2 Log it.",
            "4.2 [Omitted 1 May 2026]",
            ["Omit clause 4.2 and leave '[Omitted 1 May 2026]' in its place."],
        ),
        ("Ask first", "Ask", ["In the opening words of clause 4.1, omit 'first'."]),
        ("(b) the nominee.\n\n", "", ["Omit clause 4.1(b)."]),
        ("4.2 Log it.\n\n4.3 Close it.\n\n", "", ["Omit clauses 4.2 to 4.3."]),
        (TWO[TWO.index("## 5") :], "", ["Omit section 5."]),
        (
            "4.2 Log it.",
            "4.1A Tell them.\n\n4.2 Log it.",
            ["After clause 4.1 insert:\n    4.1A Tell them."],
        ),
        (
            "## 5. Help",
            "## 4A. Bots\n\nSay so.\n\n## 5. Help",
            ["After section 4 insert:\n    ## 4A. Bots\n\n    Say so."],
        ),
        (
            "Ask again.",
            LONG,
            [f"For section 5, paragraph 2, substitute:\n    {LONG}"],
        ),
        (
            "## 4. Posts",
            "## 4. Posts\n\nWhy.",
            ["After the heading of section 4 insert:\n    Why."],
        ),
        (
            "## 4. Posts",
            "Preamble.\n\n## 4. Posts",
            ["At the beginning of the text insert:\n    Preamble."],
        ),
        (
            "(a) the CEO;\n\n(b) the nominee.\n\n4.2",
            "4.2",
            ["Omit clauses 4.1(a) to 4.1(b)."],
        ),
    ],
)
def test_a_change_of_provisions_reads_as_a_drafter_writes_it(old, new, expected):
    assert said(TWO, TWO.replace(old, new, 1)) == expected


def test_rows_put_into_a_table_are_called_rows():
    table = "| a | b |\n|---|---|\n| 1 | 2 |\n"
    assert said(table, table + "| 3 | 4 |\n| 5 | 6 |\n") == [
        "After the opening, table 1, row 2, insert the table rows:\n    | 3 | 4 |\n    | 5 | 6 |"
    ]


def test_a_table_taken_out_is_called_a_table():
    table = "| a | b |\n|---|---|\n| 1 | 2 |\n"
    assert said(f"One.\n\n{table}", "One.") == ["Omit the opening, table 1."]
    assert said(f"One.\n\n{table}| 3 | 4 |\n| 5 | 6 |", f"One.\n\n{table}") == [
        "Omit the opening, table 1, rows 3 to 4."
    ]


def test_a_sum_of_money_keeps_its_sign():
    assert said("Up to £150 a day.", "Up to £170 a day.") == [
        "In the opening, paragraph 1, for '£150' substitute '£170'."
    ]


def test_the_cover_is_amended_like_the_text():
    old = policy("Words.", roles=(("CEO", "Chief Executive"),), organisation="The Union")
    new = policy("Words.", roles=(("CEO", "Chief Officer"), ("Chair", "The Chair")))
    assert [line.text for line in instructions(old, new)] == [
        "Omit the organisation.",
        "In the role 'CEO', for 'Executive' substitute 'Officer'.",
        "After the role 'CEO' insert the role 'Chair':\n    The Chair",
    ]


def test_a_moved_paragraph_is_omitted_and_inserted():
    assert said("One is.\n\nTwo are.\n\nThree are.", "Two are.\n\nThree are.\n\nOne is.") == [
        "Omit the opening, paragraph 1.",
        "After the opening, paragraph 3, insert:\n    One is.",
    ]


def test_a_schedule_that_leaves_a_change_out_is_refused():
    old, new = policy(TWO), policy(TWO.replace("Log it", "Log it at once").replace("Close", "Shut"))
    printed = [line.text for line in instructions(old, new)]
    prove_schedule(old, new, printed)
    with pytest.raises(ProofError):
        prove_schedule(old, new, printed[:1])


@pytest.mark.parametrize(
    "printed",
    [
        "Do as you think best.",
        "Omit clause 9.9.",
        "In clause 4.2, for 'never there' substitute 'x'.",
        "In section 5, paragraph 1, for 'Ask' substitute 'Tell'; and omit 'Ask'.",
        "In clause 4.2, for 'it' substitute 'its'; and omit 'Log it'.",
    ],
)
def test_an_instruction_that_cannot_be_followed_is_refused(printed):
    with pytest.raises(ProofError):
        apply_instructions(policy(TWO), [printed])


def test_words_that_occur_twice_must_be_told_apart():
    old = policy("the cat and the dog and the cow")
    with pytest.raises(ProofError):
        apply_instructions(old, ["In the opening, paragraph 1, for 'the' substitute 'a'."])
    words = (
        "In the opening, paragraph 1, for 'the' in the second place where it occurs substitute 'a'."
    )
    assert apply_instructions(old, [words]).blocks[0].text == "the cat and a dog and the cow"


def test_a_word_inside_another_word_is_not_the_word():
    old = policy("A part of the art.")
    words = "In the opening, paragraph 1, for 'art' substitute 'craft'."
    assert apply_instructions(old, [words]).blocks[0].text == "A part of the craft."


def test_every_change_is_made_by_one_instruction():
    old = policy(TWO)
    new = policy(TWO.replace("Log it", "Log it at once").replace("\n\nAsk again.", "") + "\n\nNew.")
    lines = instructions(old, new)
    assert sorted(map(repr, (c for line in lines for c in line.changes))) == sorted(
        map(repr, compare(old, new))
    )


def test_a_schedule_that_says_too_little_stops_the_build(monkeypatch: pytest.MonkeyPatch) -> None:
    """The proof is part of making the schedule: a fault in the wording can never reach the Board."""
    whole = schedule.drafts
    monkeypatch.setattr(schedule, "drafts", lambda *texts: list(whole(*texts))[1:])
    old, new = policy_of("First words."), policy_of("Other words.")
    with pytest.raises(ProofError, match="do not give the proposed text"):
        schedule.instructions(old, new)


def policy_of(text: str) -> Policy:
    return Policy(FrontMatter("T", "t"), (Block(Kind.PARAGRAPH, text),))
