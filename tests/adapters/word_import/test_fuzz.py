"""Word files damaged at random: read or refused in words, never anything else."""

import random
import re
import zipfile
from io import BytesIO

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from govflow.adapters.word.importing.read import read_by_law
from govflow.adapters.word.importing.returned import read_returned
from govflow.core.errors import GovflowError
from govflow.core.text.addresses import check_numbers
from govflow.core.text.blocks import render, split
from tests.adapters.word.corpus import NUMBERED
from tests.adapters.word.papers import redline
from tests.samples.word.cases import CASES

RAWS = {name: make() for name, make in CASES.items()}
RAWS["a review copy"] = redline(NUMBERED, NUMBERED.replace("permission", "written permission"))
PARTS = ("word/document.xml", "word/numbering.xml", "word/styles.xml", "word/footnotes.xml")
TAG = re.compile(rb"<w:([A-Za-z]+)[^<>]*?/?>")
VALUES = [
    b"",
    b"0",
    b"-1",
    b"9",
    b"99999999999",
    b"x",
    b"none",
    b"\xe2\x80\xae",
    b"1e9",
    b"%1%2%9",
    b"heading 1",
]


def damaged(raw: bytes, seed: int) -> bytes:
    """The file with one to six places of its XML changed: tags out, in, renamed, moved; values odd."""
    chance = random.Random(seed)
    source = zipfile.ZipFile(BytesIO(raw))
    parts = {name: source.read(name) for name in source.namelist()}
    for _ in range(chance.randrange(1, 7)):
        name = chance.choice([part for part in PARTS if part in parts])
        parts[name] = _hurt(parts[name], chance)
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


def _hurt(part: bytes, chance: random.Random) -> bytes:
    match chance.randrange(6):
        case 0:  # another value
            spots = list(re.finditer(rb'w:(?:val|id|ilvl|type|fldCharType|w)="[^"]*"', part))
            if not spots:
                return part
            spot = chance.choice(spots)
            name = spot[0].split(b"=")[0]
            return (
                part[: spot.start()]
                + name
                + b'="'
                + chance.choice(VALUES)
                + b'"'
                + part[spot.end() :]
            )
        case 1:  # an empty element out
            return _without(part, rb"<w:[A-Za-z]+[^<>]*/>", chance)
        case 2:  # an element renamed at both ends
            names = sorted(set(TAG.findall(part)))
            if len(names) < 2:
                return part
            one, other = chance.sample(names, 2)
            return re.sub(rb"(</?w:)" + one + rb"\b", rb"\1" + other, part, count=2)
        case 3:  # a whole element doubled
            return _doubled(part, chance)
        case 4:  # words changed
            spots = list(re.finditer(rb"<w:t [^>]*>([^<]+)</w:t>", part))
            if not spots:
                return part
            spot = chance.choice(spots)
            odd = chance.choice(
                [
                    b"1.1 ",
                    b"(a) ",
                    b"| --- |",
                    b"```",
                    b"# x",
                    b"> y",
                    b": z",
                    b"[^1]: n",
                    b"===",
                    b"***",
                    b"&#x202e;",
                ]
            )
            return part[: spot.start(1)] + odd + part[spot.start(1) :]
        case _:  # cut or overwritten
            at = chance.randrange(len(part))
            return part[:at] + bytes([chance.randrange(256)]) + part[at + 1 :]


def _without(part: bytes, pattern: bytes, chance: random.Random) -> bytes:
    spots = list(re.finditer(pattern, part))
    if not spots:
        return part
    spot = chance.choice(spots)
    return part[: spot.start()] + part[spot.end() :]


def _doubled(part: bytes, chance: random.Random) -> bytes:
    spots = list(re.finditer(rb"<w:(p|r|tr|tc|tbl)>.*?</w:\1>", part))
    if not spots:
        return part
    spot = chance.choice(spots)
    return part[: spot.end()] + spot[0] * chance.randrange(1, 4) + part[spot.end() :]


def survives(name: str, seed: int) -> None:
    raw = damaged(RAWS[name], seed)
    try:
        found = read_by_law(raw, "x.docx", "x")
    except GovflowError:
        return
    blocks = found.policy.blocks
    assert split(render(blocks)) == blocks
    check_numbers(blocks)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(sorted(RAWS)), st.integers(0, 10**9))
def test_a_damaged_file_is_read_or_refused_in_words(name: str, seed: int) -> None:
    survives(name, seed)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**9))
def test_a_damaged_copy_is_read_or_refused_in_words(seed: int) -> None:
    try:
        read_returned(damaged(RAWS["a review copy"], seed), "x.docx", "Governance Officer")
    except GovflowError:
        return
