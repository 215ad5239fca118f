"""Import, build, import again: every number and every word must be where it was."""

from collections.abc import Callable
from itertools import zip_longest

from govflow.adapters.word.importing.extract import read_source
from govflow.adapters.word.importing.footnotes import note_lines
from govflow.adapters.word.importing.own import own_policy
from govflow.adapters.word.package import read_package
from govflow.core.errors import GovflowError
from govflow.core.text.documents import ByLaw
from govflow.core.text.policy import Block, Policy
from govflow.core.text.versions import digest

SAME = "yes"


def round_trip(policy: Policy, build: Callable[[ByLaw], bytes]) -> str:
    """'yes' when the by-law built from this policy reads back as the same blocks; else what differs."""
    try:
        raw = build(ByLaw(policy, digest(policy), draft=False))
        parts = read_package(raw, "the by-law")
        source, items = read_source(parts, "the by-law")
        again = own_policy(parts, "the by-law", items, list(note_lines(source)))
    except GovflowError as error:
        return f"the by-law cannot be built from this text yet: {error.problem}"
    for before, after in zip_longest(policy.blocks, again.blocks):
        if before != after:
            return f"built and read back, '{_said(before)}' becomes '{_said(after)}'"
    if again.front.title != " ".join(policy.front.title.split()):
        return f"built and read back, the title becomes '{again.front.title}'"
    return SAME


def _said(block: Block | None) -> str:
    return f"{block.label} {block.text}".strip()[:80] if block else "(nothing)"
