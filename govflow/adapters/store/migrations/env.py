"""How migrations are run: over the connection that opening the register hands in."""

from alembic import context

from govflow.adapters.store.migrate import VERSION_TABLE
from govflow.adapters.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=VERSION_TABLE,
    transaction_per_migration=False,
)
context.run_migrations()
