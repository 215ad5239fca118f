"""Open amendments beside each other and beside a newer text: rivals, carrying over, renumbering."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace

from govflow.core.errors import GovflowError
from govflow.core.record.events import AmendmentRebased
from govflow.core.record.rows import AmendmentRow, VersionRow
from govflow.core.text.addresses import check_numbers
from govflow.core.text.amendment import Amendment, next_version
from govflow.core.text.changes import Change, Insert, Omit, Renumber, Substitute
from govflow.core.text.compare import compare, rebuilt
from govflow.core.text.merging import merge
from govflow.core.text.policy import FrontMatter, Policy, provisions
from govflow.core.text.proposals import Edit, ReturnedCopy, words_of
from govflow.core.text.renumber import Renumbering, renumbered
from govflow.core.text.responses import Response
from govflow.workflows.amend import OPEN, amendment_row
from govflow.workflows.office import Office
from govflow.workflows.policies import check_unaltered, newest_version

STANDING = "the text in force"


@dataclass(frozen=True, slots=True)
class Rebase:
    """An amendment carried over to the newest version, and its own edits that could not be.

    `joint` are edits that now stand beside newer words in one provision.
    """

    amendment: Amendment
    text: Policy
    base: VersionRow
    lost: tuple[Response, ...]
    joint: tuple[Response, ...] = ()

    @property
    def new_version(self) -> str:
        return next_version(self.base.version)


def plan_rebase(office: Office, name: str) -> Rebase:
    """Carry an overtaken amendment's edits over to the newest passed text; nothing is written yet.

    Where both changed different words of one provision it gets both changes, and is listed for
    somebody to read; where they changed the same words the newest text stays, and the edit is listed as
    lost, for the mover to make again. Raises GovflowError when the amendment is closed or was not
    overtaken, TextError when the merged text uses a number twice.
    """
    row = _editable(office, name, (*OPEN, "passed"))
    newest = newest_version(office, row.policy)
    if newest.digest == row.base_digest:
        raise GovflowError(
            f"amendment {name} amends version {newest.version}, which is still the newest.",
            remedy=f"go on with it as it is: govflow amendment check {name}",
        )
    amendment = office.library.amendment(name)
    base = office.library.version(row.policy, row.base_version)
    standing = check_unaltered(office, row.policy)
    copies = (_copy(base, standing, STANDING), _copy(base, amendment.proposed, name))
    merged = merge(provisions(base), copies, accept=(STANDING,))
    text = rebuilt(standing, merged.blocks)
    check_numbers(text.blocks, amendment.proposed.path)
    front = _kept_keys(text.front, base.front, amendment.proposed.front)
    own = [response for response in merged.responses if response.by == name]
    lost, joint = (tuple(r for r in own if r.is_lost), tuple(r for r in own if r.is_joint))
    return Rebase(amendment, replace(text, front=front), newest, lost, joint)


def rebase(office: Office, plan: Rebase) -> None:
    """Write the carried-over text and record that the amendment is a draft of the newer version."""
    name, code = plan.amendment.id, plan.amendment.policy
    office.library.save_rebased(name, plan.text, plan.base.version, plan.new_version)
    office.register.append(AmendmentRebased(name, code, plan.base.version, plan.base.digest))


def _copy(base: Policy, text: Policy, by: str) -> ReturnedCopy:
    """One side's changes in the form in which copies are merged."""
    said = {words_of(block.text) for block in provisions(base)}
    return ReturnedCopy(by, tuple(_edit(change, by, said) for change in compare(base, text)))


def _edit(change: Change, by: str, said: set[str]) -> Edit:
    match change:
        case Insert(address=address, after=after, new=new):
            kind = "move" if words_of(new.text) in said else "insert"
            return Edit(kind, address, None, new, after, by)
        case Omit(address=address, old=old, new=note):
            return Edit("omit" if note is None else "substitute", address, old, note, by=by)
        case (
            Substitute(address=address, old=old, new=new)
            | Renumber(address=address, old=old, new=new)
        ):
            return Edit("substitute", address, old, new, by=by)


def _kept_keys(standing: FrontMatter, base: FrontMatter, proposed: FrontMatter) -> FrontMatter:
    """Keys that bind nothing keep the proposal's value where the proposal changed it."""
    ours = ("passed_by", "review_by", "owner", "extra")
    changed = {
        field.name: getattr(proposed, field.name)
        for field in fields(FrontMatter)
        if field.name in ours and getattr(proposed, field.name) != getattr(base, field.name)
    }
    return replace(standing, **changed)


def plan_renumbering(office: Office, name: str) -> Renumbering:
    """An open amendment's text numbered through; GovflowError when no number would change."""
    _editable(office, name, OPEN)
    found = renumbered(office.library.amendment(name).proposed)
    if not found.numbers:
        raise GovflowError(
            "every number stands where counting would put it.",
            place=f"amendment {name}",
            remedy=f"go on with it as it is: govflow amendment check {name}",
        )
    check_numbers(found.text.blocks, found.text.path)
    return found


def renumber(office: Office, name: str, plan: Renumbering) -> None:
    """Write the text with its new numbers, and the table of them into amendment.toml."""
    before = dict(office.library.amendment(name).renumbered)
    office.library.save_renumbered(name, plan.text, dict(_through(before, dict(plan.numbers))))


def _through(before: dict[str, str], now: dict[str, str]) -> Iterator[tuple[str, str]]:
    """The table from the standing text's numbers, when a text is numbered through a second time."""
    reached = set(before.values())
    yield from ((old, now.get(new, new)) for old, new in before.items())
    yield from ((old, new) for old, new in now.items() if old not in reached and old not in before)


def _editable(office: Office, name: str, states: tuple[str, ...]) -> AmendmentRow:
    row = amendment_row(office, name)
    if row.state not in states:
        raise GovflowError(
            f"amendment {name} is {row.state}, so its text is not changed any more.",
            remedy="begin a new amendment.",
        )
    return row
