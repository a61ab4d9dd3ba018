"""The walk through a form: what each button and each answer does to it, and the screen that follows."""

import hashlib
from collections.abc import Callable, Sequence

from catalogue.answers.values import Button, Reply, Row
from catalogue.words.replacing import replace
from catalogue.words.say import Html, lines
from enrolment.assistant import consent, mine, questions, review, sessions, start
from enrolment.assistant.heard import Said
from enrolment.assistant.refusals import refused
from enrolment.assistant.scene import Scene
from enrolment.assistant.talk import Draft, Purpose, Step
from enrolment.form.refusals import refusal
from enrolment.form.values import Refused
from enrolment.registration import people, registering, standing
from enrolment.registration.refusals import Refusal

Screens = dict[Step, Callable[[Scene, Draft], Reply]]
SCREENS: Screens = {
    Step.SESSION: sessions.screen,
    Step.CONSENT: consent.screen,
    Step.REUSE: review.reuse_screen,
    Step.FIELD: questions.screen,
    Step.REVIEW: review.screen,
}
REMINDERS: Screens = SCREENS | {Step.SESSION: sessions.reminder, Step.CONSENT: consent.reminder, Step.REVIEW: review.reminder}


def begin(scene: Scene, course_code: str, session_code: str = "") -> Said:
    """A form for this course, at this session where it is known; the one under way if it is the same."""
    course = scene.catalogue.course(course_code)
    if course is None:
        return start.home(scene, scene.say("This course is no longer in the catalogue."))
    if course.withdrawn or not sessions.open_ones(scene, course):
        return _nothingopen_form(scene, course.code)
    under_way = scene.talk.draft
    same = under_way and under_way.purpose is Purpose.REGISTER and under_way.course == course.code and not under_way.claim
    if not (under_way and same):
        scene.talk.waiting = None
        scene.talk.draft = Draft(token(scene), course=course.code, answers=_carried(under_way))
    draft = scene.talk.draft
    if draft is None:
        return start.home(scene)
    draft.paused = False
    if scene.talk.team is not None:
        scene.talk.team.paused = True
    scene.talk.context = replace(scene.talk.context, courses=(course.code,), at=scene.now)
    return at_session(scene, draft, session_code) if session_code else show(scene)


def more(scene: Scene, reference: str) -> Said:
    """The optional rest, for a registration made."""
    registration = standing.by_reference(scene.unit, reference)
    if registration is None or registration.person_id != scene.person.id:
        return mine.overview(scene)
    if all(one.name in scene.person.answers for one in scene.form.optional):
        return mine.overview(scene, scene.say("Everything is filled in already, thank you."))
    answers = {one.name: scene.person.answers[one.name] for one in scene.form.optional if one.name in scene.person.answers}
    open_form(scene, Draft(token(scene), Purpose.MORE, course=registration.course_code, reference=reference, answers=answers))
    return show(scene, scene.say("All of this is optional: skip what you like."), edits=False)


def correct(scene: Scene, name: str) -> Said:
    """One answer given before, asked again; it is kept until the new one is there."""
    asked = scene.form.get(name)
    if asked is None:
        return mine.overview(scene)
    names = [asked.name, *([asked.with_next] if asked.with_next else [])]
    former = {one: scene.person.answers[one] for one in names if one in scene.person.answers}
    open_form(scene, Draft(token(scene), Purpose.CORRECT, asked=names, former=former))
    return show(scene)


def show(scene: Scene, *notes: Html | None, toast: str | None = None, edits: bool | None = None) -> Said:
    """The form where it stands, after the notes."""
    return _shown(scene, SCREENS, notes, toast, edits)


def remind(scene: Scene, *notes: Html | None) -> Said:
    """The same in fewer lines, for somebody who has just seen it."""
    return _shown(scene, REMINDERS, notes, None, None)


def _shown(scene: Scene, screens: Screens, notes: Sequence[Html | None], toast: str | None, edits: bool | None) -> Said:
    draft = scene.talk.draft
    if draft is None:
        return start.home(scene, *notes)
    draft.paused, draft.at = False, scene.now.isoformat()
    if not _settle(scene, draft):
        return _finished(scene, draft)
    reply = screens[draft.step](scene, draft)
    edited = (scene.pressed if edits is None else edits) and reply.asks_contact is None
    return Said((replace(reply, text=lines(*(note for note in notes if note), reply.text), edits=edited),), toast)


def _settle(scene: Scene, draft: Draft) -> bool:
    """Put the form at its next step; False where nothing is left to ask."""
    draft.field = ""
    if draft.purpose is Purpose.REGISTER and (step := _before_fields(scene, draft)):
        draft.step = step
        return True
    asked = questions.next_field(scene.form, draft)
    if asked is not None:
        draft.step, draft.field = Step.FIELD, asked.name
        return True
    draft.step = Step.REVIEW
    return draft.purpose is Purpose.REGISTER


def _before_fields(scene: Scene, draft: Draft) -> Step | None:
    """The session, the consent, what she gave before: whichever is still to settle."""
    if not draft.session:
        return Step.SESSION
    if not consent.given(draft):
        return Step.CONSENT
    return Step.REUSE if not draft.fresh and not draft.answers and review.reusable(scene) else None


def _finished(scene: Scene, draft: Draft) -> Said:
    """The optional rest or a correction is complete: it is saved, and what it belongs to is shown."""
    close(scene)
    if draft.purpose is Purpose.MORE:
        return mine.card(scene, draft.reference, scene.say("Thank you, it is all noted."))
    return mine.details(scene, scene.say("Corrected."))


