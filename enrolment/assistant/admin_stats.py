"""The totals in words: how many, where they stand, which courses, against the target; no names."""

from catalogue.answers.labels import short
from catalogue.answers.values import Attachment, Button, Reply, Row
from catalogue.words.say import N_, Html, unmarked
from enrolment.assistant.heard import Said
from enrolment.assistant.scene import Scene
from enrolment.office.picture import Bar, Picture, drawn
from enrolment.overview.states import STATES
from enrolment.registration.rights import Rights
from enrolment.registration.states import HOLDING
from enrolment.statistics import Counts, Statistics, statistics

FILE = N_("totals")
SHOWN = 5
DRAWN = 10


def totals(scene: Scene, rights: Rights, _words: list[str]) -> Said:
    """What an administrator may see counted: everything, or her partners' share."""
    say, found = scene.say, statistics(scene.unit, rights.partners)
    if not found.total:
        return scene.tell(say("No pre-registration yet."))
    head = say.many("<b>{count} pre-registration</b>", "<b>{count} pre-registrations</b>", found.total)
    states = [
        say("{label}: {value}", label=say(STATES[status]), value=say.number(count)) for status, count in found.statuses.items() if count
    ]
    rows: list[Row] = [(Button(say.plain("Export"), data="adm:export"),)] if rights.sees_names else []
    rows.append((Button(say.plain("Asked for and not offered"), data="adm:demand"),))
    rows.append((Button(say.plain("Aggregates for the funder"), data="adm:funder"),))
    scene.after = lambda _: _pictured(scene, found, rights)
    said = (head, _target(scene, found, rights), *states, "", say("<b>By course</b>"), *_by_course(scene, found))
    return scene.tell(*said, rows=rows, edits=False)


def _pictured(scene: Scene, found: Statistics, rights: Rights) -> Said:
    """The same as a picture, drawn once the transaction is over."""
    say = scene.say
    ordered = sorted(found.by["course"].items(), key=lambda pair: -sum(pair[1].values()))[:DRAWN]
    bars = tuple(_bar(scene, code, counts) for code, counts in ordered)
    title = say.many("{count} pre-registration", "{count} pre-registrations", found.total)
    share = None if rights.partners else found.share
    picture = Picture(
        title, unmarked(_target(scene, found, rights) or ""), share, say.plain("with a place"), say.plain("waiting or closed"), bars
    )
    image = drawn(picture)
    if image is None:
        return Said()
    day = scene.now.astimezone(scene.rules.zone).date().isoformat()
    file = Attachment(f"{say.plain(FILE)}-{day}.png", "image/png", image, picture=True)
    return Said((Reply(say("By course, {day}:", day=say.day(scene.now.astimezone(scene.rules.zone), year=True)), files=(file,)),))


def _bar(scene: Scene, code: str, counts: Counts) -> Bar:
    course = scene.catalogue.course(code)
    held = sum(count for status, count in counts.items() if status in HOLDING)
    return Bar(short(scene.say.text(course.title) if course else code, 70), held, sum(counts.values()) - held)


def _target(scene: Scene, found: Statistics, rights: Rights) -> Html | None:
    """People with a place, against the programme's target where the programme is what she sees."""
    say = scene.say
    if rights.partners or not found.target:
        return say.many("{count} person with a place", "{count} people with a place", found.people)
    share = say.number(round(100 * found.people / found.target, 1))
    people = say.number(found.people)
    return say.many(
        "{people} person of {target} with a place ({share}%)",
        "{people} people of {target} with a place ({share}%)",
        found.people,
        people=people,
        target=say.number(found.target),
        share=share,
    )


def _by_course(scene: Scene, found: Statistics) -> list[Html]:
    """The courses most asked for."""
    ordered = sorted(found.by["course"].items(), key=lambda pair: -sum(pair[1].values()))
    return [_line(scene, code, counts) for code, counts in ordered[:SHOWN]]


def _line(scene: Scene, code: str, counts: Counts) -> Html:
    say, course = scene.say, scene.catalogue.course(code)
    held = sum(count for status, count in counts.items() if status in HOLDING)
    return say(
        "• {course}: {total}, of which {held} with a place",
        course=say.text(course.title) if course else code,
        total=say.number(sum(counts.values())),
        held=say.number(held),
    )
