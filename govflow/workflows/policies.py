"""Looking at policies: which text is in force on a day, the series of versions, what differs."""

from dataclasses import dataclass, replace
from datetime import date

from govflow.core.errors import GovflowError, RecordError
from govflow.core.record.events import PolicyAdopted, Private
from govflow.core.record.rows import RepealRow, VersionRow
from govflow.core.text.policy import Policy
from govflow.core.text.reviews import Review, review_of
from govflow.core.text.versions import digest
from govflow.workflows.office import Office


@dataclass(frozen=True, slots=True)
class PolicyLine:
    """One line of the list of policies: the newest text and the one in force."""

    code: str
    title: str
    instrument_class: str
    newest: VersionRow | None
    in_force: VersionRow | None
    altered: bool
    ends: date | None
    review_by: date | None
    owner: str
    review: Review


def adopt(office: Office, policy: Policy, source: str) -> None:
    """Take over a text that was passed before: it becomes a version of the series.

    Where nobody knows when it was passed or began, it is in force from the day it is taken over.
    Raises GovflowError when the front matter lacks the version.
    """
    check_adoptable(office, policy)
    front = policy.front
    office.library.save_version(policy)
    office.register.append(
        PolicyAdopted(
            policy=policy.code,
            version=front.version,
            digest=digest(policy),
            title=policy.title,
            passed_on=front.passed_on,
            minute=front.minute,
            in_force=front.in_force or front.passed_on or office.clock.today(),
            source=Private(source),
        ),
        evidence=[office.library.source(policy).encode()],
    )


def read_for_adoption(
    office: Office, raw: bytes, place: str, *, code: str, version: str, passed: date | None
) -> Policy:
    """A text that was passed before, with what is known of its passing put into its front matter."""
    policy = office.library.import_text(raw, place, code)
    front = replace(
        policy.front,
        code=code,
        version=version or policy.front.version or "1.0",
        passed_on=passed or policy.front.passed_on,
    )
    text = replace(policy, front=front)
    check_adoptable(office, text)
    return text


def check_adoptable(office: Office, policy: Policy) -> None:
    """Refuse a text whose version is unknown, or is in the register already."""
    front = policy.front
    if not front.version:
        raise GovflowError(
            "'version' is missing, so it is not known which passed text this is.",
            place=policy.path or policy.code,
            remedy="add 'version:' to the front matter, or name it on the command line.",
        )
    if office.register.get(VersionRow, policy.code, front.version) is not None:
        raise GovflowError(
            f"version {front.version} of '{policy.code}' is already in the register.",
            remedy="give the text a version of its own.",
        )


def history(office: Office, code: str) -> list[VersionRow]:
    """Every version of a policy in the order in which they were recorded."""
    office.library.current(code)
    return sorted(office.register.find(VersionRow, policy=code), key=lambda row: row.seq)


def repeal_of(office: Office, code: str) -> RepealRow | None:
    """When and by what decision a policy ends; None while nobody has repealed it."""
    return office.register.get(RepealRow, code)


def check_not_repealed(office: Office, code: str) -> None:
    """Refuse what only a policy that goes on can have: amendments, publications, letters."""
    end = repeal_of(office, code)
    if end is not None:
        raise GovflowError(
            f"'{code}' is repealed; it ends on {end.ends:%d/%m/%Y}.",
            remedy=f"work on '{end.replaced_by}' instead."
            if end.replaced_by
            else f"look at what it said with: govflow policy at DATE {code}",
        )


def check_come(office: Office, what: str, on: date) -> None:
    """Refuse a decision of a day that is still to come."""
    if on > office.clock.today():
        raise GovflowError(
            f"{what} is dated {on:%d/%m/%Y}, which is still to come.",
            remedy="give the day on which the Board decided.",
        )


def _successor(end: RepealRow) -> str:
    return f" and was replaced by '{end.replaced_by}'" if end.replaced_by else ""


def version_in_force(office: Office, code: str, on: date) -> VersionRow | None:
    """The version in force on a day: the last recorded of those that had commenced by then."""
    end = repeal_of(office, code)
    if end is not None and on >= end.ends:
        return None
    commenced = [row for row in history(office, code) if row.in_force <= on]
    return max(commenced, key=lambda row: (row.in_force, row.seq), default=None)


def newest_version(office: Office, code: str) -> VersionRow:
    """The newest passed version; raises RecordError when the register knows none."""
    rows = history(office, code)
    if not rows:
        raise RecordError(
            f"the register knows no version of '{code}'.",
            place=f"policy/{code}/policy.md",
            remedy=f"take the text over with: govflow policy import policy/{code}/policy.md --as {code}",
        )
    return rows[-1]


def text_at(office: Office, code: str, on: date) -> tuple[VersionRow, Policy]:
    """The text in force on a day; raises GovflowError when there was none yet."""
    row = version_in_force(office, code, on)
    end = repeal_of(office, code)
    if end is not None and on >= end.ends:
        raise GovflowError(
            f"'{code}' ended on {end.ends:%d/%m/%Y}{_successor(end)}.",
            remedy=f"'govflow policy history {code}' shows what was in force before.",
        )
    if row is None:
        raise GovflowError(
            f"no text of '{code}' was in force on {on:%d/%m/%Y}.",
            remedy=f"'govflow policy history {code}' shows when each version began.",
        )
    return row, passed_text(office, code, row)


def passed_text(office: Office, code: str, row: VersionRow) -> Policy:
    """The text of a version as it was passed; raises RecordError when the file was altered since."""
    policy = office.library.version(code, row.version)
    if digest(policy) != row.digest:
        raise RecordError(
            "this text is not the one that was passed.",
            place=policy.path,
            remedy="put the passed text back; 'govflow ledger verify' names every alteration.",
        )
    return policy


def check_unaltered(office: Office, code: str) -> Policy:
    """The newest passed text, after making sure that nobody edited it by hand."""
    row = newest_version(office, code)
    policy = office.library.current(code)
    if digest(policy) != row.digest:
        raise RecordError(
            f"this text was edited by hand; it is not version {row.version} as passed.",
            place=policy.path,
            remedy=f"copy versions/{row.version}.md over it, and propose the edit as an amendment.",
        )
    return policy


def list_policies(office: Office) -> list[PolicyLine]:
    """Every policy with its newest version and the one in force today."""
    today = office.clock.today()
    lines = []
    for code in office.library.codes():
        policy = office.library.current(code)
        rows = history(office, code)
        newest = rows[-1] if rows else None
        end = repeal_of(office, code)
        in_force = version_in_force(office, code, today)
        front = policy.front
        lines.append(
            PolicyLine(
                code=code,
                title=policy.title,
                instrument_class=front.instrument_class,
                newest=newest,
                in_force=in_force,
                altered=newest is not None and digest(policy) != newest.digest,
                ends=end.ends if end else None,
                review_by=front.review_by,
                owner=front.owner,
                review=review_of(
                    office.house.reviews,
                    front.instrument_class,
                    in_force.passed_on if in_force else front.passed_on,
                    front.review_by,
                    today,
                ),
            )
        )
    return lines
