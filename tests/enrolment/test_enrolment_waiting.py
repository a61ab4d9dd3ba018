"""The waiting list: its order, its offers, its silences."""

from datetime import timedelta

import pytest
from support.world import World, course, session

from enrolment.registration import registering, standing, waiting
from enrolment.registration.refusals import OfferOver
from enrolment.registration.states import Status
from enrolment.registration.values import Registration


def one_seat(world: World) -> World:
    return world.offers(course("IA-101", session("S1", seats=1), session("S2", seats=1)))


def withdraw(world: World, registration: Registration) -> None:
    with world.unit() as unit:
        registering.withdraw(unit, world.owner(registration), registration.id)


def position(world: World, registration: Registration) -> int | None:
    with world.unit() as unit:
        return standing.where_am_i(unit, world.owner(registration), registration.id).position


def settle(world: World) -> waiting.Round:
    with world.unit() as unit:
        return waiting.settle(unit)


def test_a_freed_place_is_offered_to_the_first_alone_and_newcomers_go_behind(world: World) -> None:
    holder, first, second, third = one_seat(world).crowd(4)
    assert [position(world, each) for each in (first, second, third)] == [1, 2, 3]
    withdraw(world, holder)
    assert world.statuses(holder, first, second, third) == ["cancelled", "offered", "waitlisted", "waitlisted"]
    newcomer = world.register(world.person(1))
    assert (newcomer.registration.status, newcomer.position) == (Status.WAITLISTED, 3)
    assert [position(world, each) for each in (first, second, third)] == [None, 1, 2]


def test_accepting_gives_the_place_and_twice_is_once(world: World) -> None:
    holder, first = one_seat(world).crowd(2)
    withdraw(world, holder)
    for _ in range(2):
        with world.unit() as unit:
            assert waiting.accept(unit, world.owner(first), first.id).status is Status.PRE_REGISTERED
    with world.unit() as unit:
        assert registering.places(unit, "S1").taken == 1


def test_declining_an_offer_closes_the_registration_and_passes_the_place_on(world: World) -> None:
    holder, first, second = one_seat(world).crowd(3)
    withdraw(world, holder)
    for _ in range(2):
        with world.unit() as unit:
            assert waiting.decline_offer(unit, world.owner(first), first.id).status_reason == "offer_declined"
    assert world.statuses(first, second) == ["cancelled", "offered"]


def test_silence_once_sends_to_the_back_and_twice_expires(world: World) -> None:
    holder, first, second = one_seat(world).crowd(3)
    withdraw(world, holder)
    world.wait(hours=49)
    assert settle(world).lapsed == 1
    assert world.statuses(first, second) == ["waitlisted", "offered"]
    assert (world.read(first).wait_seq, world.read(first).silent_offers) == (3, 1)
    world.wait(hours=49)
    settle(world)
    assert world.statuses(first, second) == ["offered", "waitlisted"]
    world.wait(hours=49)
    settle(world)
    assert world.statuses(first, second) == ["expired", "offered"]
    kinds = [row["kind"] for row in world.rows("outbox") if row["person_id"] == first.person_id]
    assert kinds == ["offer_made", "offer_lapsed", "offer_made", "offer_expired"]


def test_an_expired_person_rejoins_with_one_tap_and_two_taps_are_one(world: World) -> None:
    holder, first, second = one_seat(world).crowd(3)
    withdraw(world, holder)
    for _ in range(3):
        world.wait(hours=49)
        settle(world)
    again = []
    for _ in range(2):
        with world.unit() as unit:
            again.append(registering.rejoin(unit, world.owner(first), first.id))
    assert [each.created for each in again] == [True, False]
    assert again[0].registration.id == again[1].registration.id != first.id
    assert again[0].registration.status is Status.WAITLISTED
    assert world.statuses(second) == ["offered"]


def test_an_offer_over_is_refused_even_before_the_clock_comes_by(world: World) -> None:
    holder, first, second = one_seat(world).crowd(3)
    withdraw(world, holder)
    world.wait(hours=49)
    with pytest.raises(OfferOver), world.unit() as unit:
        waiting.accept(unit, world.owner(first), first.id)
    assert settle(world) == waiting.Round(lapsed=1, offered=1)
    assert settle(world) == waiting.Round()
    with pytest.raises(OfferOver), world.unit() as unit:
        waiting.accept(unit, world.owner(first), first.id)
    assert world.statuses(first, second) == ["waitlisted", "offered"]


def test_someone_promoted_who_withdraws_does_not_return_to_the_list(world: World) -> None:
    holder, first, second = one_seat(world).crowd(3)
    withdraw(world, holder)
    with world.unit() as unit:
        waiting.accept(unit, world.owner(first), first.id)
    withdraw(world, first)
    assert world.statuses(first, second) == ["cancelled", "offered"]


def test_places_added_are_offered_in_order_by_the_clock(world: World) -> None:
    _, *waiters = one_seat(world).crowd(5)
    world.reseat("S1", 3)
    assert settle(world).offered == 2
    assert world.statuses(*waiters) == ["offered", "offered", "waitlisted", "waitlisted"]


def test_seats_lowered_remove_nobody_and_give_nothing_until_there_is_room(world: World) -> None:
    crowd = world.crowd(6)
    world.reseat("S1", 2)
    for each in crowd[:3]:
        withdraw(world, each)
    assert world.statuses(*crowd) == ["cancelled"] * 3 + ["pre_registered"] * 2 + ["waitlisted"]
    withdraw(world, crowd[3])
    assert world.statuses(crowd[5]) == ["offered"]


def test_the_list_closes_with_the_start_of_the_session(world: World) -> None:
    holder, first, second = one_seat(world).crowd(3)
    withdraw(world, holder)
    world.wait(days=50)
    settle(world)
    assert world.statuses(first, second) == ["expired", "expired"]
    assert [world.read(each).status_reason for each in (first, second)] == ["session_started"] * 2
    assert settle(world) == waiting.Round()


def test_several_places_freed_at_once_are_all_offered(world: World) -> None:
    crowd = world.crowd(9)
    with world.unit() as unit:
        for each in crowd[:3]:
            registering.withdraw(unit, world.owner(each), each.id)
    assert world.statuses(*crowd[5:]) == ["offered"] * 3 + ["waitlisted"]


def test_an_offer_lasts_a_sixth_of_the_time_left_and_tells_until_when(world: World) -> None:
    holder, first = one_seat(world).crowd(2)
    world.now = world.read(first).starts_at - timedelta(hours=62)
    withdraw(world, holder)
    with world.unit() as unit:
        ends = standing.where_am_i(unit, world.owner(first), first.id).offer_ends
    assert ends == world.now + timedelta(hours=62) / 6
    (message,) = [row for row in world.rows("outbox") if row["kind"] == "offer_made"]
    assert message["params"]["ends_at"] == ends.isoformat()
