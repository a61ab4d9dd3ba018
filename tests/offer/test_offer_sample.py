"""The bundled sample is whole, bilingual, and never looks expired."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.offer.model import Catalogue, Session
from catalogue.offer.reading import read_catalogue
from catalogue.offer.sample import SAMPLE, sample_catalogue


def sessions(given: Catalogue) -> list[Session]:
    return [session for _, session in given.sessions()]


@pytest.fixture(scope="module")
def authored() -> Catalogue:
    return read_catalogue(SAMPLE)


@settings(max_examples=25, deadline=None, derandomize=True)
@given(today=st.dates(date(2024, 1, 1), date(2060, 1, 1)))
def test_no_date_of_the_sample_is_past_and_the_first_start_is_near(today: date) -> None:
    shifted = sessions(sample_catalogue(today))
    assert min(session.first_day for session in shifted) >= today + timedelta(days=7)
    assert min(session.first_day for session in shifted) < today + timedelta(days=70)
    assert min(session.register_by for session in shifted if session.register_by) >= today


@pytest.mark.parametrize("today", [date(2026, 11, 23), date(2027, 3, 10), date(2031, 2, 28)])
def test_the_shift_is_by_whole_weeks_and_keeps_local_times(today: date, authored: Catalogue) -> None:
    pairs = list(zip(sessions(authored), sessions(sample_catalogue(today)), strict=True))
    shifts = {(after.first_day - before.first_day).days for before, after in pairs}
    assert len(shifts) == 1
    assert shifts.pop() % 7 == 0
    for before, after in pairs:
        assert [m.starts.time() for m in before.meetings] == [m.starts.time() for m in after.meetings]
        assert [m.ends.weekday() for m in before.meetings] == [m.ends.weekday() for m in after.meetings]


def test_the_sample_has_what_the_programme_promises(authored: Catalogue) -> None:
    assert len(authored.courses) >= 40
    assert len(sessions(authored)) >= 100
    assert len({session.region for session in sessions(authored)} - {None}) == 17
    assert authored.faq
