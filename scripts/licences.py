"""Writes docs/licences.md: under which licence each package comes that govflow is built with.

Run it after constraints.txt changed: python scripts/licences.py. With --check nothing is written, and it
ends with 1 when the page is not what the installed packages say, or a licence is not on the list.
"""

import re
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "licences.md"
ALLOWED = {
    "0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "LGPL-2.1-only", "LGPL-3.0-only", "MIT",
    "MIT-0", "MPL-2.0", "PSF-2.0",
}  # fmt: skip
"""What may come along: permissive licences, and weak copyleft for what is used as it is, unchanged."""
SPELLED = {
    "apache software license": "Apache-2.0",
    "apache 2.0": "Apache-2.0",
    "bsd": "BSD-3-Clause",
    "bsd license": "BSD-3-Clause",
    "bsd 2-clause license": "BSD-2-Clause",
    "dual license": "Apache-2.0 OR BSD-3-Clause",
    "isc license (iscl)": "ISC",
    "mit license": "MIT",
    "mozilla public license 2.0 (mpl 2.0)": "MPL-2.0",
    "psfl": "PSF-2.0",
    "python software foundation license": "PSF-2.0",
}
"""How packages spell a licence that has an SPDX name."""
STATED = {
    "colorama": "BSD-3-Clause",
    "imapclient": "BSD-3-Clause",
    "isodate": "BSD-3-Clause",
    "pywin32-ctypes": "BSD-3-Clause",
    "sspilib": "MIT",
}
"""Read by a person in the package's own licence file: for Windows alone, or silent in its metadata."""
HEAD = """# Licences

govflow itself is under the MIT licence, its templates under CC0; see LICENSE and templates/LICENSE.
It is built and tested with the packages below, each under its own licence. None of their code lies in this
project. The list is made from the packages' own metadata by `python scripts/licences.py`, which refuses a
licence that is not on its list; CI runs it with `--check`.

| package | licence |
|---|---|
"""


def packages() -> list[str]:
    """The names in constraints.txt, each once, in order."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return sorted({line.partition("==")[0].strip() for line in lines if "==" in line})


def licence_of(name: str) -> str:
    """A package's licence as an SPDX expression; '' when nothing says it."""
    if name in STATED:
        return STATED[name]
    try:
        said = metadata(name)
    except PackageNotFoundError:
        return ""
    for value in _statements(said):
        licence = SPELLED.get(value.lower(), value)
        if licence and not refused(licence):
            return licence
    return next(iter(_statements(said)), "")


def _statements(said: object) -> Iterator[str]:
    """What the metadata say of the licence, the clearest first."""
    fields = said.get_all
    for value in fields("License-Expression") or ():
        yield value.strip()
    for value in fields("License") or ():
        yield value.strip().partition("\n")[0]
    for value in fields("Classifier") or ():
        if value.startswith("License ::"):
            yield value.rpartition(" :: ")[2]


def refused(licence: str) -> bool:
    """Whether no part of an 'A OR B' is on the list."""
    return not any(part.strip() in ALLOWED for part in re.split(r"\bOR\b", licence))


def page() -> str:
    """The whole page."""
    return HEAD + "".join(f"| {name} | {licence_of(name) or '?'} |\n" for name in packages())


def main() -> int:
    """Write or check the page; returns the exit code."""
    bad = [name for name in packages() if refused(licence_of(name))]
    for name in bad:
        print(f"{name}: '{licence_of(name)}' is not on the list of licences that may come along")
    made = page()
    if "--check" in sys.argv:
        same = PAGE.is_file() and PAGE.read_text(encoding="utf-8") == made
        if not same:
            print("docs/licences.md is not as the packages say; run: python scripts/licences.py")
        return 0 if same and not bad else 1
    PAGE.write_text(made, encoding="utf-8")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
