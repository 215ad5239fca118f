"""What is to be handed to an operating system so that it runs govflow by itself: three texts."""

from dataclasses import dataclass
from hashlib import sha256
from xml.sax.saxutils import escape


@dataclass(frozen=True, slots=True)
class Errand:
    """The words that start the program, the workspace as an absolute path, and how often in minutes."""

    program: tuple[str, ...]
    workspace: str
    minutes: int = 60

    @property
    def name(self) -> str:
        """What the scheduler calls it: 'govflow-' and eight signs that stand for this workspace alone."""
        return f"govflow-{sha256(self.workspace.encode()).hexdigest()[:8]}"

    @property
    def words(self) -> tuple[str, ...]:
        """The whole command, word by word."""
        return (*self.program, "-q", "-C", self.workspace, "run")


def cron_line(errand: Errand) -> str:
    """A line for crontab(5), on weekdays from 8 to 18; run itself keeps the office's hours.

    In a crontab '%' ends the command, so it is escaped; words are quoted for the shell, to which the
    name at the end is a comment.
    """
    every = "0" if errand.minutes >= 60 else f"*/{errand.minutes}"
    command = " ".join(map(_for_shell, errand.words)).replace("%", "\\%")
    return f"{every} 8-18 * * 1-5 {command} # {errand.name}\n"


def with_line(crontab: str, errand: Errand) -> str:
    """A crontab with this errand's line once, at its end; every other line stays as it is."""
    kept = without_line(crontab, errand)
    return kept + ("" if kept.endswith("\n") or not kept else "\n") + cron_line(errand)


def without_line(crontab: str, errand: Errand) -> str:
    """A crontab without this errand's line."""
    lines = crontab.splitlines(keepends=True)
    return "".join(line for line in lines if not line.rstrip().endswith(f"# {errand.name}"))


def _for_shell(word: str) -> str:
    return "'" + word.replace("'", "'\\''") + "'"


def systemd_units(errand: Errand) -> tuple[str, str]:
    """A service and its timer (systemd.service(5), systemd.timer(5)); missed runs are caught up.

    '%' and '$' mean something else to systemd and are doubled; words stand in double quotes. Exit codes
    4 (something waits for the officer) and 75 (a later pass does the rest) are no failure of the unit.
    """
    service = (
        "[Unit]\nDescription=One pass of govflow\n\n"
        f"[Service]\nType=oneshot\nExecStart={' '.join(map(_for_systemd, errand.words))}\n"
        "SuccessExitStatus=4 75\n"
    )
    every = "00" if errand.minutes >= 60 else f"00/{errand.minutes}"
    timer = (
        "[Unit]\nDescription=Run govflow by itself\n\n"
        f"[Timer]\nOnCalendar=Mon..Fri 08..18:{every}\nPersistent=true\n\n"
        "[Install]\nWantedBy=timers.target\n"
    )
    return service, timer


def _for_systemd(word: str) -> str:
    doubled = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{doubled}"'


def task_xml(errand: Errand) -> str:
    """A task for the Windows Task Scheduler (schema version 1.2), started late rather than never.

    StartWhenAvailable makes up for a computer that was off; a second instance is never started; a
    laptop runs it on its battery too, which is not the scheduler's default. It runs as the person who
    installs it, with no more rights than theirs. Source: learn.microsoft.com, Task Scheduler Schema.
    """
    program, *words = errand.words
    return f"""<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <Triggers>
    <CalendarTrigger>
      <Repetition><Interval>PT{errand.minutes}M</Interval><Duration>PT10H</Duration></Repetition>
      <StartBoundary>2026-01-01T08:00:00</StartBoundary>
      <Enabled>true</Enabled>
      <ScheduleByDay><DaysInterval>1</DaysInterval></ScheduleByDay>
    </CalendarTrigger>
  </Triggers>
  <Principals>
    <Principal id="Officer">
      <LogonType>InteractiveToken</LogonType>
      <RunLevel>LeastPrivilege</RunLevel>
    </Principal>
  </Principals>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <StartWhenAvailable>true</StartWhenAvailable>
    <ExecutionTimeLimit>PT2H</ExecutionTimeLimit>
  </Settings>
  <Actions Context="Officer">
    <Exec>
      <Command>{escape(program)}</Command>
      <Arguments>{escape(" ".join(map(_for_windows, words)))}</Arguments>
    </Exec>
  </Actions>
</Task>
"""


def _for_windows(word: str) -> str:
    """A word as Windows programs read it; a backslash before the closing quote is doubled."""
    if not any(sign in word for sign in ' \t"'):
        return word
    tail = len(word) - len(word.rstrip("\\"))
    return '"' + word.replace('"', '\\"') + "\\" * tail + '"'
