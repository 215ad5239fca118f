"""Asks the package index for known weaknesses in every package of constraints.txt.

Ends with 1 when a package has one. Where the index answers for no package (a mirror without advisories, no
network) it says loudly that nothing was audited and ends with 0, since that says nothing of the packages;
with --strict it ends with 1 then, and also when a single package went unaudited.
"""

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
COMMAND = ("-m", "pip_audit", "-r", "constraints.txt", "--no-deps", "--disable-pip", "-f", "json")
SECONDS = 300


def ask() -> list[dict[str, Any]]:
    """What pip-audit found out about each package; [] when it could not even ask."""
    try:
        found = subprocess.run(
            [sys.executable, *COMMAND], cwd=ROOT, capture_output=True, text=True, timeout=SECONDS
        )
        return list(json.loads(found.stdout)["dependencies"])
    except (subprocess.TimeoutExpired, ValueError, KeyError):
        return []


def told(packages: Sequence[Mapping[str, Any]], *, strict: bool) -> tuple[int, list[str]]:
    """The exit code and the lines to print, from what was found out."""
    weak = [one for one in packages if one.get("vulns")]
    unasked = [one["name"] for one in packages if "skip_reason" in one]
    lines = [
        f"{one['name']} {one['version']}: {', '.join(v['id'] for v in one['vulns'])}"
        for one in weak
    ]
    audited = len(packages) - len(unasked)
    lines.append(f"audited {audited} packages, {len(weak)} with known weaknesses")
    if unasked or not packages:
        lines.append(
            f"NOT AUDITED: {len(unasked) or 'all'} packages. The package index here gives no advisories;"
            " run this where pypi.org answers."
        )
    return int(bool(weak) or (strict and (bool(unasked) or not packages))), lines


def main() -> int:
    """Ask, tell, and return the exit code."""
    code, lines = told(ask(), strict="--strict" in sys.argv)
    print("\n".join(lines))
    return code


if __name__ == "__main__":
    sys.exit(main())
