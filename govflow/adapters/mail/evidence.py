"""Evidence that a letter went, kept by the mail system itself: copies and probes in our own mailbox.

Each letter's transaction has a second recipient, the mailbox itself with a mark in the address. If the
answer to a letter is lost, its copy tells that it went. That no copy is there proves nothing until a
probe, sent later by the same route, has arrived and a further wait has passed.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from hashlib import sha256

from imapclient import IMAPClient
from imapclient.exceptions import IMAPClientError

from govflow.adapters.mail.servers import Server, imap_session, own_folder
from govflow.core.errors import GovflowError, SettingsError
from govflow.core.people.letters import LETTER_HEADER, LOOP_HEADER

COPIES = "govflow/Copies"
WAIT = timedelta(minutes=15)
PLACE = "{mark}"
PROBE_HEADER = "Govflow-Probe"


_OWN = re.compile(
    rb"^(?:%s|%s):" % (LETTER_HEADER.encode(), PROBE_HEADER.encode()), re.MULTILINE | re.IGNORECASE
)


def is_own(raw: bytes) -> bool:
    """Whether a message is one of our own letters or probes come back, and so no reply.

    Only its own header is looked at: a bounce that carries our letter inside is a reply to it.
    """
    return _OWN.search(raw[:65536].partition(b"\r\n\r\n")[0]) is not None


@dataclass(frozen=True, slots=True)
class Probe:
    """A note to ourselves that shows how long the route takes."""

    address: str
    raw: bytes


class Evidence:
    """Looks into the mailbox for copies and probes.

    `address` holds '{mark}' where the mark of a copy goes: 'governance+{mark}@union.example'. `folders`
    are searched in order; the first is where mail arrives. `wait` runs from a probe's arrival.
    """

    def __init__(
        self,
        server: Server,
        address: str,
        *,
        folders: tuple[str, ...] = ("INBOX", COPIES),
        wait: timedelta = WAIT,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        if PLACE not in address:
            raise SettingsError(
                f"the address for copies, '{address}', has no {PLACE} in it.",
                place="govflow.toml",
                remedy=f"write it like governance+{PLACE}@union.example.",
            )
        self._server = server
        self._address = address
        self._folders = folders
        self._wait = wait
        self._now = now
        self._probed: set[str] = set()

    def copy_address(self, letter: str) -> str:
        """Where the copy of this letter's transaction goes."""
        return self._address.replace(PLACE, f"sent-{_key(letter)}")

    def find(self, letter: str, message_id: str) -> bool | None:
        """True: the letter went. False: it did not. None: not known yet, or the mailbox is silent."""
        try:
            client = imap_session(self._server)
        except GovflowError:
            return None
        try:
            # The probe first: a copy that comes between the two looks must still be seen.
            probe_came = self._arrived(client, _probe_id(letter, message_id, self._address))
            if self._arrived(client, message_id) is not None:
                return True
            late = probe_came is not None and self._now() - probe_came >= self._wait
            return False if late else None
        except (OSError, IMAPClientError):
            return None
        finally:
            client.shutdown()

    def new_probe(self, letter: str, message_id: str) -> Probe | None:
        """A probe for this letter, the first time it is asked for; later None."""
        probe_id = _probe_id(letter, message_id, self._address)
        if probe_id in self._probed or self._has_arrived(probe_id):
            return None
        self._probed.add(probe_id)
        address = self._address.replace(PLACE, f"probe-{_key(letter)}")
        head = {
            "Date": format_datetime(self._now()),
            "From": address,
            "To": address,
            "Subject": "govflow is looking for a letter",
            "Message-ID": probe_id,
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "All",
            LOOP_HEADER: "govflow",
            PROBE_HEADER: _key(letter),
            "MIME-Version": "1.0",
            "Content-Type": "text/plain; charset=us-ascii",
        }
        lines = [f"{name}: {value}" for name, value in head.items()]
        text = "This note only shows that mail gets through. It can be deleted."
        return Probe(address, ("\r\n".join([*lines, "", text]) + "\r\n").encode("ascii"))

    def _has_arrived(self, message_id: str) -> bool:
        try:
            client = imap_session(self._server)
        except GovflowError:
            return False
        try:
            return self._arrived(client, message_id) is not None
        except (OSError, IMAPClientError):
            return False
        finally:
            client.shutdown()

    def _arrived(self, client: IMAPClient, message_id: str) -> datetime | None:
        """When a message with this Message-ID came, by the server's clock."""
        for folder in self._folders:
            place = folder if folder == "INBOX" else own_folder(client, folder)
            if place != "INBOX" and not client.folder_exists(place):
                continue
            client.select_folder(place, readonly=True)
            found = client.search(["HEADER", "Message-ID", message_id])
            for data in client.fetch(found, ["INTERNALDATE"]).values():
                came: datetime = data[b"INTERNALDATE"]
                return came.astimezone(UTC)
        return None


def _key(letter: str) -> str:
    """A short name for a letter that can stand in an address."""
    return sha256(letter.encode("utf-8")).hexdigest()[:20]


def _probe_id(letter: str, message_id: str, address: str) -> str:
    mark = sha256(f"{letter} {message_id}".encode()).hexdigest()[:24]
    return f"<probe-{mark}@{address.rpartition('@')[2]}>"
