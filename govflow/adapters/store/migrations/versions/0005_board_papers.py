"""The fifth shape: notices that carry papers to the Board name the amendments."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """No notice that was there before carried papers."""
    op.add_column("notices", sa.Column("amendments", WORDS, nullable=False, server_default="[]"))


def downgrade() -> None:
    """Back to the fourth shape."""
    op.drop_column("notices", "amendments")
