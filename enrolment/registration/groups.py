"""Companies: several places at once, all of them or the whole group on the list; each participant claims hers with a key."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from catalogue.offer.model import Language, Session
from enrolment import audit
from enrolment.registration import steps, waiting
from enrolment.registration.people import load
from enrolment.registration.refusals import AlreadyThere, ClaimTaken, ClaimUnknown, GroupTooLarge, NotFound, NotPossible, TooManyActive
from enrolment.registration.registering import check_active, check_open, claimed_or_queued, new_reference, new_registration, save_new
from enrolment.registration.states import Event, Status
from enrolment.registration.unit import Unit
from enrolment.registration.values import Consent, Person, Registration, person_acts
from enrolment.store import groups, people, places, registrations
from enrolment.vault import PersonKey

ABOUT_GROUP, ABOUT_PLACE = "group", "group place"
MOST = 100  # people in one group
NAMED = ("first_name", "last_name", "email")


class Participant(Struct, frozen=True):
    """Someone the contact names for a place; all may still be unknown."""

    first_name: str = ""
    last_name: str = ""
    email: str = ""


class Invitation(Struct, frozen=True):
    """What a claim link leads to: the place, the company that gives it, whom it named."""

    registration: Registration
    organisation: str
    named: Participant


class Group(Struct, frozen=True):
    """A company's places. ``keys``: by registration id, the key each participant claims hers with; given once, only hashes are kept."""

    reference: str
    registrations: tuple[Registration, ...]
    keys: Mapping[str, str]
    created: bool


def register_group(
    unit: Unit,
    contact_id: str,
    session_code: str,
    participants: Sequence[Participant],
    *,
    organisation: str,
    language: Language,
    request: str,
    source: str | None = None,
) -> Group:
    """So many places as participants: all of them, or the whole group at the end of the list. ``request`` names the ask: the same
    one gives the same group again (without its keys). Raises GroupTooLarge and what a session refuses.
    """
    row = people.lock(unit.session, contact_id)
    load(unit, contact_id)
    dedupe = unit.vault.lookup("group request", f"{contact_id}:{request}")
    if known := groups.by_request(unit.session, dedupe):
        return Group(known["reference"], registrations.of_group(unit.session, known["reference"]), {}, created=False)
    course, session = steps.session_of(unit, session_code)
    check_open(unit, course, session)
    _check_size(unit, session, len(participants))
    _check_groups(unit, contact_id)
    key = unit.vault.key_of(row["wrapped"], contact_id) if row else None
    if key is None:
        raise NotFound(person_id=contact_id)
    reference = new_reference(unit)
    sealed = key.seal({"organisation": organisation}, ABOUT_GROUP)
    values = {"reference": reference, "contact_id": contact_id, "session_code": session.code, "places": len(participants)}
    status, first = claimed_or_queued(unit, session, len(participants))
    groups.add(unit.session, **values, dedupe=dedupe, sealed=sealed, created_at=unit.now)
    made = []
    for number in range(len(participants)):
        wait_seq = None if first is None else first + number
        made.append(
            new_registration(
                unit, course, session, status, language=language, consent=None, source=source, wait_seq=wait_seq, group_reference=reference
            )
        )
        save_new(unit, made[-1], person_acts(contact_id))
    keys = {each.id: _name(unit, key, each, who) for each, who in zip(made, participants, strict=True)}
    if status is Status.WAITLISTED:
        waiting.offer_freed(unit, session.code)  # notes since when places too few for the group are kept for it
    return Group(reference, tuple(made), keys, created=True)


def claim(unit: Unit, person_id: str, key: str, consent: Consent, *, language: Language) -> Registration:
    """Take the place that goes with the key: it becomes hers, with her own consent. Idempotent for the same person.

    Raises ClaimUnknown, ClaimTaken, NotPossible, AlreadyThere, TooManyActive, PersonUnknown.
    """
    people.lock(unit.session, person_id)
    person = load(unit, person_id)
    registration = _claimable(unit, person_id, key)
    if registration.person_id == person_id:
        return registration
    check_active(unit, person_id)
    return _claimed(unit, person, registration, consent, language)


def named(unit: Unit, contact_id: str, registration_id: str) -> Participant:
    """Whom the contact named for a place."""
    place = groups.place_of(unit.session, registration_id)
    if place is None or groups.contact_of(unit.session, place["group_reference"]) != contact_id:
        return Participant()
    return participant_of(unit, key_of(unit, contact_id), registration_id)


def rename(unit: Unit, contact_id: str, registration_id: str, participant: Participant) -> str:
    """Name someone for a place nobody claimed; the new key (the old one is void). Raises NotFound, ClaimTaken, NotPossible."""
    registration = steps.of_person(unit, contact_id, registration_id)
    if registration.person_id is not None:
        raise ClaimTaken
    _check_running(unit, registration, "rename")
    key = unit.ids.claim_key()
    sealed = key_of(unit, contact_id).seal(_written(participant), f"{ABOUT_PLACE}:{registration_id}")
    if not groups.change_place(unit.session, registration_id, claim_hash=_hashed(unit, key), sealed=sealed):
        raise ClaimTaken
    audit.append(unit.session, person_acts(contact_id), "rename", "registration", registration_id, now=unit.now)
    return key


