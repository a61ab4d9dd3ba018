"""Brings a database to the newest schema: one process at a time, all or nothing, from revisions inside the package.

For a new revision: change the tables, then ``python -m enrolment.store.revise "What changes"`` and read what it wrote.
"""

from pathlib import Path
from typing import Any

import sqlalchemy as sa

import catalogue.store.tables
import enrolment.store.tables
import enrolment.store.tables_office
import enrolment.store.tables_running
import enrolment.store.tables_vault
import enrolment.store.tables_visits
import enrolment.store.tables_wishes
from catalogue.store.columns import METADATA as METADATA
from catalogue.store.database import Database
from enrolment.store.aside import set_aside

HEAD = "0007"
KNOWN = tuple(f"{number:04d}" for number in range(1, int(HEAD) + 1))
DEFINED = (  # importing them fills the metadata
    catalogue.store.tables,
    enrolment.store.tables,
    enrolment.store.tables_office,
    enrolment.store.tables_running,
    enrolment.store.tables_vault,
    enrolment.store.tables_visits,
    enrolment.store.tables_wishes,
)
REVISIONS = Path(__file__).parent / "migrations"
LOCK = 7_345_201  # the advisory lock of PostgreSQL under which one process migrates


def migrate(database: Database) -> bool:
    """Bring it to the newest schema; False where it was there already. Others wait meanwhile, then find it done.

    A SQLite file that holds something is copied first, to ``<file>.before-<revision>``, without anybody's key.
    """
    if revision_of(database) == HEAD:
        return False
    with database.writing() as session:
        connection = session.connection()
        if not database.is_sqlite:
            connection.execute(sa.text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        found = _revision(connection)
        if found == HEAD:
            return False
        path = file_of(database)
        if path is not None and found is not None:
            set_aside(path, f"before-{HEAD}")
        _upgrade(connection)
    return True


def file_of(database: Database) -> Path | None:
    """A SQLite database's file; None in memory and on a server."""
    path = database.engine.url.database or ":memory:"
    return Path(path) if database.is_sqlite and path != ":memory:" and not path.startswith("file:") else None


def revision_of(database: Database) -> str | None:
    """The revision a database is at; None for an empty one."""
    with database.engine.connect() as connection:
        return _revision(connection)


def _revision(connection: sa.Connection) -> str | None:
    if not sa.inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar_one_or_none()
    return found


def configured(connection: sa.Connection) -> Any:
    """Alembic's configuration for a connection, without any file."""
    from alembic.config import Config  # noqa: PLC0415  (heavy, and only needed where the schema is behind)

    config = Config()
    config.set_main_option("script_location", str(REVISIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _upgrade(connection: sa.Connection) -> None:
    from alembic import command  # noqa: PLC0415  (heavy, and only needed where the schema is behind)

    command.upgrade(configured(connection), "head")
