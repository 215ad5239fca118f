"""Policies the tests of the text share."""

import pytest

from govflow.core.text.blocks import split
from govflow.core.text.policy import Audience, FrontMatter, Policy


@pytest.fixture
def policy_with_facts():
    front = FrontMatter(
        title="Social Media Policy",
        code="social-media",
        organisation="Chester Students' Union",
        audiences=(Audience("staff"),),
        roles=(("CEO", "Chief Executive Officer"),),
        glossary=(("CSU", "Chester Students' Union"),),
    )
    return Policy(front, split("## 1. Aims\n\nWords."))
