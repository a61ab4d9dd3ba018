"""A message to everyone in a session or a course: written, seen as they will see it, counted, confirmed, followed."""

from catalogue.answers.labels import short
from catalogue.answers.values import Button, Row
from catalogue.offer.model import Course, Language
from catalogue.words.say import N_, Html, escape
from enrolment.assistant import admin_sessions, steps
from enrolment.assistant.heard import Said
from enrolment.assistant.scene import LANGUAGES, Scene
from enrolment.office import broadcasts
from enrolment.office.broadcasts import OTHER, Broadcast
from enrolment.registration.rights import Rights, actor_of

WRITING = "broadcast"
KINDS = {"s": "session", "c": "course"}
LONGEST = 3000
NAMED: dict[Language, str] = {"fr": N_("in French"), "en": N_("in English")}


def opened(scene: Scene, rights: Rights, words: list[str]) -> Said:
    """Whom to write to; how the last ones went."""
    said = admin_sessions.chosen(scene, rights, words, "adm:cast:s", scene.say("Write to the people of which session?"))
    latest = [progress(scene, one) for one in broadcasts.listed(scene.unit, rights, 3)]
    if not latest:
        return said
    (reply,) = said.replies
    return scene.tell(scene.say("<b>Your last messages</b>"), *latest, "", reply.text, rows=list(reply.rows))


def progress(scene: Scene, one: Broadcast) -> Html:
    say = scene.say
    numbers = {"what": title(scene, one.kind, one.code), "sent": say.number(one.sent), "people": say.number(one.people)}
    line = say("• {what}: {sent} of {people} sent", **numbers)
    return say("{line}, {lost} could not be reached", line=line, lost=say.number(one.lost)) if one.lost else line


def title(scene: Scene, kind: str, code: str) -> str:
    """The course's title, with the session's day where it is one session."""
    found = scene.found(code) if kind == "session" else None
    course: Course | None = found[0] if found else scene.catalogue.course(code)
    name = short(scene.say.text(course.title), 40) if course else code
    return f"{name}, {scene.say.day(found[1].first_day)}" if found else name


def _whom(scene: Scene, rights: Rights, parts: list[str]) -> tuple[str, str] | None:
    """The kind and code of the button, where they are hers."""
    kind, code = KINDS.get(parts[0]) if parts else None, parts[1] if parts[1:] else ""
    found = scene.found(code) if kind == "session" else None
    course = found[0] if found else scene.catalogue.course(code) if kind == "course" else None
    return (kind, code) if kind and course and rights.covers(course.partner) else None


def ask(scene: Scene, rights: Rights, parts: list[str]) -> Said:
    """What is typed next is the message."""
    whom, say = _whom(scene, rights, parts), scene.say
    if whom is None:
        return opened(scene, rights, [])
    kind, code = whom
    scene.talk.writing = {"for": WRITING, "kind": parts[0], "code": code, "next": scene.language}
    people, lost = broadcasts.reached(scene.unit, kind, code)
    head = say.many("To {count} person: {what}", "To {count} people: {what}", people, what=title(scene, kind, code))
    found = scene.found(code) if kind == "session" else None
    rows: list[Row] = [(Button(say.plain("To the whole course"), data=f"adm:cast:c:{found[0].code}"),)] if found else []
    rows.append((Button(say.plain("Never mind"), data=f"adm:session:{code}" if found else "adm:stop"),))
    return scene.tell(head, _blocked(scene, lost), say("Write the message."), rows=rows)


def _blocked(scene: Scene, lost: int) -> Html | None:
    return (
        scene.say.many("{count} person blocked the bot and will not get it.", "{count} people blocked the bot and will not get it.", lost)
        if lost
        else None
    )


def preview(scene: Scene, rights: Rights, _parts: list[str]) -> Said:
    """The message as they will see it, kept until it is sent; typed again, it is another."""
    pending = scene.writing or {}
    return _preview(scene, rights, {**pending, pending.get("next", "fr"): scene.heard.text[:LONGEST]})


def _preview(scene: Scene, rights: Rights, pending: dict[str, str]) -> Said:
    whom, say = _whom(scene, rights, [pending.get("kind", ""), pending.get("code", "")]), scene.say
    if whom is None:
        return opened(scene, rights, [])
    scene.talk.writing = pending
    people, lost = broadcasts.reached(scene.unit, *whom)
    shown = [
        part
        for language in LANGUAGES
        if language in pending
        for part in (say("<i>{language}</i>", language=say(NAMED[language])), escape(pending[language]))
    ]
    missing = next((language for language in LANGUAGES if language not in pending), None)
    send = Button(say.many("Send to {count} person", "Send to {count} people", people), data="adm:castgo")
    rows: list[Row] = [(send,)] if people else []
    if missing:
        label = say.plain("Add the French") if missing == "fr" else say.plain("Add the English")
        rows.append((Button(label, data=f"adm:castmore:{missing}"),))
    rows.append((Button(say.plain("Never mind"), data="adm:stop"),))
    return scene.tell(*shown, "", _blocked(scene, lost), say("Typed again, it is replaced."), rows=rows, edits=False)


def more(scene: Scene, _rights: Rights, parts: list[str]) -> Said:
    """The same in the other language."""
    pending = scene.writing
    wanted = next((one for one in LANGUAGES if [one] == parts), None)
    if pending is None or pending.get("for") != WRITING or wanted is None or OTHER[wanted] not in pending:
        return steps.outdated(scene)
    scene.talk.writing = pending | {"next": wanted}
    ask_for = scene.say("Write it in French.") if wanted == "fr" else scene.say("Write it in English.")
    return scene.tell(ask_for, rows=[(Button(scene.say.plain("Never mind"), data="adm:stop"),)], edits=False)


def send(scene: Scene, rights: Rights, _parts: list[str]) -> Said:
    """Confirmed: it leaves at Telegram's pace, outside quiet hours. Pressed again, it is not sent again."""
    pending = scene.writing
    whom = _whom(scene, rights, [pending.get("kind", ""), pending.get("code", "")]) if pending and pending.get("for") == WRITING else None
    texts: dict[Language, str] = {language: pending[language] for language in LANGUAGES if pending and language in pending}
    if whom is None or not texts:
        return steps.outdated(scene)
    begun = broadcasts.begin(scene.unit, *whom, texts, actor_of(scene.unit, scene.heard.telegram_id))
    say = scene.say
    rows: list[Row] = [(Button(say.plain("How far is it?"), data=f"adm:castat:{begun}"),)]
    return scene.tell(say("It is leaving. I will tell you when everyone has it; nobody is woken at night."), rows=rows)


def at(scene: Scene, rights: Rights, parts: list[str]) -> Said:
    """How far it has come."""
    found = broadcasts.find(scene.unit, parts[0]) if parts else None
    if found is None or not rights.covers(found.partner_code):
        return opened(scene, rights, [])
    again: Row = (Button(scene.say.plain("How far is it?"), data=f"adm:castat:{found.id}"),)
    over = found.state == broadcasts.DONE
    return scene.tell(progress(scene, found), scene.say("It is finished.") if over else None, rows=[] if over else [again])
