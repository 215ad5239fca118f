"""The third shape: policies that were ended."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
COLUMNS = ("decided_on", "minute", "ends", "replaced_by")


def upgrade() -> None:
    """No policy that was there before has been repealed."""
    op.create_table(
        "repeals",
        sa.Column("policy", WORDS, primary_key=True, nullable=False),
        *(sa.Column(name, WORDS, nullable=False) for name in COLUMNS),
    )


def downgrade() -> None:
    """Back to the second shape."""
    op.drop_table("repeals")
