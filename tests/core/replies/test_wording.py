"""What words say: the phrase books whole, and the traps that came up, each for its own reason."""

from dataclasses import replace

import pytest

from benchmarks.replies.cases import PHRASES, STRONG, TRAPS
from benchmarks.replies.letter import SENT
from govflow.core.replies.split import split
from govflow.core.replies.wording import read_words


def kind_of(text: str) -> str:
    return read_words(split(text, []).new, SENT).kind


def lines(name: str) -> list[str]:
    text = (PHRASES / name).read_text(encoding="utf-8")
    return [line.replace("\\n", "\n") for line in text.splitlines()]


def test_people_acknowledge_in_their_own_words() -> None:
    phrases = [phrase for book in STRONG for phrase in lines(book)]
    missed = [phrase for phrase in phrases if kind_of(phrase) != "strong"]
    assert len(missed) <= 0.02 * len(phrases), missed


def test_no_trap_of_the_phrase_book_acknowledges() -> None:
    traps = [line.partition("|")[2] for line in lines("held.txt")]
    turned_round = [t for t in traps if "\u202e" in t]
    assert [t for t in traps if kind_of(t) == "strong" and t not in turned_round] == []


@pytest.mark.parametrize("book", TRAPS)
def test_no_trap_of_a_batch_acknowledges(book: str) -> None:
    assert [trap for trap in lines(book) if kind_of(trap) == "strong"] == []


@pytest.mark.parametrize("word", ["not", "never", "partly", "nearly", "unless", "would", "nobody"])
def test_one_word_that_denies_or_limits_takes_the_acknowledgement_away(word: str) -> None:
    for phrase in lines("batch_2_en.txt")[::4]:
        words = phrase.split(" ")
        for at in range(len(words)):
            text = " ".join([*words[:at], word, *words[at:]])
            assert kind_of(text) != "strong", text


def test_letters_that_begin_a_reference_name_the_policy_unless_they_say_something() -> None:
    assert kind_of("SMP read and accepted.") == "strong"
    denied = replace(SENT, reference="NOT-7K3QX")
    assert read_words("I have NOT read and understood it.", denied).kind != "strong"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("I acknowledge nothing", "declined"),
        ("I have read and understood but do not agree", "declined"),
        ("I won't follow this", "declined"),
        ("Could I be exempt from clause 3?", "exception"),
        ("I have read it. Does it cover TikTok?", "question"),
        ("ok", "weak"),
        ("Noted, thanks", "weak"),
        ("I acknowledge receipt of the policy", "weak"),
        ("I've read it", "weak"),
        ("\U0001f44d", "weak"),
        ("I have read and understood version 1.0", "other_version"),
        ("Tom Smith", "empty"),
        ("Acknowledge this!", "unclear"),
        ("You have read and understood", "unclear"),
        ("I have to read and understand it", "unclear"),
        ("I'd love to say I have read and understood", "unclear"),
        ("Tom is away, read and understood", "unclear"),
        ("I have read the email and understood it", "weak"),
        ("I understand that I should read it", "unclear"),
    ],
)
def test_each_doubt_has_its_own_name(text: str, kind: str) -> None:
    assert kind_of(text) == kind


def test_a_postscript_below_the_name_is_read() -> None:
    assert (
        kind_of("Read and understood.\n\nBest,\nTom\n\nPS I do not agree with section 4.")
        == "declined"
    )


def test_a_signature_with_another_name_is_held() -> None:
    assert kind_of("Read and understood.\n\nKind regards,\nTom Smith") == "strong"
    assert kind_of("Read and understood.\n\nKind regards,\nJo Brown\nPA to Tom Smith") == "unclear"


def test_a_name_that_is_a_word_of_the_grammar_claims_nothing() -> None:
    letter = replace(SENT, name="Will Read")
    assert read_words("Hello\n\nWill Read", letter).kind != "strong"
    assert read_words("Understood\n\nWill Read", letter).kind == "weak"


def test_words_the_button_pre_filled_are_marked_and_changed_ones_are_held() -> None:
    said = read_words(SENT.prefilled, SENT)
    assert (said.kind, said.prefilled) == ("strong", True)
    shortened = SENT.prefilled.replace(", and will follow it", "")
    assert read_words(shortened, SENT).kind == "unclear"
    assert read_words(SENT.prefilled.replace("will", "will not"), SENT).kind == "declined"


def test_letters_of_another_alphabet_are_no_letters_of_ours() -> None:
    assert kind_of("I \u0430cknowledge") == "unclear"


def test_a_slip_of_the_pen_is_mended_but_never_into_its_opposite() -> None:
    assert kind_of("I acknowlege the polciy") == "strong"
    for other in (
        "I have read and misunderstood",
        "I except the policy",
        "I conform I have read it",
    ):
        assert kind_of(other) != "strong"


def test_other_languages_are_held_with_a_suggestion() -> None:
    said = read_words("J'ai lu et compris la politique.", SENT)
    assert said.kind == "unclear"
    assert "French" in said.reason
