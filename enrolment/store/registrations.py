"""Queries of registrations: one row read as a value, guarded changes, pages by key."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import and_, bindparam, delete, func, insert, or_, select, update
from sqlmodel import Session

from enrolment.registration.states import Status
from enrolment.registration.values import Registration
from enrolment.store import tables
from enrolment.store.ready import Ready, Row
from enrolment.store.sql import changed, every, insert_new, run, table

REGISTRATION = table("registration")
COLUMNS = tuple(column.name for column in REGISTRATION.columns)

_hers = and_(REGISTRATION.c.person_id == bindparam("person"), tables.ACTIVE)
_state = REGISTRATION.c.status + " " + REGISTRATION.c.session_code  # one value, that no index but the id's can serve:
_same = (REGISTRATION.c.id == bindparam("same"), _state == bindparam("same_state"))  # a list filled in a minute has no statistics yet
_ADD, _CHANGE = Ready(insert(REGISTRATION)), Ready(update(REGISTRATION).where(*_same))
_BY_ID = Ready(select(REGISTRATION).where(REGISTRATION.c.id == bindparam("id")))
_BY_REFERENCE = Ready(select(REGISTRATION).where(REGISTRATION.c.reference == bindparam("reference")))
_ACTIVE_OF = Ready(select(REGISTRATION).where(_hers, REGISTRATION.c.session_code == bindparam("code")))
_ACTIVE_COUNT = Ready(select(func.count()).select_from(REGISTRATION).where(_hers, REGISTRATION.c.ends_at >= bindparam("now")))
_OF_PERSON = Ready(
    select(REGISTRATION)
    .where(REGISTRATION.c.person_id == bindparam("person"))
    .order_by(REGISTRATION.c.created_at.desc(), REGISTRATION.c.reference)
)
_waits = (REGISTRATION.c.session_code == bindparam("code"), REGISTRATION.c.status == Status.WAITLISTED.value)
_WAITING_IN = Ready(select(REGISTRATION).where(*_waits).order_by(REGISTRATION.c.wait_seq).limit(bindparam("most")))
_RANK = Ready(select(func.count()).select_from(REGISTRATION).where(*_waits, REGISTRATION.c.wait_seq <= bindparam("until")))


def add(session: Session, registration: Registration) -> None:
    """Write a new one. The partial unique index refuses a second active one of the same person and session."""
    _ADD.run(session, **vars(registration) | {"status": registration.status.value, "facts": dict(registration.facts)})


def new_reference(session: Session, reference: str) -> bool:
    """Keep a reference for ever; False where it was used before."""
    return insert_new(session, "reference_used", {"reference": reference}) == 1


def change(session: Session, registration: Registration, **values: Any) -> bool:
    """Change one, if it is still in the state and session it was read in."""
    same = {"same": registration.id, "same_state": f"{registration.status.value} {registration.session_code}"}
    return _CHANGE.run(session, **same, **{name: _plain(value) for name, value in values.items()}) == 1


def by_id(session: Session, registration_id: str) -> Registration | None:
    return _read(_BY_ID.one(session, id=registration_id))


def by_reference(session: Session, reference: str) -> Registration | None:
    return _read(_BY_REFERENCE.one(session, reference=reference))


def active_of(session: Session, person_id: str, session_code: str) -> Registration | None:
    """Her active registration in that session: there is one at most."""
    return _read(_ACTIVE_OF.one(session, person=person_id, code=session_code))


def of_person(session: Session, person_id: str) -> tuple[Registration, ...]:
    """All she ever had, newest first."""
    return _read_all(_OF_PERSON.every(session, person=person_id))


def of_people(session: Session, person_ids: Collection[str]) -> dict[str, tuple[Registration, ...]]:
    """All that each ever had, newest first, by person; those who had none are not in it."""
    order = (REGISTRATION.c.created_at.desc(), REGISTRATION.c.id)
    found = _read_all(every(session, select(REGISTRATION).where(REGISTRATION.c.person_id.in_(person_ids)).order_by(*order)))
    theirs: dict[str, list[Registration]] = {}
    for one in found:
        theirs.setdefault(str(one.person_id), []).append(one)
    return {person: tuple(each) for person, each in theirs.items()}


def active_count(session: Session, person_id: str, now: datetime) -> int:
    """Her active registrations whose session is not over."""
    return int(_ACTIVE_COUNT.value(session, person=person_id, now=now))


def active_in(session: Session, session_code: str) -> tuple[Registration, ...]:
    """Everyone active in a session, in the order they came."""
    statement = select(REGISTRATION).where(REGISTRATION.c.session_code == session_code, tables.ACTIVE)
    return _all(session, statement.order_by(REGISTRATION.c.created_at, REGISTRATION.c.reference))


def waiting_in(session: Session, session_code: str, limit: int = 1) -> tuple[Registration, ...]:
    """The first on the list, in order."""
    return _read_all(_WAITING_IN.every(session, code=session_code, most=limit))


def of_group(session: Session, group_reference: str) -> tuple[Registration, ...]:
    """A group's registrations, in the order of its list."""
    statement = select(REGISTRATION).where(REGISTRATION.c.group_reference == group_reference)
    return _all(session, statement.order_by(REGISTRATION.c.wait_seq, REGISTRATION.c.created_at, REGISTRATION.c.reference))


def made_between(session: Session, since: datetime, until: datetime) -> tuple[Registration, ...]:
    """Those made from ``since`` on and before ``until``, the newest first."""
    made = REGISTRATION.c.created_at
    return _all(session, select(REGISTRATION).where(made >= since, made < until).order_by(made.desc(), REGISTRATION.c.reference))


