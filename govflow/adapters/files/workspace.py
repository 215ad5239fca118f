"""The workspace folder: where each text lives and how it is read and written."""

from collections.abc import Mapping
from pathlib import Path

from govflow.adapters.files.amendment_file import AMENDMENT, PROPOSED, read_amendment
from govflow.adapters.files.atomic import translate, write_file, write_folder
from govflow.adapters.files.people_csv import read_people, write_people
from govflow.adapters.files.settings import FILE
from govflow.adapters.markdown.front_matter import read_policy, write_policy
from govflow.core.errors import GovflowError, SettingsError
from govflow.core.people.people import Person
from govflow.core.text.amendment import Amendment
from govflow.core.text.policy import Policy


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


class Workspace:
    """The texts and lists of one organisation, as files under `root`."""

    def __init__(self, root: Path) -> None:
        self.root = root

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
        path = self._folder(code) / "versions" / f"{version}.md"
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
        write_folder(folder, {f"versions/{policy.front.version}.md": content, "policy.md": content})

    def export(self, policy: Policy) -> str:
        """The policy as a Markdown file, front matter and all."""
        return write_policy(policy)

    def read_text(self, raw: bytes, place: str) -> Policy:
        """A policy from the bytes of a Markdown file; `place` is named in refusals."""
        return read_policy(raw, place)

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
        return read_amendment(raw, proposed, self._relative(folder / AMENDMENT))

    def save_amendment(self, code: str, name: str, files: Mapping[str, bytes]) -> Path:
        """Write an amendment's files; returns the path of the proposed text."""
        folder = self._folder(code) / "amendments" / name
        write_folder(folder, files)
        return folder / PROPOSED

    # --- guidance, people, documents

    def guidance_sources(self, code: str) -> tuple[tuple[str, bytes], ...]:
        """The guidance files of a policy as (path, bytes), by audience."""
        found = sorted(self._folder(code).glob("guidance-*.md"))
        return tuple((self._relative(path), path.read_bytes()) for path in found)

    def people(self) -> tuple[Person, ...]:
        """The people list; empty when there is none yet."""
        path = self.root / "people.csv"
        return read_people(path.read_bytes(), "people.csv") if path.is_file() else ()

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

    def template(self, name: str) -> bytes | None:
        """A template of the workspace's own, or None where the shipped one serves."""
        path = self.root / "templates" / name
        return path.read_bytes() if path.is_file() else None

    # ---

    def _folder(self, code: str) -> Path:
        if not code or any(c in code for c in "/\\:") or code.startswith("."):
            raise GovflowError(
                f"'{code}' is not a policy's code.", remedy="'govflow policy list' shows them."
            )
        return self.root / "policy" / code

    def _policy(self, path: Path) -> Policy:
        try:
            return read_policy(path.read_bytes(), self._relative(path))
        except OSError as problem:
            raise translate(problem, path) from problem

    def _relative(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix()
