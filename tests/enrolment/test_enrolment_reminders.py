"""Reminders: a week and a day before, once each, whatever restarts and clocks do, for those who asked."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from support.world import World, course, session

from enrolment.registration import erasure, registering, reminders


def told(world: World) -> list[str]:
    return [row["params"]["before"] for row in world.rows("outbox") if row["kind"] == "reminder"]


def wishes(world: World, person: str) -> None:
    with world.unit() as unit:
        reminders.wish(unit, person)


def lives(world: World, until: datetime, step: timedelta = timedelta(hours=1)) -> list[datetime]:
    """The clock's rounds until then, two at each moment; when something was promised."""
    sent = []
    while world.now < until:
        for _ in range(2):
            with world.unit() as unit:
                if reminders.remind(unit):
                    sent.append(unit.now)
        world.now += step
    return sent


def test_a_week_and_a_day_before_at_nine_once_each(world: World) -> None:
    (made,) = world.crowd(1)
    wishes(world, world.owner(made))
    sent = lives(world, datetime(2026, 10, 20, tzinfo=UTC))
    local = [each.astimezone(world.rules.zone) for each in sent]
    assert [(each.date(), each.hour) for each in local] == [(date(2026, 10, 5), 9), (date(2026, 10, 11), 9)]
    assert told(world) == ["week", "day"]


def test_nobody_is_reminded_who_did_not_ask_or_no_longer_wants_it(world: World) -> None:
    silent, quiet, gone = world.crowd(3)
    for each in (quiet, gone):
        wishes(world, world.owner(each))
    with world.unit() as unit:
        reminders.unwish(unit, world.owner(quiet))
        registering.withdraw(unit, world.owner(gone), gone.id)
    lives(world, datetime(2026, 10, 20, tzinfo=UTC), timedelta(hours=6))
    assert told(world) == []
    assert silent.active


def test_the_program_asleep_at_the_hour_reminds_when_it_wakes(world: World) -> None:
    (made,) = world.crowd(1)
    wishes(world, world.owner(made))
    world.now = datetime(2026, 10, 11, 20, tzinfo=UTC)
    lives(world, datetime(2026, 10, 20, tzinfo=UTC), timedelta(hours=6))
    assert told(world) == ["day"]


def test_who_registers_or_asks_late_is_not_reminded_of_a_week_gone(world: World) -> None:
    world.now = datetime(2026, 10, 8, 15, tzinfo=UTC)
    (made,) = world.crowd(1)
    wishes(world, world.owner(made))
    lives(world, datetime(2026, 10, 20, tzinfo=UTC), timedelta(hours=3))
    assert told(world) == ["day"]


def test_a_session_moved_is_reminded_for_its_new_dates(world: World) -> None:
    (made,) = world.crowd(1)
    wishes(world, world.owner(made))
    lives(world, datetime(2026, 10, 6, tzinfo=UTC), timedelta(hours=6))
    world.follows("S1", starts=date(2026, 11, 9), ends=date(2026, 11, 13))
    lives(world, datetime(2026, 11, 20, tzinfo=UTC), timedelta(hours=6))
    assert told(world) == ["week", "week", "day"]


@pytest.mark.parametrize(
    ("starts", "zone"),
    [
        (datetime(2026, 3, 8, 2, 30), "America/Toronto"),  # noqa: DTZ001  (an hour that the clocks skip there)
        (datetime(2026, 11, 1, 1, 30), "America/Toronto"),  # noqa: DTZ001  (an hour that comes twice)
        (datetime(2026, 11, 2, 9, 0), "America/Halifax"),  # noqa: DTZ001  (local to its place)
    ],
)
def test_clock_changes_neither_double_nor_lose_a_reminder(world: World, starts: datetime, zone: str) -> None:
    world.now = (starts - timedelta(days=12)).replace(tzinfo=UTC)
    world.offers(course("IA-101", session("S1", starts=starts, ends=starts + timedelta(hours=6), timezone=zone)))
    (made,) = world.crowd(1)
    wishes(world, world.owner(made))
    sent = lives(world, (starts + timedelta(days=2)).replace(tzinfo=UTC), timedelta(minutes=30))
    assert told(world) == ["week", "day"]
    assert [each.astimezone(ZoneInfo(zone)).hour for each in sent] == [9, 9]


def test_the_wall_clock_set_back_an_hour_reminds_nobody_twice(world: World) -> None:
    (made,) = world.crowd(1)
    wishes(world, world.owner(made))
    world.now = datetime(2026, 10, 11, 13, 30, tzinfo=UTC)
    with world.unit() as unit:
        assert reminders.remind(unit) == 1
    world.wait(hours=-1)
    lives(world, datetime(2026, 10, 12, tzinfo=UTC))
    assert told(world) == ["day"]


def test_an_erasure_forgets_the_wish(world: World) -> None:
    (made,) = world.crowd(1)
    wishes(world, world.owner(made))
    with world.unit() as unit:
        erasure.erase(unit, world.owner(made))
    assert world.rows("reminder_wish") == []
