"""The first shape: ledger, personal values, evidence, subjects and the state tables.

Written out in full, so that it stays what it was when the tables of the program move on.
"""

import sqlalchemy as sa
from alembic import op

from govflow.adapters.store.tables import APPEND_ONLY

revision = "0001"
down_revision = None

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def words(name: str, *, key: bool = False, optional: bool = False) -> sa.Column[str]:
    """A column of text."""
    return sa.Column(name, WORDS, primary_key=key, nullable=optional)


def number(name: str, *, key: bool = False, optional: bool = False) -> sa.Column[int]:
    """A column of whole numbers that the database does not count up by itself."""
    return sa.Column(name, NUMBER, primary_key=key, nullable=optional, autoincrement=False)


def upgrade() -> None:
    """Build everything in an empty database."""
    _beside_the_ledger()
    _texts()
    _people()
    _lookups()
    for statement in APPEND_ONLY[op.get_bind().dialect.name]:
        op.execute(statement)


def _beside_the_ledger() -> None:
    op.create_table(
        "ledger",
        number("seq", key=True),
        words("at"),
        words("kind"),
        words("body"),
        words("hash"),
    )
    op.create_table(
        "personal",
        number("seq", key=True),
        words("field", key=True),
        number("item", key=True),
        words("subject"),
        words("value"),
        words("salt"),
    )
    op.create_table(
        "evidence",
        words("digest", key=True),
        sa.Column("raw", sa.LargeBinary()),
    )
    op.create_table(
        "subjects",
        words("person", key=True),
        words("subject"),
        sa.CheckConstraint("person <> ''", name="subjects_have_a_person"),
        sa.UniqueConstraint("subject"),
    )


def _texts() -> None:
    op.create_table(
        "versions",
        words("policy", key=True),
        words("version", key=True),
        words("digest"),
        words("title"),
        words("passed_on", optional=True),
        words("minute"),
        words("in_force"),
        words("amendment"),
        words("materiality"),
        number("seq"),
    )
    op.create_table(
        "amendments",
        words("amendment", key=True),
        words("policy"),
        words("base_version"),
        words("base_digest"),
        words("title"),
        words("state"),
        words("pack_digest"),
        words("materiality"),
        words("decided_on", optional=True),
        words("minute"),
        words("decided_digest"),
    )
    op.create_table(
        "guidance",
        words("policy", key=True),
        words("audience", key=True),
        words("version"),
        words("digest"),
        words("rests_on"),
    )
    op.create_table(
        "home",
        words("name", key=True),
        words("home"),
    )


def _people() -> None:
    op.create_table(
        "notices",
        words("notice", key=True),
        words("policy"),
        words("version"),
        words("digest"),
        words("purpose"),
        words("audiences"),
        words("sealed_on"),
        words("due", optional=True),
        words("statement"),
        number("recipients"),
        words("roll"),
        number("closed"),
    )
    _recipients()
    _letters()
    op.create_table(
        "replies",
        words("evidence", key=True),
        words("message_id"),
        words("sender"),
        words("received"),
        words("notice"),
        number("recipient"),
        words("outcome"),
        words("rule"),
        words("reason"),
        number("counted"),
        words("detail"),
        words("resolved_as"),
        words("resolved_by"),
        words("resolved_reason"),
        number("dealt_with"),
        number("seq"),
    )


def _recipients() -> None:
    op.create_table(
        "recipients",
        words("notice", key=True),
        number("number", key=True),
        words("subject"),
        words("person"),
        words("name"),
        words("email"),
        words("other_emails"),
        words("audience"),
        words("language"),
        words("reference"),
        words("secret"),
        words("counted"),
        words("counted_at"),
        words("outcome"),
        words("since"),
        number("held"),
        words("away_until", optional=True),
        number("letters"),
        words("excused"),
        words("excused_until", optional=True),
        words("due", optional=True),
        words("salt"),
        words("commitment"),
    )


def _letters() -> None:
    op.create_table(
        "letters",
        words("letter", key=True),
        words("notice"),
        number("recipient"),
        words("kind"),
        words("state"),
        words("message_id"),
        words("wire"),
        words("transport"),
        words("remote_id"),
        number("crashes"),
        words("until"),
        words("code"),
        words("text"),
        words("since"),
        words("worker"),
        number("planned"),
    )


def _lookups() -> None:
    op.create_index("personal_of_subject", "personal", ["subject"])
    op.create_index("recipients_of_subject", "recipients", ["subject"])
    for name in ("reference", "secret"):
        filled = sa.text(f"{name} <> ''")
        op.create_index(
            f"recipients_by_{name}",
            "recipients",
            [name],
            unique=True,
            sqlite_where=filled,
            postgresql_where=filled,
        )
    op.create_index("letters_of_recipient", "letters", ["notice", "recipient"])
    op.create_index("letters_by_state", "letters", ["state"])
    op.create_index("letters_by_message_id", "letters", ["message_id"], unique=True)
    op.create_index("replies_by_message_id", "replies", ["message_id"])
    op.create_index("replies_of_recipient", "replies", ["notice", "recipient"])


def downgrade() -> None:
    """Leave an empty database."""
    for name in TABLES:
        op.drop_table(name)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION ledger_refuses")
        op.execute("DROP FUNCTION ledger_counts")


TABLES = (
    "ledger",
    "personal",
    "evidence",
    "subjects",
    "versions",
    "amendments",
    "guidance",
    "notices",
    "recipients",
    "letters",
    "replies",
    "home",
)
