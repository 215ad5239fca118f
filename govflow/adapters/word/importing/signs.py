"""Signs that mean something other than they are stored as: symbol fonts, soft hyphens, odd spaces."""

import re

from govflow.adapters.word.importing.lines import Notices

SYMBOLS = {
    ("Symbol", 0xB7): "\u2022", ("Symbol", 0xA3): "\u2264", ("Symbol", 0xB3): "\u2265",
    ("Symbol", 0xB1): "\u00b1", ("Symbol", 0xB0): "\u00b0", ("Symbol", 0xD7): "\u00d7",
    ("Symbol", 0xAE): "\u2192", ("Symbol", 0xD2): "\u00ae", ("Symbol", 0xD3): "\u00a9",
    ("Symbol", 0xD4): "\u2122", ("Symbol", 0x2D): "\u2212", ("Symbol", 0xB9): "\u2260",
    ("Wingdings", 0xFC): "\u2713", ("Wingdings", 0xFB): "\u2717", ("Wingdings", 0xFE): "\u2611",
    ("Wingdings", 0xA8): "\u2610", ("Wingdings", 0x6F): "\u2610", ("Wingdings", 0xA7): "\u25aa",
    ("Wingdings", 0xD8): "\u27a2", ("Wingdings", 0x4A): "\u263a", ("Wingdings", 0xE0): "\u2192",
}  # fmt: skip
SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b\u2028-\u202e\u2060\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff\ue000-\uf8ff]"
)


def plain_words(text: str, notices: Notices | None = None) -> str:
    """Text with odd spaces as spaces and without signs nobody sees (soft hyphens and the like)."""
    if text.isascii() and text.isprintable():
        return text
    odd = SPACES.sub(" ", text)
    out = UNSEEN.sub("", odd)
    if notices is not None:
        if odd != text:
            notices.count("no-break and other odd spaces made plain", len(SPACES.findall(text)))
        if out != odd:
            notices.count("soft hyphens and unseen signs taken out", len(UNSEEN.findall(odd)))
    return out.replace("\n", " ")
