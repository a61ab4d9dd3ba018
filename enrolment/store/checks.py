"""What must always be true of the tables, as queries that find whatever breaks it: one line a rule, the offender's id first."""

from datetime import datetime

# ruff: noqa: S608  (the pieces put together are constants of this file)
from sqlalchemy import bindparam, text
from sqlmodel import Session

from catalogue.store.database import UtcDateTime
from enrolment.store.sql import run

HOLDING = "('pre_registered', 'confirmed', 'offered')"
ACTIVE = "('pre_registered', 'confirmed', 'offered', 'waitlisted')"
OVER = "('declined', 'cancelled', 'expired')"

RULES = {
    "places_negative": "SELECT session_code FROM place_count WHERE taken < 0 OR waiting < 0",
    "taken_miscounted": f"""SELECT c.session_code FROM place_count c WHERE c.taken <>
        (SELECT count(*) FROM registration r WHERE r.session_code = c.session_code AND r.status IN {HOLDING})""",
    "waiting_miscounted": """SELECT c.session_code FROM place_count c WHERE c.waiting <>
        (SELECT count(*) FROM registration r WHERE r.session_code = c.session_code AND r.status = 'waitlisted')""",
    "places_uncounted": f"""SELECT DISTINCT r.session_code FROM registration r WHERE r.status IN {ACTIVE}
        AND NOT EXISTS (SELECT 1 FROM place_count c WHERE c.session_code = r.session_code)""",
    "registered_twice": f"""SELECT min(id) FROM registration WHERE status IN {ACTIVE} AND person_id IS NOT NULL
        GROUP BY session_code, person_id HAVING count(*) > 1""",
    "offered_without_offer": """SELECT r.id FROM registration r WHERE r.status = 'offered'
        AND (SELECT count(*) FROM place_offer o WHERE o.registration_id = r.id AND o.outcome = 'open') <> 1""",
    "offer_without_offered": """SELECT o.id FROM place_offer o JOIN registration r ON r.id = o.registration_id
        WHERE o.outcome = 'open' AND r.status <> 'offered'""",
    "rank_missing": "SELECT id FROM registration WHERE status = 'waitlisted' AND wait_seq IS NULL",
    "rank_repeated": """SELECT min(id) FROM registration WHERE wait_seq IS NOT NULL GROUP BY session_code, wait_seq HAVING count(*) > 1""",
    "rank_not_given": """SELECT r.id FROM registration r JOIN place_count c ON c.session_code = r.session_code
        WHERE r.wait_seq IS NOT NULL AND r.wait_seq > c.wait_seq""",
    "reference_not_kept": """SELECT r.id FROM registration r WHERE NOT EXISTS
        (SELECT 1 FROM reference_used u WHERE u.reference = r.reference)""",
    "closing_unsaid": f"SELECT id FROM registration WHERE (closed_at IS NULL) = (status IN {OVER})",
    "consent_missing": """SELECT id FROM registration WHERE person_id IS NOT NULL
        AND (consent_version IS NULL OR consent_at IS NULL)""",
    "change_unrecorded": """SELECT r.id FROM registration r WHERE NOT EXISTS
        (SELECT 1 FROM audit_event e WHERE e.entity = 'registration' AND e.entity_id = r.id)""",
    "erasure_incomplete": """SELECT p.id FROM person p WHERE p.erased_at IS NOT NULL
        AND (p.telegram_hash IS NOT NULL OR p.sealed IS NOT NULL
        OR EXISTS (SELECT 1 FROM person_key k WHERE k.person_id = p.id) OR EXISTS (SELECT 1 FROM person_lookup l WHERE l.person_id = p.id)
        OR EXISTS (SELECT 1 FROM conversation c WHERE c.person_id = p.id)
        OR EXISTS (SELECT 1 FROM alert a WHERE a.person_id = p.id)
        OR EXISTS (SELECT 1 FROM reminder_wish w WHERE w.person_id = p.id)
        OR EXISTS (SELECT 1 FROM outbox o WHERE o.person_id = p.id))""",
    "erasure_unregistered": """SELECT p.id FROM person p WHERE p.erased_at IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM erasure e WHERE e.person_id = p.id)""",
    "erasure_undone": """SELECT p.id FROM person p JOIN erasure e ON e.person_id = p.id WHERE p.erased_at IS NULL""",
    "key_missing": """SELECT p.id FROM person p WHERE p.erased_at IS NULL
        AND NOT EXISTS (SELECT 1 FROM person_key k WHERE k.person_id = p.id)""",
    "inbox_unwiped": """SELECT CAST(update_id AS VARCHAR(20)) FROM inbox WHERE state = 'handled'
        AND (sealed IS NOT NULL OR replies IS NOT NULL)""",
}

SURPLUS = """SELECT c.session_code FROM place_count c JOIN course_session s ON s.code = c.session_code
    WHERE s.seats IS NOT NULL AND c.taken > s.seats"""
IDLE = """SELECT c.session_code FROM place_count c JOIN course_session s ON s.code = c.session_code
    WHERE c.waiting > 0 AND c.short_since IS NULL AND (s.seats IS NULL OR c.taken < s.seats)"""
OVERDUE = text("SELECT id FROM place_offer WHERE outcome = 'open' AND ends_at <= :before").bindparams(
    bindparam("before", type_=UtcDateTime())
)


def offenders(session: Session, statement: str) -> tuple[str, ...]:
    """The ids that break a rule, in order."""
    return tuple(sorted(str(each) for each in run(session, text(statement)).scalars()))


def overdue(session: Session, before: datetime) -> tuple[str, ...]:
    """Open offers that ended before then: the clock's round did not come."""
    return tuple(sorted(run(session, OVERDUE.bindparams(before=before)).scalars()))
