"""Alembic's entry: runs the scripts on the connection it is handed, in one transaction."""

from alembic import context

from ifs_desktop.store.schema import Row

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Row.metadata,
    render_as_batch=True,
    transactional_ddl=True,
    transaction_per_migration=False,
)
context.run_migrations()
