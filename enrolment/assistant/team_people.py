"""Who comes, typed or pasted one a line: those who can be taken are kept, the faults are said line by line."""

from collections.abc import Iterable, Sequence

from catalogue.answers.labels import short
from catalogue.words.say import Html
from enrolment.assistant.scene import Scene
from enrolment.assistant.teamdraft import TeamDraft
from enrolment.form.people import Fault, Named, read_people
from enrolment.form.refusals import IN_A_LIST
from enrolment.form.values import Reason

SHOWN = 10


def read(scene: Scene, text: str, known: Iterable[str]) -> tuple[list[Named], list[Fault]]:
    """The people of a message, and its faults."""
    form = scene.form
    return read_people(form["first_name"], form["last_name"], form["email"], text, known)


def take(scene: Scene, team: TeamDraft, text: str) -> list[Html]:
    """Keep those who can be taken; what to say of it. More people than places: none is taken."""
    say = scene.say
    found, faults = read(scene, text, [one["email"] for one in team.people])
    left = team.places - len(team.people)
    if len(found) > left:
        return [
            say(
                "That makes {people} people for {places} places: I took nobody of this message."
                " Send fewer, or change the number of places.",
                people=say.number(len(team.people) + len(found)),
                places=say.number(team.places),
            )
        ]
    team.people += [{"first_name": one.first_name, "last_name": one.last_name, "email": one.email} for one in found]
    return said(scene, faults)


def said(scene: Scene, faults: Sequence[Fault]) -> list[Html]:
    """The faults, each with its line; the others are kept."""
    say = scene.say
    if not faults:
        return []
    head = say.many(
        "{count} line could not be taken; send it again, corrected:",
        "{count} lines could not be taken; send them again, corrected:",
        len(faults),
    )
    more = [Html("…")] if len(faults) > SHOWN else []
    return [head, *(_line(scene, fault) for fault in faults[:SHOWN]), *more]


def _line(scene: Scene, fault: Fault) -> Html:
    say = scene.say
    why = say(IN_A_LIST.get(fault.reason, IN_A_LIST[Reason.NOT_AN_EMAIL]))
    instead = say(" Maybe {address}?", address=fault.instead) if fault.instead else ""
    return say("• line {line} ({typed}): {why}.{instead}", line=fault.line, typed=short(fault.typed, 40), why=why, instead=instead)
