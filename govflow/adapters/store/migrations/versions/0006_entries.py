"""The sixth shape: the entries of the registers that clauses create."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
COLUMNS = (
    "policy",
    "register",
    "state",
    "since",
    "begun",
    "words",
    "people",
    "subject",
    "evidence",
)


def upgrade() -> None:
    """No register had entries before."""
    op.create_table(
        "entries",
        sa.Column("entry", WORDS, primary_key=True, nullable=False),
        *(sa.Column(name, WORDS, nullable=False) for name in COLUMNS),
        sa.Column("seq", NUMBER, nullable=False),
    )


def downgrade() -> None:
    """Back to the fifth shape."""
    op.drop_table("entries")
