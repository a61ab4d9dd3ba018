"""The consent: its text in a version, what is kept of it, the longer text behind "more"."""

from catalogue.answers.labels import title
from catalogue.answers.sessions import joined, places, when, where
from catalogue.answers.values import Button, Reply, Row
from catalogue.offer.model import Course
from catalogue.words.say import N_, Html, Say, bold, lines
from enrolment.assistant.contact import reach
from enrolment.assistant.scene import Scene
from enrolment.assistant.talk import Draft

VERSION = "2026-11"
MESSAGES = (  # what was agreed to: a change of one of these takes a new VERSION
    N_("<b>What for</b>: to pre-register you, and to count whom the programme reaches, without names."),
    N_("<b>Who gets them</b>: {partner} and the team of {programme}."),
    N_("<b>How long</b>: {period} after the session."),
    N_("<b>Your rights</b>: see, correct or erase everything, or change your mind, here and at any time."),
    N_("Telegram keeps messages outside Québec."),
    N_("Telegram keeps messages outside Québec. You prefer another way? {contact}"),
    N_("Nothing is sent before you confirm at the end. An unfinished form is erased after {period}."),
    N_("Only what the registration needs is asked; the rest is optional, and refusing it changes nothing."),
    N_("Your answers are kept encrypted. Nobody sells them or uses them for anything else."),
    N_("/mydata gives you a copy, /erase erases everything. Privacy officer: {name}, {email}."),
)


def given(draft: Draft) -> bool:
    """Whether the text of today was agreed to in this form, for this course."""
    return draft.consent.get("version") == VERSION and draft.consent.get("course") == draft.course


def accept(scene: Scene, draft: Draft) -> None:
    draft.consent = {"version": VERSION, "at": scene.now.isoformat(), "language": scene.language, "course": draft.course}


def screen(scene: Scene, draft: Draft) -> Reply:
    """What is asked, in five lines and three buttons."""
    say, token = scene.say, draft.token
    rows: list[Row] = [
        (Button(say.plain("I agree"), data=f"form:{token}:accept"), Button(say.plain("No, thanks"), data=f"form:{token}:decline")),
        (Button(say.plain("Back"), data=f"form:{token}:back"), Button(say.plain("Tell me more"), data=f"form:{token}:more")),
    ]
    return Reply(lines(*_short(scene, draft)), rows=tuple(rows))


def reminder(scene: Scene, draft: Draft) -> Reply:
    """The question again, in a line, after something else was answered."""
    say = scene.say
    return Reply(say("May your answers be used for this registration?"), rows=screen(scene, draft).rows)


def full_screen(scene: Scene, draft: Draft) -> Reply:
    """The longer text, with the same two answers."""
    say, token = scene.say, draft.token
    rows: list[Row] = [
        (Button(say.plain("I agree"), data=f"form:{token}:accept"), Button(say.plain("No, thanks"), data=f"form:{token}:decline"))
    ]
    return Reply(lines(*_short(scene, draft), "", *rights(scene)), rows=tuple(rows))


def partner_name(scene: Scene, course: Course | None) -> str:
    found = scene.catalogue.partner(course.partner) if course else None
    return scene.say.text(found.name) if found else scene.say.text(scene.catalogue.programme.name)


def kept_for(say: Say, days: int) -> str:
    """A period in the words of a policy: ``2 years``, ``18 months``, ``30 days``."""
    if days >= 365 and days % 365 == 0:
        return say.many("{count} year", "{count} years", days // 365)
    return say.many("{count} month", "{count} months", days // 30) if days >= 60 else say.many("{count} day", "{count} days", days)


def _short(scene: Scene, draft: Draft) -> list[Html | str]:
    say, programme = scene.say, scene.catalogue.programme
    partner = partner_name(scene, scene.catalogue.course(draft.course))
    contact = reach(programme.contact)
    other = say("Telegram keeps messages outside Québec. You prefer another way? {contact}", contact=contact) if contact else None
    said = [
        _about(scene, draft),
        say("Before your answers, your agreement."),
        say("<b>What for</b>: to pre-register you, and to count whom the programme reaches, without names."),
        say("<b>Who gets them</b>: {partner} and the team of {programme}.", partner=partner, programme=say.text(programme.name)),
        say("<b>How long</b>: {period} after the session.", period=kept_for(say, scene.rules.retention_days)),
        say("<b>Your rights</b>: see, correct or erase everything, or change your mind, here and at any time."),
        other or say("Telegram keeps messages outside Québec."),
    ]
    return list(said)


def _about(scene: Scene, draft: Draft) -> Html:
    """The course, the session and its places left, on one line."""
    say, found = scene.say, scene.found(draft.session)
    if found is None:
        return bold(draft.course)
    asked, session = scene.asked, found[1]
    return joined(title(say, found[0]), when(asked, session), where(say, session), places(asked, session))


def rights(scene: Scene) -> list[Html]:
    say, officer = scene.say, scene.catalogue.programme.privacy_officer
    return [
        say(
            "Nothing is sent before you confirm at the end. An unfinished form is erased after {period}.",
            period=kept_for(say, scene.rules.draft_days),
        ),
        say("Only what the registration needs is asked; the rest is optional, and refusing it changes nothing."),
        say("Your answers are kept encrypted. Nobody sells them or uses them for anything else."),
        say(
            "/mydata gives you a copy, /erase erases everything. Privacy officer: {name}, {email}.", name=officer.name, email=officer.email
        ),
    ]
