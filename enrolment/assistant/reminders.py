"""Reminders on and off: offered with the confirmation, in the settings, and under each reminder."""

from catalogue.answers.values import Button
from catalogue.words.say import Html
from enrolment.assistant import mine
from enrolment.assistant.heard import Said
from enrolment.assistant.scene import Scene
from enrolment.registration import reminders


def state(scene: Scene) -> Html:
    """Whether she is reminded."""
    say = scene.say
    if reminders.wished(scene.unit, scene.person.id):
        return say("I remind you of your sessions a week and a day before.")
    return say("I send no reminder of your sessions for now.")


def button(scene: Scene) -> Button:
    """The other way round."""
    say = scene.say
    if reminders.wished(scene.unit, scene.person.id):
        return Button(say.plain("No more reminders"), data="my:remind:off")
    return Button(say.plain("Remind me"), data="my:remind:on")


def press(scene: Scene, parts: list[str]) -> Said:
    """``on`` or ``off``, and the registrations as they stand."""
    if parts[:1] == ["off"]:
        reminders.unwish(scene.unit, scene.person.id)
    else:
        reminders.wish(scene.unit, scene.person.id)
    return mine.overview(scene, state(scene))
