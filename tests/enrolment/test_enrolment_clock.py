"""A clock put forward or back (a step of NTP, a dead battery): everything happens once, nothing stays held."""

import contextlib
import random
from collections import Counter
from datetime import timedelta

import pytest
from support.world import World, course, session

from enrolment import doctor
from enrolment.registration import registering, reminders, waiting
from enrolment.registration.refusals import OfferOver
from enrolment.registration.values import Registration
from enrolment.store import inbox, offers
from enrolment.store.inbox import Incoming


def settle(world: World) -> waiting.Round:
    with world.unit() as unit:
        return waiting.settle(unit)


def freed(world: World, people: int) -> list[Registration]:
    """One place held and given back, the others waiting; the first of them is offered it."""
    holder, *others = world.offers(course("IA-101", session("S1", seats=1))).crowd(people)
    with world.unit() as unit:
        registering.withdraw(unit, world.owner(holder), holder.id)
    return others


def test_an_offer_neither_ends_sooner_nor_is_made_again_when_the_clock_goes_back(world: World) -> None:
    first, second = freed(world, 3)
    world.wait(hours=-5)
    assert settle(world) == waiting.Round()
    assert world.statuses(first, second) == ["offered", "waitlisted"]
    with world.unit() as unit:
        waiting.accept(unit, world.owner(first), first.id)
    assert world.statuses(first, second) == ["pre_registered", "waitlisted"]


def test_an_offer_that_ended_while_the_clock_was_ahead_stays_ended_and_its_place_is_held_once(world: World) -> None:
    first, second = freed(world, 3)
    world.wait(hours=49)
    assert settle(world) == waiting.Round(lapsed=1, offered=1)
    world.wait(hours=-49)
    assert settle(world) == waiting.Round()
    assert world.statuses(first, second) == ["waitlisted", "offered"]
    with pytest.raises(OfferOver), world.unit() as unit:
        waiting.accept(unit, world.owner(first), first.id)
    with world.unit() as unit:
        waiting.accept(unit, world.owner(second), second.id)
        assert registering.places(unit, "S1").taken == 1


@pytest.mark.parametrize("seed", range(6))
def test_whatever_the_clock_does_each_thing_happens_once_and_nobody_stands_twice(world: World, seed: int) -> None:
    chance = random.Random(seed)
    people = freed(world, 6)
    for each in people[:3]:
        with world.unit() as unit:
            reminders.wish(unit, world.owner(each))
    for _ in range(60):
        world.wait(minutes=chance.choice([-2880, -180, -60, -1, 1, 5, 60, 600, 2940]))
        settle(world)
        with world.unit() as unit:
            reminders.remind(unit)
            held = [each for each in people if offers.open_of(unit.session, each.id)]
        if held and chance.random() < 0.2:
            with contextlib.suppress(OfferOver), world.unit() as unit:
                waiting.decline_offer(unit, world.owner(held[0]), held[0].id)
    with world.unit() as unit:
        assert doctor.breaches(unit) == ()
    told = Counter((row["person_id"], row["kind"], str(row["params"].get("offer_id", ""))) for row in world.rows("outbox"))
    assert not [what for what, times in told.items() if what[2] and times > 1]
    assert sum(row["kind"].startswith("remind") for row in world.rows("outbox")) <= 2 * 3


def test_what_a_dead_process_had_claimed_while_the_clock_was_ahead_is_free_at_once(world: World) -> None:
    with world.unit() as unit:
        inbox.receive(unit.session, world.vault, [Incoming(1, 7, b"{}")], world.now)
        assert inbox.claim(unit.session, world.vault, "dead", world.now + timedelta(hours=3), limit=5)
        assert [each.update_id for each in inbox.claim(unit.session, world.vault, "alive", world.now, limit=5)] == [1]
