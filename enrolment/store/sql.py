"""Statements run on the caller's transaction, and the few that SQLite and PostgreSQL spell differently.

What runs often is a ``Ready`` statement, built once beside the function that runs it, with ``bindparam`` where its values go.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from importlib import import_module
from typing import Any

from sqlalchemy import ColumnElement, Executable, Table, literal_column
from sqlalchemy.engine import CursorResult, RowMapping
from sqlmodel import Session

import catalogue.store.tables
import enrolment.store.tables
import enrolment.store.tables_office
import enrolment.store.tables_running
import enrolment.store.tables_vault
import enrolment.store.tables_visits
import enrolment.store.tables_wishes
from catalogue.store.columns import METADATA
from catalogue.store.database import connection_of
from enrolment.store.ready import Ready

# importing them fills the metadata that ``table`` reads
DEFINED = (
    catalogue.store.tables,
    enrolment.store.tables,
    enrolment.store.tables_office,
    enrolment.store.tables_running,
    enrolment.store.tables_vault,
    enrolment.store.tables_visits,
    enrolment.store.tables_wishes,
)


def table(name: str) -> Table:
    return METADATA.tables[name]


def run(session: Session, statement: Executable, many: Sequence[Mapping[str, Any]] = (), /, **values: Any) -> CursorResult[Any]:
    """Run on the transaction's connection, with these values or once for each of ``many``; no object is kept in memory."""
    return connection_of(session).execute(statement, many or values or None)


def one(session: Session, statement: Executable, /, **values: Any) -> RowMapping | None:
    row = run(session, statement, **values).one_or_none()
    return row._mapping if row is not None else None


def every(session: Session, statement: Executable, /, **values: Any) -> list[RowMapping]:
    return [row._mapping for row in run(session, statement, **values)]


def changed(session: Session, statement: Executable, /, **values: Any) -> int:
    """How many rows the statement changed."""
    return run(session, statement, **values).rowcount


def insert_new(session: Session, name: str, *rows: Mapping[str, Any]) -> int:
    """Insert the rows that are not there yet; how many were new (told by RETURNING: psycopg counts nothing for such an insert)."""
    statement = _insert_new(connection_of(session).dialect.name, name)
    return sum(statement.value(session, **row) is not None for row in rows)


def among(column: ColumnElement[str], codes: Sequence[str]) -> ColumnElement[bool]:
    """Whether the column is one of our own codes, written into the SQL: nothing to bind, and a partial index can serve."""
    return column.in_([literal_column(f"'{code}'") for code in codes])


@cache
def _insert_new(dialect: str, name: str) -> Ready:
    spoken = import_module(f"sqlalchemy.dialects.{dialect}")  # the one in use is loaded already; the other costs a start-up
    return Ready(spoken.insert(table(name)).on_conflict_do_nothing().returning(next(iter(table(name).primary_key))))
