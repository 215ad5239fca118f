"""Signed checkpoints: what the ledger's end was, with a signature only the register's key can make.

The form is a signed note (C2SP signed-note) whose text has the three lines of a checkpoint (C2SP
tlog-checkpoint): the register's name, how many events it has, the hash of its newest event in base64.
The hash is the head of the ledger's chain (core/record/chain), not the root of a Merkle tree. Making and
checking a signature needs a library, so both are done in adapters/system/signing.
"""

import hashlib
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from collections.abc import Callable
from dataclasses import dataclass

from govflow.core.errors import RecordError, SettingsError
from govflow.core.record.chain import Checkpoint

ED25519 = b"\x01"
"""The signature type of Ed25519 (C2SP signed-note, "Signature types")."""
DASH = "— "
"""Begins every line of signatures: an em dash and a space."""

Check = Callable[[bytes, bytes, bytes], bool]
"""Whether (public key, signature, message) belong together."""


@dataclass(frozen=True, slots=True)
class VerifierKey:
    """The public half of a register's key, and the register's name: what others check with."""

    name: str
    public: bytes

    @property
    def id(self) -> bytes:
        """Four bytes that tell keys of one name apart: SHA-256(name, newline, type, public key)."""
        return hashlib.sha256(self.name.encode() + b"\n" + ED25519 + self.public).digest()[:4]

    def __str__(self) -> str:
        """As it is printed and kept in govflow.toml: NAME+ID+KEY."""
        return f"{self.name}+{self.id.hex()}+{_base64(ED25519 + self.public)}"


@dataclass(frozen=True, slots=True)
class SignedCheckpoint:
    """A checkpoint somebody signed: its register's name, and 'NAME BASE64' for each signature."""

    origin: str
    checkpoint: Checkpoint
    signatures: tuple[str, ...]

    def __str__(self) -> str:
        """The whole note, with a newline at its end."""
        lines = "".join(f"{DASH}{one}\n" for one in self.signatures)
        return f"{signed_text(self.origin, self.checkpoint).decode()}\n{lines}"


def signed_text(origin: str, checkpoint: Checkpoint) -> bytes:
    """The bytes that are signed: three lines."""
    head = _base64(bytes.fromhex(checkpoint.hash))
    return f"{origin}\n{checkpoint.size}\n{head}\n".encode()


def signature_line(key: VerifierKey, signature: bytes) -> str:
    """'NAME BASE64', as it stands after the dash and in the header of a letter."""
    return f"{key.name} {_base64(key.id + signature)}"


def note_of(checkpoint: Checkpoint, line: str) -> str:
    """The note that a signature line ('NAME BASE64') belongs to; '' for no signature."""
    origin = line.partition(" ")[0]
    return str(SignedCheckpoint(origin, checkpoint, (line,))) if line else ""


def read_name(name: str) -> str:
    """A name that a key may have. Raises SettingsError for one that could not stand in a note."""
    if not (name.isascii() and name.isprintable() and name) or set(name) & set(" +"):
        raise SettingsError(
            "A register's name is plain letters, digits and signs, without spaces and '+'.",
            place=name[:80],
            remedy="name it like 'union.example/govflow'.",
        )
    return name


def read_key(text: str) -> VerifierKey:
    """A public key as it was printed. Raises SettingsError when it is none, or was copied wrongly."""
    name, _, rest = text.strip().partition("+")
    raw = _bytes(rest.partition("+")[2])
    key = VerifierKey(name, raw[1:])
    if not name or len(raw) != 33 or str(key) != text.strip():
        raise SettingsError(
            "This is not the public key of a register.",
            place=text.strip()[:80],
            remedy="copy it as 'govflow ledger key' prints it: NAME+ID+KEY.",
        )
    return key


def read_note(text: str) -> SignedCheckpoint | None:
    """A signed checkpoint as it was printed; None when the text is something else.

    Line ends may have become those of Windows, as mail and editors make them. Raises RecordError for a
    note that is not whole.
    """
    lines = text.replace("\r\n", "\n").strip("\n").split("\n")
    if len(lines) < 3 or not lines[-1].startswith(DASH):
        return None
    try:
        origin, size, head, _, *signatures = lines
        checkpoint = Checkpoint(int(size), b64decode(head, validate=True).hex())
        found = SignedCheckpoint(
            origin, checkpoint, tuple(s.removeprefix(DASH) for s in signatures)
        )
        whole = str(found).strip("\n").split("\n") == lines
    except (ValueError, NotBase64):
        whole = False
    if not whole or len(checkpoint.hash) != 64:
        raise RecordError(
            "This signed checkpoint is not whole.",
            place=lines[0][:80],
            remedy="save it again as it was printed, from the register's name to the last line.",
        )
    return found


def refuse_unsigned(note: SignedCheckpoint, key: VerifierKey, check: Check) -> None:
    """Raise RecordError unless the note carries a signature by this key."""
    text = signed_text(note.origin, note.checkpoint)
    for line in note.signatures:
        name, _, code = line.rpartition(" ")
        raw = _bytes(code)
        ours = note.origin == name == key.name and raw[:4] == key.id
        if ours and check(key.public, raw[4:], text):
            return
    raise RecordError(
        f"This checkpoint is not signed by the key of {key.name}.",
        place=note.checkpoint.short,
        remedy="ask where it comes from: somebody wrote it who does not hold the key, or altered it.",
    )


def _base64(raw: bytes) -> str:
    return b64encode(raw).decode("ascii")


def _bytes(text: str) -> bytes:
    """The bytes of a base64 text; b'' when it is none."""
    try:
        return b64decode(text, validate=True)
    except (ValueError, NotBase64):
        return b""
