"""What is to be handed to an operating system so that it runs govflow by itself: three texts."""

from dataclasses import dataclass
from xml.sax.saxutils import escape


@dataclass(frozen=True, slots=True)
class Errand:
    """The program to run and the workspace it runs in, as absolute paths, and how often in minutes."""

    program: str
    workspace: str
    minutes: int = 60


def cron_line(errand: Errand) -> str:
    """A line for crontab(5), on weekdays from 8 to 18; run itself keeps the office's hours.

    In a crontab '%' ends the command, so it is escaped; a path is quoted for the shell.
    """
    every = "0" if errand.minutes >= 60 else f"*/{errand.minutes}"
    command = f"{_quoted(errand.program)} -q -C {_quoted(errand.workspace)} run".replace("%", "\\%")
    return f"{every} 8-18 * * 1-5 {command}\n"


def _quoted(path: str) -> str:
    return "'" + path.replace("'", "'\\''") + "'"


def systemd_units(errand: Errand) -> tuple[str, str]:
    """A service and its timer (systemd.service(5), systemd.timer(5)); missed runs are caught up.

    '%' and '$' mean something else to systemd and are doubled; paths stand in double quotes.
    """
    program, place = (_for_systemd(path) for path in (errand.program, errand.workspace))
    service = (
        "[Unit]\nDescription=One pass of govflow\n\n"
        f"[Service]\nType=oneshot\nExecStart={program} -q -C {place} run\n"
        "SuccessExitStatus=4 75\n"
    )
    every = "00" if errand.minutes >= 60 else f"00/{errand.minutes}"
    timer = (
        "[Unit]\nDescription=Run govflow by itself\n\n"
        f"[Timer]\nOnCalendar=Mon..Fri 08..18:{every}\nPersistent=true\n\n"
        "[Install]\nWantedBy=timers.target\n"
    )
    return service, timer


def _for_systemd(path: str) -> str:
    doubled = path.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{doubled}"'


def task_xml(errand: Errand) -> str:
    """A task for the Windows Task Scheduler (schema version 1.2), started late rather than never.

    StartWhenAvailable makes up for a computer that was off; a second instance is never started.
    """
    arguments = escape(f'-q -C "{errand.workspace}" run')
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
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <StartWhenAvailable>true</StartWhenAvailable>
  </Settings>
  <Actions>
    <Exec>
      <Command>{escape(errand.program)}</Command>
      <Arguments>{arguments}</Arguments>
    </Exec>
  </Actions>
</Task>
"""
