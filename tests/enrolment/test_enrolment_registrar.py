"""The registrar's and the provider's word."""

import pytest
from support.world import World, course, session

from enrolment.registration import registrar, rights
from enrolment.registration.states import TRANSITIONS, Event, Role, Status, places_change
from enrolment.registration.values import Actor

REGISTRAR = Actor("registrar", Role.REGISTRAR)


def kinds(world: World) -> list[str]:
    return sorted(row["kind"] for row in world.rows("outbox"))


def test_confirming_many_tells_each_once_and_skips_who_cannot_be(world: World) -> None:
    crowd = world.crowd(6)
    for _ in range(2):
        with world.unit() as unit:
            many = registrar.confirm(unit, [each.id for each in crowd], REGISTRAR)
    assert world.statuses(*crowd) == ["confirmed"] * 5 + ["waitlisted"]
    assert [(each.id, why) for each, why in many.skipped] == [(crowd[5].id, "not_possible")]
    assert kinds(world) == ["confirmed"] * 5


def test_declining_gives_the_reason_and_passes_the_place_on(world: World) -> None:
    crowd = world.crowd(7)
    with world.unit() as unit:
        registrar.decline(unit, [crowd[0].id, crowd[6].id], "Réservé aux membres", REGISTRAR)
    assert world.statuses(crowd[0], crowd[5], crowd[6]) == ["declined", "offered", "declined"]
    assert kinds(world) == ["declined", "declined", "offer_made"]
    told = next(row for row in world.rows("outbox") if row["kind"] == "declined")
    assert told["params"]["status_reason"] == "Réservé aux membres"


def test_each_transition_changes_places_as_its_states_say() -> None:
    assert (places_change(None, Status.CONFIRMED).taken, places_change(Status.OFFERED, Status.WAITLISTED).waiting) == (1, 1)
    assert set(TRANSITIONS) == set(Event)
    assert all(row.actors for row in TRANSITIONS.values())


def test_rights_are_the_widest_granted_and_the_settings_come_first(world: World) -> None:
    with world.unit() as unit:
        assert rights.role_of(unit, 7, frozenset()) is None
        assert rights.grant(unit, 7, rights.Scope.READER, None, REGISTRAR)
        assert not rights.grant(unit, 7, rights.Scope.READER, None, REGISTRAR)
        assert rights.role_of(unit, 7, frozenset()) == rights.Rights(rights.Scope.READER)
        rights.grant(unit, 7, rights.Scope.PARTNER, "HEC", REGISTRAR)
        rights.grant(unit, 7, rights.Scope.PARTNER, "mila", REGISTRAR)
        found = rights.role_of(unit, 7, frozenset())
        assert found == rights.Rights(rights.Scope.PARTNER, ("hec", "mila"))
        assert found.covers("Mila")
        assert not found.covers("udem")
        assert rights.role_of(unit, 7, frozenset({7})) == rights.Rights(rights.Scope.PROGRAMME)
        assert [(each.telegram_id, each.partner) for each in rights.granted(unit)] == [(7, None), (7, "hec"), (7, "mila")]
        assert rights.revoke(unit, 7, REGISTRAR) == 3
        assert rights.role_of(unit, 7, frozenset()) is None
    assert "7" not in {row["actor"] for row in world.rows("audit_event")}


@pytest.mark.parametrize(("role", "partner"), [("partner", None), ("reader", "hec"), ("partner", "nobody")])
def test_a_grant_that_makes_no_sense_is_refused(world: World, role: str, partner: str | None) -> None:
    with pytest.raises(ValueError, match="partner"), world.unit() as unit:
        rights.grant(unit, 7, rights.Scope(role), partner, REGISTRAR)


def test_a_session_moved_before_its_start_can_be_confirmed_again(world: World) -> None:
    world.offers(course("IA-101", session("S1", seats=1)))
    (made,) = world.crowd(1)
    with world.unit() as unit:
        assert registrar.cancel_session(unit, "s1") == 1
        assert registrar.confirm(unit, [made.id], REGISTRAR).skipped[0][1] == "not_possible"
