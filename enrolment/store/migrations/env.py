"""Alembic's entry: the revisions run on the connection, and in the transaction, that ``migrate`` holds."""

from alembic import context

from enrolment.store.migrate import METADATA

attributes = context.config.attributes
context.configure(
    connection=attributes["connection"], target_metadata=METADATA, render_as_batch=True, render_item=attributes.get("render_item")
)
with context.begin_transaction():
    context.run_migrations()
