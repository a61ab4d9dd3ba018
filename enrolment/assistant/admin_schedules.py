"""Exports that come by themselves, by buttons: which day, which hour, a name; listed, stopped; made when they are due."""

from datetime import date, timedelta

from catalogue.answers.labels import short
from catalogue.answers.values import Button, Row
from enrolment.assistant import steps
from enrolment.assistant.export_choice import Choice
from enrolment.assistant.heard import Said
from enrolment.assistant.scene import Scene
from enrolment.form.typed import tidy
from enrolment.office import schedules
from enrolment.office.schedules import MOST, Schedule
from enrolment.registration.rights import Rights, actor_of
from enrolment.store import schedules as stored

WRITING = "plan"
HOURS = (6, 7, 8, 9, 12, 17)
EACH_DAY = "e"
MONDAY = date(2026, 1, 5)
LONGEST = 60


def which_day(scene: Scene, _rights: Rights, parts: list[str]) -> Said:
    """``CHOICE``: what it is of stands in each button."""
    choice, say = Choice.read(parts, language=scene.language), scene.say
    days = [Button(_weekday(scene, day), data=f"adm:pday:{day}:{choice.data()}") for day in range(7)]
    every = Button(say.plain("each day"), data=f"adm:pday:{EACH_DAY}:{choice.data()}")
    back = Button(say.plain("Back"), data=f"adm:export:{choice.data()}")
    return scene.tell(say("It comes on which day?"), rows=[tuple(days[:4]), tuple(days[4:]), (every, back)])


def _weekday(scene: Scene, day: int) -> str:
    return scene.say.day(MONDAY + timedelta(days=day), weekday=True).replace(",", "").split()[0]


def which_hour(scene: Scene, _rights: Rights, parts: list[str]) -> Said:
    """``DAY:CHOICE``."""
    if not parts or parts[0] not in (*map(str, range(7)), EACH_DAY):
        return steps.outdated(scene)
    choice = Choice.read(parts[1:], language=scene.language)
    hours = [Button(_hour(scene, hour), data=f"adm:phour:{parts[0]}:{hour}:{choice.data()}") for hour in HOURS]
    return scene.tell(scene.say("At what time?"), rows=[tuple(hours[:3]), tuple(hours[3:])])


def _hour(scene: Scene, hour: int) -> str:
    return scene.say.time(scene.now.replace(hour=hour, minute=0))


def ask_name(scene: Scene, _rights: Rights, parts: list[str]) -> Said:
    """``DAY:HOUR:CHOICE``: what is typed next is its name, or the one proposed is taken."""
    if len(parts) < 3 or parts[0] not in (*map(str, range(7)), EACH_DAY) or parts[1] not in map(str, HOURS):
        return steps.outdated(scene)
    choice, say = Choice.read(parts[2:], language=scene.language), scene.say
    name = say.plain(
        "{day}, {time}",
        day=say.plain("each day") if parts[0] == EACH_DAY else _weekday(scene, int(parts[0])),
        time=_hour(scene, int(parts[1])),
    )
    scene.talk.writing = {"for": WRITING, "day": parts[0], "hour": parts[1], "choice": choice.data(), "name": name}
    rows: list[Row] = [
        (Button(say.plain("Call it “{name}”", name=name), data="adm:pmake"),),
        (Button(say.plain("Never mind"), data="adm:export"),),
    ]
    return scene.tell(say("What is it called? Type a name, or take this one."), rows=rows)


def make(scene: Scene, _rights: Rights, _parts: list[str]) -> Said:
    """With the name proposed."""
    pending = scene.writing
    return _made(scene, pending, pending["name"]) if pending and pending.get("for") == WRITING else steps.outdated(scene)


def named(scene: Scene, _rights: Rights, _parts: list[str]) -> Said:
    """With the name typed."""
    return _made(scene, scene.writing or {}, tidy(scene.heard.text)[:LONGEST])


def _made(scene: Scene, pending: dict[str, str], name: str) -> Said:
    actor, say = actor_of(scene.unit, scene.heard.telegram_id), scene.say
    if len(schedules.of_owner(scene.unit, actor.id)) >= MOST:
        return scene.tell(say("You have {most} of them already: stop one first.", most=say.number(MOST)), rows=[_list_door(scene)])
    weekday = None if pending["day"] == EACH_DAY else int(pending["day"])
    made = schedules.make(scene.unit, name, pending["choice"], weekday, int(pending["hour"]), actor)
    return scene.tell(say("It will come: {what}.", what=_told(scene, made)), rows=[_list_door(scene)])


def _told(scene: Scene, one: Schedule) -> str:
    local = one.next_at.astimezone(scene.rules.zone)
    day, time = scene.say.day(local, weekday=True), scene.say.time(local)
    return scene.say.plain("{name}, at {time}, next on {day}", name=one.name, day=day, time=time)


def _list_door(scene: Scene) -> Row:
    return (Button(scene.say.plain("My scheduled exports"), data="adm:plans"),)


def listed(scene: Scene, _rights: Rights, _parts: list[str]) -> Said:
    """Hers, each with what stops it."""
    say = scene.say
    found = schedules.of_owner(scene.unit, actor_of(scene.unit, scene.heard.telegram_id).id)
    rows: list[Row] = [(Button(short(say.plain("Stop “{name}”", name=one.name), 50), data=f"adm:pdrop:{one.id}"),) for one in found]
    rows.append((Button(say.plain("Export"), data="adm:export"),))
    return scene.tell(*(say("• {what}", what=_told(scene, one)) for one in found) if found else (say("None comes by itself."),), rows=rows)


def drop(scene: Scene, rights: Rights, parts: list[str]) -> Said:
    stored.drop(scene.unit.session, (parts or [""])[0], actor_of(scene.unit, scene.heard.telegram_id).id)
    return listed(scene, rights, [])
