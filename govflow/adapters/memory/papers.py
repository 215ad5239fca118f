"""Papers in plain words instead of Word files, for stories that are not about how papers look."""

from collections.abc import Sequence
from datetime import date

from govflow.core.text.blocks import render
from govflow.core.text.changes import Pair
from govflow.core.text.documents import ByLaw, CoverSheet, GuidanceSheet, Schedule, Statement
from govflow.core.text.policy import Policy
from govflow.core.text.reviews import PolicyRegister


class PlainPapers:
    """Fulfils `Papers` with the bare text of each paper; proves nothing and checks nothing."""

    def by_law(self, paper: ByLaw) -> bytes:
        head = "DRAFT" if paper.draft else f"Version {paper.policy.front.version}"
        return f"{head}\n{render(paper.policy.blocks)}".encode()

    def redline(self, old: ByLaw, new: ByLaw, *, author: str, on: date) -> bytes:
        return f"{author}, {on}\n{render(old.policy.blocks)}\n{render(new.policy.blocks)}".encode()

    def printable_redline(self, old: ByLaw, new: ByLaw) -> bytes:
        return f"{render(old.policy.blocks)}\n{render(new.policy.blocks)}".encode()

    def cover_sheet(self, sheet: CoverSheet) -> bytes:
        return f"{sheet.title}\n{sheet.resolution}".encode()

    def schedule(self, schedule: Schedule) -> bytes:
        return "\n".join(entry.instruction for entry in schedule.entries).encode()

    def guidance(self, sheet: GuidanceSheet) -> bytes:
        return "\n".join(f"{p.heading}\n{p.text}" for p in sheet.passages).encode()

    def statement(self, paper: Statement) -> bytes:
        return "\n".join((paper.title, *(text for _, text in paper.facts + paper.parts))).encode()

    def policy_register(self, register: PolicyRegister) -> bytes:
        return "\n".join((register.summary, *(one.title for one in register.policies))).encode()

    def pdf_twin(self, paper: bytes) -> bytes:
        return b"%PDF\n" + paper

    def pack_pdf(self, papers: Sequence[tuple[str, bytes]]) -> bytes:
        return b"%PDF\n" + b"\n".join(title.encode() + b"\n" + raw for title, raw in papers)


class PlainPages:
    """Fulfils `Pages` in the same spirit."""

    def by_law(self, paper: ByLaw) -> str:
        return render(paper.policy.blocks)

    def guidance(self, sheet: GuidanceSheet) -> str:
        return sheet.title

    def plain(self, policy: Policy) -> str:
        return render(policy.blocks)

    def redline(self, pairs: Sequence[Pair]) -> str:
        return "\n".join(pair.new.text for pair in pairs if pair.new)

    def report(self, report: object) -> str:
        return repr(report)

    def workbook(self, report: object) -> bytes:
        return repr(report).encode()

    def preview(self, preview: object) -> str:
        return repr(preview)

    def queue(self, queue: object) -> str:
        return repr(queue)

    def questions(self, page: object) -> str:
        return repr(page)

    def policies(self, register: object) -> str:
        return repr(register)

    def register(self, sheet: object) -> str:
        return repr(sheet)

    def register_workbook(self, sheet: object) -> bytes:
        return repr(sheet).encode()
