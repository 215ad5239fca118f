"""What stands in the ledger in clear words: nothing that anybody wrote about a person."""

from dataclasses import fields
from typing import get_type_hints

import pytest

from govflow.core.record.encode import KINDS
from govflow.core.record.events import Private

CLEAR = {
    **dict.fromkeys(
        ("policy", "version", "base_version", "replaced_by"), "code or number of a text"
    ),
    **dict.fromkeys(
        ("amendment", "amendments", "notice", "letter"), "govflow's own numbers for its things"
    ),
    **dict.fromkeys(("digest", "base_digest", "roll", "wire", "text", "source"), "SHA-256"),
    **dict.fromkeys(("outcome", "rule", "purpose", "materiality", "excuse"), "a word of a list"),
    **dict.fromkeys(("received", "until", "newest", "seen"), "a time or a checkpoint"),
    **dict.fromkeys(
        ("audience", "audiences", "body"), "a class of people, a body of the organisation"
    ),
    **dict.fromkeys(("title", "statement", "minute"), "the Board's own public words"),
    **dict.fromkeys(("transport", "remote_id", "code", "worker"), "a mail server's code or number"),
    **dict.fromkeys(
        ("addresses", "documents", "rests_on"), "clauses, and papers with their SHA-256"
    ),
    **dict.fromkeys(("entry", "register", "field"), "what a policy's front matter names"),
    "state": "a word of a list",
    "subject": "a random key",
    "article": "the article a decision in writing was made under",
    "votes": "SHA-256 of replies",
    "judged_with": "versions of the rules",
    "detail": "parted by particulars.discreet: only harmless keys stay",
}
"""Every text field that stands in clear, with what it holds; `evidence` are digests."""
WORDS = (str, tuple[str, ...], tuple[tuple[str, str], ...])


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_nothing_written_about_a_person_stands_in_clear(kind):
    hints = get_type_hints(kind)
    clear = {one.name for one in fields(kind) if hints[one.name] in WORDS}
    assert clear - set(CLEAR) - {"evidence"} == set()


def test_every_reason_and_every_name_is_a_commitment():
    spoken = ("reason", "reasons", "conditions", "conflicts", "says", "by", "to", "sender")
    for kind in KINDS.values():
        for name, hint in get_type_hints(kind).items():
            if name in spoken:
                assert hint in (Private, tuple[Private, ...]), f"{kind.__name__}.{name}"
