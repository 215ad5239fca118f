"""A pass that runs by itself: the real systemctl and crontab, in a home and a crontab of the test's own."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.servers
OTHERS = "MAILTO=\"\"\n# Bells\n5 4 * * * ring '50\\%'\n"
PRIVATE = "mount -t tmpfs none /var/spool/cron && mkdir -m 1730 /var/spool/cron/crontabs && "


def need(program: str) -> None:
    if shutil.which(program) is None:
        pytest.skip(f"the program '{program}' is not on this machine")


def govflow(root: Path, *words: str) -> str:
    """The command as somebody types it, for a shell."""
    return f"'{sys.executable}' -m govflow -C '{root}' schedule {' '.join(words)}"


def shell(command: str, home: Path, *before: str) -> str:
    found = subprocess.run(
        [*before, "sh", "-c", f"set -e; {command}"],
        capture_output=True,
        text=True,
        timeout=120,
        env={
            **os.environ,
            "HOME": str(home),
            "XDG_CONFIG_HOME": str(home / ".config"),
            "XDG_RUNTIME_DIR": str(home.parent),
        },
    )
    assert found.returncode == 0, found.stderr
    return found.stdout


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("scheduled")
    root = folder / "union 100%"
    shell(f"'{sys.executable}' -m govflow init '{root}' --no-input", folder)
    return root


def test_a_timer_is_installed_changed_and_removed_without_a_trace(
    workspace: Path, tmp_path: Path
) -> None:
    need("systemctl")
    home = tmp_path / "home"
    home.mkdir()
    shell(govflow(workspace, "install --for systemd --yes"), home)
    shell(govflow(workspace, "install --for systemd --every 30 --yes"), home)
    units = home / ".config/systemd/user"
    timer, service = units.glob("*.timer"), units.glob("*.service")
    name = next(timer)
    assert "00/30" in name.read_text()
    assert f'"{workspace}"'.replace("%", "%%") in next(service).read_text()
    assert (units / "timers.target.wants" / name.name).resolve() == name
    if shutil.which("systemd-analyze"):
        shell(f"systemd-analyze verify --user '{name}'", home)
    shell(govflow(workspace, "remove --yes"), home)
    assert [path for path in home.rglob("*") if path.is_file() or path.is_symlink()] == []
    assert not units.exists()


def test_a_cron_line_is_installed_once_and_others_lines_stay(
    workspace: Path, tmp_path: Path
) -> None:
    need("crontab")
    need("unshare")
    if os.geteuid() != 0:
        pytest.skip("a crontab of the test's own needs root: it is mounted over the real one")
    (tmp_path / "others").write_text(OTHERS)
    install = govflow(workspace, "install --for cron --yes")
    told = shell(
        f"{PRIVATE} crontab '{tmp_path}/others'; {install}; {install}; crontab -l; echo ----; "
        f"{govflow(workspace, 'remove --yes')}; crontab -l; crontab -r; echo ----; "
        f"{install}; {govflow(workspace, 'remove --yes')}; crontab -l 2>&1 || true",
        tmp_path,
        "unshare",
        "-m",
    )
    installed, removed, empty = told.split("----\n")
    assert installed.startswith(OTHERS)
    assert len(installed.splitlines()) == len(OTHERS.splitlines()) + 1
    assert removed == OTHERS
    assert empty.startswith("no crontab for ")


def test_the_line_that_cron_runs_is_a_pass_over_this_very_workspace(
    workspace: Path, tmp_path: Path
) -> None:
    line = shell(govflow(workspace, "show --for cron -q"), tmp_path).strip()
    shell(line.split(" ", 5)[5].replace("\\%", "%"), tmp_path)
    assert list((workspace / "backups").iterdir())
