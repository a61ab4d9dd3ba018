"""The doctor: what must always be true is checked on the whole database, and each breach is named."""

from datetime import timedelta
from enum import StrEnum

from msgspec import Struct

from enrolment import audit
from enrolment.registration import moments
from enrolment.registration.references import read_reference
from enrolment.registration.unit import Unit
from enrolment.store import checks, registrations

GRACE = timedelta(minutes=10)  # within which the clock's round comes by


class Weight(StrEnum):
    """A breach is a fault of the program or of hands in the database; a notice is for the administrators to know."""

    BREACH = "breach"
    NOTICE = "notice"


class Finding(Struct, frozen=True):
    """One rule broken at one place: the rule's name, the id or code of what breaks it."""

    rule: str
    subject: str
    weight: Weight = Weight.BREACH


def examine(unit: Unit) -> tuple[Finding, ...]:
    """Every finding, breaches first. Reads only."""
    found = [Finding(rule, subject) for rule, statement in checks.RULES.items() for subject in checks.offenders(unit.session, statement)]
    found += [Finding("place_idle", code) for code in checks.offenders(unit.session, checks.IDLE) if _open(unit, code)]
    found += [Finding("offer_overdue", each) for each in checks.overdue(unit.session, unit.now - GRACE)]
    found += [
        Finding("reference_misspelt", each.id) for each in registrations.all_of(unit.session) if read_reference(each.reference) is None
    ]
    found += _audit(unit)
    found += [Finding("surplus", code, Weight.NOTICE) for code in checks.offenders(unit.session, checks.SURPLUS)]
    return tuple(found)


def breaches(unit: Unit) -> tuple[Finding, ...]:
    """The findings that must not be."""
    return tuple(each for each in examine(unit) if each.weight is Weight.BREACH)


def _audit(unit: Unit) -> list[Finding]:
    verdict = audit.verify(unit.session)
    return [] if verdict.intact else [Finding("audit_broken", f"link {verdict.broken_at}: {verdict.why}")]


def _open(unit: Unit, session_code: str) -> bool:
    """Whether a free place there should be on offer now."""
    found = unit.offer.session(session_code)
    if found is None:
        return False
    course, session = found
    return not (session.cancelled or session.withdrawn or course.withdrawn) and moments.starts_at(session, unit.rules) > unit.now
