"""The review: everything given, on a few lines; each answer can be changed; then the confirmation."""

from catalogue.answers.availability import State
from catalogue.answers.labels import title
from catalogue.answers.values import Button, Reply, Row
from catalogue.words.say import Html, Say, bold, lines
from enrolment.assistant import questions
from enrolment.assistant.scene import Scene
from enrolment.assistant.sessions import one_line
from enrolment.assistant.talk import Draft
from enrolment.form.values import Answers, Field
from enrolment.registration import standing


def answer_lines(say: Say, fields: tuple[Field, ...], answers: Answers) -> list[Html]:
    """One line an answer, those that share a line together; what is empty is left out."""
    grouped: dict[str, list[str]] = {}
    for one in fields:
        if answers.get(one.name):
            grouped.setdefault(one.line or one.label, []).append(questions.shown(say, one, answers[one.name]))
    return [say("{label}: {value}", label=say(label), value=" ".join(values)) for label, values in grouped.items()]


def screen(scene: Scene, draft: Draft) -> Reply:
    """What will be sent, and the button that sends it; or the answers as buttons, to change one."""
    say, token = scene.say, draft.token
    if draft.changing:
        return Reply(say("What would you like to change?"), rows=tuple(_change_rows(scene, draft)))
    full = _is_full(scene, draft)
    send = say.plain("Join the waiting list") if full else say.plain("Confirm my pre-registration")
    send = say.plain("Take my place") if draft.claim else send
    rows: list[Row] = [
        (Button(send, data=f"form:{token}:confirm"),),
        (Button(say.plain("Change something"), data=f"form:{token}:change"), Button(say.plain("Stop here"), data=f"form:{token}:cancel")),
    ]
    return Reply(
        lines(
            say("Is everything right?"),
            *summary(scene, draft),
            say("This session is full: you would be on the waiting list.") if full else None,
            _overlap(scene, draft),
        ),
        rows=tuple(rows),
    )


def _overlap(scene: Scene, draft: Draft) -> Html | None:
    """That another session of hers is at the same time, where it is: pointed out, not forbidden."""
    found = standing.overlapping(scene.unit, scene.person.id, draft.session) if scene.found(draft.session) else ()
    if not found:
        return None
    course = scene.catalogue.course(found[0].course_code)
    name = title(scene.say, course) if course else bold(found[0].course_code)
    other = one_line(scene, found[0].session_code)
    return scene.say("Note: the dates overlap those of {course} ({session}), where you are registered.", course=name, session=other)


def reminder(scene: Scene, draft: Draft) -> Reply:
    """The question again, in a line, after something else was answered."""
    say, whole = scene.say, screen(scene, draft)
    if draft.changing:
        return whole
    course = scene.catalogue.course(draft.course)
    name = title(say, course) if course else bold(draft.course)
    return Reply(say("Your registration for {course} only awaits your confirmation.", course=name), rows=whole.rows)


def summary(scene: Scene, draft: Draft) -> list[Html]:
    """The course, the session and the answers."""
    say, course = scene.say, scene.catalogue.course(draft.course)
    head = [title(say, course) if course else bold(draft.course), one_line(scene, draft.session)]
    return [*head, *answer_lines(say, scene.form.required, draft.answers)]


def reuse_screen(scene: Scene, draft: Draft) -> Reply:
    """What she gave before, to take again in one tap."""
    say, token = scene.say, draft.token
    known = answer_lines(say, scene.form.required, reusable(scene))
    rows: list[Row] = [
        (Button(say.plain("Use them again"), data=f"form:{token}:reuse"),),
        (Button(say.plain("Answer again"), data=f"form:{token}:fresh"), Button(say.plain("Stop here"), data=f"form:{token}:cancel")),
    ]
    return Reply(lines(say("I still have what you gave last time:"), *known), rows=tuple(rows))


def reusable(scene: Scene) -> dict[str, str]:
    """Her earlier answers to the required fields that are still valid."""
    known = {}
    for one in scene.form.required:
        value = scene.person.answers.get(one.name)
        if value is not None and (not one.choices or one.choice(value)):
            known[one.name] = value
    return known


def _is_full(scene: Scene, draft: Draft) -> bool:
    found = scene.found(draft.session)
    return not draft.claim and found is not None and scene.asked.state(found[1]).state is State.FULL


def _change_rows(scene: Scene, draft: Draft) -> list[Row]:
    """A button a line of the review, the session first."""
    say, token = scene.say, draft.token
    firsts = list({one.line or one.label: one.name for one in reversed(scene.form.required)}.items())[::-1]
    buttons = [] if draft.claim else [Button(say.plain("Session"), data=f"form:{token}:edit:session")]
    buttons += [Button(say.plain(label), data=f"form:{token}:edit:{name}") for label, name in firsts]
    rows: list[Row] = [tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2)]
    return [*rows, (Button(say.plain("Nothing, all is right"), data=f"form:{token}:unchange"),)]
