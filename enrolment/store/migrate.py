"""Brings a database to the newest schema: one process at a time, all or nothing, from revisions inside the package.

For a new revision: change the tables, then ``python -m enrolment.store.revise "What changes"`` and read what it wrote.
"""

from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlmodel import SQLModel

import catalogue.store.tables
import enrolment.store.tables
from catalogue.store.database import Database

HEAD = "0001"
DEFINED = (catalogue.store.tables, enrolment.store.tables)  # importing them fills the metadata
METADATA = SQLModel.metadata
REVISIONS = Path(__file__).parent / "migrations"
LOCK = 7_345_201  # the advisory lock of PostgreSQL under which one process migrates


def migrate(database: Database) -> bool:
    """Bring it to the newest schema; False where it was there already. Others wait meanwhile, then find it done."""
    if revision_of(database) == HEAD:
        return False
    with database.writing() as session:
        connection = session.connection()
        if not database.is_sqlite:
            connection.execute(sa.text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        _upgrade(connection)
    return True


def revision_of(database: Database) -> str | None:
    """The revision a database is at; None for an empty one."""
    with database.engine.connect() as connection:
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
