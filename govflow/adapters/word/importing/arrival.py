"""A file by other hands, read in a child process: what it is, what came of it, and whether that holds."""

import json
from dataclasses import replace
from typing import Any

from govflow.adapters.system.bounded import run_bounded
from govflow.adapters.word.importing.report import Imported
from govflow.adapters.word.importing.safety import FILE_BYTES, OLD_WORD
from govflow.adapters.word.importing.values import from_json
from govflow.core.errors import DocumentError, TextError
from govflow.core.text.addresses import check_numbers
from govflow.core.text.blocks import render, split

WORKER = "govflow.adapters.word.importing.worker"
WORD = (".docx", ".doc", ".docm", ".dotx", ".dotm", ".odt", ".rtf")
HTML = (".html", ".htm", ".xhtml")


def kind_of(raw: bytes, name: str) -> str:
    """'word', 'html', 'text' or 'markdown', by what the bytes are first and by the name then."""
    small = name.lower()
    if raw.startswith((b"PK\x03\x04", b"PK\x05\x06", OLD_WORD, b"{\\rtf")) or small.endswith(WORD):
        return "word"
    if small.endswith(HTML) or raw[:400].lstrip().lower().startswith((b"<!doctype html", b"<html")):
        return "html"
    return "text" if small.endswith((".txt", ".text")) else "markdown"


def read_arrival(raw: bytes, name: str, code: str) -> Imported:
    """A Word, HTML or plain-text file as a policy with its report; at most 10 seconds and 512 MB.

    Raises DocumentError or TextError with one message for whatever cannot be read safely.
    """
    kind = kind_of(raw, name)
    if len(raw) > FILE_BYTES:
        raise DocumentError(
            f"this file has {len(raw):,} bytes; a by-law may have {FILE_BYTES:,}.",
            place=name,
            remedy="take the pictures out and save it again.",
            undone="nothing was imported.",
        )
    answer = ask({"kind": kind, "name": name, "code": code}, raw)
    found = from_json(answer["imported"])
    blocks = split(render(found.policy.blocks), place=name)
    check_numbers(blocks, name)
    return replace(found, policy=replace(found.policy, blocks=blocks))


def ask(question: dict[str, str], raw: bytes) -> dict[str, Any]:
    """The child's answer; raises what it refused."""
    given = json.dumps(question).encode() + b"\n" + raw
    answer = run_bounded(WORKER, given)
    name = question["name"]
    try:
        value = json.loads(answer) if answer else {}
    except ValueError:
        value = {}
    if not isinstance(value, dict) or not value:
        raise DocumentError(
            "reading this file took too long, or more memory than a by-law needs.",
            place=name,
            remedy="open it in Word, take out what is not text, and save it again.",
            undone="nothing was imported.",
        )
    if refused := value.get("refused"):
        kind = TextError if question["kind"] == "text" else DocumentError
        raise kind(
            refused["problem"],
            place=refused["place"],
            remedy=refused["remedy"],
            undone=refused["undone"],
        )
    return value
