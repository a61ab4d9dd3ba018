"""A person writes to the registrars and is answered: letters sealed under her key, seen by the programme and by the course's school."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from msgspec import Struct

from enrolment import audit
from enrolment.office.administrators import told_of
from enrolment.registration import moments
from enrolment.registration.refusals import PersonUnknown
from enrolment.registration.rights import Rights
from enrolment.registration.unit import Unit
from enrolment.registration.values import Actor, person_acts
from enrolment.store import enquiries, outbox, people
from enrolment.vault import PersonKey

PERSON = "person"
OPEN, ANSWERED, CLOSED = "open", "answered", "closed"
UNDER_WAY = (OPEN, ANSWERED)
LONGEST = 3000


@dataclass(frozen=True)
class Enquiry:
    """A person's talk with the registrars; ``partner_code`` None is about nothing of one school: the programme's alone."""

    id: str
    person_id: str
    partner_code: str | None
    course_code: str | None
    state: str
    opened_at: datetime
    touched_at: datetime

    def seen_by(self, rights: Rights) -> bool:
        """The programme sees all, a school what is about its courses, a reader none."""
        if not rights.sees_names:
            return False
        return not rights.partners or (self.partner_code is not None and rights.covers(self.partner_code))


class Letter(Struct, frozen=True):
    """One message; ``hers``: the person wrote it."""

    id: str
    hers: bool
    text: str
    at: datetime


def write(unit: Unit, person_id: str, text: str, course_code: str | None, admins: frozenset[int]) -> Enquiry:
    """The person's message: to her enquiry under way, or a new one about that course. Those who may answer are told."""
    row = enquiries.under_way(unit.session, person_id)
    enquiry = _read(row) if row else _opened(unit, person_id, course_code)
    enquiries.change(unit.session, enquiry.id, state=OPEN, touched_at=unit.now)
    letter_id = _kept(unit, enquiry, PERSON, text)
    audit.append(unit.session, person_acts(person_id), "write", "enquiry", enquiry.id, now=unit.now)
    for admin in told_of(unit, admins):
        if enquiry.seen_by(admin.rights) and admin.person_id != person_id:
            _promise(
                unit, admin.person_id, "letter_received", enquiry, letter_id, moments.after_quiet(unit.now, unit.rules, unit.rules.zone)
            )
    return enquiry


def answer(unit: Unit, enquiry: Enquiry, text: str, actor: Actor) -> None:
    """An administrator's answer, promised to the person."""
    letter_id = _kept(unit, enquiry, actor.id, text)
    enquiries.change(unit.session, enquiry.id, state=ANSWERED, touched_at=unit.now)
    audit.append(unit.session, actor, "answer", "enquiry", enquiry.id, now=unit.now)
    _promise(unit, enquiry.person_id, "letter_answered", enquiry, letter_id, unit.now)


def close(unit: Unit, enquiry: Enquiry, actor: Actor) -> None:
    """Nothing is left to say; written to again, it is another one."""
    if enquiry.state != CLOSED:
        enquiries.change(unit.session, enquiry.id, state=CLOSED, touched_at=unit.now)
        audit.append(unit.session, actor, "close", "enquiry", enquiry.id, now=unit.now)


def find(unit: Unit, enquiry_id: str) -> Enquiry | None:
    row = enquiries.by_id(unit.session, enquiry_id)
    return _read(row) if row else None


def under_way(unit: Unit, person_id: str) -> Enquiry | None:
    row = enquiries.under_way(unit.session, person_id)
    return _read(row) if row else None


def listed(unit: Unit, rights: Rights, *, limit: int = 8) -> tuple[Enquiry, ...]:
    """Those that wait for an answer, the longest waiting first; then those answered."""
    if not rights.sees_names:
        return ()
    rows = [
        *enquiries.listed(unit.session, rights.partners, (OPEN,), limit),
        *enquiries.listed(unit.session, rights.partners, (ANSWERED,), limit),
    ]
    return tuple(_read(row) for row in rows[:limit])


def waiting(unit: Unit, rights: Rights) -> int:
    """How many wait for an answer."""
    return enquiries.count(unit.session, rights.partners, (OPEN,)) if rights.sees_names else 0


def letters(unit: Unit, enquiry: Enquiry) -> tuple[Letter, ...]:
    """Oldest first. Raises PersonUnknown where she was erased."""
    key = _key(unit, enquiry.person_id)
    return tuple(
        Letter(row["id"], row["by"] == PERSON, key.open(row["sealed"], _about(row["id"]))["text"], row["at"])
        for row in enquiries.letters(unit.session, enquiry.id)
    )


def of_person(unit: Unit, person_id: str) -> tuple[tuple[Enquiry, tuple[Letter, ...]], ...]:
    """All she wrote and was answered, for her copy."""
    found = [_read(row) for row in enquiries.of_person(unit.session, person_id)]
    return tuple((each, letters(unit, each)) for each in found)


def _opened(unit: Unit, person_id: str, course_code: str | None) -> Enquiry:
    course = unit.offer.course(course_code) if course_code else None
    made = Enquiry(
        unit.ids.new_id(), person_id, course.partner if course else None, course.code if course else None, OPEN, unit.now, unit.now
    )
    enquiries.add(unit.session, vars(made))
    return made


def _kept(unit: Unit, enquiry: Enquiry, by: str, text: str) -> str:
    letter_id = unit.ids.new_id()
    sealed = _key(unit, enquiry.person_id).seal({"text": text[:LONGEST]}, _about(letter_id))
    row = {"id": letter_id, "enquiry_id": enquiry.id, "by": by, "sealed": sealed, "at": unit.now}
    enquiries.add_letter(unit.session, row)
    return letter_id


def _promise(unit: Unit, person_id: str, kind: str, enquiry: Enquiry, letter_id: str, at: datetime) -> None:
    made = outbox.Promise(
        person_id=person_id,
        kind=kind,
        params={"enquiry_id": enquiry.id, "letter_id": letter_id},
        dedupe=f"{kind}:{letter_id}:{person_id}",
        not_before=at,
    )
    outbox.promise(unit.session, made, unit.now)


def _key(unit: Unit, person_id: str) -> PersonKey:
    row = people.by_id(unit.session, person_id)
    if row is None or row["wrapped"] is None:
        raise PersonUnknown
    return unit.vault.key_of(row["wrapped"], person_id)


def _about(letter_id: str) -> str:
    return f"letter:{letter_id}"


def _read(row: Mapping[Any, Any]) -> Enquiry:
    return Enquiry(**{name: row[name] for name in Enquiry.__dataclass_fields__})
