"""Promised messages of the registrars' office in words: a letter received, a letter answered. Checked again when they leave."""

from collections.abc import Callable

from msgspec import Struct

from catalogue.answers.values import Button, Reply, Row
from catalogue.words.say import Say, lines
from enrolment.office import broadcasts, enquiries
from enrolment.office.enquiries import Enquiry
from enrolment.registration import people
from enrolment.registration.rights import Rights, role_of
from enrolment.registration.unit import Unit
from enrolment.registration.values import Person
from enrolment.store.outbox import Message


class Notice(Struct, frozen=True):
    """A message to word: to whom, in which language; ``admins`` are the settings' administrators."""

    unit: Unit
    say: Say
    person: Person
    message: Message
    admins: frozenset[int]

    @property
    def rights(self) -> Rights | None:
        """What its reader may administer now."""
        return role_of(self.unit, self.person.telegram_id, self.admins) if self.person.telegram_id is not None else None

    def param(self, name: str) -> str:
        return str(self.message.params.get(name))


def _letter(notice: Notice) -> tuple[Enquiry, str] | None:
    """The letter's enquiry and its text; None where either is gone."""
    enquiry = enquiries.find(notice.unit, notice.param("enquiry_id"))
    found = enquiries.letters(notice.unit, enquiry) if enquiry else ()
    text = next((each.text for each in found if each.id == notice.param("letter_id")), None)
    return (enquiry, text) if enquiry and text else None


def _received(notice: Notice) -> Reply | None:
    """To an administrator: what somebody wrote, with the way to answer."""
    found, rights, say = _letter(notice), notice.rights, notice.say
    if found is None or rights is None or not found[0].seen_by(rights):
        return None
    enquiry, text = found
    given = people.load(notice.unit, enquiry.person_id).answers
    name = " ".join(filter(None, (given.get("first_name"), given.get("last_name")))) or say.plain("Somebody not registered")
    course = notice.unit.offer.course(enquiry.course_code) if enquiry.course_code else None
    about = say("About: {course}", course=say.text(course.title)) if course else None
    rows: tuple[Row, ...] = ((Button(say.plain("Answer"), data=f"adm:answer:{enquiry.id}"), Button(say.plain("Inbox"), data="adm:inbox")),)
    head = say("<b>{name} writes:</b>", name=name)
    return Reply(lines(head, text, about, say("To answer, reply to this message.")), rows=rows)


def _answered(notice: Notice) -> Reply | None:
    """To the person: the registrar's words as they were typed."""
    found, say = _letter(notice), notice.say
    if found is None:
        return None
    enquiry, text = found
    partner = notice.unit.offer.partner(enquiry.partner_code) if enquiry.partner_code else None
    school = say.text(partner.name) if partner else say.text(notice.unit.offer.programme.name)
    rows: tuple[Row, ...] = ((Button(say.plain("Write back"), data="human:write"), Button(say.plain("It’s settled"), data="human:done")),)
    return Reply(lines(say("<b>{school} answers you:</b>", school=school), text), rows=rows)


def _broadcast(notice: Notice) -> Reply | None:
    """To someone in the session or the course, while she is."""
    found, say = broadcasts.find(notice.unit, notice.param("broadcast_id")), notice.say
    if found is None:
        return None
    session = notice.unit.offer.session(found.code) if found.kind == "session" else None
    course = session[0] if session else notice.unit.offer.course(found.code)
    partner = notice.unit.offer.partner(found.partner_code)
    head = say(
        "<b>{school} writes to you about {course}:</b>",
        school=say.text(partner.name) if partner else found.partner_code,
        course=say.text(course.title) if course else found.code,
    )
    when = say("Your session: {days}", days=say.days(session[1].first_day, session[1].last_day)) if session else None
    rows: tuple[Row, ...] = ((Button(say.plain("My registrations"), data="mine"), Button(say.plain("Talk to a person"), data="human")),)
    return Reply(lines(head, found.text(say.language), when), rows=rows)


def _broadcast_done(notice: Notice) -> Reply | None:
    """To whoever wrote it: everyone has it, or cannot."""
    found, rights, say = broadcasts.find(notice.unit, notice.param("broadcast_id")), notice.rights, notice.say
    if found is None or rights is None or not rights.covers(found.partner_code):
        return None
    head = say.many("Your message reached {count} person.", "Your message reached {count} people.", found.sent)
    lost = say.many("{count} person could not be reached.", "{count} people could not be reached.", found.lost) if found.lost else None
    return Reply(lines(head, lost))


WORDS: dict[str, Callable[[Notice], Reply | None]] = {
    "letter_received": _received,
    "letter_answered": _answered,
    "broadcast": _broadcast,
    "broadcast_done": _broadcast_done,
}
