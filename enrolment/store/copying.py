"""Whole tables copied from one database to another as they are at one instant: what backups and restores are made of."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any

from sqlalchemy import Integer, Table, func, insert, select, text
from sqlmodel import Session

from catalogue.store.database import Database, connection_of
from enrolment.store.migrate import METADATA
from enrolment.store.sql import insert_new, run, table

PAGE = 500
Row = dict[str, Any]


@contextmanager
def snapshot(database: Database) -> Iterator[Session]:
    """The database as it is at one instant, however much is written meanwhile."""
    if database.is_sqlite:
        with database.reading() as session:
            yield session
        return
    steady = database.engine.connect().execution_options(isolation_level="REPEATABLE READ")
    with steady as connection, connection.begin(), Session(connection, expire_on_commit=False) as session:
        yield session


def names() -> tuple[str, ...]:
    """Every table, those referred to before those that refer to them."""
    return tuple(each.name for each in METADATA.sorted_tables)


def copy(source: Session, target: Session, name: str, *, emptied: Sequence[str] = (), only: Callable[[Row], bool] | None = None) -> int:
    """Copy a table's rows, some columns emptied; how many."""
    done = 0
    for page in _pages(source, table(name)):
        rows = [each | dict.fromkeys(emptied) for each in page if only is None or only(each)]
        if rows:
            run(target, insert(table(name)), rows)
        done += len(rows)
    return done


def add_missing(source: Session, target: Session, name: str) -> int:
    """Add the rows that the target lacks; how many."""
    return sum(insert_new(target, name, *page) for page in _pages(source, table(name)))


def is_empty(session: Session, *tables: str) -> bool:
    return all(run(session, select(table(name)).limit(1)).first() is None for name in tables)


def number_on(session: Session) -> None:
    """On PostgreSQL, the numbers given by themselves go on after those copied."""
    if connection_of(session).dialect.name != "postgresql":
        return
    for each in METADATA.sorted_tables:
        key = each.primary_key.columns.values()[0]
        if isinstance(key.type, Integer) and key.autoincrement is not False and len(each.primary_key.columns) == 1:
            _number_on(session, each.name, key.name)


def _number_on(session: Session, name: str, column: str) -> None:
    sequence = run(session, text("SELECT pg_get_serial_sequence(:name, :column)"), name=name, column=column).scalar_one()
    highest = run(session, select(func.max(table(name).c[column]))).scalar_one()
    if sequence is not None and highest is not None:
        run(session, text("SELECT setval(:sequence, :highest)"), sequence=sequence, highest=highest)


def _pages(session: Session, of: Table) -> Iterator[list[Row]]:
    rows = connection_of(session).execute(select(of).execution_options(yield_per=PAGE))
    passing = iter(rows.mappings())
    while page := [dict(row) for row in islice(passing, PAGE)]:
        yield page
