"""Several processes that start at once on an empty database: one loads the catalogue, none fails."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from support.postgres import empty_postgres

from bot.stocking import stock
from catalogue.store import offer
from catalogue.store.database import Database
from enrolment.store.migrate import migrate


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    if request.param == "sqlite":
        opened = Database(f"sqlite:///{tmp_path / 'empty.db'}")
        yield opened
        opened.close()
        return
    with empty_postgres() as url:
        opened = Database(url)
        yield opened
        opened.close()


def test_three_at_once_load_the_catalogue_once(empty: Database) -> None:
    migrate(empty)
    together = Barrier(3)

    def start(_: int) -> None:
        together.wait()
        stock(empty, None, sample=True)

    with ThreadPoolExecutor(3) as pool:
        list(pool.map(start, range(3)))
    with empty.reading() as session:
        assert offer.version(session) == 1
