"""Beyond types: what must agree inside a catalogue, checked on the file's own values so that every fault is said at once."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import ValidationError

from catalogue.offer.faults import Path
from catalogue.offer.model import Format, Meeting, Session
from catalogue.offer.source import Flaw
from catalogue.words.say import N_

MOST_TITLE = 200
A_SECOND = timedelta(seconds=1)  # a meeting that ends at midnight is still of the day before
TAKEN = N_("The code {code} is already taken by {other}; codes are compared without case.")
NO_PARTNER = N_("No partner of this file has the code {code}.")
NO_TOPIC = N_("No topic of this file has the code {code}.")
CITY_NEEDED = N_("A city is needed unless the session is online.")
REGION_NEEDED = N_("A region is needed unless the session is online.")
ENDS_FIRST = N_("The session ends before it starts.")
REGISTER_LATE = N_("The last day to register comes after the session's end.")
MEETING_OUTSIDE = N_("The meeting is outside the session, which runs from {first} to {last}.")
MEETING_ENDS_FIRST = N_("The meeting must end after it starts.")
NO_ZONE = N_("{zone} is not a time zone; write one such as America/Halifax.")
TITLE_LINES = N_("A name or title must be on one line.")
TITLE_LONG = N_("A name or title has {most} characters at most.")


def agreement_flaws(value: Any) -> list[Flaw]:
    """Everything that does not agree, in no particular order."""
    return [flaw for check in CHECKS for flaw in check(value)]


def entries(value: Any, kind: str, path: Path = ()) -> Iterator[tuple[Path, dict[str, Any]]]:
    """The entries of a list of the file that have keys at all, with their paths."""
    listed = value.get(kind) if isinstance(value, dict) else None
    for index, entry in enumerate(listed if isinstance(listed, list) else ()):
        if isinstance(entry, dict):
            yield (*path, kind, index), entry


def sessions_of(value: Any) -> Iterator[tuple[Path, dict[str, Any]]]:
    for path, course in entries(value, "courses"):
        yield from entries(course, "sessions", path)


def _codes(value: Any) -> Iterator[Flaw]:
    for kind in ("partners", "topics", "courses", "faq"):
        yield from _unique(entries(value, kind))
    yield from _unique(sessions_of(value))


def _unique(listed: Iterator[tuple[Path, dict[str, Any]]]) -> Iterator[Flaw]:
    taken: dict[str, str] = {}
    for path, entry in listed:
        if isinstance(code := entry.get("code"), str):
            if code.casefold() in taken:
                yield Flaw((*path, "code"), TAKEN, {"code": code[:40], "other": taken[code.casefold()]})
            else:
                taken[code.casefold()] = _spot(path)


def _spot(path: Path) -> str:
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).lstrip(".")


def _folded_codes(value: Any, kind: str) -> set[str]:
    return {code.casefold() for _, entry in entries(value, kind) if isinstance(code := entry.get("code"), str)}


def _references(value: Any) -> Iterator[Flaw]:
    partners, topics = _folded_codes(value, "partners"), _folded_codes(value, "topics")
    for path, course in entries(value, "courses"):
        partner = course.get("partner")
        if isinstance(partner, str) and partner.casefold() not in partners:
            yield Flaw((*path, "partner"), NO_PARTNER, {"code": partner[:40]})
        yield from _topic_flaws((*path, "topics"), course.get("topics"), topics)


def _topic_flaws(path: Path, listed: Any, topics: set[str]) -> Iterator[Flaw]:
    for index, code in enumerate(listed if isinstance(listed, list) else ()):
        if isinstance(code, str) and code.casefold() not in topics:
            yield Flaw((*path, index), NO_TOPIC, {"code": code[:40]})


def _titles(value: Any) -> Iterator[Flaw]:
    """Names and titles stand on buttons: one line, not too long."""
    named = [(path, entry, "name") for kind in ("partners", "topics") for path, entry in entries(value, kind)]
    named += [(path, entry, "title") for path, entry in entries(value, "courses")]
    programme = value.get("programme") if isinstance(value, dict) else None
    named += [(("programme",), programme, "name")] if isinstance(programme, dict) else []
    for path, entry, key in named:
        for language, text in _texts(entry.get(key)):
            if "\n" in text:
                yield Flaw((*path, key, language), TITLE_LINES)
            elif len(text) > MOST_TITLE:
                yield Flaw((*path, key, language), TITLE_LONG, {"most": MOST_TITLE})


def _texts(text: Any) -> Iterator[tuple[str, str]]:
    given = text if isinstance(text, dict) else {}
    return ((language, given[language].strip()) for language in ("fr", "en") if isinstance(given.get(language), str))


def _sessions(value: Any) -> Iterator[Flaw]:
    for path, entry in sessions_of(value):
        try:
            session = Session.model_validate(entry)
        except ValidationError:
            yield from _unfinished_flaws(path, entry)
        else:
            yield from session_flaws(session, path)


def _unfinished_flaws(path: Path, entry: dict[str, Any]) -> Iterator[Flaw]:
    """What can be said of a session that has other faults: its place and its zone."""
    if entry.get("format") in (Format.IN_PERSON, Format.HYBRID):
        yield from (Flaw((*path, key), said) for key, said in (("city", CITY_NEEDED), ("region", REGION_NEEDED)) if entry.get(key) is None)
    if isinstance(zone := entry.get("timezone"), str) and not is_time_zone(zone):
        yield Flaw((*path, "timezone"), NO_ZONE, {"zone": zone[:40]})


def session_flaws(session: Session, path: Path = ()) -> Iterator[Flaw]:
    """What does not agree inside one session."""
    if session.format is not Format.ONLINE and session.city is None:
        yield Flaw((*path, "city"), CITY_NEEDED)
    if session.format is not Format.ONLINE and session.region is None:
        yield Flaw((*path, "region"), REGION_NEEDED)
    if _before(session.ends, session.starts):
        yield Flaw((*path, "ends"), ENDS_FIRST)
    if session.register_by and session.register_by > session.last_day:
        yield Flaw((*path, "register_by"), REGISTER_LATE)
    if session.timezone is not None and not is_time_zone(session.timezone):
        yield Flaw((*path, "timezone"), NO_ZONE, {"zone": session.timezone[:40]})
    for index, meeting in enumerate(session.meetings):
        yield from _meeting_flaws(session, meeting, (*path, "meetings", index))


def _meeting_flaws(session: Session, meeting: Meeting, path: Path) -> Iterator[Flaw]:
    if meeting.ends <= meeting.starts:
        yield Flaw((*path, "ends"), MEETING_ENDS_FIRST)
    outside = {"first": _written(session.starts), "last": _written(session.ends)}
    if _before(meeting.starts, session.starts):
        yield Flaw((*path, "starts"), MEETING_OUTSIDE, outside)
    elif _before(session.ends, meeting.ends - A_SECOND) and meeting.ends > meeting.starts:
        yield Flaw((*path, "ends"), MEETING_OUTSIDE, outside)


def _before(one: date | datetime, other: date | datetime) -> bool:
    """Whether one comes before the other; by days where either has no time."""
    if isinstance(one, datetime) and isinstance(other, datetime):
        return one < other
    return _day(one) < _day(other)


def _day(moment: date | datetime) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _written(moment: date | datetime) -> str:
    return moment.isoformat(" ", "minutes") if isinstance(moment, datetime) else moment.isoformat()


@cache
def is_time_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


CHECKS: tuple[Callable[[Any], Iterator[Flaw]], ...] = (_codes, _references, _titles, _sessions)
