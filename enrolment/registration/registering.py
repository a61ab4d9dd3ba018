"""Registering, withdrawing, changing session: the person's own commands on places."""

from catalogue.offer.model import Course, Language, Session
from enrolment.registration import moments, steps, waiting
from enrolment.registration.document import locked, spoken
from enrolment.registration.refusals import (
    AlreadyThere,
    NotPossible,
    RegistrationClosed,
    SessionCancelled,
    SessionFull,
    SessionStarted,
    SessionUnknown,
    SessionWithdrawn,
    TooManyActive,
)
from enrolment.registration.states import TRANSITIONS, Event, Status, places_change
from enrolment.registration.unit import Unit
from enrolment.registration.values import Actor, Consent, Outcome, Person, Places, Registration, person_acts
from enrolment.store import offers, registrations
from enrolment.store import places as counts


def register(
    unit: Unit,
    person_id: str,
    session_code: str,
    consent: Consent,
    *,
    language: Language,
    source: str | None = None,
    actor: Actor | None = None,
) -> Outcome:
    """A place for this person, or the end of the waiting list. Idempotent: her active registration there is given again.

    ``language`` is hers; her role and region are read from her answers. Promises a message only where ``actor`` is not she.
    Raises SessionUnknown, SessionCancelled, SessionWithdrawn, RegistrationClosed, SessionStarted, TooManyActive, PersonUnknown.
    """
    person = locked(unit, person_id)
    course, session = steps.session_of(unit, session_code)
    if existing := registrations.active_of(unit.session, person_id, session.code):
        return Outcome(existing, created=False, position=waiting.position(unit, existing))
    check_open(unit, course, session)
    check_active(unit, person_id)
    status, wait_seq = claimed_or_queued(unit, session)
    registration = new_registration(
        unit, course, session, status, language=language, consent=consent, source=source, wait_seq=wait_seq, person=person
    )
    save_new(unit, registration, actor or person_acts(person_id))
    return Outcome(registration, created=True, position=waiting.position(unit, registration))


def may_register(unit: Unit, person_id: str, session_code: str) -> Outcome | None:
    """Raise what ``register`` would refuse, before the form is walked; the Outcome if she is registered there already."""
    course, session = steps.session_of(unit, session_code)
    if existing := registrations.active_of(unit.session, person_id, session.code):
        return Outcome(existing, created=False, position=waiting.position(unit, existing))
    check_open(unit, course, session)
    check_active(unit, person_id)
    return None


def withdraw(unit: Unit, person_id: str, registration_id: str) -> Registration:
    """She gives up her place or her rank; the place goes to the list. Idempotent: a closed one stays as it is. Raises NotFound."""
    registration = steps.of_person(unit, person_id, registration_id)
    if not registration.active:
        return registration
    offers.close(unit.session, registration.id, "withdrawn", unit.now)
    after = steps.move_on(unit, registration, Event.WITHDRAW, person_acts(person_id))
    waiting.offer_freed(unit, registration.session_code)
    return after


def change_session(unit: Unit, person_id: str, registration_id: str, session_code: str) -> Registration:
    """Move to another session, keeping the reference: the target's place is claimed before the source's is released.

    Idempotent. The result is ``pre_registered``. Raises SessionFull (the present place stays hers), AlreadyThere, NotPossible,
    NotFound, and what ``register`` refuses of a session.
    """
    locked(unit, person_id)
    course, target = steps.session_of(unit, session_code)
    before = registrations.by_id(unit.session, registration_id)
    counts.open_count(unit.session, target.code)
    counts.lock(unit.session, [target.code, *([before.session_code] if before else [])])
    registration = steps.of_person(unit, person_id, registration_id)
    if registration.session_code == target.code:
        return registration
    steps.allowed(registration, Event.MOVE, person_acts(person_id))
    check_open(unit, course, target)
    _check_not_there(unit, person_id, target)
    if not counts.claim(unit.session, target.code):
        raise SessionFull(session_code=target.code, course_code=course.code)
    return _moved(unit, registration, course, target, person_acts(person_id))


def rejoin(unit: Unit, person_id: str, registration_id: str, consent: Consent | None = None) -> Outcome:
    """One tap after an expiry or a withdrawal: a new registration in the same session; the old one is history. Idempotent.

    The consent first given is taken over where none is given anew. Raises what ``register`` refuses, NotFound.
    """
    old = steps.of_person(unit, person_id, registration_id)
    if old.active:
        return Outcome(old, created=False, position=waiting.position(unit, old))
    given = consent or _consent_of(old)
    if given is None:
        raise NotPossible(status=old.status.value, event="rejoin", reference=old.reference)
    return register(unit, person_id, old.session_code, given, language=spoken(old.language), source=old.source)


