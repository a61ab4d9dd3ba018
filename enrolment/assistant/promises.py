"""Promised messages in words: what happened to a registration, told in its owner's language when the message leaves."""

from collections.abc import Callable
from datetime import datetime
from typing import cast

from msgspec import Struct

from catalogue.answers.labels import FORMATS, short
from catalogue.answers.values import Button, Reply, Row
from catalogue.offer.model import Course, Language, Session
from catalogue.words.replacing import replace
from catalogue.words.say import N_, Html, Say, bold, in_language, lines
from enrolment.assistant import office_promises
from enrolment.assistant.calendar import calendar
from enrolment.registration import alerts, moments, standing
from enrolment.registration.references import shown
from enrolment.registration.states import Status
from enrolment.registration.unit import Unit
from enrolment.registration.values import Person, Registration
from enrolment.store import registrations
from enrolment.store.outbox import Message


class Told(Struct, frozen=True):
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
    def group(self) -> str | None:
        """The reference of the group whose contact is told, where nobody claimed the place."""
        return self.registration.group_reference if self.registration.person_id is None else None

    @property
    def reference(self) -> Html:
        if self.group:
            return self.say("Group reference: <code>{reference}</code>", reference=shown(self.group))
        return self.say("Reference: <code>{reference}</code>", reference=shown(self.registration.reference))

    def moment(self, name: str) -> str:
        """An instant of the message's facts, in the session's own time."""
        zone = moments.zone_of(self.session, self.unit.rules) if self.session else self.unit.rules.zone
        local = datetime.fromisoformat(self.message.params[name]).astimezone(zone)
        return self.say.plain("{day}, {time}", day=self.say.day(local, weekday=True), time=self.say.time(local))


def worded(unit: Unit, person: Person, message: Message, admins: frozenset[int] = frozenset()) -> tuple[Reply, ...]:
    """The message in her language; nothing where it has lost its meaning (an offer answered meanwhile, a registration gone).

    ``admins`` are the settings' administrators: what is told to one is checked again when it leaves.
    """
    if message.kind == "alert":
        return _alert(unit, in_language(spoken_by(person)), message)
    if (of_office := office_promises.WORDS.get(message.kind)) is not None:
        told_reply = of_office(office_promises.Notice(unit, in_language(spoken_by(person)), person, message, admins))
        return (told_reply,) if told_reply is not None else ()
    words = WORDS.get(message.kind)
    registration = registrations.by_id(unit.session, str(message.params.get("registration_id")))
    if words is None or registration is None:
        return ()
    found = unit.offer.session(registration.session_code)
    say = in_language(spoken_by(person))
    told = Told(unit, say, message, registration, unit.offer.course(registration.course_code), found[1] if found else None)
    reply = words(told)
    return (reply,) if reply is not None else ()


def _alert(unit: Unit, say: Say, message: Message) -> tuple[Reply, ...]:
    """The sessions that opened, if they still are when the message leaves."""
    found = alerts.still_open(unit, message.params["alert_id"], message.params["session_codes"])
    if not found:
        return ()
    said = [_opened(say, course, session) for course, session in found]
    rows: list[Row] = [
        (Button(short(f"{say.day(one.first_day)}, {one.city or say.text(course.title)}", 48), data=f"take:{one.code}"),)
        for course, one in found
    ]
    rows.append((Button(say.plain("Stop this alert"), data=f"alert:stop:{message.params['alert_id']}"),))
    return (Reply(lines(say("You asked to be told: there are places now."), *said), rows=tuple(rows)),)


def _opened(say: Say, course: Course, session: Session) -> Html:
    """``• Python · du 7 au 9 avril, Québec · en soirée``."""
    where = session.city or say.plain(FORMATS[session.format])
    return say(
        "• {course} · {days}, {place} · {schedule}",
        course=bold(say.text(course.title)),
        days=say.days(session.first_day, session.last_day),
        place=where,
        schedule=say.text(session.schedule),
    )


def _reminder(told: Told) -> Reply | None:
    """Where, when, the file for a calendar; only while it is still to come."""
    registration, session, course = told.registration, told.session, told.course
    if registration.status not in (Status.PRE_REGISTERED, Status.CONFIRMED) or session is None or course is None:
        return None
    if session.cancelled or registration.starts_at <= told.unit.now:
        return None
    say = told.say
    head = say("Your course is in a week.") if told.message.params["before"] == "week" else say("Your course is tomorrow.")
    place = say.text(session.place) if session.place else None
    rows: tuple[Row, ...] = (
        (Button(say.plain("My registration"), data=f"mine:{registration.reference}"),),
        (Button(say.plain("No more reminders"), data="my:remind:off"),),
    )
    file = calendar(say, course, session, told.unit.rules, registration.updated_at)
    text = lines(head, told.name, told.when, say.text(session.schedule), place, told.reference)
    return Reply(text, rows=rows, files=(file,))


def spoken_by(person: Person) -> Language:
    """The language she chose, else the one known of her."""
    chosen = person.extra.get("language")
    return cast("Language", chosen) if chosen in ("fr", "en") else person.language


def _reply(told: Told, head: Html, *rows: Row, reference: bool = True) -> Reply:
    mine: Row = (Button(told.say.plain("My registrations"), data="mine"),)
    if told.group:
        mine = (Button(told.say.plain("See my group"), data=f"team:show:{told.group}"),)
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
    say = told.say
    until = told.moment("ends_at")
    head = (
        say("Good news: places have opened for your group. They are held until {until}.", until=until)
        if told.group
        else say("Good news: a place has opened. It is held for you until {until}.", until=until)
    )
    return _reply(told, head, _answers(told))


