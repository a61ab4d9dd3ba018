"""The doctor finds each breach that is planted, and nothing else."""

from contextlib import suppress

import pytest
from sqlalchemy import text
from support.world import World

from enrolment import doctor
from enrolment.registration import erasure, registering
from enrolment.store import checks

INSERT_OFFER = """INSERT INTO place_offer (id, registration_id, session_code, made_at, ends_at, outcome)
    SELECT 'x', id, session_code, created_at, '2027-01-01 00:00:00', 'open' FROM registration ORDER BY reference LIMIT 1"""

PLANTED: dict[str, str | tuple[str, ...]] = {
    "places_negative": "UPDATE place_count SET waiting = -1",
    "taken_miscounted": "UPDATE place_count SET taken = taken - 1",
    "waiting_miscounted": "UPDATE place_count SET waiting = waiting + 1",
    "places_uncounted": "DELETE FROM place_count",
    "registered_twice": (
        "DROP INDEX uq_registration_active",
        "UPDATE registration SET person_id = (SELECT person_id FROM registration ORDER BY reference LIMIT 1)",
    ),
    "offered_without_offer": "UPDATE registration SET status = 'offered' WHERE status = 'pre_registered'",
    "offer_without_offered": INSERT_OFFER,
    "rank_missing": "UPDATE registration SET wait_seq = NULL",
    "rank_not_given": "UPDATE registration SET wait_seq = 99 WHERE wait_seq IS NOT NULL",
    "reference_not_kept": "DELETE FROM reference_used",
    "closing_unsaid": "UPDATE registration SET status = 'cancelled' WHERE status = 'waitlisted'",
    "consent_missing": "UPDATE registration SET consent_version = NULL",
    "change_unrecorded": "UPDATE registration SET id = 'unrecorded' WHERE status = 'waitlisted'",
    "key_missing": "DELETE FROM person_key",
    "inbox_unwiped": "UPDATE inbox SET state = 'handled'",
    "reference_misspelt": "UPDATE registration SET reference = '00000000' WHERE status = 'waitlisted'",
    "surplus": "UPDATE course_session SET seats = 1",
    "place_idle": "UPDATE course_session SET seats = 9",
    "erasure_undone": "INSERT INTO erasure (person_id, erased_at) SELECT id, created_at FROM person",
}


class Undone(Exception):  # noqa: N818  (named for what it does)
    """Rolls back what was planted: indexes dropped are back for the next test."""


def planted_in(world: World, statements: str | tuple[str, ...]) -> set[str]:
    found: set[str] = set()
    with suppress(Undone), world.unit() as unit:
        for statement in (statements,) if isinstance(statements, str) else statements:
            unit.session.connection().execute(text(statement))
        found = {finding.rule for finding in doctor.examine(unit)}
        raise Undone
    return found


def crowded(world: World) -> World:
    world.crowd(6)
    with world.unit() as unit:
        unit.session.connection().execute(
            text("INSERT INTO inbox (update_id, chat_hash, sealed, state, attempts, received_at) VALUES (1, 'c', :s, 'received', 0, :at)"),
            {"s": b"x", "at": world.now.replace(tzinfo=None)},
        )
    return world


def test_a_healthy_database_has_no_finding(world: World) -> None:
    with crowded(world).unit() as unit:
        assert doctor.examine(unit) == ()


@pytest.mark.parametrize("rule", PLANTED)
def test_each_breach_planted_is_named(planted: World, rule: str) -> None:
    assert rule in planted_in(crowded(planted), PLANTED[rule])


def test_an_erasure_half_done_is_named(planted: World) -> None:
    (made,) = planted.crowd(1)
    with planted.unit() as unit:
        erasure.erase(unit, planted.owner(made))
    found = planted_in(planted, ("DELETE FROM erasure", "UPDATE person SET telegram_hash = 'h'"))
    assert found == {"erasure_incomplete", "erasure_unregistered"}


def test_an_offer_nobody_ended_is_named(planted: World) -> None:
    crowd = planted.crowd(6)
    with planted.unit() as unit:
        registering.withdraw(unit, planted.owner(crowd[0]), crowd[0].id)
    planted.wait(days=3)
    assert planted_in(planted, "SELECT 1") == {"offer_overdue"}


def test_every_rule_has_its_planted_breach() -> None:
    elsewhere = {"erasure_incomplete", "erasure_unregistered", "rank_repeated"}
    assert set(checks.RULES) <= set(PLANTED) | elsewhere


def test_ranks_given_twice_are_named_if_the_databases_own_rule_were_gone(planted: World) -> None:
    planted.crowd(7)
    if planted.database.is_sqlite:
        return  # its unique constraint cannot be dropped by itself
    drop = "ALTER TABLE registration DROP CONSTRAINT uq_registration_session_wait_seq"
    found = planted_in(planted, (drop, "UPDATE registration SET wait_seq = 1 WHERE wait_seq IS NOT NULL"))
    assert "rank_repeated" in found
