"""Reminders, for those who asked: a week and a day before a session, once each, at nine in the morning where it is given."""

from datetime import UTC, datetime, time, timedelta

from enrolment.registration import moments, steps
from enrolment.registration.unit import Unit
from enrolment.registration.values import Registration
from enrolment.store import reminders

HOUR = time(9)
BEFORE = {"week": 7, "day": 1}  # days
LATE = timedelta(days=3)  # a reminder missed for longer says nothing useful any more
KIND = "reminder"


def wish(unit: Unit, person_id: str) -> bool:
    """From now on she is reminded of her sessions; False where she was already."""
    return reminders.wish(unit.session, person_id, unit.now)


def unwish(unit: Unit, person_id: str) -> None:
    reminders.unwish(unit.session, person_id)


def wished(unit: Unit, person_id: str) -> bool:
    return reminders.wished(unit.session, person_id)


def due_at(unit: Unit, registration: Registration, days: int) -> datetime:
    """When the reminder of so many days before leaves: by the calendar of the place, whatever its clock does meanwhile."""
    found = unit.offer.session(registration.session_code)
    zone = moments.zone_of(found[1], unit.rules) if found else unit.rules.zone
    day = registration.starts_at.astimezone(zone).date() - timedelta(days=days)
    return moments.after_quiet(datetime.combine(day, HOUR, zone).astimezone(UTC), unit.rules, zone)


def remind(unit: Unit) -> int:
    """The clock's round: what is due by now is promised, once for each start of a session; how many. What came too late is left."""
    near = reminders.near(unit.session, unit.now, unit.now + timedelta(days=max(BEFORE.values()) + 2))
    return sum(_reminded(unit, registration, since) for registration, since in near)


def _reminded(unit: Unit, registration: Registration, since: datetime) -> int:
    """The nearest reminder that is due, if she wanted it and was registered by then."""
    due = {name: due_at(unit, registration, days) for name, days in BEFORE.items()}
    name = "day" if due["day"] <= unit.now else "week"
    late = unit.now - due[name]
    if not timedelta(0) <= late <= LATE or max(since, registration.created_at) > due[name]:
        return 0
    once = f"{name}:{registration.starts_at.date().isoformat()}"
    return int(steps.promise(unit, registration, KIND, {"before": name}, at=unit.now, once=once))
