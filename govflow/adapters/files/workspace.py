"""The workspace folder: where each text lives and how it is read and written."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from govflow.adapters.files.amendment_file import (
    AMENDMENT,
    PROPOSED,
    blank_amendment,
    covered_form,
    read_amendment,
    rebased_form,
    renumbered_form,
)
from govflow.adapters.files.atomic import translate, write_file, write_folder
from govflow.adapters.files.columns_file import (
    EVERYBODY,
    Tables,
    read_columns_file,
    write_columns_file,
)
from govflow.adapters.files.columns_file import FILE as COLUMNS_FILE
from govflow.adapters.files.foreign import read_foreign
from govflow.adapters.files.inside import words_inside
from govflow.adapters.files.people_csv import check_twins, read_list, read_people, write_people
from govflow.adapters.files.settings import FILE
from govflow.adapters.files.shipped import shipped
from govflow.adapters.markdown.front_matter import read_policy, write_policy
from govflow.adapters.markdown.guidance_file import read_guidance, write_guidance
from govflow.core.errors import GovflowError, SettingsError
from govflow.core.people.columns import Columns, Taken
from govflow.core.people.people import Person
from govflow.core.text.amendment import Amendment
from govflow.core.text.guidance import Guidance
from govflow.core.text.policy import Policy
from govflow.core.text.responses import Response, response_table, responses_in

RESPONSES = "responses.md"


def find_workspace(start: Path) -> Path:
    """The workspace that holds this folder: the nearest folder upward with a govflow.toml."""
    here = start.resolve()
    for folder in (here, *here.parents):
        if (folder / FILE).is_file():
            return folder
    raise SettingsError(
        "there is no workspace here.",
        place=str(start),
        remedy="run 'govflow init', or name a workspace with -C FOLDER.",
    )


_read = lru_cache(maxsize=256)(read_policy)
_list = lru_cache(maxsize=4)(read_people)
"""The same bytes are the same policy and the same people: one pass asks for each many times."""


class Workspace:
    """The texts and lists of one organisation, as files under `root`."""

    def __init__(self, root: Path) -> None:
        self._root = root

    @property
    def root(self) -> Path:
        return self._root

    # --- policies

    def codes(self) -> tuple[str, ...]:
        """The codes of all policies, in alphabetical order."""
        return tuple(sorted(p.parent.name for p in self.root.glob("policy/*/policy.md")))

    def current(self, code: str) -> Policy:
        """The newest passed text, from `policy/<code>/policy.md`."""
        if not self._folder(code).is_dir():
            raise GovflowError(
                f"there is no policy '{code}'.",
                remedy=f"one of these: {', '.join(self.codes()) or 'none yet'}.",
            )
        return self._policy(self._folder(code) / "policy.md")

    def version(self, code: str, version: str) -> Policy:
        """One passed text of the series."""
        path = self._folder(code) / _version_file(version)
        if not path.is_file():
            raise GovflowError(
                f"there is no version {version} of '{code}'.",
                remedy=f"'govflow policy history {code}' lists them.",
            )
        return self._policy(path)

    def save_version(self, policy: Policy) -> None:
        """Add a passed text to the series and make it the newest. The series never changes."""
        folder = self._folder(policy.code)
        newest = folder / "policy.md"
        content = write_policy(policy, newest.read_bytes() if newest.is_file() else None).encode()
        write_folder(folder, {_version_file(policy.front.version): content, "policy.md": content})

    def source(self, policy: Policy) -> str:
        """The policy as a Markdown file, front matter and all, with the comments of policy.md."""
        path = self._folder(policy.code) / "policy.md"
        return write_policy(policy, path.read_bytes() if path.is_file() else None)

    def read_text(self, raw: bytes, place: str, like: Policy | None = None) -> Policy:
        """A policy from the bytes of a Markdown file; `place` is named in refusals.

        With `like`, a file that has only a body, or no code, takes these over from that policy.
        """
        if like is None:
            return read_policy(raw, place)
        if not re.match(rb"(\xef\xbb\xbf)?---[ \t]*\r?\n", raw):
            head = self.source(replace(like, blocks=())).rstrip() + "\n\n"
            raw = head.encode() + raw.removeprefix(b"\xef\xbb\xbf")
        policy = read_policy(raw, place)
        if not re.search(rb"(?m)^code[ \t]*:", raw):
            policy = replace(policy, front=replace(policy.front, code=like.code))
        return policy

    def import_text(self, raw: bytes, place: str, code: str) -> Policy:
        """A policy from a file that may never have been govflow's: its title is found if need be."""
        return read_foreign(raw, place, code)

    # --- amendments

    def amendments(self) -> tuple[str, ...]:
        """The ids of all amendments, oldest first."""
        return tuple(
            sorted(p.parent.name for p in self.root.glob(f"policy/*/amendments/*/{AMENDMENT}"))
        )

    def amendment(self, name: str) -> Amendment:
        """One amendment with its proposed text; raises GovflowError when there is none."""
        found = [path for path in self.root.glob(f"policy/*/amendments/*/{AMENDMENT}")]
        folder = next((path.parent for path in found if path.parent.name == name), None)
        if folder is None:
            raise GovflowError(
                f"there is no amendment '{name}'.",
                remedy="'govflow amendment list' shows them.",
            )
        proposed = self._policy(folder / PROPOSED)
        raw = (folder / AMENDMENT).read_bytes()
        amendment = read_amendment(raw, proposed, self._relative(folder / AMENDMENT))
        table = folder / RESPONSES
        said = table.read_text(encoding="utf-8", errors="replace") if table.is_file() else ""
        return replace(amendment, responses=tuple(responses_in(said)))

    def start_amendment(self, form: Amendment) -> Path:
        """Lay out a new amendment: its form to fill in and its text to edit; returns the text's path."""
        blank = blank_amendment(
            name=form.id,
            policy=form.policy,
            title=form.title,
            base=form.base,
            new_version=form.new_version,
            reason=form.reason,
            mover=form.mover,
        )
        text = self.source(form.proposed)
        folder = self._folder(form.policy) / "amendments" / form.id
        write_folder(folder, {AMENDMENT: blank.encode(), PROPOSED: text.encode()})
        return folder / PROPOSED

    def save_proposed(self, name: str, text: Policy) -> None:
        """Put the text that was passed instead in the place of the proposed one."""
        amendment = self.amendment(name)
        folder = self.root / amendment.folder
        before = (folder / PROPOSED).read_bytes()
        write_folder(folder, {"as-tabled.md": before, PROPOSED: self.source(text).encode()})

    def save_cover(self, name: str, values: Mapping[str, str]) -> None:
        """Fill lines of the cover sheet into an amendment's form."""
        path = self.root / self.amendment(name).folder / AMENDMENT
        write_file(path, covered_form(path.read_bytes(), values))

    def save_returned(self, name: str, text: Policy, responses: Sequence[Response]) -> None:
        """Put the text with the returned copies' edits in place, and what became of each edit."""
        folder = self.root / self.amendment(name).folder
        before = (folder / PROPOSED).read_bytes()
        table = response_table(responses)
        files = {"before-import.md": before, PROPOSED: self.source(text).encode()}
        write_folder(folder, {**files, RESPONSES: table.encode()})

    def save_rebased(self, name: str, text: Policy, base: str, new_version: str) -> None:
        """Carry a proposed text over to a newer base; the text before stays beside it."""
        folder = self.root / self.amendment(name).folder
        before = (folder / PROPOSED).read_bytes()
        form = rebased_form((folder / AMENDMENT).read_bytes(), base=base, new_version=new_version)
        files = {"before-rebase.md": before, AMENDMENT: form, PROPOSED: self.source(text).encode()}
        write_folder(folder, files)

    def save_renumbered(self, name: str, text: Policy, numbers: Mapping[str, str]) -> None:
        """Write a proposed text with other numbers, and the table of them into the form."""
        folder = self.root / self.amendment(name).folder
        form = renumbered_form((folder / AMENDMENT).read_bytes(), numbers)
        write_folder(folder, {AMENDMENT: form, PROPOSED: self.source(text).encode()})

    # --- guidance, people, documents

    def guidance(self, code: str) -> tuple[Guidance, ...]:
        """The guidance files of a policy, by audience."""
        found = sorted(self._folder(code).glob("guidance-*.md"))
        return tuple(read_guidance(path.read_bytes(), self._relative(path)) for path in found)

    def save_guidance(self, guidance: tuple[Guidance, ...]) -> None:
        """Write guidance files back; what a person wrote around their values stays."""
        for one in guidance:
            path = self.root / one.path
            write_file(path, write_guidance(one, path.read_bytes()).encode())

    def read_list(self, raw: bytes, place: str, said: Columns, audience: str) -> Taken:
        """A list of people from the bytes of a CSV file or workbook; what is remembered of it is used."""
        return read_list(
            raw, place, said, self._remembered().get(audience or EVERYBODY, said), audience
        )

    def check_people(self, people: tuple[Person, ...]) -> None:
        """Refuse a people list in which an id or an address stands twice."""
        check_twins(people, ["people.csv"] * len(people))

    def remember(self, columns: Columns, audience: str) -> None:
        """Keep how a list was read, for the next time."""
        tables = {**self._remembered(), audience or EVERYBODY: columns}
        write_file(self.root / COLUMNS_FILE, write_columns_file(tables))

    def _remembered(self) -> Tables:
        path = self.root / COLUMNS_FILE
        return read_columns_file(path.read_bytes()) if path.is_file() else {}

    def people(self) -> tuple[Person, ...]:
        """The people list; empty when there is none yet."""
        path = self.root / "people.csv"
        return _list(path.read_bytes(), "people.csv") if path.is_file() else ()

    def save_people(self, people: tuple[Person, ...]) -> None:
        write_file(self.root / "people.csv", write_people(people))

    def write_documents(self, folder: str, files: Mapping[str, bytes]) -> tuple[str, ...]:
        """Write finished papers under `documents/`, all or none; returns their paths."""
        target = self.root / "documents" / folder
        write_folder(target, files)
        return tuple(self._relative(target / name) for name in files)

    def read_document(self, folder: str, name: str) -> bytes | None:
        path = self.root / "documents" / folder / name
        return path.read_bytes() if path.is_file() else None

    def template(self, name: str) -> bytes:
        """A template: the workspace's own where it has one, else the shipped one."""
        own = self.root / "templates" / name
        path = own if own.is_file() else shipped("templates") / name
        try:
            return path.read_bytes()
        except OSError as problem:
            raise translate(problem, path) from problem

    # --- everything in the folder

    def words_inside(self, raw: bytes) -> str:
        """The words in some bytes: mail, Word and zip files opened."""
        return "\n".join(words_inside(raw))

    def files(self, under: str = "") -> Iterator[tuple[str, bytes]]:
        """Every file under a folder with its path, those that programs keep for themselves left out."""
        for path in sorted((self.root / under).rglob("*")):
            name = self._relative(path)
            if path.is_file() and not name.startswith(".") and not name.endswith("-shm"):
                yield name, path.read_bytes()

    def remove(self, paths: Iterable[str]) -> None:
        """Take files out of the workspace for good."""
        for name in paths:
            try:
                (self.root / name).unlink(missing_ok=True)
            except OSError as problem:
                raise translate(problem, self.root / name) from problem

    # ---

    def _folder(self, code: str) -> Path:
        if not _stays_inside(code):
            raise GovflowError(
                f"'{code}' is not a policy's code.", remedy="'govflow policy list' shows them."
            )
        return self.root / "policy" / code

    def _policy(self, path: Path) -> Policy:
        try:
            return _read(path.read_bytes(), self._relative(path))
        except OSError as problem:
            raise translate(problem, path) from problem

    def _relative(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix()


def _stays_inside(name: str) -> bool:
    """Whether a name is one file or folder of the workspace, and leads nowhere else."""
    return bool(name) and name[0] != "." and not any(c in name for c in "/\\:\0")


def _version_file(version: str) -> str:
    """Where a version's text lies within its policy's folder."""
    if not _stays_inside(version):
        raise GovflowError(
            f"'{version}' is not a version's number.",
            remedy='write it with digits and points, as in version: "1.0".',
            undone="Nothing was written.",
        )
    return f"versions/{version}.md"