def save(scene: Scene, draft: Draft) -> None:
    """Answers given after the confirmation count at once."""
    if draft.purpose is Purpose.REGISTER:
        return
    if draft.purpose is Purpose.CORRECT and questions.next_field(scene.form, draft):
        return
    changes = {name: value for name, value in draft.answers.items() if scene.person.answers.get(name) != value}
    if changes:
        scene.person = people.correct_answers(scene.unit, scene.person.id, changes)


def answer(scene: Scene, draft: Draft, typed: str) -> Said:
    """An answer to the field asked: taken, or refused in kind words with the question again."""
    if scene.heard.message_id is not None:
        draft.messages[str(scene.heard.message_id)] = draft.field
    try:
        questions.take(scene, draft, typed)
    except Refused as why:
        return show(scene, refusal(scene.say, why))
    return taken(scene, draft)


def taken(scene: Scene, draft: Draft) -> Said:
    """On to the next step, saved where it counts at once; a keyboard for the phone is put away."""
    shared = draft.purpose is Purpose.MORE and not draft.options and scene.form[draft.field].kind == "phone" if draft.field else False
    save(scene, draft)
    said = show(scene)
    return Said((Reply(scene.say("Noted."), clears_keyboard=True), *said.replies), said.toast) if shared else said


def at_session(scene: Scene, draft: Draft, code: str) -> Said:
    """Settle on a session; where it takes nobody, why, and the others."""
    try:
        there = registering.may_register(scene.unit, scene.person.id, code)
    except Refusal as why:
        draft.session = ""
        if why.reason == "too_many_active" or not sessions.open_ones(
            scene, scene.catalogue.course(draft.course) or next(iter(scene.catalogue.courses))
        ):
            scene.talk.draft = None
            return refused(scene, why)
        return show(scene, refused(scene, why).replies[0].text)
    if there is not None:
        scene.talk.draft = None
        return mine.card(scene, there.registration.reference, scene.say("You already have a registration for this session."))
    draft.session, draft.page, draft.narrowed = code, 0, []
    return show(scene)


def paused(scene: Scene, draft: Draft) -> Said:
    """That nothing was sent, and how to go on or wipe it."""
    say, token = scene.say, draft.token
    rows: list[Row] = [
        (
            Button(say.plain("Continue my registration"), data=f"form:{token}:resume"),
            Button(say.plain("Erase these answers"), data=f"form:{token}:discard"),
        )
    ]
    kept = consent.kept_for(say, scene.rules.draft_days)
    return scene.tell(
        say("All right, we stop here: nothing was sent. Your answers wait here for {period}, in case you come back.", period=kept),
        rows=rows,
    )


def open_form(scene: Scene, draft: Draft) -> None:
    """Begin a form beside the registration's form under way, which waits for its end."""
    under_way = scene.talk.draft
    if scene.talk.team is not None:
        scene.talk.team.paused = True
    if under_way is not None and under_way.purpose is Purpose.REGISTER:
        scene.talk.waiting = replace(under_way, paused=True)
    scene.talk.draft = draft


def close(scene: Scene) -> None:
    """End the form; the one that waited is there again, set aside."""
    scene.talk.draft, scene.talk.waiting = scene.talk.waiting, None


def set_aside(scene: Scene) -> None:
    """The person goes elsewhere: a registration's form or a group's waits for her, a correction is over."""
    draft = scene.talk.draft
    if scene.talk.team is not None:
        scene.talk.team.paused = True
    if draft is not None and draft.purpose is not Purpose.REGISTER:
        close(scene)
    elif draft is not None:
        draft.paused = True


def with_way_back(scene: Scene, said: Said) -> Said:
    """The last message with a button to the form that was set aside, unless it has one."""
    way = _way_back(scene)
    if scene.gone or way is None or not said.replies:
        return said
    *others, last = said.replies
    if last.files or last.asks_contact or any(button.data == way.data for row in last.rows for button in row):
        return said
    return replace(said, replies=(*others, replace(last, rows=(*last.rows, (way,)))))


def _way_back(scene: Scene) -> Button | None:
    """To the form set aside, or to the group's."""
    draft, team = scene.talk.draft, scene.talk.team
    if draft is not None:
        return Button(scene.say.plain("Continue my registration"), data=f"form:{draft.token}:resume") if draft.paused else None
    if team is not None and team.paused:
        return Button(scene.say.plain("Continue for my group"), data=f"team:resume:{team.token}")
    return None


def _nothingopen_form(scene: Scene, code: str) -> Said:
    """What the Guide says of a course nobody can register for."""
    outcome = scene.desk.guide.press(f"pick:register:{code}", replace(scene.talk.context, language=scene.language), scene.now, scene.taken)
    if outcome is None:
        return start.home(scene)
    scene.talk.context = outcome.context
    return Said((replace(outcome.answer.reply, edits=scene.pressed),))


def token(scene: Scene) -> str:
    """A short name for a form, in its buttons."""
    return hashlib.sha256(scene.unit.ids.new_id().encode()).hexdigest()[:6]


def _carried(before: Draft | None) -> dict[str, str]:
    """What was typed for another course a moment ago need not be typed again."""
    return dict(before.answers) if before and before.purpose is Purpose.REGISTER else {}
