"""People from an Exchange distribution list, lists within lists opened too."""

from typing import Any

from exchangelib.errors import ErrorNameResolutionNoResults

from govflow.adapters.mail.exchange_session import ExchangeSession
from govflow.core.errors import GovflowError
from govflow.core.people.directory import Listing
from govflow.core.people.people import Person

_LISTS = ("PublicDL", "PrivateDL", "GroupMailbox")


def exchange_list(session: ExchangeSession, address: str, audience: str) -> Listing:
    """The people of a distribution list (ExpandDL), by name; each person's id is their address.

    Raises GovflowError when there is no such list, MailError or TemporaryError as a reading does.
    """
    people: dict[str, Person] = {}
    left_out: list[str] = []
    seen: set[str] = set()
    waiting = [address.strip().casefold()]
    while waiting:
        wanted = waiting.pop()
        if wanted in seen:
            continue
        seen.add(wanted)
        for member in _members(session, wanted):
            email = str(member.email_address or "").strip().casefold()
            name = str(member.name or email).strip()
            if "@" not in email:
                left_out.append(f"{name} has no e-mail address in the list {wanted}.")
            elif member.mailbox_type in _LISTS:
                waiting.append(email)
            else:
                people.setdefault(email, Person(email, name, email, (audience.casefold(),)))
    listed = sorted(people.values(), key=lambda one: (one.name.casefold(), one.id))
    return Listing(tuple(listed), tuple(sorted(left_out)))


def _members(session: ExchangeSession, address: str) -> list[Any]:
    def expand() -> list[Any]:
        try:
            return list(session.account.protocol.expand_dl(address))
        except ErrorNameResolutionNoResults as problem:
            raise GovflowError(
                f"Exchange has no distribution list '{address}'.",
                place=session.server.endpoint,
                remedy="name the list by its e-mail address.",
            ) from problem

    return session.read(expand)
