"""Killed at any instruction and started again: nobody is written to twice, nothing is lost.

After SQLite's own way of testing: the work is done in a child process that is killed (SIGKILL) at its
k-th boundary operation, for k = 1, 2, 3... until it gets through. After each death the work is simply
started again, as the officer would, and the world outside is looked at.
"""

import json
import os
import shutil
import signal
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from govflow.adapters.files.settings import read_settings
from govflow.adapters.files.workspace import Workspace
from govflow.adapters.mail.folder import FolderMailbox
from govflow.adapters.mail.letters import MailLetters
from govflow.adapters.mail.parse_mail import read_mail
from govflow.adapters.memory.correspondents import BOUNDARY, Answer, answer, read_letter
from govflow.adapters.memory.papers import PlainPages, PlainPapers
from govflow.adapters.store.register import open_register
from govflow.adapters.system.clock import PretendClock, office_hour
from govflow.adapters.system.entropy import SeededEntropy
from govflow.cli.wiring import house_of
from govflow.core.people.letters import SendResult, Sent
from govflow.core.record.rows import RecipientRow, ReplyRow, VersionRow
from govflow.core.replies.mail import Mail
from govflow.core.replies.outcomes import Quarantined
from govflow.core.replies.sender import Trust
from govflow.workflows.collect import collect
from govflow.workflows.deliver import deliver
from govflow.workflows.notify import plan_notice, seal
from govflow.workflows.office import Office
from govflow.workflows.publish import carry_out, plan_publication
from govflow.workflows.verifying import verify
from tests.workflows.desk import CODE, MONDAY, open_desk

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork a process")

OLD = "All accounts must be logged with the CEO."
NEW = "All accounts must be logged with the Chair."
MOST = 2000


class Sink:
    """A pretend server whose log is the truth: a letter in it was taken, and can be asked for."""

    name = "sink"

    def __init__(self, log: Path, tick: Callable[[], None]) -> None:
        self._log = log
        self._tick = tick

    def send(self, letter: str, raw: bytes, sender: str, recipient: str) -> SendResult:
        self._tick()
        with self._log.open("a", encoding="utf-8") as file:
            file.write(json.dumps([letter, recipient, raw.decode()]) + "\n")
        self._tick()
        return Sent(letter)

    def find_sent(self, letter: str, message_id: str) -> bool | None:
        return any(post[0] == letter for post in posts(self._log))


def posts(log: Path) -> list[list[str]]:
    return (
        [json.loads(line) for line in log.read_text("utf-8").splitlines()] if log.exists() else []
    )


class Reader:
    """Reads mail in this very process, since the process is the thing that is killed."""

    def read(self, raw: bytes) -> Mail | Quarantined:
        return read_mail(raw)


@contextmanager
def desk_at(root: Path, tick: Callable[[], None] = lambda: None) -> Iterator[Office]:
    clock = PretendClock(MONDAY + timedelta(days=1))
    entropy = SeededEntropy(os.getpid())
    url = f"sqlite:///{root / 'govflow.db'}"
    with ExitStack() as stack:
        register = stack.enter_context(open_register(url, clock=clock, entropy=entropy))
        yield Office(
            house=house_of(read_settings(root)),
            library=Workspace(root),
            register=register,
            papers=PlainPapers(),
            letters=MailLetters(),
            pages=PlainPages(),
            transport=Sink(root / "sink.log", tick),
            mailbox=FolderMailbox(
                root / "mail", lambda path: office_hour(MONDAY + timedelta(days=2))
            ),
            reader=Reader(),
            trust=Trust(authserv_ids=(BOUNDARY,)),
            clock=clock,
            entropy=entropy,
        )


def killed_at(k: int, root: Path, work: Callable[[Office], None]) -> bool:
    """Do the work in a child that dies at its k-th boundary operation; False when it got through."""
    child = os.fork()
    if child == 0:
        _be_killed_at(k, root, work)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return True
    assert os.waitstatus_to_exitcode(status) == 0, "the work failed by itself"
    return False


