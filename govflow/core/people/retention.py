"""For how long what is kept on people: the rules, their shipped periods, and the reason for each.

The periods are proposals for a small charity in England and Wales; no law fixes them. The law asks for a
period with a reason (UK GDPR Article 5(1)(e), storage limitation; Article 30(1)(f)), so each rule
carries one, and the organisation's own decision takes its place in `govflow.toml`.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Retention:
    """How many days each kind of data is kept; 0 keeps it for ever."""

    unmatched: int = 30
    machine_mail: int = 180
    replaced_texts: int = 2190
    leavers: int = 2190


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its setting, what goes when its days are over, what stays, and why just so long."""

    name: str
    setting: str
    goes: str
    stays: str
    reason: str


RULES = (
    Rule(
        "unmatched",
        "replies.keep_unmatched_days",
        "the bytes of mail that led to no letter of ours, and who wrote it",
        "that it came, when, and its SHA-256",
        "Long enough to find a reply that was sent from an unknown address; other people's mail has no"
        " business here for longer.",
    ),
    Rule(
        "machine_mail",
        "retention.machine_mail_days",
        "the bytes of automatic replies, bounces and receipts",
        "that it came, when, what it was taken for, and its SHA-256",
        "Absence notes tell of illness and travel. Once a notice has run its course, only the fact and"
        " the dates are needed.",
    ),
    Rule(
        "replaced_texts",
        "retention.replaced_texts_days",
        "the bytes of letters and replies about a text that was replaced or repealed that long ago",
        "who acknowledged which text when, and the SHA-256 of each message",
        "A claim for breach of contract can be brought for six years (Limitation Act 1980, section 5);"
        " until then the words may have to be shown.",
    ),
    Rule(
        "leavers",
        "retention.leavers_days",
        "names, addresses and mail of whoever left that long ago",
        "under a random key: that somebody was on a notice, and whether they acknowledged or not",
        "Six years after the last day nobody can sue on the contract any more (Limitation Act 1980,"
        " section 5). Whether people acknowledged is still counted; who they were is not needed.",
    ),
)
"""Every rule, in the order in which it is applied."""


def period(days: int) -> str:
    """A period in words: '30 days', '6 years'; 0 is 'for good'."""
    if not days:
        return "for good"
    number, unit = (days // 365, "year") if days % 365 == 0 else (days, "day")
    return f"{number} {unit if number == 1 else unit + 's'}"


PRIVACY_TEXTS = ("privacy-notice.md", "legitimate-interests.md", "retention.md")
"""The texts to adapt that are shipped in `templates/privacy`."""


def filled(text: str, names: Mapping[str, str], kept: Retention) -> str:
    """A privacy text with its names and periods in place of [NAME]; other brackets are left to a person."""
    periods = {
        "UNMATCHED": kept.unmatched,
        "MACHINE MAIL": kept.machine_mail,
        "REPLACED TEXTS": kept.replaced_texts,
        "LEAVERS": kept.leavers,
    }
    values = {**names, **{name: period(days) for name, days in periods.items()}}
    for name, value in values.items():
        text = text.replace(f"[{name}]", value)
    return text
