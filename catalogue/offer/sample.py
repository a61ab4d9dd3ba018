"""The bundled sample catalogue, its dates shifted by whole weeks so that it never looks expired."""

from datetime import date, timedelta
from functools import cache
from pathlib import Path

from catalogue.offer.model import Catalogue, Course, Meeting, Session
from catalogue.offer.reading import read_catalogue

SAMPLE = Path(__file__).parent.parent / "sample" / "sample.yaml"
SOONEST = timedelta(days=7)  # the first session starts in one to two weeks, later only if its registration would be closed
WEEK = timedelta(weeks=1)


def sample_catalogue(today: date) -> Catalogue:
    """The sample as of today: weekdays and local times are kept."""
    authored = _authored()
    shift = _shift(authored, today)
    return authored.model_copy(update={"courses": tuple(_shifted(course, shift) for course in authored.courses)})


@cache
def _authored() -> Catalogue:
    return read_catalogue(SAMPLE)


def _shift(catalogue: Catalogue, today: date) -> timedelta:
    """The fewest whole weeks that bring the first start a week ahead and no last day to register before today."""
    sessions = [session for _, session in catalogue.sessions()]
    lacking = [today + SOONEST - session.first_day for session in sessions]
    lacking += [today - session.register_by for session in sessions if session.register_by]
    return -(-max(lacking, default=timedelta()) // WEEK) * WEEK


def _shifted(course: Course, shift: timedelta) -> Course:
    return course.model_copy(update={"sessions": tuple(_moved(session, shift) for session in course.sessions)})


def _moved(session: Session, shift: timedelta) -> Session:
    moved = {
        "starts": session.starts + shift,
        "ends": session.ends + shift,
        "register_by": session.register_by and session.register_by + shift,
        "meetings": tuple(Meeting(starts=meeting.starts + shift, ends=meeting.ends + shift) for meeting in session.meetings),
    }
    return session.model_copy(update=moved)
