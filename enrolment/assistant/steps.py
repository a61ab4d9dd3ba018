"""The buttons of a form: what each does to it, and the screen that follows."""

from collections.abc import Callable

from catalogue.answers.values import Reply
from catalogue.words.replacing import replace
from catalogue.words.say import Html
from enrolment.assistant import confirmation, consent, mine, questions, review, start, walk
from enrolment.assistant.heard import Said
from enrolment.assistant.refusals import refused
from enrolment.assistant.scene import Scene
from enrolment.assistant.talk import Draft, Purpose, Step
from enrolment.registration import people
from enrolment.registration.refusals import Refusal

Action = Callable[[Scene, Draft, list[str]], Said | None]


def press(scene: Scene, parts: list[str]) -> Said:
    """A button of a form: of this one, of one confirmed (the same confirmation again), or an old one."""
    token, action, *arguments = [*parts, "", ""] if len(parts) < 2 else parts
    draft = scene.talk.draft
    if draft is None or draft.token != token:
        reference = scene.talk.confirmed.get(token)
        if reference and action != "confirm":
            return replace(mine.card(scene, reference), toast=scene.say.plain("This form is finished. Here is your registration."))
        return confirmation.again(scene, reference) if reference else outdated(scene)
    act = ACTIONS.get(action)
    said = act(scene, draft, arguments) if act else None
    return said or outdated(scene)


def outdated(scene: Scene) -> Said:
    """That the button is from an earlier moment, and where things stand."""
    toast = scene.say.plain("That button is from earlier. Here is where we are.")
    if scene.talk.draft is None:
        return replace(start.home(scene), toast=toast)
    return walk.show(scene, toast=toast) if scene.draft else replace(walk.paused(scene, scene.talk.draft), toast=toast)


def _take_session(scene: Scene, draft: Draft, arguments: list[str]) -> Said | None:
    return walk.at_session(scene, draft, arguments[0]) if arguments and draft.step is Step.SESSION else None


def _accept(scene: Scene, draft: Draft, _rest: list[str]) -> Said | None:
    if draft.step is not Step.CONSENT:
        return None
    consent.accept(scene, draft)
    return walk.show(scene)


def _decline(scene: Scene, draft: Draft, _rest: list[str]) -> Said | None:
    if draft.step is not Step.CONSENT:
        return None
    scene.talk.draft = None
    return start.declined(scene)


def _more(scene: Scene, draft: Draft, _rest: list[str]) -> Said | None:
    return Said((replace(consent.full_screen(scene, draft), edits=scene.pressed),)) if draft.step is Step.CONSENT else None


def _reuse(scene: Scene, draft: Draft, _rest: list[str]) -> Said | None:
    if draft.step is not Step.REUSE:
        return None
    draft.answers = review.reusable(scene)
    return walk.show(scene)


def _fresh(scene: Scene, draft: Draft, _rest: list[str]) -> Said | None:
    if draft.step is not Step.REUSE:
        return None
    draft.fresh, draft.former = True, review.reusable(scene)
    return walk.show(scene)


def _pick(scene: Scene, draft: Draft, arguments: list[str]) -> Said | None:
    return walk.taken(scene, draft) if len(arguments) == 2 and questions.pick(scene, draft, *arguments) else None


def _option(scene: Scene, draft: Draft, arguments: list[str]) -> Said | None:
    return walk.taken(scene, draft) if arguments and arguments[0].isdigit() and questions.choose(draft, int(arguments[0])) else None


def _keep(scene: Scene, draft: Draft, _rest: list[str]) -> Said | None:
    return walk.taken(scene, draft) if questions.keep_former(draft) else None


def skip(scene: Scene, draft: Draft, arguments: list[str]) -> Said | None:
    """Leave an optional field; a required one stays, kindly."""
    if arguments and arguments[0] != draft.field:
        return None
    return (
        walk.taken(scene, draft)
        if questions.skip(scene, draft)
        else walk.show(scene, scene.say("This one is needed: without it the school cannot register you."))
    )


def why(scene: Scene, draft: Draft, arguments: list[str]) -> Said | None:
    """Why the field is asked, the question staying; at the consent, its longer text."""
    if draft.step is Step.CONSENT:
        return _more(scene, draft, [])
    asked = scene.form.get(arguments[0] if arguments else draft.field)
    if asked is None or asked.name != draft.field:
        return None
    return walk.show(scene, Html(f"<i>{scene.say(asked.why)}</i>"))


