"""The export in the chat: what and which format by buttons, the number of rows shown, the file in the conversation.

The filters stand in the buttons themselves (``FORMAT:STATUS:DAYS:COURSE``): an old button asks exactly what it says, of those who may.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from catalogue.answers.labels import short
from catalogue.answers.values import Attachment, Button, Reply, Row
from catalogue.offer.model import Language
from catalogue.words.say import N_
from enrolment.assistant.heard import Said
from enrolment.assistant.mine import BRIEF
from enrolment.assistant.scene import Scene
from enrolment.exports import export
from enrolment.exports.export import Filters, Request
from enrolment.exports.formats import FORMATS
from enrolment.exports.rows import Source
from enrolment.registration.rights import Rights, actor_of
from enrolment.registration.states import Status
from enrolment.registration.unit import Unit
from enrolment.registration.values import Actor
from enrolment.statistics import statistics
from enrolment.store import audits, exporting

ALL = "-"
STATUSES = tuple(Status)
NEW = "new"
PERIODS = {
    NEW: N_("new since my last export"),
    "7": N_("the last 7 days"),
    "30": N_("the last 30 days"),
    "90": N_("the last 90 days"),
    "365": N_("the last 12 months"),
}
LABELS = {"csv-excel": N_("CSV for Excel"), "xlsx": N_("Excel"), "csv": N_("plain CSV"), "json": "JSON"}
TOO_BIG = 45 * 1024 * 1024  # Telegram takes 50 MB
PAGE = 8


@dataclass(frozen=True)
class Choice:
    """What is asked for, as it stands in a button."""

    format: str = "csv-excel"
    status: str = ALL
    days: str = ALL
    course: str = ALL

    @classmethod
    def read(cls, parts: Sequence[str], *, language: str) -> "Choice":
        """The choice in a button; what is not known is all, or the format of the language."""
        usual = cls("csv-excel" if language == "fr" else "xlsx")
        given = [*parts, *("", "", "", "")][:4]
        status = given[1] if given[1].isdigit() and int(given[1]) < len(STATUSES) else ALL
        return cls(given[0] if given[0] in FORMATS else usual.format, status, given[2] if given[2] in PERIODS else ALL, given[3] or ALL)

    def data(self) -> str:
        return ":".join((self.format, self.status, self.days, self.course))

    def but(self, **changes: str) -> "Choice":
        return Choice(**{"format": self.format, "status": self.status, "days": self.days, "course": self.course} | changes)


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
    return scene.say.plain("all statuses") if choice.status == ALL else scene.say.plain(BRIEF[STATUSES[int(choice.status)]])


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
    each = [(scene.say.plain(BRIEF[status]), choice.but(status=str(place))) for place, status in enumerate(STATUSES)]
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


def request(unit: Unit, rights: Rights, choice: Choice, language: Language, actor: Actor) -> Request:
    """The export asked for, within what she may see."""
    counted = choice.days in PERIODS and choice.days != NEW
    since = (unit.now.astimezone(unit.rules.zone) - timedelta(days=int(choice.days) - 1)).date() if counted else None
    after = audits.last_at(unit.session, actor.id, "export", "registrations") if choice.days == NEW else None
    filters = Filters(
        courses=() if choice.course == ALL else (choice.course,),
        statuses=() if choice.status == ALL else (STATUSES[int(choice.status)].value,),
        since=since,
    )
    return Request(choice.format, filters, language, sensitive_for=rights.partners, scope=rights.partners, after=after)


def sent(scene: Scene, rights: Rights, parts: list[str]) -> Said:
    """The file, written once this transaction is over: it has transactions of its own, its record among them."""
    choice = Choice.read(parts, language=scene.language)
    request, actor = request_of(scene, rights, choice), actor_of(scene.unit, scene.heard.telegram_id)
    scene.after = lambda source: delivered(scene, *file_of(source, request, actor))
    return Said()


def file_of(source: Source, request: Request, actor: Actor) -> tuple[Attachment | None, int]:
    """The file and its number of rows; None where it is too big for a chat."""
    sink, chosen = io.BytesIO(), FORMATS[request.format]
    count = export.export(source, request, sink, actor)
    if sink.tell() > TOO_BIG:
        return None, count
    name = f"preinscriptions-{source.as_of.astimezone(source.rules.zone):%Y-%m-%d}{chosen.suffix}"
    return Attachment(name, chosen.media_type, sink.getvalue()), count


def delivered(scene: Scene, file: Attachment | None, count: int) -> Said:
    """The message that carries the file, new in the conversation."""
    say = scene.say
    if file is None:
        return scene.tell(say("This export is too big for a chat. Narrow it by course or period, or use the command line."), edits=False)
    return Said((Reply(say.many("{count} row.", "{count} rows.", count), files=(file,)),))
