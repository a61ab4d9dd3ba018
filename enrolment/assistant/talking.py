"""Free text outside a form: answered from the catalogue, and done where it asks for something to be done."""

import re
from collections.abc import Callable
from dataclasses import replace

from catalogue.answers.guide import Outcome, Understood
from catalogue.answers.values import Reply
from catalogue.reading.values import Intent
from enrolment.assistant import changes, contact, language, mine, privacy, sessions, steering, walk
from enrolment.assistant.heard import Said
from enrolment.assistant.scene import Scene
from enrolment.assistant.steers import Steer, steer
from enrolment.form.typed import folded
from enrolment.registration import standing
from enrolment.registration.references import read_reference

LONGEST = 2000
SURE = 0.5
ERASE = re.compile(r"\b(?:efface|effacer|effacez|supprime|supprimer|supprimez|detruire|detruisez|erase|delete|remove|forget)\b")
COPY = re.compile(r"\b(?:copie|copy|export|telecharger|download)\b")
KEPT_VERBS = ("pick", "card", "list", "ask")


def hear(scene: Scene) -> Said:
    """The form's, where one is under way and the text is not a question; else the Guide's and the actions'."""
    text = scene.heard.text[:LONGEST]
    draft = scene.talk.draft
    if scene.draft is not None:
        said = steering.typed(scene, scene.draft, text)
        return said if said is not None else _aside(scene, text)
    if draft is not None and steer(text) is Steer.RESUME:
        return walk.show(scene)
    if read_reference(text) and any(character.isdigit() for character in text) and mine.hers(scene, text):
        return mine.card(scene, text)
    return plain(scene, text)


def edited(scene: Scene) -> Said:
    """A message changed: its answer anew."""
    said = steering.edited(scene, scene.draft, scene.heard.text[:LONGEST]) if scene.draft is not None else None
    if said is not None:
        return said
    return _aside(scene, scene.heard.text[:LONGEST]) if scene.draft is not None else hear(scene)


def ask(scene: Scene, text: str) -> Outcome:
    """The Guide's answer, the talk's context kept."""
    outcome = scene.desk.guide.answer(
        text, scene.talk.context, scene.now.astimezone(scene.rules.zone), scene.taken, scene.chosen or scene.language
    )
    scene.talk.context = outcome.context
    return outcome


def plain(scene: Scene, text: str) -> Said:
    """Answer a question, or do what it asks."""
    outcome = ask(scene, text)
    act = ACTIONS.get(outcome.understood.intent) if outcome.understood.confidence >= SURE else None
    done = act(scene, outcome.understood) if act else None
    return done or Said((outcome.answer.reply, *outcome.answer.more))


def _aside(scene: Scene, text: str) -> Said:
    """A question in the middle of a form: answered, then the form where it stood."""
    draft = scene.draft
    if draft is not None and not scene.talk.context.courses and draft.course:
        scene.talk.context = replace(scene.talk.context, courses=(draft.course,), at=scene.now)
    outcome = ask(scene, text)
    if outcome.understood.intent is Intent.SWITCH_LANGUAGE:
        _switch(scene, outcome.understood)
        return walk.show(scene)
    replies = [_without_doors(one) for one in (outcome.answer.reply, *outcome.answer.more)]
    return Said((*replies, *walk.show(scene).replies))


def _without_doors(reply: Reply) -> Reply:
    """The answer without the buttons that would lead out of the form."""
    rows = tuple(row for row in reply.rows if all((button.data or "").partition(":")[0] in KEPT_VERBS or button.url for button in row))
    return replace(reply, rows=rows)


def _register(scene: Scene, said: Understood) -> Said | None:
    """One course: its form, at the session that fits what was said. Several or none: the Guide asks which."""
    if len(said.courses) != 1:
        return None
    course = scene.catalogue.course(said.courses[0])
    fitting = sessions.fitting(sessions.open_ones(scene, course), said.filters) if course else []
    return walk.begin(scene, said.courses[0], fitting[0].code if len(fitting) == 1 else "")


def _switch(scene: Scene, said: Understood) -> Said:
    """To the language asked for: the Guide answers in it already."""
    return language.chosen(scene, said.language)


def _privacy(scene: Scene, said: Understood) -> Said | None:
    words = folded(said.text)
    if ERASE.search(words):
        return privacy.ask_erasure(scene)
    return privacy.copy(scene) if COPY.search(words) else privacy.policy(scene)


def _human(scene: Scene, _said: Understood) -> Said:
    return contact.people_to_reach(scene)


def _mine(scene: Scene, said: Understood) -> Said:
    return changes.for_intent(scene, said.courses, "card")


def _cancel(scene: Scene, said: Understood) -> Said | None:
    if scene.talk.draft is not None and not standing.my_registrations(scene.unit, scene.person.id):
        return walk.paused(scene, scene.talk.draft)
    return changes.for_intent(scene, said.courses, "leave")


def _modify(scene: Scene, said: Understood) -> Said | None:
    return mine.details(scene) if scene.person.answers and not said.filters else changes.for_intent(scene, said.courses, "move")


def _alert(scene: Scene, _said: Understood) -> Said:
    return contact.instead_of_alert(scene)


def _group(scene: Scene, _said: Understood) -> Said:
    return contact.instead_of_group(scene)


ACTIONS: dict[Intent, Callable[[Scene, Understood], Said | None]] = {
    Intent.REGISTER: _register,
    Intent.MY_REGISTRATIONS: _mine,
    Intent.CANCEL: _cancel,
    Intent.MODIFY: _modify,
    Intent.HUMAN: _human,
    Intent.PRIVACY: _privacy,
    Intent.SWITCH_LANGUAGE: _switch,
    Intent.ALERT: _alert,
    Intent.GROUP: _group,
}
