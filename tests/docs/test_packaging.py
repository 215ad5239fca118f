"""What is shipped and promised about installing stays true."""

import re
import tomllib

from tests.support import ROOT


def locked() -> dict[str, set[str]]:
    packages = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))["package"]
    found: dict[str, set[str]] = {}
    for package in packages:
        if "editable" not in package["source"]:
            found.setdefault(package["name"], set()).add(package["version"])
    return found


def constrained() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines():
        name, version = re.match(r"([\w.-]+)==([\w.+-]+)", line).groups()  # type: ignore[union-attr]
        found.setdefault(name, set()).add(version)
    return found


def test_the_constraints_are_the_locked_versions() -> None:
    assert constrained() == locked()


def test_the_readme_gives_the_two_commands_and_ci_runs_the_second() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for mark in ("demo", "tests"):
        block = re.search(rf"<!-- {mark} -->\n```sh\n(.+)\n```", readme)
        assert block
        assert block[1].startswith("python3 -m venv .venv && .venv/bin/pip install")
    assert "readme_command tests" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_the_worked_example_is_one_text_in_both_its_places() -> None:
    folder = ROOT / "policy" / "social-media"
    assert (folder / "policy.md").read_bytes() == (folder / "versions" / "1.0.md").read_bytes()
