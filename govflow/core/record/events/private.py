"""A personal value, as an event holds it."""


class Private(str):
    """A personal value: recorded as a salted commitment, kept beside the ledger, erasable."""

    __slots__ = ()


NOTHING = Private("")
