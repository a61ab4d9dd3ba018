"""A person writes to the registrars from the chat: she is asked for her message, it is passed on, the answer comes here."""

from catalogue.answers.labels import short
from catalogue.answers.values import Button, Row
from catalogue.words.say import Html
from enrolment.assistant.heard import Said
from enrolment.assistant.scene import Scene
from enrolment.assistant.steers import Steer, steer
from enrolment.office import enquiries
from enrolment.office.enquiries import Enquiry

WRITING = "letter"
BACK = "human:write"


def way(scene: Scene) -> Row:
    """The button that opens it."""
    return (Button(scene.say.plain("Write to someone here"), data=BACK),)


def waiting(scene: Scene) -> Html | None:
    """That a message of hers waits for its answer."""
    enquiry = enquiries.under_way(scene.unit, scene.person.id)
    if enquiry is None or enquiry.state != enquiries.OPEN:
        return None
    day = scene.say.day(enquiry.touched_at.astimezone(scene.rules.zone).date())
    return scene.say("Your message of {day} has been passed on; the answer will come here.", day=day)


def ask(scene: Scene) -> Said:
    """What she types next is her message."""
    say = scene.say
    scene.talk.writing = {"for": WRITING}
    head = say("Write your message now, in one go. {reader} will read it and answer here.", reader=_reader(scene, _course(scene)))
    return scene.tell(head, rows=[(Button(say.plain("Never mind"), data="menu"),)], edits=False)


def written(scene: Scene, text: str) -> Said:
    """Her message, passed on; a word that stops it is obeyed."""
    say = scene.say
    if steer(text) in (Steer.STOP, Steer.NO, Steer.BACK):
        return scene.tell(say("All right, nothing was sent."), rows=[(Button(say.plain("Back to the start"), data="menu"),)])
    enquiry = enquiries.write(scene.unit, scene.person.id, text, _course(scene), scene.admins)
    said = say("Sent. {reader} will read it, and the answer will come here.", reader=_reader(scene, enquiry.course_code))
    rows: list[Row] = [(Button(say.plain("Add something"), data=BACK), Button(say.plain("It’s settled"), data="human:done"))]
    return scene.tell(said, rows=rows)


def done(scene: Scene) -> Said:
    """She needs no more."""
    enquiry = enquiries.under_way(scene.unit, scene.person.id)
    if enquiry is not None:
        enquiries.close(scene.unit, enquiry, scene.actor)
    return scene.tell(scene.say("Glad it’s settled."), rows=[(Button(scene.say.plain("Back to the start"), data="menu"),)], edits=False)


def answers(scene: Scene) -> bool:
    """Whether what she types now is for the registrars: asked for, or a reply to an answer of theirs."""
    writes = scene.writing is not None and scene.writing.get("for") == WRITING
    return writes or (scene.writing is None and BACK in scene.heard.replies_to)


def titled(scene: Scene, enquiry: Enquiry) -> str | None:
    """The course it is about."""
    course = scene.catalogue.course(enquiry.course_code) if enquiry.course_code else None
    return short(scene.say.text(course.title), 28) if course else enquiry.course_code


def _course(scene: Scene) -> str | None:
    """The course in talk, which says whose registrars it is for."""
    under_way = enquiries.under_way(scene.unit, scene.person.id)
    if under_way is not None:
        return under_way.course_code
    return scene.talk.context.courses[0] if scene.talk.context.courses else None


def _reader(scene: Scene, course_code: str | None) -> str:
    """Who reads it: the course's school and the programme, or the programme alone."""
    say, course = scene.say, scene.catalogue.course(course_code) if course_code else None
    partner = scene.catalogue.partner(course.partner) if course else None
    team = say.text(scene.catalogue.programme.name)
    if partner is None:
        return say.plain("The team of {programme}", programme=team)
    return say.plain("{school}, or the team of {programme},", school=say.text(partner.name), programme=team)
