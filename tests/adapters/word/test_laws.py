"""Laws that hold for any text: every redline is proved, every number is shown as written."""

from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from govflow.adapters.word.check import check_document
from govflow.adapters.word.diff import apart, compare_runs
from govflow.adapters.word.model import Look, Run, State
from govflow.core.text.blocks import split
from govflow.core.text.policy import Kind
from tests.adapters.word.papers import in_force, papers, proposed, redline

SAID = """the Union must ask first. and, then! post **kindly** *now* `code` 3.1 clause 2.1 section 1
[page](https://example.org/a) & < > "it's" “so” שלום مدير 🎓 é ﬁ [^a] [^b] (a) 1. - | # * _"""
NUMBERS = """1.1 1.2 1.2A 1.3 2.1 2.2 2.4 3.1.1 3.1.2 10.10 2.1.
(a) (b) (c) (i) (ii) (v) (A) (B) (1) (aa) (h)"""
HEADINGS = """#|##|###|####|## 1.|## 2.|## 3A.|## 4|### 1.
|## Schedule 1|## Schedule 2|## Annex A|## Part 1"""
WORDS = st.sampled_from(SAID.split())
PHRASE = st.lists(WORDS, min_size=1, max_size=8).map(" ".join)
NUMBER = st.sampled_from(NUMBERS.split())
HEADING = st.sampled_from([mark.strip() for mark in HEADINGS.split("|")])
TABLE = st.sampled_from(
    [
        "| a | b |\n| --- | --- |\n| c | d |",
        "| a | b |\n| --- | --- |\n| c | d |\n| e | f |",
        "| a |\n| --- |\n| c |",
        "| a | b |\n| :-- | --: |",
    ]
)
PIECE = st.one_of(
    PHRASE,
    st.builds("{} {}".format, NUMBER, PHRASE),
    st.builds("{} {}".format, HEADING, PHRASE),
    st.builds("- {}\n- {}\n  - {}".format, PHRASE, PHRASE, PHRASE),
    st.builds("1. {}\n2. {}\n4. {}".format, PHRASE, PHRASE, PHRASE),
    st.builds("3) {}\n4) {}".format, PHRASE, PHRASE),
    st.builds("> {}\n>\n> {}".format, PHRASE, PHRASE),
    st.builds("Term\n: {}".format, PHRASE),
    st.builds("[^a]: {}".format, PHRASE),
    st.just("---"),
    st.just("```\nfence  x\n```"),
    TABLE,
)
PIECES = st.lists(PIECE, min_size=1, max_size=9)


@st.composite
def amended(draw):
    """A text and the same text after a few pieces came, went, moved or were reworded."""
    old = draw(PIECES)
    new = list(old)
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, max(len(new) - 1, 0)))
        match draw(st.sampled_from(["come", "go", "move", "reword", "append"])):
            case "come":
                new.insert(at, draw(PIECE))
            case "go" if len(new) > 1:
                new.pop(at)
            case "move" if new:
                new.insert(draw(st.integers(0, len(new) - 1)), new.pop(at))
            case "append" if not new[at].startswith("```"):
                new[at] = f"{new[at]} {draw(PHRASE)}"
            case _:
                new[at : at + 1] = [draw(PIECE)]
    return "\n\n".join(old) + "\n", "\n\n".join(new) + "\n"


# Shrinking a pair of long texts takes minutes and tells little more than the texts themselves.
PHASES = [Phase.explicit, Phase.reuse, Phase.generate]


@settings(max_examples=40, deadline=None, phases=PHASES, suppress_health_check=list(HealthCheck))
@given(amended())
def test_the_redline_of_any_two_texts_is_proved_and_sound(pair):
    old, new = pair
    titles = [b.text for side in pair for b in split(side) if b.kind is Kind.HEADING]
    assume(all(titles))  # a heading without words is refused
    made = redline(old, new)
    assert check_document(made, "redline.docx") == ()
    papers().by_law(in_force(old))
    papers().printable_redline(in_force(old), proposed(new))


LOOKS = st.builds(Look, bold=st.booleans(), italic=st.booleans())
RUNS = st.lists(st.builds(Run, PHRASE, LOOKS), max_size=4)


def spoken(pieces, without):
    return [(c, p.look) for p in pieces if p.state is not without for c in p.text]


def letters(runs):
    return [(c, run.look) for run in runs for c in run.text]


@given(RUNS, RUNS)
def test_either_reading_of_a_comparison_is_its_text(old, new):
    pieces = compare_runs(old, new)
    assert spoken(pieces, State.DELETED) == letters(new)
    assert spoken(pieces, State.INSERTED) == letters(old)


@given(RUNS, RUNS, st.sampled_from(list(State)))
def test_noting_a_change_elsewhere_changes_neither_reading(old, new, state):
    pieces = apart(compare_runs(old, new), state)
    assert spoken(pieces, State.DELETED) == letters(new)
    assert spoken(pieces, State.INSERTED) == letters(old)
