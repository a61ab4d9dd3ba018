"""Alerts: told once when a session opens or a place is freed, of what was asked for and of nothing else."""

from datetime import date

import pytest
from support.world import World, course, session

from catalogue.offer.model import Format, Topic
from catalogue.reading.values import Filters
from enrolment.registration import alerts, erasure, registering
from enrolment.registration.alerts import Wanted
from enrolment.registration.refusals import TooManyAlerts
from enrolment.store import outbox


def told(world: World) -> list[list[str]]:
    return [row["params"]["session_codes"] for row in world.rows("outbox") if row["kind"] == "alert"]


def tick(world: World) -> int:
    world.wait(seconds=5)
    with world.unit() as unit:
        return alerts.tell(unit)


def asks(world: World, person: str, wanted: Wanted) -> bool:
    with world.unit() as unit:
        return alerts.ask(unit, person, wanted)


def test_a_course_without_session_is_told_once_when_it_has_one(world: World) -> None:
    world.offers(course("IA-101", session("S1")), course("IA-900"))
    person = world.person(1)
    assert [asks(world, person, Wanted("IA-900")) for _ in range(2)] == [True, False]
    assert tick(world) == 0
    world.offers(course("IA-101", session("S1")), course("IA-900", session("N1")))
    assert [tick(world), tick(world)] == [1, 0]
    assert told(world) == [["N1"]]


def test_a_freed_place_is_told_to_who_waits_to_be_told_and_never_twice(world: World) -> None:
    world.offers(course("IA-101", session("S1", seats=1)))
    (first,) = world.crowd(1)
    person = world.person(1)
    asks(world, person, Wanted("IA-101"))
    tick(world)
    for _ in range(2):
        with world.unit() as unit:
            registering.withdraw(unit, world.owner(first), first.id)
        tick(world)
        (first,) = world.crowd(1)
        tick(world)
    assert told(world) == [["S1"]]


def test_a_freed_place_goes_to_the_list_before_any_alert(world: World) -> None:
    world.offers(course("IA-101", session("S1", seats=1)))
    first, _ = world.crowd(2)
    asks(world, world.person(1), Wanted("IA-101"))
    with world.unit() as unit:
        registering.withdraw(unit, world.owner(first), first.id)
    tick(world)
    assert told(world) == []


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(region="laval"), ["N1"]),
        (Filters(format="online"), ["N2"]),
        (Filters(topic="nlp"), ["N1", "N2"]),
        (Filters(topic="nlp", region="laval"), ["N1"]),
        (Filters(starts_from=date(2026, 11, 1), starts_to=date(2026, 11, 30)), ["N3"]),
        (Filters(city="Gaspé"), None),
    ],
)
def test_an_import_is_told_to_those_it_fits(world: World, filters: Filters, expected: list[str] | None) -> None:
    person = world.person(1)
    asks(world, person, Wanted(filters=filters))
    tick(world)
    old = world.offer.courses
    laval = session("N1", city="Laval", region="laval")
    online = session("N2", format=Format.ONLINE, city=None, region=None)
    november = session("N3", starts=date(2026, 11, 9), ends=date(2026, 11, 9))
    world.offers(*old, course("IA-900", laval, online, topics=("nlp",)), course("IA-901", november))
    world.offer = world.offer.model_copy(update={"topics": (Topic(code="nlp", name=world.offer.programme.name),)})
    tick(world)
    tick(world)
    assert told(world) == ([expected] if expected else [])


def test_she_is_told_nothing_of_a_session_she_is_in_nor_after_she_stops(world: World) -> None:
    person, other = world.person(1), world.person(2)
    for each in (person, other):
        asks(world, each, Wanted("IA-101"))
    tick(world)
    world.offers(course("IA-101", session("S1"), session("S2"), session("N1")))
    world.register(person, "N1")
    with world.unit() as unit:
        (hers,) = alerts.of_person(unit, other)
        assert [alerts.stop(unit, each, hers.id) for each in (person, other, other)] == [False, True, False]
    tick(world)
    assert told(world) == []


def test_what_is_no_longer_open_when_the_message_leaves_may_be_told_another_time(world: World) -> None:
    person = world.person(1)
    asks(world, person, Wanted("IA-900"))
    world.offers(course("IA-900", session("N1", seats=1)))
    tick(world)
    (taken,) = world.crowd(1, "N1")
    with world.unit() as unit:
        (message,) = outbox.claim_due(unit.session, "test", unit.now)
        assert alerts.still_open(unit, message.params["alert_id"], message.params["session_codes"]) == []
    tick(world)
    with world.unit() as unit:
        registering.withdraw(unit, world.owner(taken), taken.id)
    tick(world)
    assert told(world) == [["N1"], ["N1"]]


def test_alerts_are_sealed_limited_and_gone_with_an_erasure(world: World) -> None:
    person = world.person(1)
    for number in range(alerts.MOST):
        asks(world, person, Wanted(filters=Filters(city=f"Ville{number}")))
    with pytest.raises(TooManyAlerts):
        asks(world, person, Wanted("IA-101"))
    assert "Ville1" not in str(world.rows("alert"))
    with world.unit() as unit:
        erasure.erase(unit, person)
    assert (world.rows("alert"), world.rows("alert_told")) == ([], [])


def test_nothing_unasked_leaves_in_quiet_hours(world: World) -> None:
    person = world.person(1)
    asks(world, person, Wanted("IA-900"))
    world.wait(hours=13)  # eleven in the evening
    world.offers(course("IA-900", session("N1")))
    tick(world)
    (row,) = [row for row in world.rows("outbox") if row["kind"] == "alert"]
    assert row["not_before"].astimezone(world.rules.zone).hour == 8
