"""Leaving nothing of deleted rows in the files: SQLite's write-ahead log is emptied into a file whose freed pages are zeroed."""

from contextlib import closing

from catalogue.store.database import Database


def clean(database: Database) -> bool:
    """After an erasure's commit; False where a reader held the log back: to be done again.

    On PostgreSQL, old row versions hold ciphertext whose key is destroyed: vacuuming is the server's.
    """
    if not database.is_sqlite:
        return True
    return not outside_a_transaction(database, "PRAGMA wal_checkpoint(TRUNCATE)")


def outside_a_transaction(database: Database, pragma: str) -> object:
    """A SQLite pragma that no transaction may hold back; the first thing it says."""
    with closing(database.engine.raw_connection()) as connection:
        return connection.cursor().execute(pragma).fetchone()[0]
