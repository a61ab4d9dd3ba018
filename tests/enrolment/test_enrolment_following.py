"""Changes of the catalogue followed: each person concerned is told once, places added are offered, nobody is removed."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from support.world import World, course, session, text

from enrolment import doctor
from enrolment.registration import following, groups
from enrolment.registration.following import Followed
from enrolment.store import offers

LATER: dict[str, Any] = {"starts": date(2026, 11, 9), "ends": date(2026, 11, 13)}


def kinds(world: World) -> list[str]:
    return sorted(row["kind"] for row in world.rows("outbox"))


def test_a_cancelled_session_lets_everyone_go_and_tells_each_once(world: World) -> None:
    crowd = world.crowd(7)
    assert world.follows("S1", cancelled=True).cancelled == 7
    assert world.follows("S1").cancelled == 0
    assert set(world.statuses(*crowd)) == {"cancelled"}
    assert kinds(world) == ["session_cancelled"] * 7


def test_a_moved_session_is_followed_and_told_once_with_its_old_dates(world: World) -> None:
    crowd = world.crowd(2)
    assert world.follows("S1", **LATER, city="Laval") == Followed(moved=2)
    with world.unit() as unit:
        assert following.follow(unit, None, world.offer) == Followed()
    assert kinds(world) == ["session_moved"] * 2
    moved = world.read(crowd[0])
    assert (moved.starts_at.date(), moved.facts["session_city"]) == (date(2026, 11, 9), "Laval")
    assert world.rows("outbox")[0]["params"]["starts_before"].startswith("2026-10-12")


@pytest.mark.parametrize("changes", [{"city": "Laval"}, {"schedule": text("18 h")}, {"place": text("Local 12")}])
def test_another_place_or_schedule_is_told_once(world: World, changes: dict[str, Any]) -> None:
    (made,) = world.crowd(1)
    assert world.follows("S1", **changes) == Followed(changed=1)
    assert world.follows("S1") == Followed()
    assert kinds(world) == ["session_changed"]
    assert world.rows("outbox")[0]["params"]["fields"] == list(changes)
    assert world.read(made).facts["session_city"] == changes.get("city", "Montréal")


def test_a_session_moved_away_and_back_is_told_each_time(world: World) -> None:
    world.crowd(1)
    for changes in (LATER, {"starts": date(2026, 10, 12), "ends": date(2026, 10, 16)}, LATER):
        assert world.follows("S1", **changes).moved == 1
    assert kinds(world) == ["session_moved"] * 3


def test_the_same_change_followed_twice_tells_nobody_twice(world: World) -> None:
    world.crowd(1)
    before = world.offer
    world.follows("S1", city="Laval")
    with world.unit() as unit:
        following.follow(unit, before, world.offer)
    assert kinds(world) == ["session_changed"]


def test_seats_added_are_offered_and_seats_lowered_remove_nobody(world: World) -> None:
    crowd = world.crowd(7)
    assert world.follows("S1", seats=6) == Followed(offered=1)
    assert world.statuses(*crowd[5:]) == ["offered", "waitlisted"]
    assert world.follows("S1", seats=4) == Followed(surplus={"S1": 2})
    assert world.statuses(*crowd) == ["pre_registered"] * 5 + ["offered", "waitlisted"]
    assert world.register(world.person(99)).registration.status.value == "waitlisted"
    with world.unit() as unit:
        assert [each.rule for each in doctor.examine(unit)] == ["surplus"]


def test_an_offer_of_a_session_moved_nearer_ends_with_its_start(world: World) -> None:
    world.offers(course("IA-101", session("S1", seats=1)))
    crowd = world.crowd(2)
    world.follows("S1", seats=2)
    at_nine = datetime(2026, 9, 2, 13, 0, tzinfo=UTC)
    world.follows("S1", starts=at_nine, ends=at_nine + timedelta(hours=8))
    with world.unit() as unit:
        held = offers.open_of(unit.session, crowd[1].id)
        assert held is not None
        assert held.ends_at == at_nine


def test_a_session_given_to_another_course_is_followed_by_its_registrations(world: World) -> None:
    (made,) = world.crowd(1)
    before = world.offer
    moved = before.courses[0].sessions
    world.offers(course("IA-101", *moved[1:]), course("IA-900", moved[0], partner="mila"))
    with world.unit() as unit:
        assert following.follow(unit, before, world.offer).changed == 1
    after = world.read(made)
    assert (after.course_code, after.partner_code) == ("IA-900", "mila")


def test_a_contact_is_told_once_for_all_the_places_of_her_group(world: World) -> None:
    contact = world.person(1)
    with world.unit() as unit:
        people = [groups.Participant("Zoé", str(number)) for number in range(3)]
        groups.register_group(unit, contact, "S1", people, organisation="Scierie", language="fr", request="r")
    assert world.follows("S1", **LATER).moved == 3
    assert kinds(world) == ["session_moved"]


def test_nobody_is_told_of_a_session_that_is_over(world: World) -> None:
    world.crowd(1)
    world.wait(days=60)
    world.follows("S1", schedule=text("10 h"))
    assert kinds(world) == []
