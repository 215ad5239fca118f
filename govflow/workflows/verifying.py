"""Verifying: the ledger replayed, and the texts and documents beside it held against what it says."""

import hashlib
import json
from collections.abc import Callable
from functools import partial

from govflow.core.errors import GovflowError
from govflow.core.record.chain import Alteration, Checkpoint
from govflow.core.record.rows import VersionRow
from govflow.core.text.policy import Policy
from govflow.core.text.versions import digest
from govflow.workflows.office import Office


def verify(office: Office, against: Checkpoint | None = None) -> list[Alteration]:
    """Everything that is no longer as it was recorded, with its place; [] when all agrees.

    The register checks its chain, tables and evidence; here the policy files and the published
    documents are compared with the digests the ledger holds.
    """
    return [*office.register.verify(against), *_texts(office), *_documents(office)]


def _texts(office: Office) -> list[Alteration]:
    found = []
    newest: dict[str, VersionRow] = {}
    for row in sorted(office.register.find(VersionRow), key=lambda row: row.seq):
        newest[row.policy] = row
        place = f"policy/{row.policy}/versions/{row.version}.md"
        read = partial(office.library.version, row.policy, row.version)
        found += _compared(place, row.digest, read)
    for row in newest.values():
        place = f"policy/{row.policy}/policy.md"
        found += _compared(place, row.digest, partial(office.library.current, row.policy))
    return found


def _compared(place: str, recorded: str, read: Callable[[], Policy]) -> list[Alteration]:
    """Whether the text at this place still has the digest that was recorded."""
    try:
        policy = read()
    except GovflowError as refusal:
        return [Alteration(place, f"the text cannot be read: {refusal.problem}")]
    if digest(policy) != recorded:
        return [Alteration(place, "the text is not the one that was recorded as passed.")]
    return []


def _documents(office: Office) -> list[Alteration]:
    """Published documents against the digests in the event that published them."""
    found = []
    for event in office.register.events():
        if event.kind not in ("version_published", "VersionPublished"):
            continue
        body = json.loads(event.body)
        folder = f"{body['policy']}/{body['version']}"
        for name, recorded in body["documents"]:
            raw = office.library.read_document(folder, name)
            place = f"documents/{folder}/{name}"
            if raw is None:
                found.append(Alteration(place, "the document is gone."))
            elif hashlib.sha256(raw).hexdigest() != recorded:
                found.append(Alteration(place, "the document is not the one that was published."))
    return found
