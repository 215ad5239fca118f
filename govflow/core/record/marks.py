"""What each letter says of its notice in a header, so that the notice can be made again from them."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import parse_qsl, urlencode

from govflow.core.record.rows import NoticeRow


@dataclass(frozen=True, slots=True)
class NoticeMark:
    """A notice as its letters know it. `recipients` is how many people it was sealed for."""

    policy: str
    version: str
    digest: str
    purpose: str
    audiences: tuple[str, ...]
    sealed_on: date
    due: date | None
    recipients: int


def mark_of(notice: NoticeRow) -> str:
    """The header's value: printable ASCII, nothing to fold."""
    facts = [
        ("policy", notice.policy),
        ("version", notice.version),
        ("digest", notice.digest),
        ("purpose", notice.purpose),
        *(("audience", name) for name in notice.audiences),
        ("sealed", notice.sealed_on.isoformat()),
        ("due", notice.due.isoformat() if notice.due else ""),
        ("recipients", str(notice.recipients)),
    ]
    return urlencode(facts)


def read_mark(value: str) -> NoticeMark | None:
    """The notice a header speaks of; None for anything else than `mark_of` writes."""
    pairs = parse_qsl(value, keep_blank_values=True)
    facts = dict(pairs)
    try:
        return NoticeMark(
            policy=facts["policy"],
            version=facts["version"],
            digest=facts["digest"],
            purpose=facts["purpose"],
            audiences=tuple(text for name, text in pairs if name == "audience"),
            sealed_on=date.fromisoformat(facts["sealed"]),
            due=date.fromisoformat(facts["due"]) if facts["due"] else None,
            recipients=int(facts["recipients"]),
        )
    except (KeyError, ValueError):
        return None
