"""A policy as values: front matter, blocks, versions, and the digest that decisions bind to."""

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """What a block is; the words are also used in `--json` output."""

    FACT = "fact"  # a binding line of the front matter, e.g. the title
    HEADING = "heading"
    CLAUSE = "clause"  # a paragraph that carries its own number: 3.1, 4.6A, (a), (i)
    PARAGRAPH = "paragraph"
    ITEM = "item"  # one item of a Markdown list
    ROW = "row"  # one row of a table, its separator line included
    NOTE = "note"  # a footnote's text
    DEFINITION = "definition"  # ": meaning" under its term
    QUOTE = "quote"
    CODE = "code"  # a fenced block, kept whole
    RULE = "rule"  # a horizontal line


@dataclass(frozen=True, slots=True)
class Block:
    """One citable piece of a policy's source: a heading, a clause, a list item, a table row.

    `label` is the number or marker as written ('3.', '3.1', '(a)', '-', '[^1]:'); `text` is the
    Markdown after it. `depth` is the heading level for a heading, else the indent in spaces.
    `gap` tells whether a blank line stands before it. Two blocks are equal when their text is;
    `line` (1-based, in the file; 0 when unknown) is only for messages.
    """

    kind: Kind
    text: str
    label: str = ""
    depth: int = 0
    gap: bool = True
    line: int = field(default=0, compare=False)

    @property
    def number(self) -> str:
        """The number without the full stop that may follow it: '3.' is '3', '4.6A' stays."""
        return self.label.rstrip(".")


@dataclass(frozen=True, slots=True)
class Audience:
    """A named class of people and what the policy is to them: `bound` by it or `informed` of it."""

    name: str
    relation: str = "bound"

    @property
    def bound(self) -> bool:
        return self.relation == "bound"


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What the head of a policy file declares; dates are dates, versions are strings.

    The keys named in `BINDING` belong to the digest. `extra` holds every other key untouched
    (registers, related documents, suppressions, colours...), as plain YAML values.
    """

    title: str
    code: str
    instrument_class: str = "By-Law"
    organisation: str = ""
    audiences: tuple[Audience, ...] = ()
    roles: tuple[tuple[str, str], ...] = ()
    glossary: tuple[tuple[str, str], ...] = ()
    version: str = ""
    passed_by: str = "Trustee Board"
    passed_on: date | None = None
    minute: str = ""
    in_force: date | None = None
    review_by: date | None = None
    owner: str = ""
    extra: tuple[tuple[str, object], ...] = ()

    def get(self, key: str, default: object = None) -> object:
        """A key that is not one of the fields above."""
        return dict(self.extra).get(key, default)


_UNSEEN = re.compile(r"[ \x00-\x1f\x7f-\x9f\u2028\u2029]+")

CLASSES = (
    "Articles",
    "By-Law",
    "Code of Conduct",
    "Guidance",
    "Policy",
    "Procedure",
    "Regulation",
    "Standing Order",
    "Terms of Reference",
)
"""Instrument classes whose life and approval route are known; others are kept and pointed at."""


BINDING = ("title", "class", "organisation", "audiences", "roles", "glossary")
"""Front-matter keys that a decision binds, in this order (DESIGN section 2, "digest")."""


@dataclass(frozen=True, slots=True)
class Policy:
    """A standing text: its front matter and its blocks in order. `path` is where it was read from."""

    front: FrontMatter
    blocks: tuple[Block, ...]
    path: str = field(default="", compare=False)

    @property
    def code(self) -> str:
        return self.front.code

    @property
    def title(self) -> str:
        return self.front.title


def binding_facts(front: FrontMatter) -> tuple[Block, ...]:
    """The binding lines of the front matter as blocks, one per fact, in a fixed order.

    `label` names the fact ('title', 'audience staff', 'glossary CEO'), `text` is its value. So the
    comparison, the redline and the schedule of changes treat the cover like any other text.
    """
    rows: list[tuple[str, str]] = [
        ("title", front.title),
        ("class", front.instrument_class),
        ("organisation", front.organisation),
    ]
    rows += [(f"audience {a.name}", a.relation) for a in front.audiences]
    rows += [(f"role {name}", text) for name, text in front.roles]
    rows += [(f"glossary {term}", text) for term, text in front.glossary]
    facts = (Block(Kind.FACT, one_line(value), one_line(name)) for name, value in rows)
    return tuple(fact for fact in facts if fact.text)


def one_line(text: str) -> str:
    """A fact's text on one line: line ends, tabs, control characters and runs of spaces are one space."""
    return _UNSEEN.sub(" ", unicodedata.normalize("NFC", text)).strip(" ")


def with_facts(front: FrontMatter, facts: Iterable[Block]) -> FrontMatter:
    """The same front matter declaring these binding facts instead of its own.

    What does not bind (version, dates, registers...) stays. The inverse of `binding_facts`.
    """
    named = [(*fact.label.partition(" ")[::2], fact.text) for fact in facts]
    single = {name: text for name, rest, text in named if not rest}
    return replace(
        front,
        title=single.get("title", ""),
        instrument_class=single.get("class", ""),
        organisation=single.get("organisation", ""),
        audiences=tuple(Audience(rest, text) for name, rest, text in named if name == "audience"),
        roles=tuple((rest, text) for name, rest, text in named if name == "role"),
        glossary=tuple((rest, text) for name, rest, text in named if name == "glossary"),
    )


def provisions(policy: Policy) -> tuple[Block, ...]:
    """Everything that binds, in order: the binding facts, then the body."""
    return binding_facts(policy.front) + policy.blocks


def normalise(text: str) -> str:
    """The one spelling of a text: Unicode NFC, LF line ends, exactly one final newline."""
    unix = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", unix).rstrip("\n") + "\n"


def digest_of(facts: Iterable[Block], body: str) -> str:
    """SHA-256 (hexadecimal) of the normalised body and the binding facts.

    The hashed bytes are one JSON array of [name, value] pairs on a line, then the body.
    """
    head = json.dumps([[f.label, normalise(f.text)[:-1]] for f in facts], ensure_ascii=False)
    return hashlib.sha256(f"{head}\n{normalise(body)}".encode()).hexdigest()


def short_code(digest: str) -> str:
    """The digest's first eight digits in two groups, for comparing by eye: '5b1c ae2f'."""
    return f"{digest[:4]} {digest[4:8]}"
