"""The labels around a guidance follow its language; the advice stays the officer's own."""

import re

import pytest

from govflow.core.text.guidance_words import ENGLISH, LABELS, label_language


@pytest.mark.parametrize("language", LABELS)
def test_every_language_has_every_label_and_names_the_same_things(language: str) -> None:
    def named(text: str) -> list[str]:
        return sorted(re.findall(r"\{(\w+)\}", text))

    assert set(LABELS[language]) == set(ENGLISH)
    assert all(named(LABELS[language][name]) == named(ENGLISH[name]) for name in ENGLISH)


@pytest.mark.parametrize(
    ("extra", "language"),
    [
        ((), "en"),
        ((("language", "cy"),), "cy"),
        ((("language", "fr"),), "en"),
        ((("language", 3),), "en"),
    ],
)
def test_a_guidance_without_labels_in_its_language_has_english_ones(
    extra: tuple[tuple[str, object], ...], language: str
) -> None:
    assert label_language(extra) == language
