"""Makes the Word files of the Board pack and of publication; see `Papers` in `workflows/ports`."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from govflow.adapters.word import advice, board, by_law, pdf, policies
from govflow.adapters.word.check import check_parts
from govflow.adapters.word.entries import entries
from govflow.adapters.word.flow import body, contents
from govflow.adapters.word.labels import STYLES
from govflow.adapters.word.layout import layout
from govflow.adapters.word.marks import settled
from govflow.adapters.word.model import Flow, Para
from govflow.adapters.word.notes import (
    Used,
    note_flow,
    note_ids,
    settle_notes,
    used_notes,
    write_notes,
)
from govflow.adapters.word.numbers import Numbering
from govflow.adapters.word.package import write_package
from govflow.adapters.word.proof import prove
from govflow.adapters.word.properties import (
    Facts,
    add_links,
    add_notes_part,
    describe,
    settle,
)
from govflow.adapters.word.readiness import prove_numbers
from govflow.adapters.word.references import aimed
from govflow.adapters.word.template import Template, fill, open_template, place
from govflow.adapters.word.write import Revision, Writer, flow_xml
from govflow.core.errors import DocumentError
from govflow.core.text.documents import ByLaw, CoverSheet, GuidanceSheet, Schedule, Statement
from govflow.core.text.policy import short_code
from govflow.core.text.reviews import PolicyRegister

TemplateSource = Callable[[str], bytes]
DOCUMENT = "word/document.xml"
BY_LAW = "templates/bylaw.docx"
NOTES = "word/footnotes.xml"


@dataclass(frozen=True, slots=True)
class WordPapers:
    """The papers as Word files. `templates` gives a template's bytes by its file name.

    Each method returns the bytes of a .docx; the same values give the same bytes. Raises
    DocumentError for a template that cannot be used, ProofError for a redline that cannot be proved
    complete.
    """

    templates: TemplateSource

    def by_law(self, paper: ByLaw) -> bytes:
        """The clean by-law: cover, document control, contents, the text, with no revision in it."""
        parts = self._by_law(paper, None, Writer())
        prove_numbers(parts, layout(paper.policy.blocks))
        return _packed(parts, BY_LAW)

    def redline(self, old: ByLaw, new: ByLaw, *, author: str, on: date) -> bytes:
        """The by-law with every difference as a tracked change of one author and day.

        Accepting all gives `by_law(new)`, rejecting all `by_law(old)`; this is proved first.
        """
        parts = self._by_law(new, old, Writer(Revision(author, on)))
        prove(parts, self._by_law(old, None, Writer()), self._by_law(new, None, Writer()))
        return _packed(parts, BY_LAW)

    def printable_redline(self, old: ByLaw, new: ByLaw) -> bytes:
        """The same redline for paper: insertions underlined, deletions struck out, as styles."""
        return _packed(self._by_law(new, old, Writer(printed=True)), BY_LAW)

    def unchecked(
        self, new: ByLaw, old: ByLaw | None = None, *, author: str = "", on: date | None = None
    ) -> bytes:
        """The by-law or redline without its checks and proof: for measuring alone, never for the Board."""
        revision = Revision(author, on) if on else None
        return write_package(self._by_law(new, old, Writer(revision)))

    def cover_sheet(self, sheet: CoverSheet) -> bytes:
        """The first page a trustee reads. What is not given is left out, never invented."""
        values = board.cover_values(sheet)
        facts = Facts(
            f"{sheet.title}: cover sheet",
            sheet.organisation,
            sheet.policy_title,
            "Board paper",
            (("govflow.document", "cover-sheet"), ("govflow.digest", sheet.digest)),
        )
        return self._board_paper(values, board.cover_flow(sheet), facts)

    def schedule(self, schedule: Schedule) -> bytes:
        """The amendment as numbered instructions, each with old wording, new wording and reason."""
        facts = Facts(
            f"{schedule.title}: schedule of changes",
            schedule.organisation,
            schedule.policy_title,
            "Board paper",
            (
                ("govflow.document", "schedule-of-changes"),
                ("govflow.amendment", schedule.amendment),
                ("govflow.base_version", schedule.base_version),
                ("govflow.base_digest", schedule.base_digest),
                ("govflow.digest", schedule.digest),
            ),
        )
        values = board.schedule_values(schedule)
        return self._board_paper(values, board.schedule_flow(schedule), facts)

    def guidance(self, sheet: GuidanceSheet) -> bytes:
        """Guidance for one audience: plain headings, what it rests on, and that it binds nobody."""
        facts = Facts(
            sheet.title,
            sheet.organisation,
            f"Guidance from the {sheet.policy_title}",
            "Guidance",
            (
                ("govflow.document", "guidance"),
                ("govflow.version", sheet.version),
                ("govflow.digest", sheet.digest),
                ("govflow.audience", sheet.audience),
            ),
        )
        template = self._template("guidance.docx")
        numbering = Numbering(template.tree("word/numbering.xml"))
        return _paper(template, advice.values(sheet), advice.flow(sheet, numbering), facts)

    def statement(self, paper: Statement) -> bytes:
        """A draft minute or a certificate: facts, then headed paragraphs."""
        facts = Facts(
            f"{paper.title}: {paper.kind.lower()}",
            paper.organisation,
            paper.subtitle,
            "Board paper",
            (("govflow.document", "statement"), ("govflow.digest", paper.digest)),
        )
        return self._board_paper(board.statement_values(paper), board.statement_flow(paper), facts)

    def policy_register(self, register: PolicyRegister) -> bytes:
        """The register of policies as a paper for the Board's annual review."""
        facts = Facts(
            "Register of policies",
            register.organisation,
            f"As at {register.as_at:%d/%m/%Y}",
            "Board paper",
            (("govflow.document", "policy-register"), ("govflow.checkpoint", register.checkpoint)),
        )
        values = policies.values(register)
        return self._board_paper(values, policies.flow(register), facts)

    def pdf_twin(self, paper: bytes) -> bytes:
        """A finished Word file as PDF; see `pdf.pdf_twin`."""
        return pdf.pdf_twin(paper)

    def pack_pdf(self, papers: Sequence[tuple[str, bytes]]) -> bytes:
        """Several Word files as one PDF counted through; see `pdf.pack_pdf`."""
        return pdf.pack_pdf(papers)

    def _template(self, name: str) -> Template:
        return open_template(f"templates/{name}", self.templates(name))

    def _by_law(self, new: ByLaw, old: ByLaw | None, writer: Writer) -> dict[str, bytes]:
        template = self._template("bylaw.docx")
        content = _by_law_content(template, new, old)
        describe(template, _by_law_facts(new, old))
        before = None if old is None else by_law.placeholders(old)
        fill(template, writer, by_law.placeholders(new), before)
        return _assembled(template, writer, content)

    def _board_paper(self, values: Mapping[str, str], flow: Flow, facts: Facts) -> bytes:
        template = self._template("board-paper.docx")
        return _paper(template, values, flow, facts)