def rank(session: Session, session_code: str, wait_seq: int) -> int:
    """How many stand on the list up to this number."""
    return int(_RANK.value(session, code=session_code, until=wait_seq))


def ranks(session: Session, ids: Sequence[str], session_codes: Iterable[str]) -> dict[str, int]:
    """The rank now of those of ``ids`` who wait."""
    numbered = select(
        REGISTRATION.c.id,
        func.row_number().over(partition_by=REGISTRATION.c.session_code, order_by=REGISTRATION.c.wait_seq).label("rank"),
    ).where(REGISTRATION.c.status == Status.WAITLISTED.value, REGISTRATION.c.session_code.in_(sorted(set(session_codes))))
    inner = numbered.subquery()
    return {row["id"]: row["rank"] for row in every(session, select(inner).where(inner.c.id.in_(ids)))}


def active_until(session: Session, status: Iterable[Status], started_by: datetime) -> tuple[Registration, ...]:
    """Those in these states whose session has started by then."""
    statement = select(REGISTRATION).where(
        REGISTRATION.c.status.in_([each.value for each in status]), REGISTRATION.c.starts_at <= started_by
    )
    return _all(session, statement.order_by(REGISTRATION.c.session_code, REGISTRATION.c.wait_seq, REGISTRATION.c.id))


def active_spans(session: Session) -> dict[str, list[tuple[datetime, datetime]]]:
    """The sessions in which somebody is active, each with the starts and ends its registrations copied: one pair, unless it moved."""
    columns = (REGISTRATION.c.session_code, REGISTRATION.c.starts_at, REGISTRATION.c.ends_at)
    found: dict[str, list[tuple[datetime, datetime]]] = {}
    for row in every(session, select(*columns).where(tables.ACTIVE).distinct().order_by(*columns)):
        found.setdefault(row["session_code"], []).append((row["starts_at"], row["ends_at"]))
    return found


def anybody(session: Session) -> bool:
    """Whether somebody is active anywhere."""
    return run(session, select(REGISTRATION.c.id).where(tables.ACTIVE).limit(1)).first() is not None


def follow_answers(session: Session, person_id: str, region: str | None, role: str | None, now: datetime) -> int:
    """The plain copies for statistics follow the person's answers, in her active registrations."""
    mine = and_(REGISTRATION.c.person_id == person_id, tables.ACTIVE)
    differs = or_(REGISTRATION.c.region.is_distinct_from(region), REGISTRATION.c.role.is_distinct_from(role))
    return changed(session, update(REGISTRATION).where(mine, differs).values(region=region, role=role, updated_at=now))


def follow_session(session: Session, session_code: str, values: Mapping[str, Any]) -> int:
    """The copies of a session's moments and facts follow the catalogue."""
    return changed(session, update(REGISTRATION).where(REGISTRATION.c.session_code == session_code).values(**values))


def forget_words(session: Session, person_id: str) -> None:
    """A reason written by a registrar may name someone: an erasure takes the words away, the states stay."""
    coded = ("withdrawn", "offer_declined", "two_silences", "session_started", "session_cancelled", "erased")
    mine = and_(REGISTRATION.c.person_id == person_id, REGISTRATION.c.status_reason.not_in(coded))
    run(session, update(REGISTRATION).where(mine).values(status_reason=None))


def past_retention(session: Session, before: datetime, limit: int = 500) -> tuple[Registration, ...]:
    """Those whose session ended, and which were closed if they were, before then."""
    over = and_(REGISTRATION.c.ends_at < before, or_(REGISTRATION.c.closed_at.is_(None), REGISTRATION.c.closed_at < before))
    return _all(session, select(REGISTRATION).where(over).order_by(REGISTRATION.c.id).limit(limit))


def remove(session: Session, registration_id: str) -> None:
    """Delete one with its offers and its place in a group."""
    for name, column in (
        ("registration_note", "registration_id"),
        ("place_offer", "registration_id"),
        ("group_place", "registration_id"),
        ("registration", "id"),
    ):
        run(session, delete(table(name)).where(table(name).c[column] == registration_id))


def references(session: Session, ids: Sequence[str]) -> dict[str, str]:
    """The reference of each of these that is still there, by id."""
    statement = select(REGISTRATION.c.id, REGISTRATION.c.reference).where(REGISTRATION.c.id.in_(ids))
    return {row["id"]: row["reference"] for row in every(session, statement)}


def all_of(session: Session, page: int = 1000) -> Iterator[Registration]:
    """Every registration, by id, a page at a time."""
    last = ""
    while rows := _all(session, select(REGISTRATION).where(REGISTRATION.c.id > last).order_by(REGISTRATION.c.id).limit(page)):
        yield from rows
        last = rows[-1].id


def read(row: Row) -> Registration:
    """A row as the value."""
    values: dict[str, Any] = {name: row[name] for name in COLUMNS}
    return Registration(**values | {"status": Status(values["status"])})


def _read(row: Row | None) -> Registration | None:
    return read(row) if row is not None else None


def _all(session: Session, statement: Any) -> tuple[Registration, ...]:
    return _read_all(every(session, statement))


def _read_all(rows: Iterable[Row]) -> tuple[Registration, ...]:
    return tuple(map(read, rows))


def _plain(value: Any) -> Any:
    return dict(value) if isinstance(value, Mapping) else value.value if isinstance(value, Status) else value
