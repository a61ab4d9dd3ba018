"""What a person asked in vain is kept for the administrators: masked, without who asked."""

from catalogue.answers.guide import Outcome
from catalogue.answers.turn import COURSE_INTENTS, LISTS
from catalogue.reading.values import Intent
from enrolment.assistant.scene import Scene
from enrolment.office import demand, questions
from enrolment.registration.rights import role_of

LOOKING = COURSE_INTENTS | LISTS | {Intent.OUT_OF_SCOPE}
SHORTEST = 3  # letters: less is no question


def notice(scene: Scene, text: str, outcome: Outcome, *, lost: bool) -> None:
    """Keep it where it had no answer, was not understood, or asked for what is not offered. An administrator's own is not."""
    said, answer = outcome.understood, outcome.answer
    facets = _facets(scene, outcome)
    kind = questions.LOST if lost else questions.UNANSWERED if not answer.answered else questions.UNOFFERED if facets else None
    if kind is None or sum(map(str.isalpha, text)) < SHORTEST or role_of(scene.unit, scene.heard.telegram_id, scene.admins):
        return
    hers = [value for value in scene.person.answers.values() if value]
    subject = said.absent if not answer.answered else None
    questions.keep(scene.unit, text, said.language, kind, facets=facets, subject=subject, hers=hers)


def _facets(scene: Scene, outcome: Outcome) -> dict[str, str]:
    """What of the offer it asked for and no session to come has."""
    said = outcome.understood
    if said.intent not in LOOKING or not said.filters:
        return {}
    today = scene.now.astimezone(scene.rules.zone).date()
    named = said.courses if said.intent in COURSE_INTENTS else ()
    return demand.unmet(scene.catalogue, named, said.filters, today)
