"""Guidance derived from a policy: advice in other words that names the clauses it rests on.

Guidance binds nobody. When a clause changes, every passage that rests on it is stale until a person
has read the two side by side and confirmed it.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from govflow.core.text.addresses import addresses, outline
from govflow.core.text.compare import align
from govflow.core.text.documents import GuidancePassage, GuidanceSheet
from govflow.core.text.findings import Finding, Severity
from govflow.core.text.guidance_words import label_language
from govflow.core.text.policy import Kind, Policy, provisions
from govflow.core.text.wording import FORCE, SANCTION, flat

BACKBONE = (Kind.CLAUSE, Kind.PARAGRAPH)
LONG = 700  # words; more than about a page and a half is no longer read


@dataclass(frozen=True, slots=True)
class Guidance:
    """A guidance file: its passages and what it says about itself.

    `version` and `digest` are of the policy text it was written from; `published_at` says where readers
    find the current guidance; `required` are texts it has to hold word for word; `left_out` names
    clauses that inform no passage on purpose, each with the reason.
    """

    title: str
    policy: str
    audience: str
    passages: tuple[GuidancePassage, ...]
    introduction: str = ""
    version: str = ""
    digest: str = ""
    published_at: str = ""
    required: tuple[str, ...] = ()
    left_out: tuple[tuple[str, str], ...] = ()
    extra: tuple[tuple[str, object], ...] = ()
    path: str = field(default="", compare=False)


class Cause(StrEnum):
    """Why a passage is stale."""

    UNCONFIRMED = "unconfirmed"
    CHANGED = "changed"
    MOVED = "moved"
    VANISHED = "vanished"


@dataclass(frozen=True, slots=True)
class Stale:
    """One clause a passage rests on that is no longer what was confirmed.

    `now` is where the clause stands in the new text, '' when it is gone.
    """

    passage: GuidancePassage
    address: str
    cause: Cause
    now: str = ""


@dataclass(frozen=True, slots=True)
class Coverage:
    """One clause and the passages that rest on it; `reason` says why there are none, '' if not said."""

    address: str
    text: str
    passages: tuple[str, ...]
    reason: str = ""

    @property
    def open(self) -> bool:
        """Whether nobody has said why this clause informs no passage."""
        return not self.passages and not self.reason


def clause_digests(policy: Policy) -> dict[str, str]:
    """SHA-256 (hexadecimal) of what each address says, with everything that stands under it.

    The number itself is left out, so a renumbered clause keeps its digest.
    """
    blocks = provisions(policy)
    places = outline(blocks)
    texts: list[list[str]] = [[] for _ in blocks]
    for at, block in enumerate(blocks):
        up = at
        while up >= 0:
            texts[up].append(f"{block.kind} {block.text}")
            up = places[up].parent
    return {
        place.address: hashlib.sha256("\n".join(text).encode()).hexdigest()
        for place, text in zip(places, texts, strict=True)
    }


def rests_on_digests(guidance: Guidance, policy: Policy) -> tuple[tuple[str, str], ...]:
    """(address, digest) of every clause the guidance rests on, in the order first named.

    Addresses the policy does not have are left out; `guidance_findings` reports them.
    """
    known = clause_digests(policy)
    named = dict.fromkeys(a for p in guidance.passages for a in p.rests_on)
    return tuple((address, known[address]) for address in named if address in known)


def guidance_digest(guidance: Guidance) -> str:
    """SHA-256 (hexadecimal) of what the reader of this guidance is told; a confirmation binds it."""
    told = [guidance.title, guidance.audience, guidance.introduction]
    passages = [[p.heading, p.text, *p.rests_on] for p in guidance.passages]
    return hashlib.sha256(json.dumps([told, passages], ensure_ascii=False).encode()).hexdigest()


def stale_passages(
    guidance: Guidance,
    old: Policy | None,
    new: Policy,
    confirmed: Iterable[tuple[str, str]],
) -> tuple[Stale, ...]:
    """The clauses of each passage that changed, vanished or moved since they were confirmed.

    `confirmed` are the (address, digest) pairs of the last confirmation, `old` the text it was made
    against (None: unknown, then only clauses that kept their words are followed). () means that the
    guidance may be published with `new`.
    """
    pairs = dict(confirmed)
    digests = clause_digests(new)
    follow = moves(old, new) if old is not None else {}
    found = (
        _stale(passage, address, pairs.get(address, ""), digests, follow)
        for passage in guidance.passages
        for address in passage.rests_on
    )
    return tuple(stale for stale in found if stale)


def moves(old: Policy, new: Policy) -> dict[str, str]:
    """Where each address of the old text stands in the new one; '' where it is gone."""
    before, after = provisions(old), provisions(new)
    old_names, new_names = iter(addresses(before)), iter(addresses(after))
    out: dict[str, str] = {}
    for pair in align(before, after):
        there = next(new_names) if pair.new is not None else ""
        if pair.old is not None:
            out[next(old_names)] = there
    return out


def moved(guidance: Guidance, address_map: Mapping[str, str]) -> Guidance:
    """The guidance with its clauses named as they stand in a new version; its words stay.

    Addresses the map does not know, or maps to '', stay as they are.
    """
    passages = tuple(
        replace(p, rests_on=tuple(address_map.get(a) or a for a in p.rests_on))
        for p in guidance.passages
    )
    left_out = tuple((address_map.get(a) or a, why) for a, why in guidance.left_out)
    return replace(guidance, passages=passages, left_out=left_out)


def coverage(guidance: Guidance, policy: Policy) -> tuple[Coverage, ...]:
    """For each clause and paragraph of the policy, which passages rest on it, and if none, why."""
    blocks = provisions(policy)
    places = outline(blocks)
    rests: dict[str, list[str]] = {}
    for passage in guidance.passages:
        for address in passage.rests_on:
            rests.setdefault(address, []).append(passage.heading)
    reasons = dict(guidance.left_out)
    out: list[Coverage] = []
    for at, block in enumerate(blocks):
        if block.kind in BACKBONE:
            above = _above(at, [p.parent for p in places])
            names = [places[i].address for i in above]
            passages = tuple(dict.fromkeys(h for n in names for h in rests.get(n, ())))
            reason = next((reasons[n] for n in names if n in reasons), "")
            out.append(Coverage(places[at].address, block.text, passages, reason))
    return tuple(out)


def sheet(guidance: Guidance, policy: Policy, digest: str) -> GuidanceSheet:
    """The guidance as it is printed: derived from this version (`digest` is the policy's)."""
    front = policy.front
    return GuidanceSheet(
        title=guidance.title,
        organisation=front.organisation,
        policy_title=front.title,
        version=front.version,
        digest=digest,
        audience=guidance.audience,
        passages=guidance.passages,
        passed_on=front.passed_on,
        in_force=front.in_force,
        published_at=guidance.published_at,
        introduction=guidance.introduction,
        language=label_language(guidance.extra),
    )


def guidance_findings(guidance: Guidance, policy: Policy) -> tuple[Finding, ...]:
    """What a careful reader finds wrong with the guidance itself, by code and line.

    Whether it is stale is not judged here; `stale_passages` does that.
    """
    found = [
        *_about_the_file(guidance, policy),
        *_required_texts(guidance, policy),
        *(f for p in guidance.passages for f in _about_a_passage(guidance, policy, p)),
    ]
    return tuple(sorted(found, key=lambda f: (f.line, f.code, f.message)))


def _stale(
    passage: GuidancePassage,
    address: str,
    confirmed: str,
    digests: Mapping[str, str],
    follow: Mapping[str, str],
) -> Stale | None:
    if not confirmed:
        return Stale(passage, address, Cause.UNCONFIRMED, address if address in digests else "")
    if digests.get(address) == confirmed and follow.get(address, address) == address:
        return None
    now = follow.get(address) or _only(a for a, d in digests.items() if d == confirmed)
    if now and digests.get(now) == confirmed and now != address:
        return Stale(passage, address, Cause.MOVED, now)
    if now or (address in digests and not follow):
        return Stale(passage, address, Cause.CHANGED, now or address)
    return Stale(passage, address, Cause.VANISHED)


def _only(found: Iterable[str]) -> str:
    listed = list(found)
    return listed[0] if len(listed) == 1 else ""


def _above(at: int, parents: list[int]) -> Iterator[int]:
    while at >= 0:
        yield at
        at = parents[at]


def _finding(
    guidance: Guidance, code: str, weight: Severity, line: int, message: str, remedy: str
) -> Finding:
    return Finding(code, weight, guidance.path, line, None, message, remedy)


def _about_the_file(guidance: Guidance, policy: Policy) -> Iterator[Finding]:
    names = [a.name for a in policy.front.audiences]
    if guidance.audience not in names:
        yield _finding(
            guidance,
            "GUI101",
            Severity.ERROR,
            1,
            f"the policy has no audience '{guidance.audience}'.",
            f"write one of: {', '.join(names) or 'none is declared in the policy'}.",
        )
    if not guidance.version or not guidance.digest:
        yield _finding(
            guidance,
            "GUI102",
            Severity.WARNING,
            1,
            "the guidance does not say which version of the policy it was written from.",
            "add 'derived_from:' with 'version' and 'digest'.",
        )
    if not guidance.published_at:
        yield _finding(
            guidance,
            "GUI103",
            Severity.WARNING,
            1,
            "the guidance does not say where its current text can be found.",
            "add 'published_at:' with the page or place.",
        )
    words = sum(len(p.text.split()) for p in guidance.passages)
    if words > LONG:
        yield _finding(
            guidance,
            "GUI104",
            Severity.WARNING,
            1,
            f"the guidance has {words} words; more than {LONG} are rarely read.",
            "keep what this audience needs and leave the rest to the policy.",
        )


def _required_texts(guidance: Guidance, policy: Policy) -> Iterator[Finding]:
    said = flat("\n".join([guidance.introduction, *(p.text for p in guidance.passages)]))
    rule = policy.front.get("golden_rule")
    listed = policy.front.get("required")
    wanted = [rule, *(listed if isinstance(listed, list) else ()), *guidance.required]
    for text in dict.fromkeys(t for t in wanted if isinstance(t, str) and t.strip()):
        if flat(text).rstrip(".") not in said:
            yield _finding(
                guidance,
                "GUI105",
                Severity.ERROR,
                1,
                f"a text that has to stand here word for word is missing: '{flat(text)[:60]}...'.",
                "copy it from the policy's front matter into a passage, without changing a word.",
            )


def _about_a_passage(
    guidance: Guidance, policy: Policy, passage: GuidancePassage
) -> Iterator[Finding]:
    known = dict(zip(addresses(provisions(policy)), provisions(policy), strict=True))
    what = f"the passage '{passage.heading}'"
    if not passage.rests_on:
        yield _finding(
            guidance,
            "GUI106",
            Severity.ERROR,
            passage.line,
            f"{what} names no clause it rests on.",
            "end it with a line 'Rests on: section 3, paragraph 1'.",
        )
    for address in passage.rests_on:
        if address not in known:
            yield _finding(
                guidance,
                "GUI107",
                Severity.ERROR,
                passage.line,
                f"{what} rests on '{address}', which the policy does not have.",
                "name the clause as 'policy show' prints its address.",
            )
    if not passage.text.strip():
        yield _finding(
            guidance,
            "GUI108",
            Severity.ERROR,
            passage.line,
            f"{what} says nothing.",
            "write its advice, or take the heading out.",
        )
    yield from _about_words(guidance, policy, passage)


def _about_words(guidance: Guidance, policy: Policy, passage: GuidancePassage) -> Iterator[Finding]:
    """Advice has no force and no sanctions, and quoting the golden rule is no force either."""
    said = flat(passage.text)
    for text in (policy.front.get("golden_rule"), *guidance.required):
        said = said.replace(flat(text).rstrip("."), "") if isinstance(text, str) else said
    bound = any(a.bound for a in policy.front.audiences if a.name == guidance.audience)
    own = flat(" ".join(_resting_text(policy, passage))).lower()
    for word in dict.fromkeys(found.lower() for found in FORCE.findall(said)):
        borrowed = re.search(rf"\b{re.escape(word)}\b", own)
        yield _finding(
            guidance,
            "GUI109",
            Severity.WARNING if borrowed else Severity.ERROR,
            passage.line,
            f"the passage '{passage.heading}' says '{word}'; guidance is advice and binds nobody."
            + ("" if borrowed else " The clauses it rests on do not say so either."),
            "say it as advice: 'please', 'we suggest', 'it is best to'.",
        )
    for word in dict.fromkeys(found.lower() for found in SANCTION.findall(said)):
        if not bound or word not in own:
            yield _finding(
                guidance,
                "GUI110",
                Severity.ERROR,
                passage.line,
                f"the passage '{passage.heading}' speaks of a sanction ('{word}'), "
                "which this guidance cannot threaten.",
                "take it out; sanctions stand in the policy, for those it binds.",
            )


def _resting_text(policy: Policy, passage: GuidancePassage) -> Iterator[str]:
    blocks = provisions(policy)
    places = outline(blocks)
    named = set(passage.rests_on)
    parents = [p.parent for p in places]
    for at, block in enumerate(blocks):
        if named & {places[i].address for i in _above(at, parents)}:
            yield block.text
