"""Texts for the laws: Markdown of every kind, awkward on purpose, and policies made of it."""

from datetime import date

from hypothesis import strategies as st

from govflow.core.errors import TextError
from govflow.core.text.blocks import source, split
from govflow.core.text.policy import Audience, FrontMatter, Policy

WORD_LIST = (
    "must|should|may|not|never|staff|the|Union|trustees|permission|of|CEO's|in|writing|3.1|(a)|and|or|"
    "a|a|a|b|b|—|–|‘quoted’|“double”|'single'|\"plain\"|it's|*em*|**strong**|`code|x`|``|`|&|<|>|<b>|"
    "\u00a0|x\u00a0y|שלום|عربي|नीति|é|e\u0301|日本|1.|-|#|]|[|[link](http://x)|[^1]|\\|*|_|,|.|;|:|!|?|"
    "2018.|(i)|Respect'|insert:|substitute|omit|£500|18/06/2018|\u200d|👩\u200d💻|«x»|'for|'x'||"
)
WORDS = st.sampled_from([word or "|" for word in WORD_LIST.split("|")])
sentences = st.lists(WORDS, min_size=1, max_size=9).map(" ".join)
anything = st.text(
    st.sampled_from("ab \t'\"‘’“”#-*_`~|>[]()1.2:^\\\n\u00a0=+<&é\u0301 "), max_size=60
)
LABELS = st.sampled_from(
    ["3.1", "3.2", "4.6A", "1.1.1", "(a)", "(b)", "(i)", "(ii)", "(c)", "(A)", "(1)"]
)


def _line(form, *parts):
    return st.tuples(*parts).map(lambda values: form.format(*values))


pieces = st.one_of(
    sentences,
    st.sampled_from(["The same paragraph twice.", "The same paragraph twice, and 'quoted'."]),
    _line("## {}. {}", st.integers(1, 9), sentences),
    _line("### {}", st.sampled_from(["Respect", 'It\'s "here"', "Guidelines"])),
    _line("#### {}", sentences),
    st.sampled_from(
        [
            "### Respect, paragraph 1",
            "### x', under 'y",
            "### paragraphs 1 to 2",
            "## 3, paragraph 1",
            '### R" insert the paragraph',
            "# Title",
            "## Schedule 1",
            "## Schedule 1: Forms",
            "## the heading",
        ]
    ),
    _line("{} {}", LABELS, sentences),
    _line("    {} {}", LABELS, sentences),
    _line("{}", LABELS),
    _line("- {}\n- {}\n    - {}", sentences, sentences, sentences),
    _line("1. {}\n2. {}", sentences, sentences),
    _line("| {} | b |\n|---|---|\n| 1 | {} |\n| 1 | 2 |", sentences, sentences),
    _line("[^1]: {}", sentences),
    _line("Term\n: {}", sentences),
    _line("> {}\n> {}", sentences, sentences),
    st.sampled_from(["```\nx  y\n  - z\n\n# no\n```", "---", "line one  \nline two", "* * *"]),
    _line("{}\n{}", sentences, sentences),
    _line("Title {}\n=====", sentences),
    anything,
)
bodies = st.lists(pieces, max_size=9).map("\n\n".join) | st.lists(pieces, max_size=9).map("\n".join)


def readable(body):
    """The blocks of a text, or None when its fences or marks are refused."""
    try:
        return split(body)
    except TextError:
        return None


block_lists = bodies.map(readable).filter(lambda blocks: blocks is not None)
fact_texts = (
    st.sampled_from(["CEO", "Chief Executive's", "staff", "Chester Students' Union", 'a "b" c'])
    | sentences
)
fronts = st.builds(
    FrontMatter,
    title=fact_texts,
    code=st.just("social-media"),
    instrument_class=st.sampled_from(["By-Law", "Policy", ""]),
    organisation=fact_texts,
    audiences=st.lists(
        st.builds(
            Audience,
            st.sampled_from(["staff", "trustees", "sport officers"]),
            st.sampled_from(["bound", "informed"]),
        ),
        max_size=3,
    ).map(tuple),
    roles=st.lists(st.tuples(fact_texts, fact_texts), max_size=2).map(tuple),
    glossary=st.lists(st.tuples(fact_texts, fact_texts), max_size=3).map(tuple),
    version=st.just("1.0"),
    in_force=st.just(date(2018, 6, 18)),
)
policies = st.builds(Policy, front=fronts, blocks=block_lists)


@st.composite
def amended(draw):
    """A policy and an amendment of it: blocks moved, dropped, repeated, reworded, or all rewritten."""
    old = draw(policies)
    if draw(st.integers(0, 4)) == 0:
        return old, draw(policies)
    pieces_now = [draw(_touched(block)) for block in _sources(old)]
    extra = draw(st.lists(pieces, max_size=2))
    body = draw(st.permutations(pieces_now + extra)) if draw(st.booleans()) else pieces_now + extra
    kept = [piece for piece in body if draw(st.integers(0, 5))]
    blocks = readable("\n\n".join(kept))
    front = draw(fronts) if draw(st.integers(0, 3)) == 0 else old.front
    return old, Policy(front, old.blocks if blocks is None else blocks)


def _sources(policy):
    return [source(block) for block in policy.blocks]


@st.composite
def _touched(draw, text):
    if draw(st.integers(0, 2)):
        return text
    words = text.split(" ")
    at = draw(st.integers(0, len(words)))
    return " ".join(
        words[:at] + draw(st.lists(WORDS, max_size=3)) + words[at + draw(st.integers(0, 2)) :]
    )
