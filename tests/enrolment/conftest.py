"""Each test of enrolment runs on SQLite and on PostgreSQL, and ends with the doctor finding nothing."""

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))

from support.postgres import fresh_postgres
from support.world import World

from catalogue.store.database import Database
from enrolment import doctor
from enrolment.store.migrate import migrate


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "template.db"
    database = Database(f"sqlite:///{path}")
    migrate(database)
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, migrated_sqlite: Path, tmp_path: Path) -> Iterator[Database]:
    """An empty, migrated database, once of each kind."""
    if request.param == "sqlite":
        shutil.copy(migrated_sqlite, tmp_path / "test.db")
        opened = Database(f"sqlite:///{tmp_path / 'test.db'}")
        yield opened
        opened.close()
        return
    opened = Database(fresh_postgres())
    yield opened
    opened.close()


@pytest.fixture
def planted(database: Database) -> World:
    """A world in which a test may break the rules: no doctor comes by."""
    world = World(database)
    world.store()
    return world


@pytest.fixture
def world(planted: World) -> Iterator[World]:
    """A world examined by the doctor at the end of its test."""
    yield planted
    with planted.unit() as unit:
        assert doctor.breaches(unit) == ()
