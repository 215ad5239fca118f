"""The fourth shape: people of whom nothing is erased while a claim is open."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Nobody of whom the register knew before is on hold."""
    op.create_table(
        "holds",
        sa.Column("subject", WORDS, primary_key=True, nullable=False),
        sa.Column("held", NUMBER, nullable=False),
    )


def downgrade() -> None:
    """Back to the third shape."""
    op.drop_table("holds")
