"""The export in the chat: what and which format by buttons, the number of rows shown, the file in the conversation."""

import io

from catalogue.answers.labels import short
from catalogue.answers.values import Attachment, Button, Reply, Row
from catalogue.words.say import N_
from enrolment.assistant import long_exports
from enrolment.assistant.export_choice import ALL, PERIODS, STATUSES, Choice, named, request
from enrolment.assistant.heard import Said
from enrolment.assistant.scene import Scene
from enrolment.exports import export, pieces
from enrolment.exports.export import Request
from enrolment.exports.formats import FORMATS
from enrolment.exports.rows import Source
from enrolment.overview.states import STATES
from enrolment.registration.rights import Rights, actor_of
from enrolment.registration.values import Actor
from enrolment.statistics import statistics
from enrolment.store import exporting

LABELS = {"csv-excel": N_("CSV for Excel"), "xlsx": N_("Excel"), "csv": N_("plain CSV"), "json": "JSON"}
LONG = pieces.ALONE  # rows: a longer file comes when it is ready, nobody waits for it
PAGE = 8


def opened(scene: Scene, rights: Rights, _words: list[str]) -> Said:
    return screen(scene, rights, [])


def screen(scene: Scene, rights: Rights, parts: list[str]) -> Said:
    """What would be exported, how many rows, and what can be changed."""
    say, choice = scene.say, Choice.read(parts, language=scene.language)
    rows_now = exporting.count(scene.unit.session, export.wanted(request_of(scene, rights, choice), scene.rules), scene.now)
    said = [
        say("<b>Export of the pre-registrations</b>"),
        say("Course: {value}", value=_course(scene, choice)),
        say("Status: {value}", value=_status(scene, choice)),
        say("Period: {value}", value=say(PERIODS[choice.days]) if choice.days != ALL else say("since the beginning")),
        say("Format: {value}", value=say(LABELS.get(choice.format, choice.format))),
    ]
    button = Button(say.plain("Send the file"), data=f"adm:send:{choice.data()}")
    rows: list[Row] = [(button,)] if rows_now else []
    rows.append(_door(scene, choice, ("course", N_("Course")), ("status", N_("Status"))))
    rows.append(_door(scene, choice, ("days", N_("Period")), ("format", N_("Format"))))
    rows.append(
        (
            Button(say.plain("Let it come by itself"), data=f"adm:plan:{choice.data()}"),
            Button(say.plain("My scheduled exports"), data="adm:plans"),
        )
    )
    return scene.tell(*said, say.many("{count} row", "{count} rows", rows_now), rows=rows)


def _door(scene: Scene, choice: Choice, *what: tuple[str, str]) -> Row:
    return tuple(Button(scene.say.plain(label), data=f"adm:choose:{name[0]}:{choice.data()}") for name, label in what)


def _course(scene: Scene, choice: Choice) -> str:
    course = scene.catalogue.course(choice.course)
    return scene.say.text(course.title) if course else scene.say.plain("all courses") if choice.course == ALL else choice.course


def _status(scene: Scene, choice: Choice) -> str:
    return scene.say.plain("all statuses") if choice.status == ALL else scene.say.plain(STATES[STATUSES[int(choice.status)]])


def choices(scene: Scene, rights: Rights, parts: list[str]) -> Said:
    """One filter's values as buttons. ``parts``: the filter's letter, then the choice so far."""
    say, choice = scene.say, Choice.read(parts[1:], language=scene.language)
    listed = {"c": _courses, "s": _statuses, "d": _periods, "f": _formats}.get((parts or [""])[0], _formats)
    buttons = [Button(short(label, 40), data=f"adm:export:{each.data()}") for label, each in listed(scene, rights, choice)]
    rows: list[Row] = [(button,) for button in buttons]
    return scene.tell(say("Which one?"), rows=rows)


Options = list[tuple[str, Choice]]


def _courses(scene: Scene, rights: Rights, choice: Choice) -> Options:
    """The courses that have registrations she may see, the most asked for first."""
    found = statistics(scene.unit, rights.partners).by["course"]
    ordered = sorted(found, key=lambda code: -sum(found[code].values()))[:40]
    named = [
        (scene.say.text(course.title) if (course := scene.catalogue.course(code)) else code, choice.but(course=code)) for code in ordered
    ]
    return [(scene.say.plain("all courses"), choice.but(course=ALL)), *named]


def _statuses(scene: Scene, _rights: Rights, choice: Choice) -> Options:
    each = [(scene.say.plain(STATES[status]), choice.but(status=str(place))) for place, status in enumerate(STATUSES)]
    return [(scene.say.plain("all statuses"), choice.but(status=ALL)), *each]


def _periods(scene: Scene, _rights: Rights, choice: Choice) -> Options:
    return [
        (scene.say.plain("since the beginning"), choice.but(days=ALL)),
        *((scene.say.plain(label), choice.but(days=days)) for days, label in PERIODS.items()),
    ]


def _formats(scene: Scene, _rights: Rights, choice: Choice) -> Options:
    return [(scene.say.plain(LABELS.get(name, name)), choice.but(format=name)) for name in FORMATS]


def request_of(scene: Scene, rights: Rights, choice: Choice) -> Request:
    return request(scene.unit, rights, choice, scene.language, actor_of(scene.unit, scene.heard.telegram_id))


def sent(scene: Scene, rights: Rights, parts: list[str]) -> Said:
    """The file, written once this transaction is over: it has transactions of its own, its record among them. A long one is promised."""
    choice = Choice.read(parts, language=scene.language)
    request, actor = request_of(scene, rights, choice), actor_of(scene.unit, scene.heard.telegram_id)
    rows = exporting.count(scene.unit.session, export.wanted(request, scene.rules), scene.now)
    if rows > LONG:
        long_exports.promise(scene.unit, scene.person.id, choice)
        coming = scene.say.many("{count} row: the file comes when it is ready.", "{count} rows: the file comes when it is ready.", rows)
        return scene.tell(coming, scene.say("Go on meanwhile."), edits=False)
    scene.after = lambda source: _delivered(scene, source, request, actor)
    return Said()


def _delivered(scene: Scene, source: Source, request: Request, actor: Actor) -> Said:
    """The message that carries the file, new in the conversation."""
    sink = io.BytesIO()
    count = export.export(source, request, sink, actor)
    file = Attachment(named(source, request.format), FORMATS[request.format].media_type, sink.getvalue())
    return Said((Reply(scene.say.many("{count} row.", "{count} rows.", count), files=(file,)),))
