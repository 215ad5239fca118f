"""Words with weight: what commands, what threatens, what promises too much. Shared by every check."""

import re

from govflow.core.text.addresses import plain

FORCE = re.compile(
    r"\b(must(?:n['’]t)?|shall|is required to|are required to|is obliged to|are obliged to"
    r"|have to|has to|mandatory|compulsory|is forbidden|are forbidden|is prohibited|are prohibited"
    r"|is not permitted|are not permitted)\b",
    re.IGNORECASE,
)
"""Words that lay a duty on somebody."""

SANCTION = re.compile(
    r"\b(disciplinary|discipline[ds]?|dismiss(?:al|ed|es)?|sanction(?:s|ed)?|gross misconduct|misconduct"
    r"|penalt(?:y|ies)|fine[ds]?(?= of| up)|suspen(?:d|ded|sion)|expel(?:led)?|expulsion"
    r"|terminat(?:e|ed|ion) of (?:employment|contract|membership)|legal action|prosecut(?:e|ed|ion)"
    r"|written warning|formal warning|consequences)\b",
    re.IGNORECASE,
)
"""Words that threaten somebody with something."""


def flat(text: str) -> str:
    """Markdown as one line of plain words, for looking a text up in another."""
    bare = re.sub(r"(?m)^\s*(?:[-*+]|\d+[.)]|>)\s+", "", text)
    return " ".join(plain(bare.replace("\n", " ")).split())
