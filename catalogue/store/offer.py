"""The catalogue in the database: loaded as one snapshot, imported in one transaction, with a version every change raises."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict
from sqlalchemy import ColumnElement, Connection, RowMapping, Table, delete, insert, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from catalogue.offer.changes import Change
from catalogue.offer.importing import plan
from catalogue.offer.model import Catalogue
from catalogue.offer.plan import Plan
from catalogue.store.columns import METADATA
from catalogue.store.offer_rows import TABLES, Row, catalogue_of, rows_of
from catalogue.store.tables import ONLY, CatalogueChange, CatalogueState

TRIES = 5
STATE = select(CatalogueState.version, CatalogueState.sample, CatalogueState.imported_at)  # columns: an object would be remembered
KEYS = {"programme": "id"}


class StalePlanError(Exception):
    """The catalogue changed after the plan was made: plan again, look again, apply again."""


class State(Struct, frozen=True):
    """The version, 0 before the first import; whether what is offered is the bundled sample."""

    version: int = 0
    sample: bool = False
    imported_at: datetime | None = None


def version(session: Session) -> int:
    """A number that each change of the catalogue raises; 0 while there is none."""
    return state(session).version


def state(session: Session) -> State:
    row = session.exec(STATE).first()
    return State(*row) if row else State()


def load(session: Session) -> Catalogue | None:
    """The whole catalogue as of one version, or None before the first import.

    An import may commit between two reads on PostgreSQL: the version read before and after tells, and the reading starts again.
    """
    for _ in range(TRIES):
        before = version(session)
        if not before:
            return None
        rows = {name: _rows(session.connection(), name) for name in TABLES}
        if version(session) == before:
            return catalogue_of(rows)
    raise StalePlanError


def changes(session: Session) -> tuple[Change, ...]:
    """What administrators changed since the file was read, oldest first."""
    found = session.exec(select(CatalogueChange).order_by(col(CatalogueChange.id)).execution_options(populate_existing=True))
    return tuple(Change(row.kind, row.code, row.field, row.value, row.base, row.made_at) for row in found)


def prepare(session: Session, new: Catalogue, *, sample: bool = False) -> Plan:
    """What importing the catalogue would change; nothing is written."""
    now = state(session)
    return plan(load(session), new, changes(session), version=now.version, sample=sample, was_sample=now.sample)


def apply(session: Session, planned: Plan, at: datetime) -> int:
    """Writes the plan; returns the version, raised if anything changed. Raises ``StalePlanError``."""
    if lock(session).version != planned.version:
        raise StalePlanError
    state_now = {} if planned.changes_nothing else {"sample": planned.sample, "imported_at": at}
    return record(session, planned.current, planned.result, planned.before, planned.changes, **state_now)


def import_catalogue(session: Session, new: Catalogue, at: datetime, *, sample: bool = False) -> Plan:
    """Plans and applies at once, while no one else can change the catalogue."""
    lock(session)
    planned = prepare(session, new, sample=sample)
    apply(session, planned, at)
    return planned


def lock(session: Session) -> State:
    """The state, held for this transaction: one who changes the catalogue waits for the other."""
    held = STATE.with_for_update()
    if (row := session.exec(held).first()) is None:
        connection = session.connection()
        try:
            with connection.begin_nested():
                connection.execute(insert(CatalogueState).values(id=ONLY, version=0, sample=False, imported_at=None))
        except IntegrityError:
            pass  # another transaction made it first
        row = session.exec(held).one()
    return State(*row)


def record(
    session: Session,
    current: Catalogue | None,
    result: Catalogue,
    before: tuple[Change, ...],
    after: tuple[Change, ...],
    **state_now: Any,
) -> int:
    """One catalogue and its changes in the place of another, under ``lock``; the version is raised if what is offered changes."""
    _keep(session, before, after)
    if result != current or state_now:
        _write(session.connection(), rows_of(current), rows_of(result))
        session.connection().execute(update(CatalogueState).values(version=col(CatalogueState.version) + 1, **state_now))
    return version(session)


def _keep(session: Session, before: tuple[Change, ...], after: tuple[Change, ...]) -> None:
    """The changes that stay, in the place of those there were."""
    staying = {change.key: change for change in after}
    held = {change.key: change for change in before}
    for key, change in held.items():
        if staying.get(key) != change:
            session.connection().execute(delete(CatalogueChange).where(*_is(change)))
    for key, change in staying.items():
        if held.get(key) != change:
            session.connection().execute(insert(CatalogueChange).values(**asdict(change)))


def _is(change: Change) -> tuple[ColumnElement[bool], ...]:
    row = CatalogueChange
    return col(row.kind) == change.kind, col(row.code) == change.code, col(row.field) == change.field


def _table(name: str) -> Table:
    return METADATA.tables[name]


def _rows(connection: Connection, name: str) -> list[RowMapping]:
    table = _table(name)
    ordered = table.select().order_by(table.c.position) if "position" in table.c else table.select()
    return list(connection.execute(ordered).mappings().all())


def _write(connection: Connection, before: Mapping[str, Mapping[str, Row]], after: Mapping[str, Mapping[str, Row]]) -> None:
    """Only the rows that differ; those others refer to are written first and deleted last."""
    for name in TABLES:
        old, new = before[name], after[name]
        if added := [row for code, row in new.items() if code not in old]:
            connection.execute(insert(_table(name)), added)
        for row in (row for code, row in new.items() if code in old and old[code] != row):
            _update(connection, name, row)
    for name in reversed(TABLES):
        for code in before[name].keys() - after[name].keys():
            table = _table(name)
            connection.execute(delete(table).where(table.c.code == code))


def _update(connection: Connection, name: str, row: Row) -> None:
    table, key = _table(name), KEYS.get(name, "code")
    others = {column: value for column, value in row.items() if column != key}
    connection.execute(update(table).where(table.c[key] == row[key]).values(others))
