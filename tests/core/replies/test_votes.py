"""What counts as a vote in writing: that somebody agrees, and nothing else beside it."""

from datetime import UTC, datetime

import pytest

from govflow.core.replies.match import SentLetter
from govflow.core.replies.votes import read_vote

LETTER = SentLetter(
    notice="BRD-1",
    recipient=2,
    person="t2",
    name="Dai Trustee",
    addresses=("dai@mail.example",),
    reference="BRD-7K3QX",
    policy="",
    title="Trustee Board",
    version="",
    digest="d" * 64,
    sent_at=datetime(2026, 11, 17, 10, tzinfo=UTC),
    text="The Trustee Board is asked to decide in writing. Social Media Policy: Written permission.",
    organisation="Chester Students' Union",
    purpose="resolution",
)


def kind(words: str) -> str:
    return read_vote(words, LETTER, "Dai Trustee").kind


@pytest.mark.parametrize(
    "words",
    [
        "I agree",
        "I agree.",
        "Agreed.",
        "Agreed, thanks.\n\nDai",
        "Hi Sarah,\n\nI agree to the resolution.\n\nBest wishes,\nDai Trustee",
        "I agree with the proposed amendment.",
        "Yes, I agree to this resolution (BRD-7K3QX).",
        "I vote for the resolution.",
        "I vote in favour.",
        "In favour",
        "I confirm that I agree to the written resolution.",
        "Thanks for the papers. I approve the Social Media Policy amendment as circulated.",
        "I have read the papers. I agree.",
        "I am happy to approve the changes.",
        "Rwy'n cytuno.",
        "O blaid",
    ],
)
def test_whoever_agrees_votes_for_it(words: str) -> None:
    assert kind(words) == "agreed"


@pytest.mark.parametrize(
    "words",
    [
        "I disagree.",
        "I do not agree.",
        "I don't agree to the resolution.",
        "I vote against.",
        "I am against this.",
        "I cannot support the amendment.",
        "No",
        "I agree with clause 1 but I oppose clause 2.",
        "Rwy'n anghytuno.",
    ],
)
def test_whoever_objects_votes_against_it(words: str) -> None:
    assert kind(words) == "declined"


@pytest.mark.parametrize(
    "words",
    [
        "I agree, subject to a change in section 3.",
        "I agree in principle.",
        "I agree if the chair does.",
        "I would agree.",
        "I agreed last time.",
        "I think I agree.",
        "My colleague agrees.",
        "We agree",
        "I agree that it is a difficult question.",
        "I abstain.",
        "Yes",
        "ok",
        "\U0001f44d",
        "I have read and understood the policy and will follow it.",
        "I agree. We should meet about the second clause, though.",
        "I agree to nothing.",
        "I will agree once I have read it.",
        "Almost agreed.",
        "Not agreed.",
    ],
)
def test_anything_else_is_for_a_person_to_read(words: str) -> None:
    assert kind(words) == "unclear"


def test_a_question_is_a_question() -> None:
    assert kind("I agree, but when does it start?") == "question"


def test_a_vote_in_another_name_is_not_read_as_ones_own() -> None:
    assert kind("I agree.\n\nBest wishes,\nElin Jones") == "unclear"


def test_no_words_are_no_vote() -> None:
    assert kind("") == "empty"