def _be_killed_at(k: int, root: Path, work: Callable[[Office], None]) -> None:
    left = [k]

    def tick(*_: object, **__: object) -> None:
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    for moment in ("before_cursor_execute", "after_cursor_execute", "commit"):
        event.listen(Engine, moment, tick)
    for name in ("replace", "fsync", "mkdir", "unlink"):
        setattr(os, name, _ticking(getattr(os, name), tick))
    try:
        with desk_at(root, tick) as office:
            work(office)
    except BaseException:
        import traceback

        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def _ticking(function: Callable[..., object], tick: Callable[[], None]) -> Callable[..., object]:
    def ticked(*args: object, **kwargs: object) -> object:
        tick()
        result = function(*args, **kwargs)
        tick()
        return result

    return ticked


def every_death(
    prepared: Path, work: Callable[[Office], None], check: Callable[[Path], None]
) -> int:
    """Kill the work at every k, start it again, and check the world; returns how many deaths."""
    for k in range(1, MOST):
        root = prepared.with_name(f"{prepared.name}-{k}")
        shutil.copytree(prepared, root)
        died = killed_at(k, root, work)
        if died:
            with desk_at(root) as office:
                work(office)
        check(root)
        shutil.rmtree(root)
        if not died:
            return k - 1
    raise AssertionError("the work never got through")


def send_notice(office: Office) -> None:
    deliver(office, seal(office, plan_notice(office, CODE)))


def test_a_sender_killed_anywhere_writes_to_everyone_exactly_once(tmp_path: Path) -> None:
    prepared = tmp_path / "union"
    with open_desk(prepared, "sqlite"):
        pass

    def check(root: Path) -> None:
        recipients = Counter(post[1] for post in posts(root / "sink.log"))
        assert recipients == {"ada@union.example": 1, "ben@union.example": 1, "cai@mail.example": 1}
        with desk_at(root) as office:
            assert verify(office) == []
            assert {row.letters for row in office.register.find(RecipientRow)} == {1}

    assert every_death(prepared, send_notice, check) > 50


def test_a_collector_killed_anywhere_records_every_reply_once(tmp_path: Path) -> None:
    prepared = tmp_path / "union"
    with open_desk(prepared, "sqlite"):
        pass
    with desk_at(prepared) as office:
        send_notice(office)
    for number, post in enumerate(posts(prepared / "sink.log"), 1):
        how = Answer("outlook", "I have read and understood the policy.")
        raw = answer(read_letter(post[2].encode()), how, office_hour(MONDAY), number)
        (prepared / "mail" / "inbox" / f"{number}.eml").write_bytes(raw)

    def check(root: Path) -> None:
        with desk_at(root) as office:
            assert verify(office) == []
            replies = office.register.find(ReplyRow)
            assert len(replies) == 3
            assert all(reply.counted for reply in replies)
        assert len(list((root / "mail" / "processed").iterdir())) == 3
        assert list((root / "mail" / "inbox").iterdir()) == []

    assert every_death(prepared, lambda office: (collect(office), None)[1], check) > 30


def test_a_publication_killed_anywhere_is_finished_by_the_same_command(tmp_path: Path) -> None:
    prepared = tmp_path / "union"
    with open_desk(prepared, "sqlite") as desk:
        name = desk.amend(OLD, NEW)
        desk.pack(name)
        desk.decide(name)
        desk.confirm()

    def publish(office: Office) -> None:
        carry_out(office, plan_publication(office, name, MONDAY))

    def check(root: Path) -> None:
        with desk_at(root) as office:
            assert verify(office) == []
            assert [row.version for row in office.register.find(VersionRow)] == ["1.0", "1.1"]
            assert office.library.current(CODE).front.version == "1.1"
        assert (root / "documents" / CODE / "1.1" / "by-law.docx").is_file()
        assert list(root.rglob(".unfinished-*")) == []

    assert every_death(prepared, publish, check) > 30
