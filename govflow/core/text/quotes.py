"""Quotation marks that do not occur in what they enclose, so that printed words can be read back."""

PAIRS = (("'", "'"), ('"', '"'), ("“", "”"), ("‘", "’"), ("«", "»"), ("‹", "›"), ("「", "」"))


def can_quote(text: str) -> bool:
    """Whether one pair of quotation marks does not occur in the text, and the text is one line."""
    return "\n" not in text and any(o not in text and c not in text for o, c in PAIRS)


def quoted(text: str) -> str:
    """The text between the first quotation marks that do not occur in it: '…', else "…", “…”, ‘…’.

    Where every kind occurs, each apostrophe inside becomes a prime; ask `can_quote` where words count.
    """
    for opening, closing in PAIRS:
        if opening not in text and closing not in text:
            return f"{opening}{text}{closing}"
    return "'" + text.replace("'", "′") + "'"


def read_quoted(text: str, at: int) -> tuple[str, int] | None:
    """The words quoted at this position and the position after them; None when nothing is quoted."""
    for opening, closing in PAIRS:
        if text.startswith(opening, at):
            end = text.find(closing, at + 1)
            return (text[at + 1 : end], end + 1) if end >= 0 else None
    return None
