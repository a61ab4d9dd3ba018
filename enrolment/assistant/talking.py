"""Free text outside a form: answered from the catalogue, and done where it asks for something to be done."""

import re
from collections.abc import Callable
from dataclasses import replace

from catalogue.answers.guide import Outcome, Understood
from catalogue.answers.values import Reply
from catalogue.reading.values import Intent
from enrolment.assistant import changes, contact, language, mine, privacy, sessions, steering, steps, walk
from enrolment.assistant.heard import Said
from enrolment.assistant.scene import Scene
from enrolment.assistant.steers import Steer, steer
from enrolment.form.typed import folded
from enrolment.registration import standing
from enrolment.registration.references import read_reference

LONGEST = 2000
SURE = 0.5
ERASE = re.compile(r"\b(?:efface|effacer|effacez|supprime|supprimer|supprimez|detruire|detruisez|erase|delete|remove|forget)\b")
WIPE = re.compile(
    r"\b(?:efface\w*|supprime\w*|detrui\w*|oublie\w*|erase|delete|remove|wipe)\b.*\b(?:donnees|infos?|informations?|renseignements|compte|data|account|details)\b"
)
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
    if WIPE.search(folded(text)):
        return privacy.ask_erasure(scene)
    outcome = ask(scene, text)
    act = ACTIONS.get(outcome.understood.intent) if outcome.understood.confidence >= SURE else None
    done = act(scene, outcome.understood) if act else None
    return done or Said((outcome.answer.reply, *outcome.answer.more))


def _aside(scene: Scene, text: str) -> Said:
    """A question in the middle of a form: answered, then the form where it stood."""
    draft = scene.draft
    if draft is not None and draft.course:
        scene.talk.context = replace(scene.talk.context, courses=(draft.course,), at=scene.now)
    outcome = ask(scene, text)
    sure = outcome.understood.confidence >= SURE
    ended = INSTEAD[outcome.understood.intent](scene, outcome.understood) if sure and outcome.understood.intent in INSTEAD else None
    if ended is not None:
        return ended
    beside = BESIDE.get(outcome.understood.intent) if sure else None
    told = beside(scene, outcome.understood) if beside else None
    replies = [_without_doors(one) for one in (told.replies if told else (outcome.answer.reply, *outcome.answer.more))]
    return Said((*replies, *walk.remind(scene).replies))


def _spoken_in(scene: Scene, said: Understood) -> Said:
    """The form goes on in the language asked for."""
    if said.language:
        language.choose(scene, said.language)
    return walk.show(scene)


def _stopped(scene: Scene, said: Understood) -> Said | None:
    """She gives up while the form is not sent: it stops."""
    draft = scene.draft
    return steps.cancel(scene, draft, []) if draft is not None and not said.text.rstrip().endswith("?") else None


def _elsewhere(scene: Scene, said: Understood) -> Said | None:
    """Another course's form instead; the same one's goes on."""
    draft = scene.draft
    if draft is None or draft.course in said.courses or len(said.courses) != 1:
        return walk.remind(scene) if draft is not None and draft.course in said.courses else None
    return _register(scene, said)


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
    """To the language asked for; both as buttons where none was named."""
    return language.chosen(scene, said.language) if said.language else language.choice(scene)


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


def _group(scene: Scene, said: Understood) -> Said:
    return contact.instead_of_group(scene, fitting=said.filters)


INSTEAD: dict[Intent, Callable[[Scene, Understood], Said | None]] = {
    Intent.SWITCH_LANGUAGE: _spoken_in,
    Intent.CANCEL: _stopped,
    Intent.REGISTER: _elsewhere,
}
BESIDE: dict[Intent, Callable[[Scene, Understood], Said | None]] = {
    Intent.MY_REGISTRATIONS: lambda scene, _: mine.overview(scene),
    Intent.HUMAN: _human,
    Intent.PRIVACY: lambda scene, _: privacy.policy(scene),
    Intent.ALERT: _alert,
    Intent.GROUP: _group,
}
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
