"""Places and states at the edges of days, time zones and the change of hour."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from catalogue.answers.availability import State, availability, begins, closes
from catalogue.offer.model import Session, Text

TORONTO = ZoneInfo("America/Toronto")


def session(**more: object) -> Session:
    base: dict[str, object] = {
        "code": "S",
        "starts": date(2030, 3, 20),
        "ends": date(2030, 3, 21),
        "schedule": Text(fr="mercredi", en="Wednesday"),
        "format": "online",
        "language": "fr",
        "seats": 2,
    }
    return Session.model_validate(base | more)


def at(*when: int, zone: ZoneInfo = TORONTO) -> datetime:
    return datetime(*when, tzinfo=zone)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("moment", "state"),
    [
        (at(2030, 3, 8, 23, 59, 58), State.OPEN),
        (at(2030, 3, 8, 23, 59, 59), State.OPEN),
        (at(2030, 3, 9, 0, 0, 0), State.CLOSED),
        (at(2030, 3, 20, 0, 0, 0), State.STARTED),
        (at(2030, 3, 21, 23, 59, 59), State.STARTED),
        (at(2030, 3, 22, 0, 0, 0), State.PAST),
    ],
)
def test_a_session_closes_after_its_last_day_to_register(moment: datetime, state: State) -> None:
    assert availability(session(register_by=date(2030, 3, 8)), moment).state is state


def test_the_last_day_is_the_session_s_own() -> None:
    halifax = session(register_by=date(2030, 3, 8), timezone="America/Halifax")
    assert availability(halifax, at(2030, 3, 8, 22, 59, 59)).state is State.OPEN
    assert availability(halifax, at(2030, 3, 8, 23, 0, 0)).state is State.CLOSED


def test_the_change_of_hour_does_not_move_midnight() -> None:
    spring = session(register_by=date(2030, 3, 10))
    assert closes(spring) == at(2030, 3, 11)
    assert availability(spring, datetime(2030, 3, 11, 3, 59, 59, tzinfo=UTC)).state is State.OPEN
    assert availability(spring, datetime(2030, 3, 11, 4, 0, 0, tzinfo=UTC)).state is State.CLOSED
    autumn = session(register_by=date(2030, 11, 3), starts=date(2030, 12, 1), ends=date(2030, 12, 1))
    assert closes(autumn) - at(2030, 11, 3) == timedelta(days=1)
    assert availability(autumn, datetime(2030, 11, 4, 4, 59, 59, tzinfo=UTC)).state is State.OPEN
    assert availability(autumn, datetime(2030, 11, 4, 5, 0, 0, tzinfo=UTC)).state is State.CLOSED


def test_without_a_last_day_it_closes_as_it_begins() -> None:
    timed = session(starts=datetime(2030, 3, 20, 18, 30), ends=datetime(2030, 3, 20, 21))  # noqa: DTZ001  (local to the session)
    assert availability(timed, at(2030, 3, 20, 18, 29, 59)).state is State.OPEN
    assert availability(timed, at(2030, 3, 20, 18, 30)).state is State.STARTED
    assert availability(timed, at(2030, 3, 20, 21, 0, 1)).state is State.PAST


def test_its_first_meeting_is_its_beginning() -> None:
    met = session(meetings=({"starts": "2030-03-20T18:30", "ends": "2030-03-20T21:30"},))
    assert begins(met) == at(2030, 3, 20, 18, 30)


def test_one_may_join_late_until_the_last_day_to_register() -> None:
    assert availability(session(register_by=date(2030, 3, 20)), at(2030, 3, 20, 12)).state is State.OPEN


def test_places_are_counted_from_those_taken() -> None:
    now = at(2030, 3, 1)
    assert availability(session(), now).places == 2
    assert availability(session(), now, {"S": 1}).places == 1
    assert availability(session(), now, {"S": 2}).state is State.FULL
    assert availability(session(), now, {"S": 5}).places == 0
    assert availability(session(seats=None), now, {"S": 500}) == availability(session(seats=None), now)
    assert availability(session(seats=0), now).state is State.FULL


def test_cancelled_and_withdrawn_come_before_all_else() -> None:
    now = at(2031, 1, 1)
    assert availability(session(cancelled=True), now).state is State.CANCELLED
    assert availability(session(cancelled=True, withdrawn=True), now).state is State.WITHDRAWN


def test_a_moment_without_a_zone_is_the_programme_s() -> None:
    naive = datetime(2030, 3, 8, 23, 59, 58)  # noqa: DTZ001  (what is tested)
    assert availability(session(register_by=date(2030, 3, 8)), naive).state is State.OPEN
