"""A session changed by an administrator: seats, dates, cancelled or not; its people are told by the core, and it is recorded."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from sqlmodel import Session as Transaction

from catalogue.offer.model import Session
from catalogue.store import offer, offer_changes
from catalogue.words.replacing import replace
from enrolment import audit
from enrolment.registration import following, steps
from enrolment.registration.following import Followed
from enrolment.registration.unit import Unit
from enrolment.registration.values import Actor

Change = Callable[[Transaction, str, datetime], int]


def set_seats(unit: Unit, code: str, seats: int | None, actor: Actor) -> tuple[Unit, Followed]:
    """Nobody loses a place for it; places added go to those who wait."""
    return _changed(unit, code, lambda session, known, at: offer_changes.set_seats(session, known, seats, at), "seats", actor)


def cancel(unit: Unit, code: str, actor: Actor) -> tuple[Unit, Followed]:
    """It will not take place: everyone's registration is cancelled, and each is told."""
    return _changed(unit, code, offer_changes.cancel_session, "cancel_session", actor)


def move(unit: Unit, code: str, first: date, last: date, actor: Actor) -> tuple[Unit, Followed]:
    """Other days, at the same hours; the last day to register and the meetings move with them."""
    dates = moved(steps.session_of(unit, code)[1], first, last)
    return _changed(
        unit, code, lambda session, known, at: offer_changes.move_session(session, known, at=at, **dates), "move_session", actor
    )


def moved(session: Session, first: date, last: date) -> dict[str, Any]:
    """The session's new dates. Where its length changes its meetings are no longer known."""
    shift = first - session.first_day
    same_length = last - first == session.last_day - session.first_day
    return {
        "starts": _on(session.starts, first),
        "ends": _on(session.ends, last),
        "register_by": session.register_by + shift if session.register_by else None,
        "meetings": tuple(
            each.model_copy(update={"starts": each.starts + shift, "ends": each.ends + shift}) for each in session.meetings if same_length
        ),
    }


def last_day(session: Session, first: date) -> date:
    """The last day of the same length."""
    return first + timedelta(days=(session.last_day - session.first_day).days)


def _on(moment: date, day: date) -> date:
    return datetime.combine(day, moment.timetz()) if isinstance(moment, datetime) else day


def _changed(unit: Unit, code: str, change: Change, action: str, actor: Actor) -> tuple[Unit, Followed]:
    """The unit with the offer as it is now, and what the change did for people."""
    known = steps.session_of(unit, code)[1].code
    before = offer.version(unit.session)
    if change(unit.session, known, unit.now) == before:
        return unit, Followed()
    after = offer.load(unit.session) or unit.offer
    changed = replace(unit, offer=after)
    followed = following.follow(changed, unit.offer, after)
    told = followed.cancelled + followed.moved + followed.changed
    audit.append(unit.session, actor, action, "session", known, now=unit.now, count=told)
    return changed, followed
