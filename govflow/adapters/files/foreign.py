"""Reading a policy text that was never govflow's: Markdown, or what `adapters/word` reads for us."""

import re
from dataclasses import replace

from govflow.adapters.markdown.front_matter import read_policy
from govflow.adapters.word.importing.arrival import kind_of, read_arrival
from govflow.core.errors import TextError
from govflow.core.text.addresses import check_numbers
from govflow.core.text.blocks import split
from govflow.core.text.policy import FrontMatter, Kind, Policy

_HEAD = re.compile(rb"(\xef\xbb\xbf)?---[ \t]*\r?\n")


def read_foreign(raw: bytes, place: str, code: str) -> Policy:
    """A policy from a Markdown, Word, HTML or text file; the title is found if need be.

    Raises TextError when it is not UTF-8 text, has neither a title nor a heading, or uses a number
    twice: whatever is taken over can be read again. Raises DocumentError for a Word or HTML file that
    cannot be read safely.
    """
    if not _HEAD.match(raw) and kind_of(raw, place) != "markdown":
        return read_arrival(raw, place, code).policy
    if _HEAD.match(raw):
        policy = read_policy(raw, place)
        return replace(policy, front=replace(policy.front, code=code))
    try:
        body = raw.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise TextError(
            "this file is not UTF-8 text.", place=place, remedy="save it again as UTF-8."
        ) from problem
    blocks = split(body, place=place)
    check_numbers(blocks, place)
    first = next(
        (block for block in blocks if block.kind is Kind.HEADING and block.depth == 1), None
    )
    first = first or next((block for block in blocks if block.kind is Kind.HEADING), None)
    if first is None:
        raise TextError(
            "this text has no heading, so its title is not known.",
            place=place,
            remedy="begin the file with a line such as '# Expenses Policy'.",
        )
    return Policy(FrontMatter(title=first.text, code=code), blocks, place)
