"""The second shape: who is to see to a reply, and the letter that answers it."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
COLUMNS = ("assigned", "answer", "answer_text")


def upgrade() -> None:
    """Replies that were there before have nobody assigned and no answer."""
    for name in COLUMNS:
        op.add_column("replies", sa.Column(name, WORDS, nullable=False, server_default=""))


def downgrade() -> None:
    """Back to the first shape."""
    for name in reversed(COLUMNS):
        op.drop_column("replies", name)
