"""The key that signs checkpoints: its public half in govflow.toml, its private half among the secrets."""

from collections.abc import Callable
from pathlib import Path

from govflow.adapters.files.atomic import write_file
from govflow.adapters.files.secrets import SecretStore, variable
from govflow.adapters.files.settings import FILE
from govflow.adapters.files.toml_text import toml_text
from govflow.adapters.system.signing import make_key, sign
from govflow.core.errors import SettingsError
from govflow.core.record.chain import Checkpoint
from govflow.core.record.signed import VerifierKey, read_key, read_name, signature_line, signed_text

SECRET = "ledger.signing_key"  # noqa: S105 - the setting's name
Signer = Callable[[Checkpoint], str]


def add_key(root: Path, name: str, secrets: SecretStore | None = None) -> tuple[VerifierKey, str]:
    """Make a key for a workspace that has none; the key, and where its private half is kept, in words.

    The private half is kept first: a crash between the two leaves a secret nobody asks for. Raises
    SettingsError when govflow.toml has a [ledger] table already, so that nothing of it is rewritten.
    """
    path = root / FILE
    text = path.read_bytes()
    if b"[ledger]" in text:
        raise SettingsError(
            "the [ledger] table has no key, and govflow.toml is not rewritten.",
            place=FILE,
            remedy="take the empty table out and run the command again.",
            undone="no key was made.",
        )
    key, secret = make_key(read_name(name))
    kept = (secrets or SecretStore()).keep(SECRET, name, secret)
    line = f"\n[ledger]\nkey = {toml_text(str(key))}\n"
    write_file(path, text.rstrip(b"\n") + b"\n" + line.encode())
    return key, kept


def signer_of(printed: str, secrets: SecretStore | None = None) -> Signer:
    """What signs a checkpoint ('NAME BASE64', see core/record/signed); '' where no key is configured.

    The secret is looked up when the first checkpoint is signed. Raises SettingsError where it is not
    on this computer: a checkpoint that should be signed is never quietly left unsigned.
    """
    if not printed:
        return lambda checkpoint: ""
    key, found = read_key(printed), list[str]()

    def signed(checkpoint: Checkpoint) -> str:
        if not found:
            found.append(_secret(key, secrets or SecretStore()))
        return signature_line(key, sign(key, found[0], signed_text(key.name, checkpoint)))

    return signed


def _secret(key: VerifierKey, secrets: SecretStore) -> str:
    secret = secrets.find(SECRET, key.name)
    if not secret:
        raise SettingsError(
            f"the secret of the key {key.name} is not on this computer.",
            place=FILE,
            remedy=f"set {variable(SECRET)} to it; or, where it is lost, take 'key' out of [ledger]"
            " and make a new one with 'govflow ledger key'.",
        )
    return secret
