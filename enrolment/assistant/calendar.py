"""A session as an .ics file: one event a meeting, or one for the whole session; opened twice, it stays one event."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from catalogue.answers.values import Attachment
from catalogue.offer.model import Course, Session
from catalogue.words.say import Say
from enrolment.registration.unit import Rules

MEDIA_TYPE = "text/calendar"


def calendar(say: Say, course: Course, session: Session, rules: Rules, stamp: datetime) -> Attachment:
    """The file. ``stamp`` is when the registration last changed, so that the same file is made again."""
    from icalendar import Calendar  # noqa: PLC0415  (first needed at a confirmation, not at the start)

    book = Calendar()
    book.add("prodid", "-//InscrIA//FR")
    book.add("version", "2.0")
    book.add("method", "PUBLISH")
    for number, (starts, ends) in enumerate(_times(session, rules), start=1):
        book.add_component(_event(say, course, session, number, starts, ends, stamp))
    return Attachment(f"{session.code}.ics", MEDIA_TYPE, book.to_ical())


def _times(session: Session, rules: Rules) -> list[tuple[date | datetime, date | datetime]]:
    """Each meeting in the session's time zone; or the whole session, a day's end being the day after (RFC 5545)."""
    zone = ZoneInfo(session.timezone or rules.timezone)
    if session.meetings:
        return [(_local(meeting.starts, zone), _local(meeting.ends, zone)) for meeting in session.meetings]
    if isinstance(session.starts, datetime) and isinstance(session.ends, datetime):
        return [(_local(session.starts, zone), _local(session.ends, zone))]
    return [(session.first_day, session.last_day + timedelta(days=1))]


def _local(moment: datetime, zone: ZoneInfo) -> datetime:
    return moment.astimezone(zone) if moment.tzinfo else moment.replace(tzinfo=zone)


def _event(say: Say, course: Course, session: Session, number: int, starts: date | datetime, ends: date | datetime, stamp: datetime) -> Any:
    from icalendar import Event, vText  # noqa: PLC0415  (first needed at a confirmation, not at the start)

    event = Event()
    event.add("uid", f"{session.code.casefold()}-{number}@inscria")
    event.add("dtstamp", stamp)
    event.add("dtstart", starts)
    event.add("dtend", ends)
    event.add("summary", say.text(course.title))
    event.add("description", say.text(session.schedule))
    where = ", ".join(part for part in (say.text(session.place) if session.place else None, session.city) if part) or say.plain("online")
    event["location"] = vText(where)
    return event
