"""An officer's desk for stories: real texts in a folder, mail in memory, a clock that can be turned."""

import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from govflow.adapters.files.new_workspace import Start, lay_out
from govflow.adapters.files.settings import read_settings
from govflow.adapters.files.workspace import Workspace
from govflow.adapters.mail.letters import MailLetters
from govflow.adapters.mail.parse import MailReader
from govflow.adapters.memory.correspondents import BOUNDARY, Answer, answer, read_letter
from govflow.adapters.memory.mail import MemoryMailbox, MemoryTransport
from govflow.adapters.memory.papers import PlainPages, PlainPapers
from govflow.adapters.memory.register import MemoryRegister
from govflow.adapters.store.register import open_register
from govflow.adapters.system.clock import PretendClock
from govflow.adapters.system.entropy import SeededEntropy
from govflow.cli.wiring import house_of
from govflow.core.record.resolutions import Vote
from govflow.core.replies.sender import Trust
from govflow.core.text.amendment import Amendment
from govflow.workflows.amend import plan_amendment, start_amendment
from govflow.workflows.board import build_pack, plan_pack
from govflow.workflows.collect import collect
from govflow.workflows.decisions import Decision, plan_decision, record_decision
from govflow.workflows.deliver import Tally, deliver
from govflow.workflows.guidance import confirm_guidance
from govflow.workflows.notify import plan_notice, seal
from govflow.workflows.office import Office
from govflow.workflows.policies import adopt
from govflow.workflows.publish import Publication, carry_out, plan_publication
from govflow.workflows.registers import register_lines
from govflow.workflows.start import adopt_first

CODE = "social-media"
MONDAY = date(2026, 11, 2)
PEOPLE = """id,name,email,audiences,manager,joined,left,other_emails,language
s1,Ada Staff,ada@union.example,staff,,,,,en
s2,Ben Staff,ben@union.example,staff,s1,,,,en
t1,Cai Trustee,cai@mail.example,trustees,,,,cai@work.example,en
v1,Dee Volunteer,dee@mail.example,volunteers,,,,,en
x1,Eve Gone,eve@union.example,staff,,,2026-10-01,,en
"""


@dataclass
class Desk:
    """The desk and what stands on it; its methods are the officer's habits."""

    office: Office
    clock: PretendClock
    transport: MemoryTransport
    mailbox: MemoryMailbox
    root: Path
    replies: int = 0

    @property
    def text(self) -> Path:
        return self.root / "policy" / CODE / "policy.md"

    def amend(self, old: str, new: str, title: str = "A change") -> str:
        """Propose one edit of the standing text; returns the amendment's id."""
        source = self.text.read_text(encoding="utf-8")
        assert old in source
        form = plan_amendment(
            self.office,
            CODE,
            title=title,
            source=source.replace(old, new, 1).encode(),
            place="proposed.md",
            reason="Because it reads better.",
            mover="The Chair",
        )
        start_amendment(self.office, form)
        return form.id

    def proposed(self, name: str) -> Path:
        return self.root / "policy" / CODE / "amendments" / name / "proposed.md"

    def meet(self, name: str, day: date, item: str = "7") -> None:
        """Say in the amendment's form at which meeting it is decided, and build its pack."""
        form = self.proposed(name).parent / "amendment.toml"
        text = form.read_text(encoding="utf-8")
        text = re.sub(r"(?m)^(# )?meeting = \S+", f"meeting = {day}", text)
        text = re.sub(r"(?m)^agenda_item = .*$", f'agenda_item = "{item}"', text)
        form.write_text(text, encoding="utf-8")
        self.pack(name)

    def pack(self, name: str) -> None:
        build_pack(self.office, plan_pack(self.office, name))

    def decide(self, name: str, outcome: str = "passed", passed_as: bytes | None = None) -> None:
        said = Decision(outcome, self.clock.today(), "26/1", Vote(9, 0))
        record_decision(self.office, plan_decision(self.office, name, said, passed_as, "passed.md"))

    def publish(self, name: str) -> Publication:
        plan = plan_publication(self.office, name, self.clock.today())
        carry_out(self.office, plan)
        return plan

    def confirm(self) -> None:
        confirm_guidance(self.office, CODE, "volunteers", "Sarah Okafor")

    def bring_into_force(self, old: str, new: str) -> str:
        """An amendment all the way to the next version."""
        name = self.amend(old, new)
        self.pack(name)
        self.decide(name)
        self.confirm()
        self.publish(name)
        return name

    def another_policy(self, code: str = "expenses", title: str = "Expenses Policy") -> str:
        """Take over a second text, which binds the same audiences; returns its code."""
        text = self.office.library.current(CODE)
        adopt(self.office, replace(text, front=replace(text.front, code=code, title=title)), "test")
        return code

    def send(self, code: str = CODE, due: date | None = None) -> Tally:
        plan = plan_notice(self.office, code, due=due)
        return deliver(self.office, seal(self.office, plan))

    def hear(self, address: str, how: Answer, *, to: str = "") -> None:
        """Somebody answers the newest letter to `address` (or to another's, with `to`), and it is read."""
        posted = [post for post in self.transport.posted if post.recipient == (to or address)][-1]
        self.replies += 1
        raw = answer(read_letter(posted.raw), how, self.clock.stamp(), self.replies)
        self.put(raw)

    def put(self, raw: bytes) -> None:
        self.mailbox.put(raw, self.clock.stamp() + timedelta(hours=4))
        collect(self.office)

    def states(self) -> dict[str, str]:
        """How each person stands in the newest notice they are on."""
        return {line["person"]: line["state"] for line in register_lines(self.office)}


@contextmanager
def open_desk(root: Path, kind: str) -> Iterator[Desk]:
    """A desk in `root` whose register is `memory` or `sqlite`."""
    lay_out(root, Start(authserv_ids=(BOUNDARY,), phone="01244 000 000"))
    (root / "people.csv").write_text(PEOPLE, encoding="utf-8")
    clock, entropy = PretendClock(MONDAY), SeededEntropy(7)
    transport, mailbox = MemoryTransport(), MemoryMailbox()
    with ExitStack() as stack:
        if kind == "memory":
            register = MemoryRegister(clock=clock, entropy=entropy)
        else:
            url = f"sqlite:///{root / 'govflow.db'}"
            register = stack.enter_context(open_register(url, clock=clock, entropy=entropy))
        office = Office(
            house=house_of(read_settings(root)),
            library=Workspace(root),
            register=register,
            papers=PlainPapers(),
            letters=MailLetters(),
            pages=PlainPages(),
            transport=transport,
            mailbox=mailbox,
            reader=stack.enter_context(MailReader()),
            trust=Trust(authserv_ids=(BOUNDARY,)),
            clock=clock,
            entropy=entropy,
        )
        adopt_first(office, "shipped with govflow")
        yield Desk(office, clock, transport, mailbox, root)


def amendment_of(desk: Desk, name: str) -> Amendment:
    return desk.office.library.amendment(name)
