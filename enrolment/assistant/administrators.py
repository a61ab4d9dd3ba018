"""What administrators do in the chat: one line a command, one a button. Checked at each; to others none of this exists."""

import re
from collections.abc import Callable

from enrolment.assistant import admin_export, admin_people, admin_stats, admin_web, steps
from enrolment.assistant.heard import Kind, Said
from enrolment.assistant.scene import Scene
from enrolment.form.typed import folded
from enrolment.registration.rights import Rights, role_of

Work = Callable[[Scene, Rights, list[str]], Said]

COMMANDS: dict[str, Work] = {
    "export": admin_export.opened,
    "stats": admin_stats.totals,
    "people": admin_people.found,
    "web": admin_web.link,
}
PRESSES: dict[str, Work] = {
    "export": admin_export.screen,
    "choose": admin_export.choices,
    "send": admin_export.sent,
    "person": admin_people.card,
    "ok": admin_people.confirm,
    "no": admin_people.ask_decline,
    "refuse": admin_people.decline,
}
WITHOUT_NAMES = frozenset({"stats", "web"})  # what a reader may do


def rights_of(scene: Scene) -> Rights | None:
    """What the person may administer, as of this very moment."""
    return role_of(scene.unit, scene.heard.telegram_id, scene.admins)


def command(scene: Scene, name: str) -> Callable[[Scene], Said] | None:
    """The function of an administrator's command; None for those who may not, and for commands that do not exist."""
    work = COMMANDS.get(name)
    rights = rights_of(scene) if work else None
    if work is None or rights is None or not (rights.sees_names or name in WITHOUT_NAMES):
        return None
    words = scene.heard.text.split() if scene.heard.kind is Kind.COMMAND else []
    return lambda scene: work(scene, rights, words)


EXPORTED = re.compile(r"\b(?:export\w*|excel|csv)\b|\bliste\b.*\binscri|\blist of\b.*\bregist")
COUNTED = re.compile(
    r"\b(?:combien|nombre|how many|number)\b.*\b(?:inscri\w*|preinscri\w*|regist\w*|signed up)\b|\b(?:statistiques|statistics|stats)\b"
)


def asked_in_words(scene: Scene, text: str) -> Said | None:
    """The export or the totals, asked for in a sentence by somebody who may see them."""
    words = folded(text)
    name = "export" if EXPORTED.search(words) else "stats" if COUNTED.search(words) else None
    work = command(scene, name) if name else None
    return work(scene) if work else None


def press(scene: Scene, parts: list[str]) -> Said:
    """An administrator's button; for everybody else, an old one."""
    work = PRESSES.get(parts[0]) if parts else None
    rights = rights_of(scene) if work else None
    if work is None or rights is None or not rights.sees_names:
        return steps.outdated(scene)
    return work(scene, rights, parts[1:])
