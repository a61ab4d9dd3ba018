"""The states of a registration and what may lead from one to the next, as data (contract, section 5)."""

from enum import StrEnum

from msgspec import Struct


class Status(StrEnum):
    """The contract's states."""

    PRE_REGISTERED = "pre_registered"
    CONFIRMED = "confirmed"
    OFFERED = "offered"
    WAITLISTED = "waitlisted"
    DECLINED = "declined"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


HOLDING = frozenset({Status.PRE_REGISTERED, Status.CONFIRMED, Status.OFFERED})
ACTIVE = HOLDING | {Status.WAITLISTED}
CLOSED = frozenset(Status) - ACTIVE


class Role(StrEnum):
    """Who acts."""

    PERSON = "person"
    REGISTRAR = "registrar"
    PROVIDER = "provider"
    CLOCK = "clock"


class Event(StrEnum):
    """What happens to a registration."""

    REGISTER = "register"
    WAIT = "wait"
    OFFER = "offer"
    ACCEPT = "accept"
    DECLINE_OFFER = "decline_offer"
    LAPSE = "lapse"
    EXPIRE = "expire"
    CLOSE_LIST = "close_list"
    WITHDRAW = "withdraw"
    MOVE = "move"
    CONFIRM = "confirm"
    DECLINE = "decline"
    CANCEL_SESSION = "cancel_session"
    ERASE = "erase"


class Transition(Struct, frozen=True):
    """From any of ``sources`` (none: a new registration) to ``target``, by whom, and the message it promises.

    What it does to the places follows from the two states: see ``places_change``.
    """

    event: Event
    sources: frozenset[Status]
    target: Status
    actors: frozenset[Role]
    promise: str | None = None
    reason: str | None = None


def _row(
    event: Event,
    sources: frozenset[Status] | set[Status],
    target: Status,
    *actors: Role,
    promise: str | None = None,
    reason: str | None = None,
) -> Transition:
    return Transition(event, frozenset(sources), target, frozenset(actors), promise, reason)


_ROWS = (
    _row(Event.REGISTER, set(), Status.PRE_REGISTERED, Role.PERSON, Role.REGISTRAR, promise="registered"),
    _row(Event.WAIT, set(), Status.WAITLISTED, Role.PERSON, Role.REGISTRAR, promise="waitlisted"),
    _row(Event.OFFER, {Status.WAITLISTED}, Status.OFFERED, Role.CLOCK, Role.REGISTRAR, promise="offer_made"),
    _row(Event.ACCEPT, {Status.OFFERED}, Status.PRE_REGISTERED, Role.PERSON, promise="registered"),
    _row(Event.DECLINE_OFFER, {Status.OFFERED}, Status.CANCELLED, Role.PERSON, reason="offer_declined"),
    _row(Event.LAPSE, {Status.OFFERED}, Status.WAITLISTED, Role.CLOCK, promise="offer_lapsed"),
    _row(Event.EXPIRE, {Status.OFFERED}, Status.EXPIRED, Role.CLOCK, promise="offer_expired", reason="two_silences"),
    _row(
        Event.CLOSE_LIST, {Status.WAITLISTED, Status.OFFERED}, Status.EXPIRED, Role.CLOCK, promise="list_closed", reason="session_started"
    ),
    _row(Event.WITHDRAW, ACTIVE, Status.CANCELLED, Role.PERSON, reason="withdrawn"),
    _row(Event.MOVE, ACTIVE, Status.PRE_REGISTERED, Role.PERSON, Role.REGISTRAR, promise="moved"),
    _row(Event.CONFIRM, {Status.PRE_REGISTERED}, Status.CONFIRMED, Role.REGISTRAR, promise="confirmed"),
    _row(Event.DECLINE, ACTIVE, Status.DECLINED, Role.REGISTRAR, promise="declined"),
    _row(Event.CANCEL_SESSION, ACTIVE, Status.CANCELLED, Role.PROVIDER, promise="session_cancelled", reason="session_cancelled"),
    _row(Event.ERASE, ACTIVE, Status.CANCELLED, Role.PERSON, Role.CLOCK, reason="erased"),
)
TRANSITIONS = {row.event: row for row in _ROWS}


class PlacesChange(Struct, frozen=True):
    """What a change of state does to a session's counts: -1, 0 or 1 of each."""

    taken: int
    waiting: int


def places_change(before: Status | None, after: Status | None) -> PlacesChange:
    """The counts follow the states, by no other rule; None is "no registration"."""
    return PlacesChange(
        taken=(after in HOLDING) - (before in HOLDING), waiting=(after is Status.WAITLISTED) - (before is Status.WAITLISTED)
    )
