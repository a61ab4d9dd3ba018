"""Retention: what is no longer needed goes by itself, recorded (contract, INSCRIA_DRAFT_DAYS and INSCRIA_RETENTION_DAYS)."""

from datetime import datetime, timedelta

from msgspec import Struct

from enrolment import audit
from enrolment.registration.erasure import erase
from enrolment.registration.states import Role, places_change
from enrolment.registration.unit import Unit
from enrolment.registration.values import CLOCK, Actor, Registration
from enrolment.store import (
    broadcasts,
    conversations,
    enquiries,
    groups,
    inbox,
    outbox,
    people,
    places,
    questions,
    registrations,
    uploads,
    visits,
)

ROUND = 500  # registrations and people a transaction; the caller comes back while there is more
MESSAGES_KEPT = timedelta(days=30)
LETTERS_KEPT = timedelta(days=180)
UPLOADS_KEPT = timedelta(days=1)
QUESTIONS_KEPT = timedelta(days=180)
VISITS_KEPT = timedelta(days=1)  # after their end: whoever comes back with one is told that it is over


class Purged(Struct, frozen=True):
    """What went, or would go. ``more``: another round is needed."""

    forms: int
    registrations: int
    people: int
    more: bool = False


def due(unit: Unit) -> Purged:
    """What a round would take away; changes nothing."""
    drafts, kept = _limits(unit)
    old = registrations.past_retention(unit.session, kept, ROUND)
    forgotten = people.forgotten(unit.session, kept, ROUND)
    return Purged(conversations.count_untouched(unit.session, drafts), len(old), len(forgotten), ROUND in (len(old), len(forgotten)))


def purge(unit: Unit, actor: Actor = CLOCK) -> Purged:
    """One round: unfinished forms untouched for the draft days; registrations past their days after their session's end or their
    closure, the later; people left without any, not seen for as long. What was sent and received is forgotten on its own days.
    """
    drafts, kept = _limits(unit)
    forms = conversations.forget_untouched(unit.session, drafts)
    old = registrations.past_retention(unit.session, kept, ROUND)
    places.lock(unit.session, [each.session_code for each in old])
    for each in old:
        _removed(unit, each)
    groups.drop_empty(unit.session)
    forgotten = people.forgotten(unit.session, kept, ROUND)
    for person_id in forgotten:
        erase(unit, person_id, actor=Actor(actor.id, Role.CLOCK))
    inbox.forget_keys(unit.session, unit.now)
    enquiries.forget(unit.session, unit.now - LETTERS_KEPT)
    questions.forget(unit.session, (unit.now - QUESTIONS_KEPT).astimezone(unit.rules.zone).date())
    uploads.forget(unit.session, unit.now - UPLOADS_KEPT)
    broadcasts.forget(unit.session, unit.now - MESSAGES_KEPT)
    outbox.forget_done(unit.session, unit.now - MESSAGES_KEPT)
    visits.forget(unit.session, unit.now - VISITS_KEPT)
    done = Purged(forms, len(old), len(forgotten), ROUND in (len(old), len(forgotten)))
    scope = {"forms": done.forms, "registrations": done.registrations, "people": done.people}
    audit.append(unit.session, actor, "purge", "retention", None, now=unit.now, count=sum(scope.values()), scope=scope)
    return done


def _removed(unit: Unit, registration: Registration) -> None:
    change = places_change(registration.status, None)
    places.shift(unit.session, registration.session_code, taken=change.taken, waiting=change.waiting)
    registrations.remove(unit.session, registration.id)


def _limits(unit: Unit) -> tuple[datetime, datetime]:
    return unit.now - timedelta(days=unit.rules.draft_days), unit.now - timedelta(days=unit.rules.retention_days)
