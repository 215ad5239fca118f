"""The error gallery's samples about the register's copies and evidence packs."""

from tests.cli.gallery import Words, plain, put, sample
from tests.cli.gallery_mailing import SAMPLES
from tests.cli.terminal import Shell

__all__ = ["SAMPLES"]


@sample("told")
def note_of_the_register_unreadable(shell: Shell) -> Words:
    put(shell, "mail/checkpoint.json", "{")
    return ("run",)


@sample("told")
def register_behind_its_letters(shell: Shell) -> Words:
    """The copy put back was made before the last event; the note beside the letters knows it."""
    put(shell, "mail/checkpoint.json", f'{{"newest": "99 {"0" * 64}", "given_up": 0}}')
    return ("run",)


@sample("told")
def person_on_no_notice(shell: Shell) -> Words:
    return ("evidence", "export", "--person", "nobody")


KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"


@sample("new")
def key_without_its_secret(shell: Shell) -> Words:
    """The workspace came from another computer; the key's private half did not."""
    settings = shell.file("govflow.toml").read_text("utf-8")
    put(shell, "govflow.toml", f'{settings}\n[ledger]\nkey = "{KEY}"\n')
    return ("ledger", "verify")


@sample("new")
def key_table_without_a_key(shell: Shell) -> Words:
    put(shell, "govflow.toml", shell.file("govflow.toml").read_text("utf-8") + "\n[ledger]\n")
    return ("ledger", "key", "--yes")


plain("key-with-spaces", "new", "ledger", "key", "--name", "our register", "--yes")
plain("key-misprinted", "new", "ledger", "witness", "--key", KEY[:-1])


@sample("new")
def checkpoint_note_cut(shell: Shell) -> Words:
    note = put(shell, "seen.note", "union.example/govflow\n21\n\n— union.example/govflow AAAA\n")
    return ("ledger", "verify", "--against", note)


@sample("new")
def checkpoint_of_another_register(shell: Shell) -> Words:
    head = "n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg="
    note = put(shell, "seen.note", f"a.example/x\n21\n{head}\n\n— a.example/x AAAA\n")
    book = str(shell.file("witness.json"))
    return ("ledger", "witness", note, "--register", "b.example/y", "--file", book)


@sample("new")
def witness_file_of_something_else(shell: Shell) -> Words:
    return ("ledger", "witness", "--file", put(shell, "witness.json", "[]"))


@sample("new")
def witness_of_a_broken_pack(shell: Shell) -> Words:
    pack, book = put(shell, "pack.zip", "PK"), str(shell.file("witness.json"))
    return ("ledger", "witness", pack, "--file", book)


@sample("told")
def letters_of_an_unknown_notice(shell: Shell) -> Words:
    """A notice was begun and sent after the copy was made that now stands in the register's place."""
    register_behind_its_letters(shell)
    put(shell, "mail/outbox/later.eml", "Govflow-Letter: SMP-2/001/first\n\nHello\n")
    return ("db", "catch-up", "--by", "Sarah Okafor", "--yes")
