"""The book of letters sent, as judging a reply looks them up: over the register, nothing of its own."""

from datetime import UTC, datetime, time, timedelta

from govflow.core.people.letters import (
    ASKING,
    LetterKind,
    LetterState,
    Purpose,
    acknowledging_words,
)
from govflow.core.record.register import purpose_of
from govflow.core.record.rows import LetterRow, NoticeRow, RecipientRow, VersionRow
from govflow.core.replies.mail import Mail
from govflow.core.replies.match import SentLetter
from govflow.workflows.office import HOME, Office

CLOCKS_APART = timedelta(minutes=5)


class RegisterBook:
    """Fulfils `Book` of core/replies/match.py. Reads the register anew for every message."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._register = office.register
        self._wires: dict[str, Mail | None] = {}
        self._listed: dict[str, tuple[str, ...]] | None = None

    def by_secret(self, secret: str) -> SentLetter | None:
        """The recipient whose reply address carries this secret; letters are compared in lower case."""
        return self._one(self._register.find(RecipientRow, secret=secret.casefold()))

    def by_reference(self, reference: str) -> SentLetter | None:
        """The recipient with this public reference."""
        return self._one(self._register.find(RecipientRow, reference=reference.upper()))

    def by_message_id(self, message_id: str) -> SentLetter | None:
        """The recipient of the letter with this Message-ID; an escalation speaks of others and has none."""
        found = self._register.find(LetterRow, message_id=f"<{message_id.strip('<>')}>")
        if not found or found[0].kind == LetterKind.ESCALATION:
            return None
        row = self._register.get(RecipientRow, found[0].notice, found[0].recipient)
        return self._letter(row) if row is not None else None

    def by_address(self, address: str) -> tuple[SentLetter, ...]:
        """What was sent to this address in notices still open, one letter each."""
        wanted = address.casefold()
        letters = []
        for notice in self._register.find(NoticeRow, closed=False):
            for row in self._register.find(RecipientRow, notice=notice.notice):
                if wanted in (row.email, *row.other_emails):
                    letters.append(self._letter(row))
        return tuple(letters)

    def _one(self, rows: list[RecipientRow]) -> SentLetter | None:
        return self._letter(rows[0]) if len(rows) == 1 else None

    def _letter(self, row: RecipientRow) -> SentLetter:
        notice = self._register.get(NoticeRow, row.notice)
        assert notice is not None
        title, superseded_by = self._text_of(notice)
        letters = self._register.find(LetterRow, notice=row.notice, recipient=row.number)
        asking = notice.purpose in ASKING
        words = acknowledging_words(title, notice.version, row.language)
        return SentLetter(
            notice=row.notice,
            recipient=row.number,
            person=row.person,
            name=row.name,
            addresses=self._addresses(row),
            reference=row.reference,
            policy=notice.policy,
            title=title,
            version=notice.version,
            digest=notice.digest,
            sent_at=self._sent_at(letters),
            text="\n".join(mail.text for mail in map(self._wire, letters) if mail and mail.text),
            organisation=self._office.house.organisation,
            prefilled="" if asking else f"{words} ({row.reference})",
            superseded_by="" if asking else superseded_by,
            closed=notice.closed,
            purpose=purpose_of(notice, row),
            closes=_closes(notice),
            prior=row.outcome or _counted_as(row, notice),
            prior_counted=bool(row.counted),
        )

    def _text_of(self, notice: NoticeRow) -> tuple[str, str]:
        """The title of what a notice is about, and the version that has taken its place ('': none)."""
        if notice.amendments:
            return self._office.house.board, ""
        versions = self._register.find(VersionRow, policy=notice.policy)
        newest = max(versions, key=lambda version: version.seq)
        title = next((v.title for v in versions if v.version == notice.version), newest.title)
        return title, "" if newest.digest == notice.digest else newest.version

    def _addresses(self, row: RecipientRow) -> tuple[str, ...]:
        """The person's addresses as the notice was sealed, and those the people list has by now."""
        if self._listed is None:
            self._listed = {p.id: p.addresses for p in self._office.library.people()}
        now = self._listed.get(row.person, ())
        return tuple(dict.fromkeys(a for a in (row.email, *row.other_emails, *now) if a))

    def _wire(self, letter: LetterRow) -> Mail | None:
        """A letter as it was sent, read back from its stored bytes; None where there are none."""
        if letter.wire and letter.wire not in self._wires:
            raw = self._register.evidence(letter.wire)
            mail = self._office.reader.read(raw) if raw is not None else None
            self._wires[letter.wire] = mail if isinstance(mail, Mail) else None
        return self._wires.get(letter.wire)

    def _sent_at(self, letters: list[LetterRow]) -> datetime:
        """From when a reply can have come: the first letter, less what server clocks may be behind ours.

        A letter found to have gone (after a crash, after a copy was put back) was recorded late, so its
        own date counts where that is earlier. A letter of which nobody knows whether it went may have
        been answered at any time.
        """
        sent = [letter for letter in letters if letter.state == LetterState.SENT]
        if not sent:
            return datetime.fromtimestamp(0, UTC)
        times = [datetime.fromisoformat(letter.since) for letter in sent]
        times += [mail.date for mail in map(self._wire, sent) if mail and mail.date]
        return min(times) - CLOCKS_APART


def _closes(notice: NoticeRow) -> datetime | None:
    """When a written resolution ends: with its last day, where the organisation is."""
    if notice.purpose != Purpose.RESOLUTION or notice.due is None:
        return None
    return datetime.combine(notice.due + timedelta(days=1), time(), HOME).astimezone(UTC)


def _counted_as(row: RecipientRow, notice: NoticeRow) -> str:
    if not row.counted:
        return ""
    return "agreed" if notice.purpose == Purpose.RESOLUTION else "acknowledged"
