"""The audit: every change has its event, the chain shows what hands altered, nothing personal is in it."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError
from support.world import World

from enrolment import audit
from enrolment.registration import registering
from enrolment.store import leases

OFF = {"sqlite": "DROP TRIGGER audit_event_no_update", "postgresql": "SET session_replication_role = replica"}
ALSO_OFF = {"sqlite": "DROP TRIGGER audit_event_no_delete", "postgresql": "SELECT 1"}


def sealed(world: World) -> int:
    with world.unit() as unit:
        return audit.seal(unit.session, "sealer", world.now)


def verdict(world: World, head: str | None = None) -> audit.Verdict:
    with world.unit() as unit:
        return audit.verify(unit.session, head)


def by_hand(world: World, statement: str) -> None:
    """What someone with the database's password could do."""
    with world.unit() as unit:
        kind = unit.session.connection().dialect.name
        for each in (OFF[kind], ALSO_OFF[kind], statement):
            unit.session.connection().execute(text(each))


def test_every_change_of_a_registration_has_its_event(world: World) -> None:
    crowd = world.crowd(6)
    with world.unit() as unit:
        registering.withdraw(unit, world.owner(crowd[0]), crowd[0].id)
    events = [
        (row["action"], row["scope"].get("from"), row["scope"].get("to"))
        for row in world.rows("audit_event")
        if row["entity"] == "registration"
    ]
    assert events == [
        *[("register", None, "pre_registered")] * 5,
        ("wait", None, "waitlisted"),
        ("withdraw", "pre_registered", "cancelled"),
        ("offer", "waitlisted", "offered"),
    ]


def test_batches_are_chained_and_verified(world: World) -> None:
    world.crowd(2)
    assert sealed(world) == 4
    head = verdict(world).head
    world.crowd(1, first=5)
    assert (verdict(world).links, verdict(world).unsealed) == (4, 2)
    assert sealed(world) == 2
    assert sealed(world) == 0
    assert verdict(world, head).intact
    assert {row["batch"] for row in world.rows("audit_seal")} == {1, 2}


def test_only_one_process_seals_at_a_time(world: World) -> None:
    world.crowd(1)
    with world.unit() as unit:
        leases.take(unit.session, audit.TASK, "other", world.now)
    assert sealed(world) == 0
    world.wait(minutes=2)
    assert sealed(world) == 2


@pytest.mark.parametrize("statement", ["UPDATE audit_event SET actor = 'me'", "DELETE FROM audit_event", "DELETE FROM audit_seal"])
def test_the_database_refuses_to_change_the_audit(world: World, statement: str) -> None:
    world.crowd(1)
    sealed(world)
    with pytest.raises(DatabaseError, match="append-only"), world.unit() as unit:
        unit.session.connection().execute(text(statement))


@pytest.mark.parametrize(
    ("statement", "why"),
    [
        ("UPDATE audit_event SET count = 9 WHERE id = 3", "its event was altered"),
        ("DELETE FROM audit_event WHERE id = 3", "its event is gone"),
    ],
)
def test_the_first_broken_link_is_named(planted: World, statement: str, why: str) -> None:
    planted.crowd(3)
    sealed(planted)
    by_hand(planted, statement)
    found = verdict(planted)
    assert (found.intact, found.broken_at, found.broken_event, found.why) == (False, 3, 3, why)


def test_a_head_kept_outside_shows_a_chain_written_anew(world: World) -> None:
    world.crowd(1)
    sealed(world)
    assert not verdict(world, "f" * 64).intact


def test_the_audit_holds_no_word_of_anyone(world: World) -> None:
    person = world.person(77_777, first_name="Canarie", email="canary@bird.test", accessibility="Plumage", region="laval")
    world.register(person)
    written = str(world.rows("audit_event")) + str(world.rows("outbox"))
    assert not [trace for trace in ("Canarie", "canary", "Plumage", "77777") if trace in written]
