"""The totals in words: how many, where they stand, which courses, against the target; no names."""

from catalogue.answers.values import Button, Row
from catalogue.words.say import Html
from enrolment.assistant.heard import Said
from enrolment.assistant.mine import BRIEF
from enrolment.assistant.scene import Scene
from enrolment.registration.rights import Rights
from enrolment.registration.states import HOLDING
from enrolment.statistics import Counts, Statistics, statistics

SHOWN = 5


def totals(scene: Scene, rights: Rights, _words: list[str]) -> Said:
    """What an administrator may see counted: everything, or her partners' share."""
    say, found = scene.say, statistics(scene.unit, rights.partners)
    if not found.total:
        return scene.tell(say("No pre-registration yet."))
    head = say.many("<b>{count} pre-registration</b>", "<b>{count} pre-registrations</b>", found.total)
    states = [
        say("{label}: {value}", label=say(BRIEF[status]), value=say.number(count)) for status, count in found.statuses.items() if count
    ]
    rows: list[Row] = [(Button(say.plain("Export"), data="adm:export"),)] if rights.sees_names else []
    said = (head, _target(scene, found, rights), *states, "", say("<b>By course</b>"), *_by_course(scene, found))
    return scene.tell(*said, rows=rows, edits=False)


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
