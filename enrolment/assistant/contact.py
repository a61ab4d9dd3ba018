"""Whom to reach: the programme's people, and the school of the course in talk. a message can be left for them here."""

from collections.abc import Sequence

from catalogue.answers.values import Button, Row
from catalogue.offer.model import Contact
from catalogue.words.say import Html
from enrolment.assistant import letters
from enrolment.assistant.heard import Said
from enrolment.assistant.scene import Scene


def reach(contact: Contact) -> str | None:
    """A telephone and an email; the address of a page only where there is neither."""
    return ", ".join(part for part in (contact.phone, contact.email) if part) or contact.url


def people_to_reach(scene: Scene, *notes: Html | None, ways: Sequence[Row] = ()) -> Said:
    """The programme's contact, and the school's where one course is talked about."""
    say, programme = scene.say, scene.catalogue.programme
    named = [(say.text(programme.name), reach(programme.contact))]
    course = scene.catalogue.course(scene.talk.context.courses[0]) if scene.talk.context.courses else None
    partner = scene.catalogue.partner(course.partner) if course else None
    if partner:
        named.insert(0, (say.text(partner.name), reach(partner.contact) or partner.url))
    said = [say("{name}: {contact}", name=name, contact=contact) for name, contact in named if contact]
    head = say("To reach someone:") if said else say("No contact is given in the catalogue yet. I can still answer your questions.")
    rows: list[Row] = [letters.way(scene), *ways, (Button(say.plain("Back to the start"), data="menu"),)]
    return scene.tell(*notes, letters.waiting(scene), head, *said, rows=rows, edits=False)