def places(unit: Unit, session_code: str) -> Places:
    """The session's places now: seats, taken, waiting, left for a newcomer. Raises SessionUnknown."""
    found = counts.of(unit.session, steps.session_of(unit, session_code)[1].code)
    if found is None:
        raise SessionUnknown(session_code=session_code)
    return found


def check_open(unit: Unit, course: Course, session: Session) -> None:
    """The gates of a session, first broken first."""
    facts = {"session_code": session.code, "course_code": course.code}
    if session.cancelled:
        raise SessionCancelled(**facts)
    if session.withdrawn or course.withdrawn:
        raise SessionWithdrawn(**facts)
    closes, starts = moments.closes_at(session, unit.rules), moments.starts_at(session, unit.rules)
    if unit.now <= closes and (unit.now < starts or closes > starts):
        return
    if unit.now >= starts:
        raise SessionStarted(**facts, starts_at=starts)
    raise RegistrationClosed(**facts, closed_at=closes)


def check_active(unit: Unit, person_id: str) -> None:
    """So many active registrations a person, those of sessions already over not counted."""
    if registrations.active_count(unit.session, person_id, unit.now) >= unit.rules.max_active:
        raise TooManyActive(limit=unit.rules.max_active)


def claimed_or_queued(unit: Unit, session: Session, people_count: int = 1) -> tuple[Status, int | None]:
    """Places for so many newcomers, all of them, or else the end of the list for all: the state, and the first number on the list."""
    claimed = counts.claim(unit.session, session.code, people_count)
    if not claimed:
        counts.open_count(unit.session, session.code)
        claimed = counts.claim(unit.session, session.code, people_count)
    if claimed:
        return Status.PRE_REGISTERED, None
    first = counts.queue(unit.session, session.code, people_count)
    if first is None:
        raise SessionUnknown(session_code=session.code)
    return Status.WAITLISTED, first


def new_registration(
    unit: Unit,
    course: Course,
    session: Session,
    status: Status,
    *,
    language: Language,
    consent: Consent | None,
    source: str | None,
    wait_seq: int | None,
    person: Person | None = None,
    group_reference: str | None = None,
) -> Registration:
    """A registration as it begins, with a reference never used before."""
    answers = person.answers if person else {}
    return Registration(
        id=unit.ids.new_id(),
        reference=new_reference(unit),
        person_id=person.id if person else None,
        course_code=course.code,
        session_code=session.code,
        partner_code=course.partner,
        status=status,
        language=language,
        starts_at=moments.starts_at(session, unit.rules),
        ends_at=moments.ends_at(session, unit.rules),
        facts=steps.facts_of(course, session, unit),
        created_at=unit.now,
        updated_at=unit.now,
        wait_seq=wait_seq,
        source=source,
        consent_version=consent.version if consent else None,
        consent_at=consent.at if consent else None,
        consent_language=consent.language if consent else None,
        region=answers.get("region"),
        role=answers.get("role"),
        group_reference=group_reference,
    )


def new_reference(unit: Unit) -> str:
    """One never given before; kept for ever as given."""
    while not registrations.new_reference(unit.session, reference := unit.ids.reference()):
        pass
    return reference


def save_new(unit: Unit, registration: Registration, actor: Actor) -> None:
    """Write a new registration with its audit event and, where someone else registered her, her message."""
    registrations.add(unit.session, registration)
    event = Event.WAIT if registration.status is Status.WAITLISTED else Event.REGISTER
    steps.record(unit, registration, event, actor)
    if registration.person_id and actor.id != registration.person_id:
        steps.promise(unit, registration, TRANSITIONS[event].promise or event.value)


def _moved(unit: Unit, registration: Registration, course: Course, target: Session, actor: Actor) -> Registration:
    offers.close(unit.session, registration.id, "withdrawn", unit.now)
    source = registration.session_code
    change = places_change(registration.status, None)
    counts.shift(unit.session, source, taken=change.taken, waiting=change.waiting)
    after = steps.write(
        unit,
        registration,
        Event.MOVE,
        actor,
        session_code=target.code,
        course_code=course.code,
        partner_code=course.partner,
        starts_at=moments.starts_at(target, unit.rules),
        ends_at=moments.ends_at(target, unit.rules),
        facts=steps.facts_of(course, target, unit),
        wait_seq=None,
        silent_offers=0,
    )
    waiting.offer_freed(unit, source)
    return after


def _check_not_there(unit: Unit, person_id: str, target: Session) -> None:
    if there := registrations.active_of(unit.session, person_id, target.code):
        raise AlreadyThere(session_code=target.code, reference=there.reference)


def _consent_of(registration: Registration) -> Consent | None:
    if registration.consent_version is None or registration.consent_at is None:
        return None
    return Consent(registration.consent_version, registration.consent_at, spoken(registration.consent_language))
