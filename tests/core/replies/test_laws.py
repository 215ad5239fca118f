"""Laws of judging that hold for any words: hypothesis looks for the ones that break them."""

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.replies.cases import PHRASES
from benchmarks.replies.letter import BOOK, SENT, TEXT, TRUST
from govflow.core.replies.mail import Mail
from govflow.core.replies.rules import judge
from govflow.core.replies.sender import Trust, read_results
from govflow.core.replies.split import split
from govflow.core.replies.wording import read_words

RECEIVED = datetime(2026, 12, 1, tzinfo=UTC)
STRONG = [p for p in (PHRASES / "strong_en.txt").read_text("utf-8").splitlines() if "\\n" not in p]
UNDOING = [
    "not",
    "never",
    "hardly",
    "barely",
    "without",
    "nothing",
    "if",
    "unless",
    "until",
    "except",
    "almost",
    "nearly",
    "refuse",
    "failed",
    "forgot",
    "supposed",
    "would",
    "could",
    "might",
    "may",
    "only",
    "yet",
    "pretend",
    "allegedly",
    "don't",
    "won't",
    "haven't",
    "can't",
    "nobody",
]
GOOD = "mx.example.org; dmarc=pass header.from=example.org"


def mail(text: str, sender: str = "tom.smith@example.org", results: str = GOOD) -> Mail:
    return Mail(
        headers=(("Authentication-Results", results), ("From", sender)),
        sender=sender,
        subject="Re: policy",
        text=text,
        in_reply_to=("first.1@example.org",),
    )


@settings(deadline=None)
@given(st.one_of(st.sampled_from(STRONG), st.text(max_size=200)))
def test_nobody_acknowledges_for_somebody_else(text: str) -> None:
    other = "eve@example.org"
    assert not judge(mail(text, other), BOOK, TRUST, received=RECEIVED).counted


@settings(deadline=None)
@given(st.one_of(st.sampled_from(STRONG), st.text(max_size=200)))
def test_without_a_trusted_boundary_nothing_counts(text: str) -> None:
    assert not judge(mail(text), BOOK, Trust(), received=RECEIVED).counted


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(STRONG), st.sampled_from(UNDOING), st.integers(0, 30))
def test_a_word_that_undoes_is_never_overlooked(phrase: str, word: str, place: int) -> None:
    words = phrase.split()
    changed = " ".join([*words[:place], word, *words[place:]])
    assert read_words(changed, SENT).kind != "strong"


@settings(deadline=None)
@given(
    st.sampled_from(STRONG),
    st.text(min_size=4, max_size=30, alphabet=st.characters(categories=["L"])),
)
def test_a_sentence_of_unknown_words_is_never_passed_over(phrase: str, word: str) -> None:
    said = read_words(f"{phrase}\n\nZq{word} vx{word}.", SENT)
    assert said.kind != "strong"


@settings(deadline=None)
@given(st.lists(st.sampled_from([x for x in TEXT.split("\n") if x.strip()]), max_size=12))
def test_quoted_words_do_not_acknowledge(quoted: list[str]) -> None:
    body = "\n".join(f"> {line}" for line in quoted)
    assert split(body, [TEXT]).new == ""
    assert split("\n".join(quoted), [TEXT]).new == ""


@settings(deadline=None)
@given(st.text(max_size=400))
def test_a_reply_of_any_characters_can_be_taken_apart(text: str) -> None:
    parts = split(text, [TEXT])
    assert not any(line.startswith(">") for line in parts.new.split("\n"))
    assert judge(mail(text), BOOK, TRUST, received=RECEIVED) == judge(
        mail(text), BOOK, TRUST, received=RECEIVED
    )


@given(st.text(max_size=300))
def test_any_results_header_can_be_read(header: str) -> None:
    read_results(header)


@given(st.text(alphabet='()"\\;= abdmrcps', max_size=60))
def test_no_comment_or_quotation_makes_a_result(inside: str) -> None:
    comment = inside.translate({ord(c): None for c in "()\\"})
    header = f'mx.example.org; spf=fail ({comment}) x="y"'
    parsed = read_results(header)
    assert parsed is None or not any(r.method == "dmarc" for r in parsed[1])


def test_an_old_text_never_counts_for_the_new_one() -> None:
    class Old:
        by_secret = by_reference = staticmethod(lambda key: None)
        by_address = staticmethod(lambda key: ())

        @staticmethod
        def by_message_id(key: str) -> object:
            return replace(SENT, superseded_by="1.2")

    verdict = judge(mail("Read and understood."), Old(), TRUST, received=RECEIVED)
    assert (verdict.rule, verdict.counted) == ("of_a_text_no_longer_current", False)
