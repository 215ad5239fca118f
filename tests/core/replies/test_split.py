"""Which words of a reply are new."""

import pytest

from benchmarks.replies.clients import CLIENTS, LANGUAGES
from benchmarks.replies.letter import LETTER, TEXT
from govflow.core.replies.split import left_over, split


@pytest.mark.parametrize("language", sorted(LANGUAGES))
@pytest.mark.parametrize("client", CLIENTS, ids=lambda c: c.__name__)
def test_only_the_new_words_are_left_whatever_the_client_and_its_language(
    client: object, language: str
) -> None:
    plain, _ = client("Read and understood.", LETTER, LANGUAGES[language])  # type: ignore[operator]
    assert split(plain, [TEXT]).new == "Read and understood."


@pytest.mark.parametrize(
    "added",
    [
        "Sent from my iPhone",
        "Get Outlook for Android",
        "Anfonwyd o fy iPad",
        "CAUTION: This email originated from outside of the organization.",
        "You don't often get email from governance@example.org. Learn why this is important",
        "Virus-free. www.avg.com",
        "[EXTERNAL]",
        "This email and its attachments are confidential, for the addressee only. Notify the sender.",
        "Please consider the environment before printing this e-mail",
        "_______________________________________________",
    ],
)
def test_what_inboxes_add_is_set_aside(added: str) -> None:
    assert split(f"{added}\n\nRead and understood.", []).new == "Read and understood."
    assert split(f"Read and understood.\n\n{added}", []).new == "Read and understood."


def test_a_person_s_own_line_survives_though_our_letter_has_its_words() -> None:
    assert split("Read and understood\n\n" + TEXT, [TEXT]).new == "Read and understood"
    assert split("I have read\nand understood\nthe policy\n", [TEXT]).new.startswith("I have read")


def test_a_piece_of_ours_broken_over_lines_is_not_theirs() -> None:
    broken = (
        "Please reply by Friday 11 December that\nyou have read and understood it. Replying\n"
        "that you have read and understood tells"
    )
    assert split(broken, [TEXT]).new == ""


def test_answers_between_quoted_lines_are_kept_apart() -> None:
    parts = split("Read and understood.\n\n> clause 3\nNot this one\n> clause 4\n", [TEXT])
    assert (parts.top, parts.tail) == ("Read and understood.", "Not this one")


def test_answers_inside_quoted_html_are_found() -> None:
    assert left_over(TEXT, [TEXT]) == ""
    assert left_over(f"{TEXT}\nI do not accept this", [TEXT]) == "I do not accept this"


def test_words_that_turn_text_round_are_noticed() -> None:
    assert split("Read and understood \u202eton", []).disguised
    assert not split("Read and under\u200bstood", []).disguised


def test_a_forward_is_noticed_in_other_languages() -> None:
    assert split(
        "Hallo\n\n---------- Weitergeleitete Nachricht ----------\nVon: Jo\n", []
    ).forwarded


def test_words_under_somebody_s_head_are_not_the_sender_s() -> None:
    passed_on = (
        "From: Jo <jo@example.org>\nSent: 1 December\nSubject: policy\n\nRead and understood."
    )
    assert split(passed_on, [TEXT]).new == ""
    assert split("-----Original Message-----\n\nRead and understood.", [TEXT]).new == ""
    assert split("*** from elsewhere ***\n\nRead and understood.", [TEXT]).new == ""


def test_words_at_the_foot_of_a_marked_quotation_are_the_sender_s() -> None:
    marked = "\n".join(f"> {line}" for line in TEXT.split("\n"))
    said = "On 1 December 2026 at 10:12, Sarah Jones wrote:\n"
    assert split(f"{said}{marked}\n\nRead and understood.", [TEXT]).new == "Read and understood."


def test_an_attribution_does_not_swallow_the_line_before_it() -> None:
    parts = split("Read it.\nI do not agree\nOn 1 Dec 2026 at 10:12, Sarah wrote:\n> x", [TEXT])
    assert parts.new == "Read it.\nI do not agree"