def back(scene: Scene, draft: Draft, _rest: list[str]) -> Said | None:
    """The step before: the field before, or the choice of the session."""
    if draft.changing:
        draft.changing = False
        return walk.show(scene)
    before = questions.previous(scene, draft) if draft.step in (Step.FIELD, Step.REVIEW) else None
    if draft.options:
        draft.options = []
    elif before:
        questions.take_back(draft, [before])
    elif draft.purpose is Purpose.REGISTER and not draft.claim:
        draft.session = ""
    return walk.show(scene)


def _remove(scene: Scene, draft: Draft, _rest: list[str]) -> Said | None:
    """Take an optional answer away."""
    asked = scene.form.get(draft.field)
    if draft.purpose is not Purpose.CORRECT or asked is None or asked.required:
        return None
    scene.person = people.correct_answers(scene.unit, scene.person.id, {asked.name: None})
    draft.passed.append(asked.name)
    return walk.show(scene)


def _page(scene: Scene, draft: Draft, arguments: list[str]) -> Said | None:
    draft.page = int(arguments[0]) if arguments and arguments[0].isdigit() else 0
    return walk.show(scene)


def _change(scene: Scene, draft: Draft, _rest: list[str]) -> Said | None:
    draft.changing = draft.step is Step.REVIEW
    return walk.show(scene)


def _unchange(scene: Scene, draft: Draft, _rest: list[str]) -> Said | None:
    draft.changing = False
    return walk.show(scene)


def _edit(scene: Scene, draft: Draft, arguments: list[str]) -> Said | None:
    """Take one answer back from the review."""
    name = arguments[0] if arguments else ""
    asked = scene.form.get(name)
    if draft.step is not Step.REVIEW or (asked is None and (name != "session" or draft.claim)):
        return None
    draft.changing = False
    if asked is None:
        draft.session = ""
    else:
        questions.take_back(draft, [asked.name, *([asked.with_next] if asked.with_next else [])])
    return walk.show(scene)


def confirm(scene: Scene, draft: Draft, _rest: list[str]) -> Said | None:
    """Register. What the core refuses leaves the form at the session's choice, or says why."""
    if draft.step is not Step.REVIEW or questions.next_field(scene.form, draft) or not consent.given(draft):
        return None
    try:
        return confirmation.confirm(scene, draft)
    except Refusal as refusal_:
        if draft.claim:
            walk.close(scene)
        draft.session = "" if refusal_.reason != "too_many_active" else draft.session
        return refused(scene, refusal_)


def cancel(scene: Scene, draft: Draft, _rest: list[str]) -> Said | None:
    """Stop at once; a registration's form is kept for later."""
    if draft.purpose is not Purpose.REGISTER:
        walk.close(scene)
        done = Reply(scene.say("All right, we stop here. What you already gave is kept."), clears_keyboard=draft.purpose is Purpose.MORE)
        return Said((done,))
    draft.paused = True
    return walk.paused(scene, draft)


def resume(scene: Scene, draft: Draft, _rest: list[str]) -> Said | None:
    """From where it stopped."""
    if draft.session and not draft.claim and (found := scene.found(draft.session)) and not scene.asked.state(found[1]).bookable:
        draft.session = ""
        return walk.show(scene, scene.say("The session you had chosen no longer takes registrations. Here are the others."))
    return walk.show(scene)


def _discard(scene: Scene, _draft: Draft, _rest: list[str]) -> Said | None:
    scene.talk.draft = None
    return start.home(scene, scene.say("It’s erased."))


ACTIONS: dict[str, Action] = {
    "take": _take_session,
    "accept": _accept,
    "decline": _decline,
    "more": _more,
    "reuse": _reuse,
    "fresh": _fresh,
    "pick": _pick,
    "option": _option,
    "keep": _keep,
    "remove": _remove,
    "skip": skip,
    "why": why,
    "back": back,
    "page": _page,
    "change": _change,
    "unchange": _unchange,
    "edit": _edit,
    "confirm": confirm,
    "cancel": cancel,
    "resume": resume,
    "discard": _discard,
}
