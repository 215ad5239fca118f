"""A text by other hands with the report of how it was read, for the command line to show."""

from pathlib import Path

from govflow.adapters.files.foreign import read_foreign
from govflow.adapters.markdown.front_matter import write_policy
from govflow.adapters.word.importing.arrival import kind_of, read_arrival
from govflow.adapters.word.importing.lines import Notices
from govflow.adapters.word.importing.report import Imported, Report, counted
from govflow.adapters.word.importing.safety import FILE_BYTES
from govflow.core.text.blocks import render


def import_foreign(raw: bytes, name: str, code: str) -> Imported:
    """Any file `read_foreign` reads, with counts, what was left out and what is doubtful."""
    if kind_of(raw, name) != "markdown":
        return read_arrival(raw, name, code)
    policy = read_foreign(raw, name, code)
    shown = tuple(line for line in render(policy.blocks).split("\n") if line)
    return Imported(policy, Report(name, counted(policy.blocks, Notices()), (), ()), shown)


def read_file(file: Path) -> bytes:
    """A file's bytes, one more than the limit at most, so that a giant is refused and not swallowed."""
    with file.open("rb") as source:
        return source.read(FILE_BYTES + 1)


def as_markdown(found: Imported, raw: bytes, name: str) -> bytes:
    """The policy file that this import makes; a Markdown file's own bytes stay as they are."""
    return raw if kind_of(raw, name) == "markdown" else write_policy(found.policy).encode()
