"""Leaving nothing of deleted rows in the files: SQLite's write-ahead log is emptied into a file whose freed pages are zeroed."""

from sqlalchemy import text

from catalogue.store.database import Database


def clean(database: Database) -> None:
    """After an erasure's commit. On PostgreSQL, old row versions hold ciphertext whose key is destroyed: vacuuming is the server's."""
    if not database.is_sqlite:
        return
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
