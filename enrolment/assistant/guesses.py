"""Links that lead nowhere, tried again and again: somebody guesses, and may do so only so often."""

from datetime import timedelta

from enrolment.assistant.scene import Scene
from enrolment.store import trials

WHAT = "link"
MOST, WITHIN = 5, timedelta(hours=1)


def missed(scene: Scene) -> None:
    """Count a link that led nowhere."""
    trials.allow(scene.unit.session, WHAT, _who(scene), scene.now, most=MOST, within=WITHIN)


def too_many(scene: Scene) -> bool:
    """Whether so many led nowhere of late that no link to something reserved is followed for her."""
    return trials.tried(scene.unit.session, WHAT, _who(scene), scene.now) >= MOST


def _who(scene: Scene) -> str:
    return scene.unit.vault.lookup("telegram", scene.heard.telegram_id)
