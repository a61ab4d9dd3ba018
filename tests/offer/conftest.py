"""Each test of the offer that needs a database runs on SQLite and on PostgreSQL."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlmodel import SQLModel

import catalogue.store.tables  # noqa: F401  (fills the metadata)
from catalogue.store.database import Database

sys.path.insert(0, str(Path(__file__).parents[1]))

from support.postgres import fresh_postgres

TABLES = ("programme", "partner", "topic", "course", "course_session", "faq_entry", "catalogue_state", "catalogue_change")


@pytest.fixture
def sqlite(tmp_path: Path) -> Iterator[Database]:
    opened = Database(f"sqlite:///{tmp_path / 'test.db'}")
    SQLModel.metadata.create_all(opened.engine, [SQLModel.metadata.tables[name] for name in TABLES])
    yield opened
    opened.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> Iterator[Database]:
    """An empty database, once of each kind."""
    if request.param == "sqlite":
        yield request.getfixturevalue("sqlite")
        return
    opened = Database(fresh_postgres())
    yield opened
    opened.close()
