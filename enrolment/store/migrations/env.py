"""Alembic's entry: the revisions run on the connection, and in the transaction, that ``migrate`` holds."""

from alembic import context

from enrolment.store.migrate import METADATA

for index in (index for table in METADATA.tables.values() for index in table.indexes if "where" in index.info):
    for dialect in ("sqlite", "postgresql"):
        index.dialect_options[dialect]["where"] = index.info["where"]

attributes = context.config.attributes
context.configure(
    connection=attributes["connection"], target_metadata=METADATA, render_as_batch=True, render_item=attributes.get("render_item")
)
with context.begin_transaction():
    context.run_migrations()
