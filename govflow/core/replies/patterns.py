"""Long choices of words, written a line at a time so that they can be read and added to."""


def one_of(lines: str) -> str:
    """A pattern that matches any of the choices; each line holds one or more, parted by bars."""
    return "(?:" + "|".join(line.strip() for line in lines.strip().splitlines()) + ")"


def words(text: str) -> frozenset[str]:
    """The words of a text, for looking up."""
    return frozenset(text.split())
