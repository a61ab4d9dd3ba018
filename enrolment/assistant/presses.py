"""The buttons: one line a verb. What nobody knows is an old button."""

from collections.abc import Callable

from catalogue.reading.values import Intent
from catalogue.words.replacing import replace
from enrolment.assistant import (
    administrators,
    advising,
    alerts,
    changes,
    claims,
    contact,
    language,
    letters,
    mine,
    privacy,
    reminders,
    start,
    steps,
    team,
    walk,
)
from enrolment.assistant.heard import Said
from enrolment.assistant.scene import LANGUAGES, Scene

ADVICE = "pick:advice"  # "Help me choose", under any answer
Press = Callable[[Scene, list[str]], Said]
LONGEST = 64
LEAVING = frozenset({"mine", "my", "menu", "erase", "more", "choose"})  # the form under way waits


def hear(scene: Scene) -> Said:
    """What the pressed button does."""
    return act(scene, scene.heard.press)


def act(scene: Scene, data: str) -> Said:
    """The verb's function; the Guide's own buttons; else an old or forged one."""
    verb, _, rest = data.partition(":")
    if len(data.encode()) > LONGEST:
        return steps.outdated(scene)
    if data == ADVICE:
        return act(scene, "choose:begin")
    if verb == "alert" and (said := alerts.press(scene, rest.split(":"))) is not None:
        return said
    press = PRESSES.get(verb)
    if press is not None and verb not in LEAVING:
        return press(scene, rest.split(":") if rest else [])
    if press is not None:
        walk.set_aside(scene)
        return walk.with_way_back(scene, press(scene, rest.split(":") if rest else []))
    return _guide(scene, data)


def _guide(scene: Scene, data: str) -> Said:
    """A button of an answer: what it asks, as an edit of its message."""
    context = replace(scene.talk.context, language=scene.language)
    outcome = scene.desk.guide.press(data, context, scene.now.astimezone(scene.rules.zone), scene.taken)
    if outcome is None:
        return steps.outdated(scene)
    if outcome.understood.intent is Intent.RECOMMEND and not outcome.answer.courses:
        return advising.begin(scene)
    scene.talk.context = replace(outcome.context, language=scene.talk.context.language)
    return Said((outcome.answer.reply, *outcome.answer.more))


def _register(scene: Scene, parts: list[str]) -> Said:
    return walk.begin(scene, parts[0]) if parts else steps.outdated(scene)


def _take(scene: Scene, parts: list[str]) -> Said:
    found = scene.found(parts[0]) if parts else None
    return walk.begin(scene, found[0].code, found[1].code) if found else steps.outdated(scene)


def _more(scene: Scene, parts: list[str]) -> Said:
    return walk.more(scene, parts[0]) if parts else steps.outdated(scene)


def _mine(scene: Scene, parts: list[str]) -> Said:
    return mine.card(scene, parts[0]) if parts else mine.overview(scene)


def _my(scene: Scene, parts: list[str]) -> Said:
    act = MY.get((parts or [""])[0])
    return act(scene, parts[1:]) if act else steps.outdated(scene)


def _fix(scene: Scene, parts: list[str]) -> Said:
    return walk.correct(scene, parts[0]) if parts else mine.details(scene)


def _on(act: Callable[[Scene, str], Said]) -> Press:
    """A function of one registration, by its reference."""
    return lambda scene, parts: act(scene, parts[0]) if parts else mine.overview(scene)


def _move(scene: Scene, parts: list[str]) -> Said:
    return changes.move(scene, parts[0], parts[1]) if len(parts) == 2 else mine.overview(scene)


def _language(scene: Scene, parts: list[str]) -> Said:
    wanted = next((one for one in LANGUAGES if [one] == parts), None)
    return language.go_on_in(scene, wanted) if wanted else steps.outdated(scene)


def _human(scene: Scene, parts: list[str]) -> Said:
    act = {"": contact.people_to_reach, "write": letters.ask, "done": letters.done}.get((parts or [""])[0])
    return act(scene) if act else steps.outdated(scene)


def _erase(scene: Scene, parts: list[str]) -> Said:
    act = {"ask": privacy.ask_erasure, "sure": privacy.ask_again, "now": privacy.erase}.get((parts or [""])[0])
    return act(scene) if act else steps.outdated(scene)


MY: dict[str, Press] = {
    "details": lambda scene, _: mine.details(scene),
    "fix": _fix,
    "language": lambda scene, _: language.choice(scene),
    "privacy": lambda scene, _: privacy.policy(scene),
    "data": lambda scene, _: privacy.copy(scene),
    "consent": lambda scene, _: privacy.ask_withdrawal(scene),
    "unconsent": lambda scene, _: privacy.withdraw(scene),
    "keep": _on(changes.keep),
    "leave": _on(changes.ask_withdrawal),
    "left": _on(changes.withdraw),
    "move": _on(changes.ask_session),
    "to": _move,
    "take": _on(changes.accept),
    "pass": _on(changes.decline),
    "rejoin": _on(changes.rejoin),
    "give": _on(claims.ask_hand_over),
    "given": _on(claims.hand_over),
    "ics": _on(changes.in_calendar),
    "remind": reminders.press,
}
PRESSES: dict[str, Press] = {
    "reg": _register,
    "take": _take,
    "form": steps.press,
    "team": team.press,
    "more": _more,
    "mine": _mine,
    "my": _my,
    "lang": _language,
    "choose": advising.press,
    "menu": lambda scene, _: start.home(scene),
    "human": _human,
    "erase": _erase,
    "adm": administrators.press,
}
