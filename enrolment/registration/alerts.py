"""What people wait to be told of: a course without session, a subject, a region, a format; once, when a session opens or a place frees."""

import json
from collections.abc import Iterable
from typing import Any

from msgspec import Struct, field

from catalogue.answers.context import filters_from_json, filters_to_json
from catalogue.answers.fitting import course_fits, fits
from catalogue.offer.model import Course, Session
from catalogue.reading.values import Filters
from enrolment.registration import moments
from enrolment.registration.people import load
from enrolment.registration.refusals import PersonUnknown, Refusal, TooManyAlerts
from enrolment.registration.registering import check_open
from enrolment.registration.unit import Unit
from enrolment.store import alerts, outbox, people, places, registrations
from enrolment.vault import PersonKey

ABOUT = "alert"
MOST = 20  # alerts of one person
SHOWN = 5  # sessions in one message


class Wanted(Struct, frozen=True):
    """What someone waits for: sessions of a course, or any that fits what was said."""

    course: str | None = None
    filters: Filters = field(default_factory=Filters)

    def __bool__(self) -> bool:
        return bool(self.course or self.filters)

    def meets(self, course: Course, session: Session) -> bool:
        if self.course is not None and self.course != course.code:
            return False
        return fits(session, self.filters) and (self.course is not None or course_fits(course, self.filters))

    def to_json(self) -> dict[str, Any]:
        return {"course": self.course, "filters": filters_to_json(self.filters)}


class Alert(Struct, frozen=True):
    """One of a person's."""

    id: str
    wanted: Wanted


def ask(unit: Unit, person_id: str, wanted: Wanted) -> bool:
    """Keep it; False where she waits for just this already. What is open now is known to her: told of what comes. Raises TooManyAlerts."""
    key = _key(unit, person_id)
    if len(alerts.of_person(unit.session, person_id)) >= MOST:
        raise TooManyAlerts(limit=MOST)
    document = wanted.to_json()
    alert_id = unit.ids.new_id()
    dedupe = unit.vault.lookup("alert", f"{person_id}:{json.dumps(document, sort_keys=True)}")
    if not alerts.add(unit.session, alert_id, person_id, dedupe, key.seal(document, f"{ABOUT}:{alert_id}"), unit.now):
        return False
    alerts.tell(unit.session, alert_id, sorted(session.code for _, session in _met(unit, wanted, open_now(unit))))
    return True


def of_person(unit: Unit, person_id: str) -> tuple[Alert, ...]:
    """All of hers, oldest first."""
    key = _key(unit, person_id)
    return tuple(_opened(key, row) for row in alerts.of_person(unit.session, person_id))


def stop(unit: Unit, person_id: str, alert_id: str) -> bool:
    """No more of it; False where it was stopped before."""
    return alerts.stop(unit.session, person_id, alert_id)


def tell(unit: Unit) -> int:
    """The clock's round: sessions that have just opened (by an import, or a place freed) promised to whom they interest; how many."""
    if not alerts.anybody(unit.session):
        return 0
    fresh = alerts.opened_since(unit.session, open_now(unit))
    return sum(_told(unit, row, fresh) for row in alerts.everybody(unit.session)) if fresh else 0


def still_open(unit: Unit, alert_id: str, codes: Iterable[str]) -> list[tuple[Course, Session]]:
    """Those of a promised message that are open when it leaves; the others may be told another time."""
    named = list(codes)
    now = set(open_now(unit)) & set(named)
    alerts.untell(unit.session, alert_id, [code for code in named if code not in now])
    return [found for code in named if code in now and (found := unit.offer.session(code))]


def open_now(unit: Unit) -> list[str]:
    """The sessions in which a newcomer would get a place."""
    counted = {each.session_code: each.left for each in places.of_all(unit.session)}
    return [
        session.code
        for course, session in unit.offer.sessions()
        if _takes_people(unit, course, session) and counted.get(session.code, session.seats) != 0
    ]


def _takes_people(unit: Unit, course: Course, session: Session) -> bool:
    try:
        check_open(unit, course, session)
    except Refusal:
        return False
    return True


def _met(unit: Unit, wanted: Wanted, codes: Iterable[str]) -> list[tuple[Course, Session]]:
    found = [found for code in codes if (found := unit.offer.session(code))]
    return [(course, session) for course, session in found if wanted.meets(course, session)]


def _told(unit: Unit, row: Any, fresh: frozenset[str]) -> int:
    """One alert's message, if one of the sessions is new to it and she is not in it already."""
    alert = _opened(unit.vault.key_of(row["wrapped"], row["person_id"]), row)
    known = alerts.told(unit.session, alert.id)
    new = [session.code for _, session in _met(unit, alert.wanted, sorted(fresh - known))]
    hers = {each.session_code for each in registrations.of_person(unit.session, row["person_id"]) if each.active} if new else set()
    codes = [code for code in new if code not in hers][:SHOWN]
    if not codes:
        return 0
    alerts.tell(unit.session, alert.id, codes)
    made = outbox.Promise(
        person_id=row["person_id"],
        kind="alert",
        params={"alert_id": alert.id, "session_codes": codes},
        dedupe=f"alert:{alert.id}:{codes[0]}:{unit.now.isoformat()}",
        not_before=moments.after_quiet(unit.now, unit.rules, unit.rules.zone),
    )
    return int(outbox.promise(unit.session, made, unit.now))


def _opened(key: PersonKey, row: Any) -> Alert:
    document = key.open(row["sealed"], f"{ABOUT}:{row['id']}")
    return Alert(row["id"], Wanted(document.get("course"), filters_from_json(document.get("filters"))))


def _key(unit: Unit, person_id: str) -> PersonKey:
    load(unit, person_id)
    row = people.by_id(unit.session, person_id)
    if row is None:
        raise PersonUnknown
    return unit.vault.key_of(row["wrapped"], person_id)
