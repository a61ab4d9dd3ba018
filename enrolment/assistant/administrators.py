"""What administrators do in the chat. Checked at each command and each press; to others none of this exists."""

from collections.abc import Callable

from enrolment.assistant import steps
from enrolment.assistant.heard import Said
from enrolment.assistant.scene import Scene


def command(scene: Scene, name: str) -> Callable[[Scene], Said] | None:
    """The function of an administrator's command; None for everybody else, and for commands that do not exist."""
    return None


def press(scene: Scene, parts: list[str]) -> Said:
    """An administrator's button; for everybody else, an old one."""
    return steps.outdated(scene)
