"""What ends with an amendment, or with its pack: the letters that brought its papers to the Board."""

from govflow.core.record.events import NoticeClosed, Private
from govflow.core.record.rows import AmendmentRow, NoticeRow
from govflow.workflows.office import Office


def mailings_ended(office: Office, amendment: str, why: str) -> list[NoticeClosed]:
    """Those that are closed when this amendment is decided on or withdrawn.

    One that carries several amendments stays open while another of them is before the Board.
    """
    return [
        NoticeClosed(row.notice, Private(f"amendment {amendment} {why}"))
        for row in _carrying(office, amendment)
        if not any(_open(office, name) for name in row.amendments if name != amendment)
    ]


def mailings_outdated(office: Office, amendment: str) -> list[NoticeClosed]:
    """Those that are closed when this amendment's pack is built with other papers in it."""
    why = f"the papers of amendment {amendment} were built anew"
    return [NoticeClosed(row.notice, Private(why)) for row in _carrying(office, amendment)]


def _carrying(office: Office, amendment: str) -> list[NoticeRow]:
    found = office.register.find(NoticeRow, closed=False)
    return [row for row in found if amendment in row.amendments]


def _open(office: Office, name: str) -> bool:
    row = office.register.get(AmendmentRow, name)
    return row is not None and row.state == "tabled"
