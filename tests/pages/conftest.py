"""Pages on a database of its own with the sample in it, some registrations, and browsers of every role."""

import shutil
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from support.chat import ADMIN, CountingIds, FixedDesk, World, sample, world  # noqa: F401  (fixtures of this folder's tests)
from support.visiting import Browser, elsewhere, signed_in

from catalogue.store.database import Database
from enrolment.registration.rights import Scope


@pytest.fixture(scope="session")
def registered(sample: tuple[Path, FixedDesk], tmp_path_factory: pytest.TempPathFactory) -> Path:  # noqa: F811  (the fixture)
    """The sample's database with three people in it, made once."""
    path = tmp_path_factory.mktemp("busy") / "busy.db"
    shutil.copy(sample[0], path)
    made = World(Database(f"sqlite:///{path}"), sample[1])
    made.person(1).registers()
    made.person(2).registers(name="Luc Roy")
    made.person(3).registers(elsewhere(made), "Ana Diaz")
    with made.database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    made.database.close()
    return path


@pytest.fixture
def busy(registered: Path, sample: tuple[Path, FixedDesk], tmp_path: Path) -> Iterator[World]:  # noqa: F811  (the fixture)
    """Zoé and Luc at McGill, Ana elsewhere."""
    shutil.copy(registered, tmp_path / "busy.db")
    ids = CountingIds()
    ids._next = count(1000)  # the first ones are taken
    made = World(Database(f"sqlite:///{tmp_path / 'busy.db'}"), sample[1], ids=ids)
    yield made
    made.database.close()


@pytest.fixture
def programme(busy: World) -> Iterator[Browser]:
    with signed_in(busy, ADMIN) as browser:
        yield browser


@pytest.fixture
def mcgill(busy: World) -> Iterator[Browser]:
    with signed_in(busy, 901, Scope.PARTNER, "mcgill") as browser:
        yield browser


@pytest.fixture
def reader(busy: World) -> Iterator[Browser]:
    with signed_in(busy, 902, Scope.READER) as browser:
        yield browser