def invited(unit: Unit, person_id: str, key: str) -> Invitation:
    """What the key leads to, before anything is taken. Raises ClaimUnknown, ClaimTaken, NotPossible, AlreadyThere."""
    registration = _claimable(unit, person_id, key)
    row = groups.by_reference(unit.session, registration.group_reference or "")
    contact = people.by_id(unit.session, row["contact_id"]) if row else None
    if row is None or contact is None or contact["wrapped"] is None:
        return Invitation(registration, "", Participant())
    opened = unit.vault.key_of(contact["wrapped"], row["contact_id"])
    return Invitation(registration, organisation_of(opened, row["sealed"]), participant_of(unit, opened, registration.id))


def hand_over(unit: Unit, person_id: str, registration_id: str) -> str:
    """Give her claimed place of a group to a colleague: it is the group's again; the new key to forward. Raises NotFound, NotPossible."""
    people.lock(unit.session, person_id)
    registration = steps.of_person(unit, person_id, registration_id)
    if registration.person_id is None or registration.group_reference is None:
        raise NotFound(registration_id=registration_id)
    _check_running(unit, registration, "hand_over")
    key = unit.ids.claim_key()
    groups.reopen_place(unit.session, registration_id, _hashed(unit, key))
    values = dict.fromkeys(("person_id", "consent_version", "consent_at", "consent_language", "region", "role"))
    registrations.change(unit.session, registration, **values, updated_at=unit.now)
    audit.append(unit.session, person_acts(person_id), "hand_over", "registration", registration_id, now=unit.now)
    return key


def organisation_of(key: PersonKey, sealed: bytes | None) -> str:
    """The company's name, as its contact gave it."""
    return str(key.open(sealed, ABOUT_GROUP).get("organisation", "")) if sealed is not None else ""


def participant_of(unit: Unit, key: PersonKey, registration_id: str) -> Participant:
    """Whom the contact, whose key it is, named for a place."""
    place = groups.place_of(unit.session, registration_id)
    if place is None or place["sealed"] is None:
        return Participant()
    document = key.open(place["sealed"], f"{ABOUT_PLACE}:{registration_id}")
    return Participant(**{name: document.get(name, "") for name in NAMED})


def _claimable(unit: Unit, person_id: str, key: str) -> Registration:
    """The registration of the key, its session held; hers already, or free for her to take."""
    place = groups.place_by_key(unit.session, _hashed(unit, key))
    if place is None:
        raise ClaimUnknown
    registration = steps.held(unit, place["registration_id"])
    if registration.person_id == person_id:
        return registration
    if registration.person_id is not None:
        raise ClaimTaken
    _check_running(unit, registration, "claim")
    if already := registrations.active_of(unit.session, person_id, registration.session_code):
        raise AlreadyThere(session_code=registration.session_code, reference=already.reference)
    return registration


def _check_running(unit: Unit, registration: Registration, event: str) -> None:
    """A place changes hands until the start, whatever ``register_by`` says."""
    if not registration.active or registration.starts_at <= unit.now:
        raise NotPossible(status=registration.status.value, event=event, reference=registration.reference)


def _name(unit: Unit, key: PersonKey, registration: Registration, participant: Participant) -> str:
    claim_key = unit.ids.claim_key()
    sealed = key.seal(_written(participant), f"{ABOUT_PLACE}:{registration.id}")
    groups.add_place(unit.session, registration.id, registration.group_reference or "", _hashed(unit, claim_key), sealed)
    return claim_key


def _claimed(unit: Unit, person: Person, registration: Registration, consent: Consent, language: Language) -> Registration:
    groups.change_place(unit.session, registration.id, claimed_at=unit.now, sealed=None)
    values = {
        "person_id": person.id,
        "consent_version": consent.version,
        "consent_at": consent.at,
        "consent_language": consent.language,
        "language": language,
        "region": person.answers.get("region"),
        "role": person.answers.get("role"),
        "updated_at": unit.now,
    }
    registrations.change(unit.session, registration, **values)
    after = steps.held(unit, registration.id)
    steps.record(unit, after, Event.REGISTER, person_acts(person.id), before=registration.status)
    return after


def _check_size(unit: Unit, session: Session, size: int) -> None:
    counted = places.of(unit.session, session.code)
    if not 0 < size <= MOST or (counted and counted.seats is not None and size > counted.seats):
        raise GroupTooLarge(session_code=session.code, seats=counted.seats if counted else None, places=size)


def _check_groups(unit: Unit, contact_id: str) -> None:
    """One person holds places for so many groups at one time that not all have claimed yet."""
    open_ones = groups.open_of(unit.session, contact_id, unit.now)
    if open_ones >= unit.rules.max_active:
        raise TooManyActive(limit=unit.rules.max_active)


def key_of(unit: Unit, person_id: str) -> PersonKey:
    """A person's key. Raises NotFound."""
    row = people.by_id(unit.session, person_id)
    if row is None or row["wrapped"] is None:
        raise NotFound(person_id=person_id)
    return unit.vault.key_of(row["wrapped"], person_id)


def _written(participant: Participant) -> dict[str, str]:
    return {name: getattr(participant, name) for name in NAMED}


def _hashed(unit: Unit, key: str) -> str:
    return unit.vault.lookup("claim", key)
