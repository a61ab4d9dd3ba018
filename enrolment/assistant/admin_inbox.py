"""The inbox: people who wrote and wait for an answer, what nobody could answer, what is asked for and not offered."""

from catalogue.answers.labels import short
from catalogue.answers.values import Button, Row
from catalogue.words.say import Html, bold
from enrolment import audit
from enrolment.assistant import letters
from enrolment.assistant.admin_choice import numbered
from enrolment.assistant.heard import Said
from enrolment.assistant.scene import Scene
from enrolment.office import enquiries, questions
from enrolment.office.enquiries import Enquiry, Letter
from enrolment.registration import people
from enrolment.registration.rights import Rights, actor_of

WRITING = "answer"
SHOWN = 6


def opened(scene: Scene, rights: Rights, _words: list[str]) -> Said:
    """The conversations under way, one button each, those that wait first."""
    say = scene.say
    found, waiting = enquiries.listed(scene.unit, rights), enquiries.waiting(scene.unit, rights)
    head = (
        say.many("<b>{count} message waits for an answer</b>", "<b>{count} messages wait for an answer</b>", waiting)
        if waiting
        else say("<b>Nobody waits for an answer.</b>")
    )
    rows: list[Row] = [(Button(_label(scene, one), data=f"adm:letter:{one.id}"),) for one in found]
    numbered(scene, rows)
    open_ones = say.number(len(questions.asked(scene.unit)))
    rows.append((Button(say.plain("Questions without an answer ({count})", count=open_ones), data="adm:asked"),))
    rows.append((Button(say.plain("Asked for and not offered"), data="adm:demand"),))
    return scene.tell(head, rows=rows)


def _label(scene: Scene, enquiry: Enquiry) -> str:
    day = scene.say.day(enquiry.touched_at.astimezone(scene.rules.zone).date())
    parts = [_name(scene, enquiry), letters.titled(scene, enquiry), day]
    mark = "● " if enquiry.state == enquiries.OPEN else ""
    return mark + short(" · ".join(part for part in parts if part), 60)


def _name(scene: Scene, enquiry: Enquiry) -> str:
    given = people.load(scene.unit, enquiry.person_id).answers
    return " ".join(filter(None, (given.get("first_name"), given.get("last_name")))) or scene.say.plain("Somebody not registered")


def seen(scene: Scene, rights: Rights, parts: list[str]) -> Enquiry | None:
    """The button's conversation, where it is hers to see."""
    found = enquiries.find(scene.unit, parts[0]) if parts else None
    return found if found is not None and found.seen_by(rights) else None


def shown(scene: Scene, rights: Rights, parts: list[str]) -> Said:
    """The letters of one; that they were read is recorded."""
    enquiry = seen(scene, rights, parts)
    if enquiry is None:
        return opened(scene, rights, [])
    audit.append(scene.unit.session, actor_of(scene.unit, scene.heard.telegram_id), "view", "enquiry", enquiry.id, now=scene.now)
    say, told = scene.say, enquiries.letters(scene.unit, enquiry)
    about = letters.titled(scene, enquiry)
    said = [bold(_name(scene, enquiry)), *([say("About: {course}", course=about)] if about else [])]
    said += [_letter(scene, each) for each in told[-SHOWN:]]
    rows: list[Row] = [(Button(say.plain("Answer"), data=f"adm:answer:{enquiry.id}"),)]
    last = [Button(say.plain("Close"), data=f"adm:close:{enquiry.id}")] if enquiry.state != enquiries.CLOSED else []
    rows.append((*last, Button(say.plain("Inbox"), data="adm:inbox")))
    return scene.tell(*said, rows=rows)


def _letter(scene: Scene, letter: Letter) -> Html:
    say, local = scene.say, letter.at.astimezone(scene.rules.zone)
    when = say.plain("{day}, {time}", day=say.day(local), time=say.time(local))
    return (
        say("<i>{when}</i> ← {text}", when=when, text=letter.text)
        if letter.hers
        else say("<i>{when}</i> → {text}", when=when, text=letter.text)
    )


def ask_answer(scene: Scene, rights: Rights, parts: list[str]) -> Said:
    """What is typed next is the answer."""
    enquiry, say = seen(scene, rights, parts), scene.say
    if enquiry is None:
        return opened(scene, rights, [])
    scene.talk.writing = {"for": WRITING, "enquiry": enquiry.id}
    back: Row = (Button(say.plain("Never mind"), data=f"adm:letter:{enquiry.id}"),)
    return scene.tell(say("Write your answer to {name}. It goes out as you type it.", name=_name(scene, enquiry)), rows=[back], edits=False)


def answered(scene: Scene, rights: Rights, parts: list[str]) -> Said:
    """The answer, on its way to the person."""
    enquiry, say = seen(scene, rights, parts), scene.say
    if enquiry is None:
        return opened(scene, rights, [])
    enquiries.answer(scene.unit, enquiry, scene.heard.text, actor_of(scene.unit, scene.heard.telegram_id))
    rows: list[Row] = [(Button(say.plain("Close"), data=f"adm:close:{enquiry.id}"), Button(say.plain("Inbox"), data="adm:inbox"))]
    return scene.tell(say("Your answer to {name} is on its way.", name=_name(scene, enquiry)), rows=rows)


def close(scene: Scene, rights: Rights, parts: list[str]) -> Said:
    enquiry = seen(scene, rights, parts)
    if enquiry is not None:
        enquiries.close(scene.unit, enquiry, actor_of(scene.unit, scene.heard.telegram_id))
    return opened(scene, rights, [])
