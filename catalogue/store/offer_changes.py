"""What administrators change in the running catalogue: each function writes one change, remembers it and raises the version.

They return the new version, or the present one when nothing changed. ``UnknownCodeError`` and ``Faults`` say what cannot be.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from pydantic import ValidationError
from sqlmodel import Session

from catalogue.offer.changes import Change, Entry, Kind, laid, value_of
from catalogue.offer.checks import session_flaws
from catalogue.offer.faults import Faults
from catalogue.offer.model import Catalogue, Course, FaqEntry, Language, Meeting
from catalogue.offer.model import Session as CourseSession
from catalogue.offer.sentences import model_flaws
from catalogue.offer.source import Flaw, Source
from catalogue.offer.values import as_json, plain
from catalogue.store.offer import changes, load, lock, record, version
from catalogue.words.replacing import replace
from catalogue.words.say import N_

Target = tuple[Kind, str]
CODE_TAKEN = N_("The code {code} is already taken.")


class UnknownCodeError(Exception):
    """Nothing of that kind has that code."""

    def __init__(self, kind: Kind, code: str) -> None:
        super().__init__(f"no {kind} {code}")
        self.kind, self.code = kind, code


def set_seats(session: Session, code: str, seats: int | None, at: datetime) -> int:
    """How many places a session has; None is unlimited."""
    return _change(session, ("session", code), "seats", seats, at)


def cancel_session(session: Session, code: str, at: datetime) -> int:
    return _change(session, ("session", code), "cancelled", True, at)


def restore_session(session: Session, code: str, at: datetime) -> int:
    """A cancelled session takes place after all."""
    return _change(session, ("session", code), "cancelled", False, at)


def move_session(
    session: Session,
    code: str,
    *,
    starts: date,
    ends: date,
    at: datetime,
    register_by: date | None = None,
    meetings: Sequence[Meeting] = (),
) -> int:
    """Other dates for a session: a day or a local time each, with the last day to register and the meetings that go with them."""
    dates = {"starts": starts, "ends": ends, "register_by": register_by, "meetings": tuple(meetings)}
    return _change(session, ("session", code), "dates", {name: as_json(plain(value)) for name, value in dates.items()}, at)


def add_alias(session: Session, course_code: str, language: Language, alias: str, at: datetime) -> int:
    """Another name a course is asked for by."""
    return _add(session, ("course", course_code), f"aliases.{language}", alias, at)


def add_faq_wording(session: Session, code: str, language: Language, wording: str, at: datetime) -> int:
    """Another way of asking an entry of the FAQ."""
    return _add(session, ("faq", code), f"question.{language}", wording, at)


def add_faq_entry(session: Session, entry: FaqEntry, at: datetime) -> int:
    """A new answer, in both languages."""
    held = _held(session, ("faq", entry.code))
    if _position(held.faq, entry.code) is not None:
        raise Faults(Source(None).faults([Flaw(("code",), CODE_TAKEN, {"code": entry.code})]))
    made = [Change("faq", entry.code, "answer", as_json(plain(entry.answer)), None, at)]
    wordings = {"question.fr": entry.question.fr, "question.en": entry.question.en}
    made += [Change("faq", entry.code, field, list(asked), None, at) for field, asked in wordings.items() if asked]
    before = changes(session)
    return record(session, held, held.model_copy(update={"faq": (*held.faq, entry)}), before, (*before, *made))


def _held(session: Session, target: Target) -> Catalogue:
    """The catalogue, held for this change."""
    lock(session)
    if (catalogue := load(session)) is None:
        raise UnknownCodeError(*target)
    return catalogue


def _position(entries: Sequence[Entry], code: str) -> int | None:
    return next((place for place, entry in enumerate(entries) if entry.code.casefold() == code.casefold()), None)


def _find(catalogue: Catalogue, target: Target) -> Entry:
    kind, code = target
    listed: dict[Kind, Sequence[Entry]] = {
        "course": catalogue.courses,
        "faq": catalogue.faq,
        "session": [session for _, session in catalogue.sessions()],
    }
    if (place := _position(listed[kind], code)) is None:
        raise UnknownCodeError(*target)
    return listed[kind][place]


def _change(session: Session, target: Target, field: str, value: Any, at: datetime) -> int:
    """One value in the place of another; back to the file's own value, nothing is left to remember."""
    held = _held(session, target)
    entry = _find(held, target)
    after = _laid(entry, field, value)
    if after == entry:
        return version(session)
    before = changes(session)
    mine = Change(target[0], entry.code, field, value_of(after, field), value_of(entry, field), at)
    base = next((change.base for change in before if change.key == mine.key), mine.base)
    staying = [change for change in before if change.key != mine.key]
    staying += [replace(mine, base=base)] if mine.value != base else []
    return record(session, held, _with(held, entry, after), before, tuple(staying))


def _add(session: Session, target: Target, field: str, wording: str, at: datetime) -> int:
    """One more wording; one that is there already, whatever its case, changes nothing."""
    held = _held(session, target)
    entry = _find(held, target)
    there: list[str] = value_of(entry, field)
    after = _laid(entry, field, [*there, wording])
    added: str = value_of(after, field)[-1]
    if added.casefold() in {text.casefold() for text in there}:
        return version(session)
    before = changes(session)
    mine = Change(target[0], entry.code, field, [added], None, at)
    earlier = next((change for change in before if change.key == mine.key), None)
    staying = [change for change in before if change is not earlier]
    staying.append(replace(mine, value=[*earlier.value, added]) if earlier else mine)
    return record(session, held, _with(held, entry, after), before, tuple(staying))


def _laid(entry: Entry, field: str, value: Any) -> Entry:
    """The entry with that value, which must make sense there."""
    try:
        after = laid(entry, field, value)
    except ValidationError as error:
        raise Faults(Source(None).faults(model_flaws(error))) from None
    if isinstance(after, CourseSession) and (flaws := list(session_flaws(after))):
        raise Faults(Source(None).faults(flaws))
    return after


def _with(catalogue: Catalogue, entry: Entry, after: Entry) -> Catalogue:
    """The catalogue with one entry in the place of another."""
    if isinstance(entry, FaqEntry):
        return catalogue.model_copy(update={"faq": tuple(after if held is entry else held for held in catalogue.faq)})
    if isinstance(entry, Course):
        return catalogue.model_copy(update={"courses": tuple(after if held is entry else held for held in catalogue.courses)})
    courses = [
        course.model_copy(update={"sessions": tuple(after if held is entry else held for held in course.sessions)})
        for course in catalogue.courses
    ]
    return catalogue.model_copy(update={"courses": tuple(courses)})
