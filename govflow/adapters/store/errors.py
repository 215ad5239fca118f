"""What a database says when it cannot, in the officer's words."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from govflow.core.errors import GovflowError, RecordError, SettingsError, TemporaryError

NOTHING_RECORDED = "nothing was recorded."


@contextmanager
def translated(place: str) -> Iterator[None]:
    """Turn the database's errors into refusals; `place` names the register."""
    try:
        yield
    except DBAPIError as error:
        raise refusal(str(error.orig), place) from error
    except sqlite3.Error as error:
        raise refusal(str(error), place) from error
    except UnicodeDecodeError as error:  # the file's own words are no longer text
        raise refusal("malformed", place) from error
    except SQLAlchemyError as error:
        raise RecordError(
            "The register's address or tables cannot be used as they are.",
            place=place,
            remedy="check 'database' in govflow.toml.",
        ) from error


def refusal(words: str, place: str) -> GovflowError:
    """The refusal for a database's own words: temporary where waiting helps."""
    said = words.lower()
    for marks, kind, problem, remedy in _KNOWN:
        if any(mark in said for mark in marks):
            return kind(problem, place=place, remedy=remedy, undone=NOTHING_RECORDED)
    return RecordError(
        f"The register answered: {words.splitlines()[0] if words else 'nothing'}.",
        place=place,
        remedy="run 'govflow doctor', and restore a backup if it finds damage.",
        undone=NOTHING_RECORDED,
    )


_KNOWN: tuple[tuple[tuple[str, ...], type[GovflowError], str, str], ...] = (
    (
        ("database is locked", "lock timeout", "database table is locked", "deadlock detected"),
        TemporaryError,
        "Another program is writing to the register and did not finish in time.",
        "wait until it has ended and run the command again.",
    ),
    (
        ("disk is full", "no space left"),
        TemporaryError,
        "The disk is full.",
        "free some space on the disk and run the command again.",
    ),
    (
        ("password authentication failed", "no password supplied"),
        SettingsError,
        "The database server does not accept the name or the password.",
        "check 'database' in govflow.toml.",
    ),
    (
        ("fatal:  database", "fatal: database", "fatal:  role", "fatal: role"),
        SettingsError,
        "The database server has no such database or name.",
        "create it (createdb), or check 'database' in govflow.toml.",
    ),
    (
        ("connection refused", "could not connect", "connection failed", "server closed the"),
        TemporaryError,
        "The database server does not answer.",
        "start it, or check 'database' in govflow.toml, and run the command again.",
    ),
    (
        ("disk i/o error",),
        TemporaryError,
        "The disk cannot be read or written just now.",
        "check the disk and run the command again.",
    ),
    (
        ("readonly database", "read-only"),
        RecordError,
        "The register cannot be written: its file or folder is read-only.",
        "give yourself permission to write to the folder.",
    ),
    (
        ("unable to open database file",),
        RecordError,
        "The register cannot be opened: its folder is missing or cannot be written.",
        "check 'database' in govflow.toml and the folder's permissions.",
    ),
    (
        ("not a database", "malformed", "file is encrypted"),
        RecordError,
        "The file is not a register, or it is damaged.",
        "restore a backup; keep the damaged file.",
    ),
    (
        ("append-only",),
        RecordError,
        "The ledger only grows: nothing in it is changed, taken out or put between.",
        "record a correction as a new event.",
    ),
    (
        ("unique constraint failed: recipients.reference", "recipients_by_reference"),
        RecordError,
        "A reference is already another recipient's.",
        "run the command again: it draws new references.",
    ),
    (
        ("unique constraint", "duplicate key"),
        RecordError,
        "Something with the same name is already recorded.",
        "run the command again: what is recorded is not repeated.",
    ),
)
