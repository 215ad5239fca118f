"""What an answer about an entry says: only words that the letter offers decide anything."""

import pytest

from govflow.core.people.letters import Purpose
from govflow.core.replies.decision import read_decision
from govflow.core.replies.frame import Framed


def read(asks: str, words: str) -> tuple[str, str, str]:
    return read_decision(asks, Framed(words, ""))


@pytest.mark.parametrize(
    ("words", "decision", "beside"),
    [
        ("Granted", "granted", ""),
        ("Yes.", "granted", ""),
        ("I grant permission.", "granted", ""),
        ("Permission is granted", "granted", ""),
        (
            "GRANTED on condition that Jo has the key.",
            "granted",
            "on condition that Jo has the key.",
        ),
        ("Granted, provided it closes in May.", "granted", "provided it closes in May."),
        ("Caniatawyd", "granted", ""),
        ("No", "refused", ""),
        ("Not granted.", "refused", ""),
        ("I refuse permission because we have one.", "refused", "because we have one."),
        ("Refused. We have one.", "refused", "We have one."),
        ("I don’t grant permission", "refused", ""),
        ("Gwrthodwyd oherwydd y gost.", "refused", "oherwydd y gost."),
    ],
)
def test_these_words_decide(words, decision, beside):
    assert read(Purpose.DECISION, words) == ("decided", decision, beside)


@pytest.mark.parametrize(
    "words",
    [
        "Granted. Only until May.",
        "Granted once Jo is back",
        "Granted that we have one already, I see no need.",
        "No problem, go ahead",
        "No objection",
        "Yes, but not yet",
        "I approve of the idea",
        "Not refused",
        "I refuse to decide",
        "Agreed in principle",
        "Nearly granted",
        "OK",
        "I have read it and will follow it.",
    ],
)
def test_these_words_decide_nothing(words):
    assert read(Purpose.DECISION, words)[0] == "unclear"


def test_a_question_mark_asks():
    assert read(Purpose.DECISION, "Granted? By whom?")[0] == "question"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Still right", ("decided", "kept", "")),
        ("Still right\nLast activity: 3 November 2026", ("decided", "kept", "2026-11-03")),
        ("Still right. Last post was on 03/11/2026.", ("decided", "kept", "2026-11-03")),
        (
            "Yn gywir o hyd\nGweithgaredd diwethaf: 3 Tachwedd 2026",
            ("decided", "kept", "2026-11-03"),
        ),
        ("Closed", ("decided", "closed", "")),
        ("No longer needed, the project ended.", ("decided", "closed", "the project ended.")),
    ],
)
def test_an_owner_certifies(words, said):
    assert read(Purpose.CERTIFICATION, words) == said


@pytest.mark.parametrize(
    "words", ["Still right, but Jo owns it now", "Still right\nLast activity: 31 June 2026", "Yes"]
)
def test_a_certification_with_more_to_it_is_held(words):
    assert read(Purpose.CERTIFICATION, words)[0] == "unclear"


def test_advice_is_kept_in_its_own_words_and_an_answer_asks_nothing():
    assert read(Purpose.ADVICE, "Granted? Perhaps.") == ("decided", "answered", "Granted? Perhaps.")
    assert read(Purpose.ANSWER, "Granted")[0] == "unclear"
