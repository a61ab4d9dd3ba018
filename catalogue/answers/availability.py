"""Places left and the state of a session at a moment: open, full, closed, started, past, cancelled, withdrawn."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from msgspec import Struct

from catalogue.offer.model import Session

PROGRAMME_ZONE = "America/Toronto"


class State(StrEnum):
    """What can be done with a session now; only ``open`` and ``full`` can still be asked for (a place, or the waiting list)."""

    OPEN = "open"
    FULL = "full"
    CLOSED = "closed"
    STARTED = "started"
    PAST = "past"
    CANCELLED = "cancelled"
    WITHDRAWN = "withdrawn"


class Availability(Struct, frozen=True):
    """A session's state and its places left; ``places`` is None where their number is unlimited."""

    state: State
    places: int | None

    @property
    def bookable(self) -> bool:
        return self.state in (State.OPEN, State.FULL)


def zone(session: Session, programme: str = PROGRAMME_ZONE) -> ZoneInfo:
    """The time zone the session's dates are local to."""
    return ZoneInfo(session.timezone or programme)


def local(now: datetime, session: Session, programme: str = PROGRAMME_ZONE) -> datetime:
    """The moment as the clock shows it where the session is; a naive one is the programme's."""
    aware = now if now.tzinfo else now.replace(tzinfo=ZoneInfo(programme))
    return aware.astimezone(zone(session, programme))


def begins(session: Session, programme: str = PROGRAMME_ZONE) -> datetime:
    """When the session begins: its first meeting, its own time, or else the beginning of its first day."""
    moment = min((meeting.starts for meeting in session.meetings), default=session.starts)
    return _moment(moment, time.min, zone(session, programme))


def finishes(session: Session, programme: str = PROGRAMME_ZONE) -> datetime:
    """When the session is over: its own time, or else the end of its last day."""
    moment = max((meeting.ends for meeting in session.meetings), default=session.ends)
    return _moment(moment, time.max, zone(session, programme))


def closes(session: Session, programme: str = PROGRAMME_ZONE) -> datetime:
    """The first moment at which nobody can register: the day after ``register_by``, or else the beginning."""
    if session.register_by is None:
        return begins(session, programme)
    return datetime.combine(session.register_by + timedelta(days=1), time.min, tzinfo=zone(session, programme))


def availability(session: Session, now: datetime, taken: Mapping[str, int] | None = None, programme: str = PROGRAMME_ZONE) -> Availability:
    """The session at that moment, ``taken`` mapping session codes to places taken (absent is none)."""
    moment = local(now, session, programme)
    left = None if session.seats is None else max(0, session.seats - (taken or {}).get(session.code, 0))
    return Availability(_state(session, moment, left, programme), left)


def _state(session: Session, moment: datetime, left: int | None, programme: str) -> State:
    if session.withdrawn or session.cancelled:
        return State.WITHDRAWN if session.withdrawn else State.CANCELLED
    if moment > finishes(session, programme):
        return State.PAST
    if moment >= closes(session, programme):
        return State.STARTED if moment >= begins(session, programme) else State.CLOSED
    return State.FULL if left == 0 else State.OPEN


def _moment(value: date | datetime, at: time, where: ZoneInfo) -> datetime:
    if not isinstance(value, datetime):
        return datetime.combine(value, at, tzinfo=where)
    return value.replace(tzinfo=where) if value.tzinfo is None else value
