"""The language spoken: chosen by a button or a command, remembered."""

from catalogue.answers.labels import short
from catalogue.answers.values import Button, Row
from catalogue.offer.model import Language
from catalogue.words.replacing import replace
from catalogue.words.say import in_language
from enrolment.assistant import start, team, walk
from enrolment.assistant.heard import Said
from enrolment.assistant.scene import CHOSEN, LANGUAGES, Scene
from enrolment.registration import people

NAMES: dict[Language, str] = {"fr": "Français", "en": "English"}


def choice(scene: Scene) -> Said:
    """Both languages, each in its own words."""
    rows: list[Row] = [tuple(Button(NAMES[one], data=f"lang:{one}") for one in LANGUAGES)]
    return scene.tell("Français ou English?", rows=rows)


def choose(scene: Scene, language: Language) -> None:
    """Speak this language from now on."""
    scene.person = people.set_language(scene.unit, scene.person.id, language)
    scene.person = people.remember(scene.unit, scene.person.id, CHOSEN, language)
    scene.talk.context = replace(scene.talk.context, language=language)


def chosen(scene: Scene, language: Language) -> Said:
    """Choose, and show what was on the screen in it."""
    choose(scene, language)
    say = in_language(language)
    home = start.home(scene, say("We speak English from now on."))
    course = scene.catalogue.course(scene.talk.context.courses[0]) if scene.talk.context.courses else None
    if course is None:
        return home
    back: Row = (Button(short(say.text(course.title)), data=f"card:{course.code}"),)
    return replace(home, replies=tuple(replace(one, rows=(back, *one.rows)) for one in home.replies))


def go_on_in(scene: Scene, language: Language) -> Said:
    """Choose: what was under way goes on in it, else the first screen is shown."""
    if not (scene.draft or scene.team):
        return chosen(scene, language)
    choose(scene, language)
    return walk.show(scene) if scene.draft else team.show(scene)
