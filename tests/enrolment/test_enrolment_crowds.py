"""Places are exact, whatever the number of processes; and the test that says so fails where the guard is off."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from threading import Event

import pytest
from sqlalchemy import update
from support.crowding import race
from support.world import World, course, session

from enrolment.registration import groups, registering, waiting
from enrolment.registration.groups import Participant
from enrolment.registration.refusals import OfferOver
from enrolment.registration.unit import one_unit
from enrolment.registration.values import Registration
from enrolment.store.sql import run, table


def crowd(world: World, seats: int, people: int) -> list[str]:
    world.offers(course("IA-101", session("S1", seats=seats)))
    return [world.person(number) for number in range(people)]


def check(said: list[tuple[str, int | None]], seats: int) -> None:
    assert sorted(state for state, _ in said) == ["pre_registered"] * seats + ["waitlisted"] * (len(said) - seats)
    assert sorted(rank for _, rank in said if rank is not None) == list(range(1, len(said) - seats + 1))


def test_eight_processes_on_two_places_give_exactly_two(world: World) -> None:
    check(race(world, crowd(world, 2, 8)), 2)


@pytest.mark.slow
def test_fifty_processes_on_five_places_give_exactly_five_and_ranks_without_gap(world: World) -> None:
    check(race(world, crowd(world, 5, 50)), 5)


@pytest.mark.slow
def test_without_the_guard_the_same_crowd_gets_more_than_there_is(planted: World) -> None:
    said = race(planted, crowd(planted, 5, 50), guarded=False)
    assert sum(state == "pre_registered" for state, _ in said) > 5


def test_the_same_person_from_eight_processes_is_registered_once(world: World) -> None:
    world.offers(course("IA-101", session("S1", seats=5)))
    said = race(world, [world.person(1)] * 8)
    assert said == [("pre_registered", None)] * 8
    assert len(world.rows("registration")) == 1


def test_a_group_and_two_single_people_at_once_leave_the_group_whole(world: World) -> None:
    world.offers(course("IA-101", session("S1", seats=3)))
    contact, *others = [world.person(number) for number in range(3)]

    def together() -> list[str]:
        with world.unit() as unit:
            people = [Participant()] * 3
            made = groups.register_group(unit, contact, "S1", people, organisation="Scierie", language="fr", request="r")
        return [each.status.value for each in made.registrations]

    with ThreadPoolExecutor(3) as pool:
        singles = [pool.submit(world.register, person) for person in others]
        group = pool.submit(together).result()
    assert len(set(group)) == 1
    held = sum(one.result().registration.holds_place for one in singles)
    assert held == 0 if group[0] == "pre_registered" else held <= 2


def test_a_writer_that_holds_the_database_for_two_seconds_delays_and_fails_nobody(world: World) -> None:
    world.offers(course("IA-101", session("S1", seats=1)))
    people = [world.person(number) for number in range(4)]
    begun, gone = Event(), Event()

    def holds() -> None:
        with world.database.writing() as opened:
            run(opened, update(table("place_count")).values(taken=table("place_count").c.taken))
            begun.set()
            gone.wait(2)

    with ThreadPoolExecutor(5) as pool:
        holder = pool.submit(holds)
        begun.wait()
        made = [pool.submit(world.register, person) for person in people]
        states = sorted(each.result().registration.status.value for each in made)
        holder.result()
    assert states == ["pre_registered"] + ["waitlisted"] * 3


@pytest.mark.parametrize("trials", [3, pytest.param(1000, marks=pytest.mark.slow)])
def test_accept_and_expiry_at_the_same_instant_leave_the_place_with_one_person(world: World, trials: int) -> None:
    world.offers(course("IA-101", session("S1", seats=1, starts=date(2099, 1, 1), ends=date(2099, 1, 2))))
    holder = world.crowd(1)[0]
    for trial in range(trials):
        first, second = world.crowd(2, first=10_000 + 2 * trial)
        with world.unit() as unit:
            registering.withdraw(unit, world.owner(holder), holder.id)
        holder = _held_by_one(world, first, second)


def _held_by_one(world: World, first: Registration, second: Registration) -> Registration:
    """One thread takes the place an instant before its offer ends, the other ends it an instant after; who has it in the end."""
    ends = max(row["ends_at"] for row in world.rows("place_offer"))
    with ThreadPoolExecutor(2) as pool:
        accepted = pool.submit(_accept, world, first, ends - timedelta(microseconds=1))
        settled = pool.submit(_settle, world, ends)
        assert (accepted.result(), settled.result()) in ((True, 0), (False, 1))
    states = world.statuses(first, second)
    assert states in (["pre_registered", "waitlisted"], ["waitlisted", "offered"])
    world.now = ends
    mine, other = (first, second) if states[0] == "pre_registered" else (second, first)
    with world.unit() as unit:
        registering.withdraw(unit, world.owner(other), other.id)
        return waiting.accept(unit, world.owner(mine), mine.id)


def _accept(world: World, registration: Registration, now: datetime) -> bool:
    try:
        with one_unit(world.database, world.vault, world.offer, world.rules, now=now) as unit:
            waiting.accept(unit, world.owner(registration), registration.id)
    except OfferOver:
        return False
    return True


def _settle(world: World, now: datetime) -> int:
    with one_unit(world.database, world.vault, world.offer, world.rules, now=now) as unit:
        return waiting.settle(unit).lapsed
