"""What the core speaks of: registrations, offers, places, consent, who acts. All frozen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from msgspec import Struct
from msgspec import field as made

from catalogue.offer.model import Language
from enrolment.registration.states import ACTIVE, HOLDING, Role, Status


class Person(Struct, frozen=True):
    """Someone who wrote to us, her document open.

    ``answers`` are kept by the export's names (``first_name``, ``email``, ``role``…); ``extra`` holds what else is hers and lasts.
    """

    id: str
    telegram_id: int | None
    language: Language
    answers: Mapping[str, str] = made(default_factory=dict)
    extra: Mapping[str, Any] = made(default_factory=dict)
    reachable: bool = True
    created_at: datetime | None = None
    seen_at: datetime | None = None


class Consent(Struct, frozen=True):
    """What was agreed to: the version of the text, when, in which language."""

    version: str
    at: datetime
    language: Language


@dataclass(frozen=True)
class Registration:
    """A place asked for, as it stands."""

    id: str
    reference: str
    person_id: str | None
    course_code: str
    session_code: str
    partner_code: str
    status: Status
    language: Language
    starts_at: datetime
    ends_at: datetime
    created_at: datetime
    updated_at: datetime
    status_reason: str | None = None
    wait_seq: int | None = None
    silent_offers: int = 0
    source: str | None = None
    consent_version: str | None = None
    consent_at: datetime | None = None
    consent_language: str | None = None
    region: str | None = None
    role: str | None = None
    group_reference: str | None = None
    closed_at: datetime | None = None
    facts: Mapping[str, str | None] = field(default_factory=dict, compare=False)

    @property
    def active(self) -> bool:
        return self.status in ACTIVE

    @property
    def holds_place(self) -> bool:
        return self.status in HOLDING


class Offer(Struct, frozen=True):
    """A freed place held for someone until ``ends_at``."""

    id: str
    registration_id: str
    session_code: str
    made_at: datetime
    ends_at: datetime


class Places(Struct, frozen=True):
    """A session's places. ``seats`` None is unlimited; ``left`` is what a newcomer can have now (0 while others wait)."""

    session_code: str
    seats: int | None
    taken: int = 0
    waiting: int = 0

    @property
    def left(self) -> int | None:
        if self.waiting:
            return 0
        return None if self.seats is None else max(0, self.seats - self.taken)

    @property
    def freed(self) -> int:
        """Places nobody holds and that are kept for those who wait."""
        if not self.waiting:
            return 0
        return self.waiting if self.seats is None else min(self.waiting, max(0, self.seats - self.taken))

    @property
    def surplus(self) -> int:
        """Held beyond the seats, after these were lowered: nobody is removed for it."""
        return 0 if self.seats is None else max(0, self.taken - self.seats)


class Outcome(Struct, frozen=True):
    """What a registration came to. ``created`` is False where it was there already; ``position`` is the rank on the list."""

    registration: Registration
    created: bool
    position: int | None = None


class Standing(Struct, frozen=True):
    """Where a registration stands now: its rank if it waits, the end of its offer if a place is held for an answer."""

    registration: Registration
    position: int | None = None
    offer_ends: datetime | None = None


class Actor(Struct, frozen=True):
    """Who does it, for the audit: a person's id, an administrator's keyed hash, or a name of the program ("clock", "command line")."""

    id: str
    role: Role


CLOCK = Actor("clock", Role.CLOCK)
OPERATOR = Actor("command line", Role.REGISTRAR)


def person_acts(person_id: str) -> Actor:
    return Actor(person_id, Role.PERSON)