@dataclass(frozen=True, slots=True)
class Content:
    """What goes into a template: a flow for each marker, and the footnotes by label."""

    flows: Mapping[str, Flow]
    notes: Mapping[str, Para] = field(default_factory=dict)
    note_ids: Mapping[str, int] = field(default_factory=dict)


def _paper(template: Template, values: Mapping[str, str], flow: Flow, facts: Facts) -> bytes:
    writer = Writer()
    describe(template, facts)
    fill(template, writer, values)
    # These papers have no footnotes of their own, so a mark is shown as it is typed.
    said = settle_notes(flow, (), Used())
    return _packed(_assembled(template, writer, Content({"body": said})), template.name)


def _by_law_content(template: Template, new: ByLaw, old: ByLaw | None) -> Content:
    after = layout(new.policy.blocks)
    found = entries(after if old is None else layout(old.policy.blocks), after)
    numbering = Numbering(template.tree("word/numbering.xml"))
    old_notes, new_notes = dict((old or new).notes), dict(new.notes)
    text = body(found, numbering, old_notes, new_notes)
    used = used_notes(text, found)
    flows = {
        "control_table": by_law.control(new, old),
        "contents": contents(found),
        "body": aimed(settle_notes(text, found, used), STYLES),
        "binding_facts": by_law.binding(new, old),
    }
    if old is not None:
        native = numbering.native()
        flows = {name: settled(flow, native) for name, flow in flows.items()}
    return Content(flows, note_flow(found, used), note_ids(flows["body"]))


def _by_law_facts(new: ByLaw, old: ByLaw | None) -> Facts:
    front = new.policy.front
    own = [
        ("govflow.document", "by-law" if old is None else "redline"),
        ("govflow.policy", front.code),
        ("govflow.version", front.version),
        ("govflow.digest", new.digest),
    ]
    if old is not None:
        own += [
            ("govflow.base_version", old.policy.front.version),
            ("govflow.base_digest", old.digest),
        ]
    kind = "By-law" if old is None else "Redline"
    words = f"{kind}, text code {short_code(new.digest)}"
    return Facts(front.title, front.organisation, front.instrument_class, words, tuple(own))


def _assembled(template: Template, writer: Writer, content: Content) -> dict[str, bytes]:
    writer.notes = content.note_ids
    written = {name: flow_xml(writer, flow) for name, flow in content.flows.items()}
    add_links(template, DOCUMENT, writer.links)
    if content.notes:
        add_notes_part(template)
        note_writer = Writer(writer.revision, writer.printed, last_id=writer.last_id)
        write_notes(template.tree(NOTES), note_writer, content.notes, content.note_ids)
        add_links(template, NOTES, note_writer.links)
    settle(template, tracked=writer.revision is not None)
    return place(template, written)


def _packed(parts: Mapping[str, bytes], template: str) -> bytes:
    """The finished file, once the checker finds nothing in it."""
    defects = check_parts(parts, template)
    if defects:
        first, more = defects[0], len(defects) - 1
        also = f" (and {more} more such finding{'s' if more > 1 else ''})" if more else ""
        raise DocumentError(
            f"the finished document would not be fit for the Board: {first.problem}{also}.",
            place=f"{template}: {first.place}",
            remedy=first.remedy,
            undone="no file was written.",
        )
    return write_package(parts)
