"""Promised messages in words: what happened to a registration, told in its owner's language when the message leaves."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from catalogue.answers.values import Button, Reply, Row
from catalogue.offer.model import Course, Language, Session
from catalogue.words.say import Html, Say, bold, in_language, lines
from enrolment.registration import moments, standing
from enrolment.registration.references import shown
from enrolment.registration.states import Status
from enrolment.registration.unit import Unit
from enrolment.registration.values import Person, Registration
from enrolment.store import registrations
from enrolment.store.outbox import Message


@dataclass(frozen=True)
class Told:
    """What a promised message speaks of: the registration as it is now, and its session if the catalogue still has it."""

    unit: Unit
    say: Say
    message: Message
    registration: Registration
    course: Course | None
    session: Session | None

    @property
    def name(self) -> Html:
        """The course's title, else the one the registration copied."""
        if self.course is not None:
            return bold(self.say.text(self.course.title))
        return bold(self.registration.facts.get(f"course_title_{self.say.language}") or self.registration.course_code)

    @property
    def when(self) -> str | None:
        """``du 18 au 29 janvier, Québec``."""
        if self.session is None:
            return None
        days = self.say.days(self.session.first_day, self.session.last_day)
        return f"{days}, {self.session.city}" if self.session.city else days

    @property
    def reference(self) -> Html:
        return self.say("Reference: <code>{reference}</code>", reference=shown(self.registration.reference))

    def moment(self, name: str) -> str:
        """An instant of the message's facts, in the session's own time."""
        zone = moments.zone_of(self.session, self.unit.rules) if self.session else self.unit.rules.zone
        local = datetime.fromisoformat(self.message.params[name]).astimezone(zone)
        return self.say.plain("{day}, {time}", day=self.say.day(local, weekday=True), time=self.say.time(local))

    def day(self, name: str) -> str:
        zone = moments.zone_of(self.session, self.unit.rules) if self.session else self.unit.rules.zone
        return self.say.day(datetime.fromisoformat(self.message.params[name]).astimezone(zone), weekday=True)


def worded(unit: Unit, person: Person, message: Message) -> tuple[Reply, ...]:
    """The message in her language; nothing where it has lost its meaning (an offer answered meanwhile, a registration gone)."""
    words = WORDS.get(message.kind)
    registration = registrations.by_id(unit.session, str(message.params.get("registration_id")))
    if words is None or registration is None:
        return ()
    found = unit.offer.session(registration.session_code)
    say = in_language(spoken_by(person))
    told = Told(unit, say, message, registration, unit.offer.course(registration.course_code), found[1] if found else None)
    reply = words(told)
    return (reply,) if reply is not None else ()


def spoken_by(person: Person) -> Language:
    """The language she chose, else the one known of her."""
    chosen = person.extra.get("language")
    return cast("Language", chosen) if chosen in ("fr", "en") else person.language


def _reply(told: Told, head: Html, *rows: Row, reference: bool = True) -> Reply:
    mine: Row = (Button(told.say.plain("My registrations"), data="mine"),)
    return Reply(lines(head, told.name, told.when, told.reference if reference else None), rows=(*rows, mine))


def _recorded(told: Told) -> Reply | None:
    return _reply(told, told.say("Your pre-registration is recorded."))


def _waiting(told: Told) -> Reply | None:
    if told.registration.status is not Status.WAITLISTED:
        return None
    rank = standing.standing(told.unit, told.registration).position or 1
    return _reply(told, told.say("You are on the waiting list, number {rank} in line.", rank=told.say.number(rank)))


def _offered(told: Told) -> Reply | None:
    if told.registration.status is not Status.OFFERED:
        return None
    say, reference = told.say, told.registration.reference
    answers: Row = (
        Button(say.plain("Take the place"), data=f"my:take:{reference}"),
        Button(say.plain("Let it go"), data=f"my:pass:{reference}"),
    )
    return _reply(told, say("Good news: a place has opened. It is held for you until {until}.", until=told.moment("ends_at")), answers)


def _lapsed(told: Told) -> Reply | None:
    if told.registration.status is not Status.WAITLISTED:
        return None
    rank = standing.standing(told.unit, told.registration).position or 1
    head = told.say(
        "The place held for you went to the next person. You keep a place on the list, number {rank} in line.", rank=told.say.number(rank)
    )
    return _reply(told, head)


def _expired(told: Told) -> Reply | None:
    say = told.say
    again: Row = (Button(say.plain("Join the list again"), data=f"my:rejoin:{told.registration.reference}"),)
    return _reply(told, say("Two places were held for you without an answer, so you are no longer on the list."), again)


def _list_closed(told: Told) -> Reply | None:
    say, course = told.say, told.registration.course_code
    other: Row = (Button(say.plain("Other dates of this course"), data=f"reg:{course}"),)
    return _reply(told, say("The session has started and no place opened in time. I am sorry."), other)


def _moved(told: Told) -> Reply | None:
    return _reply(told, told.say("Your pre-registration now stands for another session:"))


def _confirmed(told: Told) -> Reply | None:
    return _reply(told, told.say("The school confirms your place."))


def _declined(told: Told) -> Reply | None:
    say, reason = told.say, told.registration.status_reason
    head = say("The school could not accept your pre-registration.")
    why = say("The reason given: {reason}", reason=reason) if reason else None
    other: Row = (Button(say.plain("See other courses"), data="browse:all"),)
    return _reply(told, lines(head, why), other)


def _session_cancelled(told: Told) -> Reply | None:
    say, course = told.say, told.registration.course_code
    other: Row = (Button(say.plain("Other dates of this course"), data=f"reg:{course}"),)
    return _reply(told, say("The school has cancelled this session. You owe nothing and have nothing to do."), other)


def _session_moved(told: Told) -> Reply | None:
    say = told.say
    head = say(
        "The school has changed the dates of your session: it was to start {before}, it now starts {after}. Your place follows.",
        before=told.day("starts_before"),
        after=told.day("starts_at"),
    )
    return _reply(told, head)


WORDS: dict[str, Callable[[Told], Reply | None]] = {
    "registered": _recorded,
    "waitlisted": _waiting,
    "offer_made": _offered,
    "offer_lapsed": _lapsed,
    "offer_expired": _expired,
    "list_closed": _list_closed,
    "moved": _moved,
    "confirmed": _confirmed,
    "declined": _declined,
    "session_cancelled": _session_cancelled,
    "session_moved": _session_moved,
}
