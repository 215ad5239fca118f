"""The texts for a scheduler hold the paths whatever is in them."""

import shlex
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govflow.core.people.schedules import (
    Errand,
    cron_line,
    systemd_units,
    task_xml,
    with_line,
    without_line,
)

UNION = Errand(("/opt/gov flow/govflow",), "/srv/100% Union's files", 30)
paths = st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=30)
lines = st.lists(st.text(st.characters(min_codepoint=32, max_codepoint=126)), max_size=5)


@given(paths, paths)
def test_a_cron_line_gives_the_shell_the_very_paths(program: str, place: str) -> None:
    line = cron_line(Errand((program, "-P"), place))
    command = line.split(" ", 5)[5].rstrip("\n").replace("\\%", "%")
    assert shlex.split(command, comments=True) == [program, "-P", "-q", "-C", place, "run"]


@given(lines, paths, paths)
def test_other_lines_of_a_crontab_stay_and_ours_stands_in_it_once(
    others: list[str], place: str, second: str
) -> None:
    table = "".join(f"{line}\n" for line in others)
    one, two = Errand(("govflow",), place), Errand(("govflow",), f"{second}/2")
    both = with_line(with_line(with_line(table, one), two), one)
    assert both.count(f"# {one.name}\n") == 1
    assert without_line(without_line(both, one), two) == table


@given(paths, paths)
def test_a_task_keeps_the_program_and_starts_when_the_computer_is_back(
    program: str, place: str
) -> None:
    text = task_xml(Errand((program,), place)).partition("\n")[2]
    task = ElementTree.fromstring(text)
    space = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"
    assert task.findtext(f".//{space}Command") == program
    assert task.findtext(f".//{space}StartWhenAvailable") == "true"
    assert task.findtext(f".//{space}DisallowStartIfOnBatteries") == "false"
    assert task.findtext(f".//{space}RunLevel") == "LeastPrivilege"


@pytest.mark.parametrize(
    ("place", "written"),
    [
        ("C:\\Union", "-q -C C:\\Union run"),
        ("C:\\Gov Files", '-q -C "C:\\Gov Files" run'),
        ("C:\\Gov Files\\", '-q -C "C:\\Gov Files\\\\" run'),
    ],
)
def test_a_folder_with_spaces_is_one_word_to_windows(place: str, written: str) -> None:
    task = ElementTree.fromstring(task_xml(Errand(("py",), place)).partition("\n")[2])
    assert task.findtext(".//{*}Arguments") == written


@pytest.mark.servers
def test_systemd_takes_the_timer_and_the_service(tmp_path: Path) -> None:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("the program 'systemd-analyze' is not on this machine")
    errand = Errand((shutil.which("true") or "/bin/true",), f'{tmp_path}/100% "ours" $HOME', 30)
    service, timer = systemd_units(errand)
    (tmp_path / "govflow.service").write_text(service)
    (tmp_path / "govflow.timer").write_text(timer)
    command = ["systemd-analyze", "verify", str(tmp_path / "govflow.timer")]
    found = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert found.returncode == 0, found.stderr


def test_the_timer_makes_up_for_missed_runs_and_repeats_on_weekdays() -> None:
    service, timer = systemd_units(UNION)
    words = '"/opt/gov flow/govflow" "-q" "-C" "/srv/100%% Union\'s files" "run"'
    assert f"ExecStart={words}\n" in service
    assert "OnCalendar=Mon..Fri 08..18:00/30\nPersistent=true" in timer
