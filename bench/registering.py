"""Registrations committed a second, against the same statements in raw transactions."""

import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import event

from catalogue.offer.model import Catalogue
from catalogue.offer.sample import sample_catalogue
from catalogue.store import offer
from catalogue.store.database import Database
from enrolment.registration import people, registering
from enrolment.registration.unit import Rules, one_unit
from enrolment.registration.values import Consent
from enrolment.store.migrate import migrate
from enrolment.vault import Vault

COUNT = 300
NOW = datetime(2027, 1, 5, 15, tzinfo=UTC)
Statement = tuple[str, Any]


def measure() -> None:
    """Each registration is a transaction of its own, in both."""
    with tempfile.TemporaryDirectory() as folder:
        statements, ours = _ours(Path(folder) / "ours.db")
        raw = _raw(Path(folder) / "raw.db", statements)
    print(f"registrations: {ours:.0f} a second against {raw:.0f} for the same statements raw: ratio {ours / raw:.2f} (aim >= 0.5)")


def _prepared(path: Path) -> tuple[Database, Catalogue, str]:
    database = Database(f"sqlite:///{path}")
    migrate(database)
    catalogue = sample_catalogue(date(2027, 1, 5))
    with database.writing() as session:
        offer.import_catalogue(session, catalogue, NOW)
    unlimited = next(one.code for _, one in catalogue.sessions() if one.seats is None and one.first_day > NOW.date() and not one.cancelled)
    return database, catalogue, unlimited


def _ours(path: Path) -> tuple[list[list[Statement]], float]:
    database, catalogue, code = _prepared(path)
    vault = Vault(bytes(32))
    recorded: list[list[Statement]] = []

    @event.listens_for(database.engine, "before_cursor_execute")
    def _note(_c: object, _cur: object, statement: str, parameters: Any, _ctx: object, many: bool) -> None:
        if recorded and not many and not statement.startswith("BEGIN"):
            recorded[-1].append((statement, parameters))

    def once(number: int) -> None:
        with one_unit(database, vault, catalogue, Rules(), now=NOW) as unit:
            person = people.meet(unit, 10_000 + number, "fr")
            registering.register(unit, person.id, code, Consent("1", NOW, "fr"), language="fr")

    for number in range(COUNT):
        recorded.append([])
        once(number)
    event.remove(database.engine, "before_cursor_execute", _note)
    rate = _timed(lambda number: once(COUNT + number))
    database.close()
    return recorded, rate


def _raw(path: Path, statements: list[list[Statement]]) -> float:
    """The recorded statements through the driver alone."""
    database, _, _ = _prepared(path)
    connection = database.engine.raw_connection()
    cursor = connection.cursor()

    def once(number: int) -> None:
        cursor.execute("BEGIN IMMEDIATE")
        for statement, parameters in statements[number]:
            cursor.execute(statement, parameters)
        cursor.execute("COMMIT")

    rate = _timed(once)
    connection.close()
    database.close()
    return rate


def _timed(once: Callable[[int], None]) -> float:
    start = time.perf_counter()
    for number in range(COUNT):
        once(number)
    return COUNT / (time.perf_counter() - start)
