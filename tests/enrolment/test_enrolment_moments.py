"""When offers end: elapsed hours, quiet hours, both changes of clock, sessions elsewhere."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from support.world import session

from enrolment.registration.moments import after_quiet, closes_at, day_bounds, ends_at, offer_end, starts_at, told_at
from enrolment.registration.unit import Rules

TORONTO, HALIFAX = ZoneInfo("America/Toronto"), ZoneInfo("America/Halifax")
RULES = Rules()
FAR = datetime(2027, 6, 1, tzinfo=UTC)


def at(words: str, zone: ZoneInfo = TORONTO) -> datetime:
    return datetime.fromisoformat(words).replace(tzinfo=zone)


def end(made: str, start: str | None = None, zone: ZoneInfo = TORONTO, rules: Rules = RULES) -> str:
    begins = at(start, zone) if start else FAR
    return offer_end(at(made, zone).astimezone(UTC), begins.astimezone(UTC), rules, zone).astimezone(zone).isoformat()


@pytest.mark.parametrize(
    ("made", "start", "expected"),
    [
        ("2026-10-06T10:00", None, "2026-10-08T10:00:00-04:00"),  # 48 h
        ("2026-10-31T09:00", None, "2026-11-02T08:00:00-05:00"),  # elapsed across the autumn change
        ("2026-03-07T09:00", None, "2026-03-09T10:00:00-04:00"),  # and the spring one
        ("2026-10-06T10:00", "2026-10-07T22:00", "2026-10-06T16:00:00-04:00"),  # a sixth of 36 h
        ("2026-10-06T10:00", "2026-10-06T18:00", "2026-10-06T12:00:00-04:00"),  # not under two hours
        ("2026-10-06T10:00", "2026-10-06T11:00", "2026-10-06T11:00:00-04:00"),  # never after the start
        ("2026-10-06T16:00", "2026-10-08T16:00", "2026-10-07T08:00:00-04:00"),  # midnight is quiet: the morning
        ("2026-10-06T20:30", "2026-10-07T05:30", "2026-10-06T22:30:00-04:00"),  # the start forces it
        ("2026-10-06T23:00", "2026-10-07T20:00", "2026-10-07T10:00:00-04:00"),  # told at eight: two hours from then
        ("2026-10-31T23:30", "2026-11-01T18:00", "2026-11-01T10:00:00-05:00"),  # the same in the night of the change
    ],
)
def test_an_offer_ends_when_the_contract_says(made: str, start: str | None, expected: str) -> None:
    assert end(made, start) == expected


def test_an_offer_in_halifax_keeps_halifaxs_quiet_hours() -> None:
    assert end("2026-10-05T22:30", zone=HALIFAX) == "2026-10-08T08:00:00-03:00"
    assert end("2026-10-06T21:30", zone=HALIFAX) == "2026-10-08T21:30:00-03:00"


def test_short_settings_shorten_the_floor_too() -> None:
    assert end("2026-10-06T10:00", rules=Rules(offer_hours=0.5)) == "2026-10-06T10:30:00-04:00"


def test_without_quiet_hours_an_offer_may_end_at_night() -> None:
    assert end("2026-10-06T16:00", "2026-10-08T16:00", rules=Rules(quiet_hours=None)) == "2026-10-07T00:00:00-04:00"


def test_quiet_hours_within_one_day_are_kept_too() -> None:
    rules = Rules(quiet_hours=(time(12), time(13)))
    assert after_quiet(at("2026-10-06T12:30"), rules, TORONTO) == at("2026-10-06T13:00")
    assert after_quiet(at("2026-10-06T13:00"), rules, TORONTO) == at("2026-10-06T13:00")


def test_a_message_waits_for_the_morning_unless_the_session_comes_first() -> None:
    night = at("2026-10-06T23:00").astimezone(UTC)
    assert told_at(night, FAR, RULES, TORONTO) == at("2026-10-07T08:00")
    assert told_at(night, at("2026-10-07T07:00"), RULES, TORONTO) == night


@pytest.mark.parametrize(("day", "hours"), [(date(2026, 3, 8), 23), (date(2026, 11, 1), 25), (date(2026, 6, 1), 24)])
def test_a_day_has_the_hours_it_has(day: date, hours: int) -> None:
    since, until = day_bounds(day, day, TORONTO)
    assert since is not None
    assert until is not None
    assert until - since == timedelta(hours=hours)


def test_a_session_starts_closes_and_ends_where_it_is() -> None:
    here = session("S1", timezone="America/Halifax", register_by=date(2026, 11, 1))
    there = session("S1", starts=datetime(2026, 11, 2, 18, 30), ends=datetime(2026, 11, 2, 21, 30))  # noqa: DTZ001  (local words)
    assert starts_at(here, RULES) == at("2026-10-12T00:00", HALIFAX)
    assert ends_at(here, RULES) == at("2026-10-16T23:59:59", HALIFAX)
    assert starts_at(there, RULES) == at("2026-11-02T18:30")
    assert closes_at(there, RULES) == at("2026-11-02T18:30")
    assert closes_at(session("S1", register_by=date(2026, 10, 1)), RULES) == at("2026-10-01T23:59:59")
