"""People from a Microsoft 365 group, groups within the group opened too."""

import re
from typing import Any

from govflow.adapters.mail.graph_session import GraphNo, GraphSession, quoted
from govflow.core.errors import GovflowError
from govflow.core.people.directory import Listing
from govflow.core.people.people import Person

_ID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_FIELDS = "id,displayName,mail,userPrincipalName,accountEnabled,proxyAddresses"


def graph_group(session: GraphSession, group: str, audience: str) -> Listing:
    """The people of a group, named by address, name or id; each person's id is the directory's own.

    A person whose account is switched off, or who has no address, is left out and named. Needs the
    permission GroupMember.Read.All (and User.Read.All for names). Raises GovflowError when there is
    no such group or several, MailError or TemporaryError as a reading does.
    """
    people: list[Person] = []
    left_out: list[str] = []
    for member in _members(session, _group_id(session, group)):
        name = str(member.get("displayName") or member.get("userPrincipalName") or member["id"])
        if not str(member.get("@odata.type", "")).endswith(".user"):
            continue  # a group within the group, whose members are listed themselves; a device
        if member.get("accountEnabled") is False:
            left_out.append(f"the account of {name} is switched off.")
        elif "@" not in str(member.get("mail") or ""):
            left_out.append(f"{name} has no mailbox.")
        else:
            people.append(_person(member, name, audience))
    listed = sorted(people, key=lambda one: (one.name.casefold(), one.id))
    return Listing(tuple(listed), tuple(sorted(left_out)))


def _person(member: dict[str, Any], name: str, audience: str) -> Person:
    email = str(member["mail"]).casefold()
    spoken = [str(one) for one in member.get("proxyAddresses") or []]
    others = {one[5:].casefold() for one in spoken if one.casefold().startswith("smtp:")}
    return Person(
        id=str(member["id"]),
        name=name,
        email=email,
        audiences=(audience.casefold(),),
        other_emails=tuple(sorted(others - {email})),
    )


def _group_id(session: GraphSession, group: str) -> str:
    if _ID.fullmatch(group):
        return group
    wanted = quoted(group)
    query = {"$filter": f"mail eq {wanted} or displayName eq {wanted}", "$select": "id,displayName"}
    found = session.values("/groups", params=query)["value"]
    if len(found) == 1:
        return str(found[0]["id"])
    raise GovflowError(
        f"there is no group '{group}'." if not found else f"several groups are called '{group}'.",
        place=session.base_url,
        remedy="name the group by its e-mail address or its object id.",
    )


def _members(session: GraphSession, group: str) -> list[dict[str, Any]]:
    members: list[dict[str, Any]] = []
    link = f"/groups/{group}/transitiveMembers?$select={_FIELDS}&$top=100"
    while link:
        try:
            page = session.values(link)
        except GraphNo as no:
            raise GovflowError(
                f"there is no group '{group}'.",
                place=session.base_url,
                remedy="name the group by its e-mail address or its object id.",
            ) from no
        members += page["value"]
        link = str(page.get("@odata.nextLink") or "")
    return members
