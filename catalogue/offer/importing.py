"""A file laid over what is offered: the whole catalogue as it will be, and what that changes.

Scope (contract, section 1): a course missing from the file is withdrawn when its partner is one the file lists, and so is a session
missing from a course the file gives. Partners, topics and FAQ entries missing from it stay as they are: a partner's own file brings
neither the others' topics nor the programme's FAQ. A catalogue that takes the place of the bundled sample withdraws all of it.
Codes keep the spelling they were first given, and what is offered keeps its order: new entries come last.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar, cast

from catalogue.offer.changes import Change, Conflict, meet
from catalogue.offer.differences import differences, lists_of
from catalogue.offer.model import Catalogue, Course, FaqEntry, Partner, Session, Topic
from catalogue.offer.plan import Plan

Coded = TypeVar("Coded", Partner, Topic, Course, Session, FaqEntry)
Changeable = TypeVar("Changeable", Course, Session, FaqEntry)


def plan(
    current: Catalogue | None,
    new: Catalogue,
    changes: Sequence[Change] = (),
    *,
    version: int = 0,
    sample: bool = False,
    was_sample: bool = False,
) -> Plan:
    """What importing ``new`` over ``current`` does."""
    replaces = was_sample and not sample
    base = current or new.model_copy(update={"partners": (), "topics": (), "courses": (), "faq": ()})
    meeting = _Meeting(changes)
    result = _result(base, _respelled(new, base), meeting, replaces=replaces)
    return Plan(
        current,
        result,
        tuple(differences(current, result)),
        kept=tuple(change for change in meeting.staying if change.key in meeting.met),
        conflicts=tuple(meeting.overridden),
        changes=meeting.remaining(),
        before=tuple(changes),
        left=_left(base, new, replaces=replaces),
        version=version,
        sample=sample,
        was_sample=was_sample,
    )


class _Meeting:
    """Lays administrators' changes over the file's entries and keeps account of them."""

    def __init__(self, changes: Sequence[Change]) -> None:
        self._changes = changes
        self.met: set[tuple[str, str, str]] = set()
        self.staying: list[Change] = []
        self.overridden: list[Conflict] = []

    def entry(self, kind: str, entry: Changeable) -> Changeable:
        mine = [change for change in self._changes if change.kind == kind and change.code.casefold() == entry.code.casefold()]
        if not mine:
            return entry
        met = meet(entry, mine)
        self.met |= {change.key for change in mine}
        self.staying += met.staying
        self.overridden += met.overridden
        return cast(Changeable, met.entry)

    def remaining(self) -> tuple[Change, ...]:
        untouched = [change for change in self._changes if change.key not in self.met]
        return (*untouched, *self.staying)


def _result(base: Catalogue, new: Catalogue, meeting: _Meeting, *, replaces: bool) -> Catalogue:
    topics = new.topics if replaces else _merged(base.topics, new.topics)
    entries = tuple(meeting.entry("faq", entry) for entry in new.faq)
    return Catalogue(
        programme=new.programme,
        partners=_merged(base.partners, new.partners),
        topics=topics,
        courses=_courses(base, new, meeting, {topic.code for topic in topics}, replaces=replaces),
        faq=entries if replaces else _merged(base.faq, entries),
    )


def _courses(base: Catalogue, new: Catalogue, meeting: _Meeting, topics: set[str], *, replaces: bool) -> tuple[Course, ...]:
    scope = {partner.code for partner in new.partners}
    given = {course.code for course in new.courses}
    moved = {session.code: course.code for course, session in new.sessions()}
    standing = {course.code: _without(course, moved) for course in base.courses}
    brought = [meeting.entry("course", _with_sessions(course, standing.get(course.code), meeting)) for course in new.courses]
    kept = []
    for course in standing.values():
        gone = course.code not in given and (replaces or course.partner in scope)
        changed = {"withdrawn": course.withdrawn or gone, "topics": tuple(code for code in course.topics if code in topics)}
        kept.append(course.model_copy(update=changed))
    return _merged(kept, brought)


def _without(course: Course, moved: Mapping[str, str]) -> Course:
    """The course without the sessions the file gives to another."""
    staying = tuple(session for session in course.sessions if moved.get(session.code, course.code) == course.code)
    return course if staying == course.sessions else course.model_copy(update={"sessions": staying})


def _with_sessions(course: Course, standing: Course | None, meeting: _Meeting) -> Course:
    """The file's course; sessions it no longer gives stay, withdrawn."""
    brought = [meeting.entry("session", session) for session in course.sessions]
    gone = [session.model_copy(update={"withdrawn": True}) for session in (standing.sessions if standing else ())]
    return course.model_copy(update={"sessions": _merged(gone, brought)})


def _merged(old: Iterable[Coded], new: Iterable[Coded]) -> tuple[Coded, ...]:
    """The old entries in their order, in the new ones' form where there is one, then those that are new."""
    by_code = {entry.code: entry for entry in old} | {entry.code: entry for entry in new}
    return tuple(by_code.values())


def _respelled(new: Catalogue, base: Catalogue) -> Catalogue:
    """The file's catalogue with codes spelled as they already are."""
    known: dict[str, dict[str, str]] = {kind: _spellings(listed) for kind, listed in lists_of(base)}
    known["session"] = _spellings(session for _, session in base.sessions())

    def spelled(kind: str, code: str) -> str:
        return known[kind].get(code.casefold(), code)

    def coded(kind: str, entry: Coded) -> Coded:
        code = spelled(kind, entry.code)
        return entry if code == entry.code else entry.model_copy(update={"code": code})

    def course(entry: Course) -> Course:
        named = {
            "partner": spelled("partner", entry.partner),
            "topics": tuple(spelled("topic", code) for code in entry.topics),
            "sessions": tuple(coded("session", session) for session in entry.sessions),
        }
        return coded("course", entry.model_copy(update=named))

    return new.model_copy(
        update={
            "partners": tuple(coded("partner", partner) for partner in new.partners),
            "topics": tuple(coded("topic", topic) for topic in new.topics),
            "courses": tuple(course(entry) for entry in new.courses),
            "faq": tuple(coded("faq", entry) for entry in new.faq),
        }
    )


def _spellings(entries: Iterable[Partner | Topic | Course | Session | FaqEntry]) -> dict[str, str]:
    return {entry.code.casefold(): entry.code for entry in entries}


def _left(base: Catalogue, new: Catalogue, *, replaces: bool) -> tuple[str, ...]:
    """FAQ entries the file does not give, which stay."""
    given = {entry.code.casefold() for entry in new.faq}
    return () if replaces else tuple(entry.code for entry in base.faq if entry.code.casefold() not in given)