def _answers(told: Told) -> Row:
    """The two answers to a place that is held."""
    say, reference = told.say, told.registration.reference
    if told.group:
        return (
            Button(say.plain("Take the places"), data=f"team:accept:{told.group}"),
            Button(say.plain("Let them go"), data=f"team:pass:{told.group}"),
        )
    return (
        Button(say.plain("Take the place"), data=f"my:take:{reference}"),
        Button(say.plain("Let it go"), data=f"my:pass:{reference}"),
    )


def _lapsed(told: Told) -> Reply | None:
    if told.registration.status is not Status.WAITLISTED:
        return None
    rank = standing.standing(told.unit, told.registration).position or 1
    head = told.say(
        "The place held for you went to the next person. You keep a place on the list, number {rank} in line.", rank=told.say.number(rank)
    )
    return _reply(told, head)


def _expired(told: Told) -> Reply | None:
    say, registration = told.say, told.registration
    data = f"team:begin:{registration.course_code}" if told.group else f"my:rejoin:{registration.reference}"
    again: Row = (Button(say.plain("Join the list again"), data=data),)
    return _reply(told, say("Two places were held for you without an answer, so you are no longer on the list."), again)


def _list_closed(told: Told) -> Reply | None:
    say, course = told.say, told.registration.course_code
    other: Row = (Button(say.plain("Other dates of this course"), data=f"reg:{course}"),)
    return _reply(told, say("The session has started and no place opened in time. I am sorry."), other)


def _moved(told: Told) -> Reply | None:
    return _reply(told, told.say("Your pre-registration now stands for another session:"))


def _confirmed(told: Told) -> Reply | None:
    """With what the school says of the rest, and the file for a calendar."""
    say, partner = told.say, told.unit.offer.partner(told.registration.partner_code)
    steps = say.text(partner.next_steps) if partner and partner.next_steps else None
    calendar: Row = (Button(say.plain("Add to my calendar"), data=f"my:ics:{told.registration.reference}"),)
    reply = _reply(told, say("The school confirms your place."), calendar)
    return replace(reply, text=lines(reply.text, say("What’s next: {steps}", steps=steps) if steps else None))


def _declined(told: Told) -> Reply | None:
    say, reason = told.say, told.registration.status_reason
    head = say("The school could not accept your pre-registration.")
    why = say("The reason given: {reason}", reason=reason) if reason else None
    rows: tuple[Row, ...] = (
        (Button(say.plain("Other dates of this course"), data=f"reg:{told.registration.course_code}"),),
        (Button(say.plain("See other courses"), data="browse:all"), Button(say.plain("Talk to a person"), data="human")),
    )
    return _reply(told, lines(head, why), *rows)


def _session_cancelled(told: Told) -> Reply | None:
    say, course = told.say, told.registration.course_code
    other: Row = (Button(say.plain("Other dates of this course"), data=f"reg:{course}"),)
    return _reply(told, say("The school has cancelled this session. You owe nothing and have nothing to do."), other)


def _session_moved(told: Told) -> Reply | None:
    """The old dates, then the session as it is now."""
    if not told.registration.active or told.session is None:
        return None
    say, zone = told.say, moments.zone_of(told.session, told.unit.rules)
    was = [datetime.fromisoformat(told.message.params[name]).astimezone(zone) for name in ("starts_before", "ends_before")]
    hour = f", {say.time(was[0])}" if (was[0].hour, was[0].minute) != (0, 0) else ""
    before = say.days(was[0].date(), was[1].date()) + hour
    head = say("The school has moved your session. It was: {before}. It is now:", before=before)
    return _followed(told, head)


def _session_changed(told: Told) -> Reply | None:
    """What changed by name, then the session as it is now."""
    if not told.registration.active or told.session is None:
        return None
    say = told.say
    names = list(dict.fromkeys(say.plain(CHANGED[name]) for name in told.message.params["fields"]))
    return _followed(told, say("The school has changed something in your session: {what}. The dates stay.", what=say.all_of(names)))


CHANGED = {
    "city": N_("the place"),
    "place": N_("the place"),
    "format": N_("the format"),
    "schedule": N_("the schedule"),
    "meetings": N_("the schedule"),
    "language": N_("the language of the course"),
    "course": N_("the course it belongs to"),
}


def _followed(told: Told, head: Html) -> Reply:
    """It is now so; keep it, take another, or withdraw."""
    say, session, reference = told.say, told.session, told.registration.reference
    place = say.text(session.place) if session and session.place else None
    details = [part for part in (say.text(session.schedule) if session else None, place) if part]
    waits = told.registration.status is Status.WAITLISTED
    keeps = say("Your rank on the waiting list stays yours.") if waits else say("Your place stays yours: there is nothing to do.")
    rows: list[Row] = [_answers(told)] if told.registration.status is Status.OFFERED else []
    if told.group:
        rows.append((Button(say.plain("That suits me"), data=f"team:show:{told.group}"),))
        rows.append((Button(say.plain("Withdraw"), data=f"team:leave:{told.group}"),))
    else:
        rows.append((Button(say.plain("That suits me"), data=f"my:keep:{reference}"),))
        rows.append(
            (
                Button(say.plain("Change session"), data=f"my:move:{reference}"),
                Button(say.plain("Withdraw"), data=f"my:leave:{reference}"),
            )
        )
    text = lines(head, told.name, told.when, *details, keeps, told.reference)
    return Reply(text, rows=tuple(rows))


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
    "reminder": _reminder,
    "session_moved": _session_moved,
    "session_changed": _session_changed,
}
