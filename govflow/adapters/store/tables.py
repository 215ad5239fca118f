"""The database's tables: the ledger, what stands beside it, and the state tables it adds up to.

State tables follow the rows of `core/record/rows.py` column by column. Migrations build them; a test
holds the two against each other.
"""

from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    text,
)

from govflow.core.record.columns import COLUMNS
from govflow.core.record.rows import LetterRow, RecipientRow, ReplyRow
from govflow.core.record.tables import NAMES, ROW_TYPES

metadata = MetaData()
Words = Text().with_variant(Text(collation="C"), "postgresql")
"""Text in the order of its code points, whatever language the database server speaks."""
Number = BigInteger().with_variant(Integer(), "sqlite")

ledger = Table(
    "ledger",
    metadata,
    Column("seq", Number, primary_key=True, autoincrement=False),
    Column("at", Words, nullable=False),
    Column("kind", Words, nullable=False),
    Column("body", Words, nullable=False),
    Column("hash", Words, nullable=False),
)

personal = Table(
    "personal",
    metadata,
    Column("seq", Number, primary_key=True, autoincrement=False),
    Column("field", Words, primary_key=True),
    Column("item", Number, primary_key=True, autoincrement=False),
    Column("subject", Words, nullable=False),
    Column("value", Words, nullable=False),
    Column("salt", Words, nullable=False),
    Index("personal_of_subject", "subject"),
)

evidence = Table(
    "evidence",
    metadata,
    Column("digest", Words, primary_key=True),
    Column("raw", LargeBinary),
)

subjects = Table(
    "subjects",
    metadata,
    Column("person", Words, primary_key=True),
    Column("subject", Words, nullable=False, unique=True),
    CheckConstraint("person <> ''", name="subjects_have_a_person"),
)


def _state_table(row_type: type[Any]) -> Table:
    columns = [
        Column(
            one.name,
            Number if one.number else Words,
            primary_key=one.name in row_type.KEY,
            autoincrement=False,
            nullable=one.optional,
        )
        for one in COLUMNS[row_type]
    ]
    return Table(NAMES[row_type], metadata, *columns)


STATE = {row_type: _state_table(row_type) for row_type in ROW_TYPES}

_recipients, _letters, _replies = STATE[RecipientRow], STATE[LetterRow], STATE[ReplyRow]
Index("recipients_of_subject", _recipients.c.subject)
FILLED = {_name: text(f"{_name} <> ''") for _name in ("reference", "secret")}
"""Columns that are unique where they are not erased; a query must say so to be answered by index."""
for _name, _filled in FILLED.items():
    Index(
        f"recipients_by_{_name}",
        _recipients.c[_name],
        unique=True,
        sqlite_where=_filled,
        postgresql_where=_filled,
    )
Index("letters_of_recipient", _letters.c.notice, _letters.c.recipient)
Index("letters_by_state", _letters.c.state)
Index("letters_by_message_id", _letters.c.message_id, unique=True)
Index("replies_by_message_id", _replies.c.message_id)
Index("replies_of_recipient", _replies.c.notice, _replies.c.recipient)

APPEND_ONLY = {
    "sqlite": (
        "CREATE TRIGGER ledger_keeps_events BEFORE UPDATE ON ledger"
        " BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END",
        "CREATE TRIGGER ledger_loses_nothing BEFORE DELETE ON ledger"
        " BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END",
        "CREATE TRIGGER ledger_goes_on BEFORE INSERT ON ledger"
        " WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM ledger)"
        " BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END",
    ),
    "postgresql": (
        "CREATE FUNCTION ledger_refuses() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN RAISE EXCEPTION 'the ledger is append-only'; END $$",
        "CREATE FUNCTION ledger_counts() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN IF NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM ledger)"
        " THEN RAISE EXCEPTION 'the ledger is append-only'; END IF; RETURN NEW; END $$",
        "CREATE TRIGGER ledger_keeps_events BEFORE UPDATE OR DELETE ON ledger"
        " FOR EACH ROW EXECUTE FUNCTION ledger_refuses()",
        "CREATE TRIGGER ledger_loses_nothing BEFORE TRUNCATE ON ledger"
        " FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuses()",
        "CREATE TRIGGER ledger_goes_on BEFORE INSERT ON ledger"
        " FOR EACH ROW EXECUTE FUNCTION ledger_counts()",
    ),
}
"""What refuses every change of the ledger but the next event, in each database's own words."""

GUARDS = ("ledger_keeps_events", "ledger_loses_nothing", "ledger_goes_on")
"""What these triggers are called, in both databases."""
