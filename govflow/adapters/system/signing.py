"""Ed25519 (RFC 8032): the register's key, made once, and the signatures it makes and answers for."""

from base64 import b64decode, b64encode
from binascii import Error as NotBase64

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from govflow.core.errors import SettingsError
from govflow.core.record.signed import VerifierKey


def make_key(name: str) -> tuple[VerifierKey, str]:
    """A new key: its public half, and its private half as the base64 text a secret is kept as."""
    private = Ed25519PrivateKey.generate()
    secret = b64encode(private.private_bytes_raw()).decode("ascii")
    return VerifierKey(name, private.public_key().public_bytes_raw()), secret


def sign(key: VerifierKey, secret: str, message: bytes) -> bytes:
    """The signature of a message; the same each time. Raises SettingsError for another key's secret."""
    try:
        private = Ed25519PrivateKey.from_private_bytes(b64decode(secret, validate=True))
    except (ValueError, NotBase64):
        private = None
    if private is None or private.public_key().public_bytes_raw() != key.public:
        raise SettingsError(
            f"the secret kept for {key.name} does not belong to the key in govflow.toml.",
            place="govflow.toml",
            remedy="put the key's line back as it was, or take it out and make a new key with"
            " 'govflow ledger key'.",
        )
    return private.sign(message)


def is_signed(public: bytes, signature: bytes, message: bytes) -> bool:
    """Whether the holder of this key signed this message."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True
