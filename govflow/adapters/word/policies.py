"""The register of policies on paper: what has to go back to the Board, and every policy in one table."""

from collections.abc import Iterator
from hashlib import sha256

from govflow.adapters.word.by_law import in_words
from govflow.adapters.word.flow import TEXT_WIDTH
from govflow.adapters.word.model import Flow, Item, Row, Table, kept
from govflow.core.text.policy import short_code
from govflow.core.text.reviews import PolicyRegister, RegisteredPolicy, Standing

DASH = "\u2013"
SHARES = (20, 13, 15, 9, 15, 15, 13)
"""The widths of the columns, in hundredths of the text's: wide enough for the longest word of each."""
HEADINGS = ("Policy", "Class", "Owner", "Version", "Passed on", "Review by", "How it stands")
ASKED = {
    Standing.LAPSED: "its life ended on {lapses}; it has to go back to the Board",
    Standing.OVERDUE: "its review was due on {due}",
    Standing.DUE: "its review is due on {due}",
}


def values(register: PolicyRegister) -> dict[str, str]:
    """The values of the board paper's placeholders."""
    return {
        "kicker": "For the annual review",
        "title": "Register of policies",
        "subtitle": f"As at {in_words(register.as_at.date())}",
        "organisation": register.organisation,
        "paper": "Register of policies",
        "code": short_code(_digest(register)),
    }


def _digest(register: PolicyRegister) -> str:
    """The SHA-256 of what the table says, so that two printed registers can be compared by eye."""
    lines = ("\t".join(_cells(one)) for one in register.policies)
    return sha256("\n".join(lines).encode()).hexdigest()


def flow(register: PolicyRegister) -> Flow:
    """What needs the Board first, then every policy by title."""
    items: list[Item] = [kept("BodyText", register.summary)]
    items += _pressing(register)
    if register.policies:
        items += (kept("Heading1", "Every policy"), _table(register))
    return tuple(items)


def _pressing(register: PolicyRegister) -> Iterator[Item]:
    if not register.pressing:
        return
    yield kept("Heading1", f"What the {register.board} is asked to look at")
    for one in register.pressing:
        review = one.review
        said = ASKED[review.standing].format(
            lapses=in_words(review.lapses), due=in_words(review.due)
        )
        yield kept("ListBullet", f"{one.title}: {said}.")


def _table(register: PolicyRegister) -> Table:
    head = Row(tuple(kept("TableHead", name) for name in HEADINGS), header=True)
    rows = [
        Row(tuple(kept("TableText", cell or DASH) for cell in _cells(one)))
        for one in register.policies
    ]
    table = (head, *rows)
    widths = tuple(TEXT_WIDTH * share // sum(SHARES) for share in SHARES)
    return Table(table, widths, "Every policy, by title")


def _cells(one: RegisteredPolicy) -> tuple[str, ...]:
    return (
        one.title,
        one.instrument_class,
        one.owner,
        one.version,
        in_words(one.passed_on),
        in_words(one.review.due),
        one.review.standing.value,
    )
