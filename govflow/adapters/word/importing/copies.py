"""Trustees' copies as edits of known texts: which text each was made from, and what it changes there."""

from collections.abc import Iterator, Mapping, Sequence

from govflow.adapters.word.importing.arrival import ask
from govflow.adapters.word.importing.returned import Marked, Returned, from_json, is_ours_mark
from govflow.adapters.word.layout import bookmark
from govflow.core.errors import DocumentError
from govflow.core.text.addresses import addresses
from govflow.core.text.compare import places
from govflow.core.text.policy import Block, Policy
from govflow.core.text.proposals import (
    Edit,
    Remark,
    ReturnedBlock,
    ReturnedCopy,
    edits_of,
    followed,
)

ENOUGH = 0.5  # share of a text's paragraphs that a copy without our marks must still hold


def read_copy(
    raw: bytes, name: str, own: str, texts: Mapping[str, Policy], present: Policy
) -> ReturnedCopy:
    """The edits of one returned Word file.

    `texts` are the known texts of this policy by digest; `present` is the text that is being amended
    further; `own` the author of the review copy's own changes. Raises DocumentError when the file is
    a copy of another policy, or of a text nobody knows and too unlike the present one.
    """
    answer = ask({"kind": "returned", "name": name, "own": own, "code": present.code}, raw)
    found = from_json(answer["returned"])
    policy = found.facts.get("policy", present.code)
    if policy != present.code:
        raise DocumentError(
            f"this is a copy of '{policy}', not of '{present.code}'.",
            place=name,
            remedy="import it into an amendment of that policy.",
            undone="nothing was imported.",
        )
    reference = texts.get(found.facts.get("digest", ""))
    if reference is not None:
        return _against(found, reference.blocks, present.blocks, ())
    old = [one.block for one in found.old]
    if found.facts and _alike(old, present.blocks) >= ENOUGH:
        return _against(found, old, present.blocks, (OTHER_BASE,))
    held = _alike([one.block for one in found.new], present.blocks)
    if found.facts or held < ENOUGH:
        raise DocumentError(
            "this file is no copy of a text of this policy that is known here.",
            place=name,
            remedy="ask for the edits in the review copy that 'govflow amendment edit --word' makes.",
            undone="nothing was imported.",
        )
    return _against(found, present.blocks, present.blocks, (NOT_OURS,))


OTHER_BASE = "it was made from a text that is not known here; only its tracked changes were read"
AROUND = "words outside the text (cover, control page, tables of words) were changed; they stay as they are"
NOT_OURS = "it is not a review copy; its paragraphs were matched by their words"


def _alike(blocks: Sequence[Block], present: Sequence[Block]) -> float:
    """The share of the present text's paragraphs whose words stand in the other one."""
    texts = {block.text for block in blocks}
    wanted = [block.text for block in present if block.text]
    return sum(text in texts for text in wanted) / len(wanted) if wanted else 0.0


def _against(
    found: Returned, reference: Sequence[Block], present: Sequence[Block], notes: tuple[str, ...]
) -> ReturnedCopy:
    """The edits of the text the copy was made from, at their places in the present one."""
    known = {bookmark(name).casefold(): name for name in addresses(reference)}
    removed = {
        known[mark.casefold()]: hands
        for mark, hands in found.removed.items()
        if mark.casefold() in known
    }
    edits, looks = edits_of(reference, _placed(found.new, known), removed)
    where = places(reference, present)
    remarks = tuple(
        Remark(
            _here(known.get(n.mark.casefold(), "the text"), where),
            n.anchor,
            n.author,
            n.when,
            n.text,
        )
        for n in found.notes
    )
    told = (*notes, *_told(found, reference, known, edits))
    return ReturnedCopy(found.file, followed(edits, where), remarks, looks + found.looks, told)


def _here(address: str, where: Mapping[str, str]) -> str:
    return where.get(address) or address


def _placed(blocks: Sequence[Marked], known: Mapping[str, str]) -> list[ReturnedBlock]:
    return [ReturnedBlock(m.block, _address(m.marks, known), m.hands) for m in blocks]


def _address(marks: Sequence[str], known: Mapping[str, str]) -> str:
    return next(
        (known[m.casefold()] for m in marks if is_ours_mark(m) and m.casefold() in known), ""
    )


def _told(
    found: Returned, reference: Sequence[Block], known: Mapping[str, str], edits: Sequence[Edit]
) -> Iterator[str]:
    """What the officer should know of this copy."""
    if not found.facts:
        return
    if found.around:
        yield AROUND
    bare = sum(1 for one in _placed(found.new, known) if not one.address)
    if bare > len(found.new) // 2:
        yield "its bookmarks were lost; its paragraphs were matched by their words"
    silent, _ = edits_of(reference, _placed(found.old, known))
    if silent:
        places = ", ".join(dict.fromkeys(edit.address or "the beginning" for edit in silent))
        yield f"edited with tracking off: {places}"


def policy_of(raw: bytes, name: str) -> str:
    """The policy a returned file says it is a copy of. Raises DocumentError when it says none."""
    answer = ask({"kind": "facts", "name": name, "code": ""}, raw)
    if code := str(answer["facts"].get("policy", "")):
        return code
    raise DocumentError(
        "this file does not say which policy it is a copy of.",
        place=name,
        remedy="name the amendment it belongs to: --into 2026-01.",
        undone="nothing was imported.",
    )
