"""Papers for the tests: small policies in, Word files out, through the shipped templates."""

import io
import zipfile
from datetime import date

from lxml import etree

from govflow.adapters.word.papers import WordPapers
from govflow.core.text.blocks import render, split
from govflow.core.text.documents import ByLaw, VersionLine
from govflow.core.text.policy import Audience, FrontMatter, Policy, binding_facts, digest_of
from tests.support import ROOT

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FIRST = VersionLine("1.0", date(2018, 6, 18), "18/31", "First passed", "Chief Executive Officer")
NEXT = VersionLine("1.1", None, "", "Amended", "Chief Executive Officer")


def shipped(name: str) -> bytes:
    return (ROOT / "templates" / name).read_bytes()


def papers() -> WordPapers:
    return WordPapers(shipped)


def front(**changes: object) -> FrontMatter:
    facts: dict[str, object] = {
        "title": "Social Media Policy",
        "code": "social-media",
        "organisation": "Chester Students' Union",
        "audiences": (Audience("staff"), Audience("volunteers", "informed")),
        "version": "1.0",
        "passed_on": date(2018, 6, 18),
        "in_force": date(2018, 6, 18),
        "owner": "Chief Executive Officer",
    }
    return FrontMatter(**{**facts, **changes})  # type: ignore[arg-type]


def in_force(markdown: str, **facts: object) -> ByLaw:
    return _paper(Policy(front(**facts), split(markdown)), draft=False, history=(FIRST,))


def proposed(markdown: str, **facts: object) -> ByLaw:
    policy = Policy(front(**{"version": "1.1", **facts}), split(markdown))
    return _paper(policy, draft=True, history=(FIRST, NEXT))


def _paper(policy: Policy, *, draft: bool, history: tuple[VersionLine, ...]) -> ByLaw:
    digest = digest_of(binding_facts(policy.front), render(policy.blocks))
    return ByLaw(policy, digest, draft, history)


def redline(old: str, new: str, **facts: object) -> bytes:
    return papers().redline(
        in_force(old), proposed(new, **facts), author="Governance Officer", on=date(2026, 11, 24)
    )


def parts(raw: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def tree(raw: bytes, part: str = "word/document.xml") -> etree._Element:
    return etree.fromstring(parts(raw)[part])


def text_of(raw: bytes, part: str = "word/document.xml") -> str:
    """The words of a part, one paragraph a line, deletions included."""
    return "\n".join(
        "".join(t.text or "" for t in p.iter(f"{W}t", f"{W}delText"))
        for p in tree(raw, part).iter(f"{W}p")
    )
