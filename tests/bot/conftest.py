"""A house on a database of its own, with the sample in it, and a double."""

import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from support.commanding import offer_file, run  # noqa: F401  (fixtures of this folder's tests)
from support.processes import program  # noqa: F401  (the same)

from bot.double import BotApi
from bot.house import House, build
from bot.settings import read_settings
from catalogue.offer.sample import sample_catalogue
from catalogue.reading.reader import Reader
from catalogue.store import offer
from catalogue.store.database import Database
from enrolment.store.migrate import migrate

KEY = bytes(range(32))
ADMIN = 9


@pytest.fixture(scope="session")
def stocked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file with the sample in it."""
    path = tmp_path_factory.mktemp("bot") / "template.db"
    database = Database(f"sqlite:///{path}")
    migrate(database)
    with database.writing() as session:
        offer.import_catalogue(session, sample_catalogue(date(2027, 1, 5)), datetime(2027, 1, 5, tzinfo=UTC), sample=True)
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    return path


@pytest.fixture(scope="session")
def reader() -> Reader:
    """One reader of the sample, made once: it keeps nothing of what it reads."""
    return Reader(sample_catalogue(date(2027, 1, 5)))


class Hands:
    """The time of the house, which stands still until it is put forward or back."""

    def __init__(self) -> None:
        self.now = datetime(2027, 1, 5, 15, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def turn(self, **span: float) -> None:
        self.now += timedelta(**span)


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture
def house(stocked: Path, tmp_path: Path, reader: Reader, hands: Hands, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    monkeypatch.setattr("bot.house.Reader", lambda _: reader)
    shutil.copy(stocked, tmp_path / "bot.db")
    database = Database(f"sqlite:///{tmp_path / 'bot.db'}")
    yield build(
        read_settings(None),
        database,
        key=KEY,
        admins=frozenset({ADMIN}),
        bot_name="InscrIA_bot",
        clock=hands,
    )
    database.close()


@pytest.fixture
def api() -> BotApi:
    return BotApi()
