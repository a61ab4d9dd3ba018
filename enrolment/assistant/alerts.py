"""What people wait to be told of: an alert asked for in words or by a button, listed, stopped in one tap."""

from catalogue.answers import sessions as words
from catalogue.answers.labels import short
from catalogue.answers.sessions import wish
from catalogue.answers.values import Button, Row
from catalogue.reading.values import Filters
from catalogue.words.replacing import replace
from catalogue.words.say import Html, bold
from enrolment.assistant.heard import Said
from enrolment.assistant.refusals import refused
from enrolment.assistant.scene import Scene
from enrolment.registration import alerts
from enrolment.registration.alerts import Alert, Wanted
from enrolment.registration.refusals import Refusal

SHOWN = 3


def for_words(scene: Scene, courses: tuple[str, ...], filters: Filters) -> Said | None:
    """The alert a message asks for; None where it says of nothing in particular."""
    wanted = Wanted(courses[0] if len(courses) == 1 else None, replace(filters, seats=None))
    return keep(scene, wanted) if wanted else None


def keep(scene: Scene, wanted: Wanted) -> Said:
    """Noted; what is open at present, since only what comes later is told."""
    try:
        new = alerts.ask(scene.unit, scene.person.id, wanted)
    except Refusal as why:
        return refused(scene, why)
    say, now = scene.say, _open(scene, wanted)
    noted = say("It’s noted: I write to you when a session opens or a place is freed.") if new else say("That was noted already.")
    mine = [one for one in alerts.of_person(scene.unit, scene.person.id) if one.wanted == wanted]
    rows: list[Row] = [(Button(short(label), data=f"take:{code}"),) for code, label in now[:SHOWN]]
    stop = (Button(say.plain("Stop this alert"), data=f"alert:stop:{one.id}") for one in mine[:1])
    rows.append((*stop, Button(say.plain("My alerts"), data="alert:list")))
    head = say("Open at present:") if now else None
    return scene.tell(noted, bold(named(scene, wanted)), head, *(_line(scene, code) for code, _ in now[:SHOWN]), rows=rows)


def _open(scene: Scene, wanted: Wanted) -> list[tuple[str, str]]:
    """The sessions open now that it would meet, with a label each."""
    found = [(course, one) for code in alerts.open_now(scene.unit) if (pair := scene.found(code)) for course, one in [pair]]
    met = sorted(((one, course) for course, one in found if wanted.meets(course, one)), key=lambda pair: (pair[0].first_day, pair[0].code))
    return [(one.code, f"{scene.say.day(one.first_day)}, {one.city or scene.say.text(course.title)}") for one, course in met]


def _line(scene: Scene, code: str) -> Html:
    found = scene.found(code)
    return words.line(scene.asked, found[1]) if found else Html(code)


def named(scene: Scene, wanted: Wanted) -> str:
    """What is waited for, in a few words."""
    course = scene.catalogue.course(wanted.course) if wanted.course else None
    parts = (scene.say.text(course.title) if course else wanted.course, wish(scene.asked, wanted.filters))
    return " · ".join(part for part in parts if part)


def listed(scene: Scene, *notes: Html | None) -> Said:
    """Her alerts, each stopped by its button."""
    say, mine = scene.say, alerts.of_person(scene.unit, scene.person.id)
    if not mine:
        return scene.tell(
            *notes,
            say("You have no alert. Write for example: “tell me when there is a course in Gaspé”."),
            rows=[(Button(say.plain("See the courses"), data="browse:all"),)],
        )
    rows: list[Row] = [(Button(say.plain("Stop: {alert}", alert=_short(scene, one)), data=f"alert:stop:{one.id}"),) for one in mine]
    each = [Html(f"• {bold(named(scene, one.wanted))}") for one in mine]
    return scene.tell(*notes, say("You are told when a session opens for:"), *each, rows=rows)


def _short(scene: Scene, alert: Alert) -> str:
    return short(named(scene, alert.wanted), 40)


def press(scene: Scene, parts: list[str]) -> Said | None:
    """``set:COURSE``, ``stop:ID``, ``list``; anything else is another room's button."""
    action, argument = [*parts, "", ""][:2]
    if action == "set" and scene.catalogue.course(argument):
        return keep(scene, Wanted(argument))
    if action == "stop":
        alerts.stop(scene.unit, scene.person.id, argument)
        return listed(scene, scene.say("Stopped: I say no more of it."))
    return listed(scene) if action == "list" else None
