"""The error gallery, continued: refusals about routes, corrections, repeals and overtaken amendments."""

from tests.cli.gallery import CODE, DECIDED, Shell, Words, plain, sample
from tests.cli.gallery_replies import SAMPLES

__all__ = ["SAMPLES"]

ROUTE = """
[[routes.By-Law]]
body = "Student Council"
majority = "two-thirds"
quorum = 20

[[routes.By-Law]]
body = "Trustee Board"
"""
REPEAL = ("policy", "repeal", CODE, "--minute", "26/120", "--yes", "--decided")
BY = ("--by", "Sarah Okafor", "--yes")


def routed(shell: Shell, *words: str) -> Words:
    settings = shell.file("govflow.toml")
    settings.write_text(settings.read_text(encoding="utf-8") + ROUTE, encoding="utf-8")
    shell("board", "pack", "2026-01", "--yes")
    return ("board", "record", "2026-01", "--passed", *words, *DECIDED)


@sample("drafted")
def decision_of_a_body_off_the_route(shell: Shell) -> Words:
    return routed(shell, "--body", "Senate")


@sample("drafted")
def decision_before_the_body_ahead(shell: Shell) -> Words:
    return routed(shell, "--body", "Trustee Board")


@sample("drafted")
def decision_without_a_quorum(shell: Shell) -> Words:
    return routed(shell, "--for", "12", "--against", "0", "--present", "12")


@sample("drafted")
def decision_by_too_few_votes(shell: Shell) -> Words:
    return routed(shell, "--for", "12", "--against", "8", "--present", "21")


CORRECT = ("board", "correct", "2026-01", "--minute", "1", *BY, "--reason")
NOTE = ("--says", "X", *BY, "--reason")

plain("correction-without-a-decision", "drafted", *CORRECT, "Typo")
plain("correction-of-no-event", "drafted", "ledger", "correct", "999", *NOTE, "Slip")
plain("correction-of-an-event-without-a-reason", "drafted", "ledger", "correct", "1", *NOTE, " ")


@sample("drafted")
def correction_without_a_reason(shell: Shell) -> Words:
    shell.pass_("2026-01")
    return (*CORRECT, " ")


plain("rebase-of-the-newest", "drafted", "amendment", "rebase", "2026-01", "--yes")
plain("renumbering-without-a-gap", "drafted", "amendment", "renumber", "2026-01", "--yes")


@sample("drafted")
def renumbering_of_a_withdrawn_amendment(shell: Shell) -> Words:
    shell("amendment", "withdraw", "2026-01", "--yes")
    return ("amendment", "renumber", "2026-01", "--yes")


plain("repeal-to-come", "new", *REPEAL, "2027-01-01")
plain("repeal-before-its-decision", "new", *REPEAL, "2026-11-20", "--from", "2026-11-19")
plain("repeal-for-an-unknown-successor", "new", *REPEAL, "2026-11-20", "--replaced-by", "other")


@sample("new")
def repealed_policy_amended(shell: Shell) -> Words:
    shell(*REPEAL, "2026-11-20")
    return ("amendment", "new", CODE, "--title", "Too late")


@sample("new")
def repealed_policy_looked_at(shell: Shell) -> Words:
    shell(*REPEAL, "2026-11-20")
    return ("policy", "at", "2026-11-21", CODE)
