"""Which licences come along, and whether known weaknesses were asked for: told as it is."""

import importlib.util
from importlib.metadata import PackageNotFoundError, distribution
from types import ModuleType

import pytest

from tests.support import ROOT


def script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "scripts" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


LICENCES, AUDIT = script("licences"), script("audit")
LISTED = dict(
    line.strip("| ").split(" | ")
    for line in LICENCES.PAGE.read_text(encoding="utf-8").splitlines()
    if line.startswith("| ") and "package" not in line
)


def test_every_package_is_on_the_page_and_no_other():
    assert [*LISTED] == LICENCES.packages(), "run: python scripts/licences.py"


@pytest.mark.parametrize("name", LICENCES.packages())
def test_a_package_comes_under_a_licence_that_may_come_along(name: str):
    try:
        distribution(name)
    except PackageNotFoundError:
        assert not LICENCES.refused(LISTED[name])
        return
    assert LISTED[name] == LICENCES.licence_of(name), "run: python scripts/licences.py"
    assert not LICENCES.refused(LISTED[name])


def test_a_licence_that_binds_the_whole_work_is_refused():
    assert LICENCES.refused("GPL-3.0-only")
    assert LICENCES.refused("")
    assert not LICENCES.refused("GPL-2.0-only OR MIT")


CLEAN = {"name": "six", "version": "1.0", "vulns": []}
WEAK = {"name": "mako", "version": "1.0", "vulns": [{"id": "PYSEC-2026-1"}]}
UNASKED = {"name": "rich", "skip_reason": "not found"}


@pytest.mark.parametrize(
    ("packages", "strict", "code", "said"),
    [
        ([CLEAN], True, 0, "audited 1 packages, 0 with"),
        ([CLEAN, WEAK], False, 1, "mako 1.0: PYSEC-2026-1"),
        ([UNASKED], False, 0, "NOT AUDITED: 1 packages"),
        ([CLEAN, UNASKED], True, 1, "NOT AUDITED: 1 packages"),
        ([], False, 0, "NOT AUDITED: all packages"),
        ([], True, 1, "NOT AUDITED: all packages"),
    ],
)
def test_what_was_not_audited_is_never_called_clean(packages, strict, code, said):
    found, lines = AUDIT.told(packages, strict=strict)
    assert found == code
    assert any(line.startswith(said) for line in lines)
