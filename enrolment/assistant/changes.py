"""What a person changes of her registrations: withdrawing, changing session, answering an offer, coming back, the calendar again."""

from catalogue.answers.labels import title
from catalogue.answers.values import Button, Reply, Row
from catalogue.words.say import bold, lines
from enrolment.assistant import confirmation, mine
from enrolment.assistant.calendar import calendar
from enrolment.assistant.heard import Said
from enrolment.assistant.mine import course_title
from enrolment.assistant.refusals import refused
from enrolment.assistant.scene import Scene
from enrolment.assistant.sessions import labels, one_line, open_ones
from enrolment.registration import registering, standing, waiting
from enrolment.registration.refusals import Refusal


def keep(scene: Scene, reference: str) -> Said:
    """The school changed the session, and that suits her."""
    registration = mine.hers(scene, reference)
    note = scene.say("Noted: you keep it.") if registration is not None and registration.active else None
    return mine.card(scene, reference, note)


def ask_withdrawal(scene: Scene, reference: str) -> Said:
    """The course's own rule first, then the question."""
    registration = mine.hers(scene, reference)
    if registration is None or not registration.active:
        return mine.card(scene, reference)
    say, course = scene.say, scene.catalogue.course(registration.course_code)
    rule = (
        say("The course’s rule: {rule}", rule=say.text(course.cancellation))
        if course and course.cancellation and registration.holds_place
        else None
    )
    return scene.ask(
        bold(course_title(scene, registration)),
        one_line(scene, registration.session_code),
        rule,
        say("Do you want to give up your place?") if registration.holds_place else say("Do you want to leave the waiting list?"),
        yes=Button(say.plain("Yes, withdraw"), data=f"my:left:{reference}"),
        no=Button(say.plain("No, keep my place"), data=f"mine:{reference}"),
    )


def withdraw(scene: Scene, reference: str) -> Said:
    """Give up the place; said again, it stays given up."""
    registration = mine.hers(scene, reference)
    if registration is None:
        return mine.card(scene, reference)
    registering.withdraw(scene.unit, scene.person.id, registration.id)
    say = scene.say
    waited = registration.wait_seq is not None and not registration.holds_place
    rows: list[Row] = [
        (
            Button(say.plain("Other dates of this course"), data=f"reg:{registration.course_code}"),
            Button(say.plain("My registrations"), data="mine"),
        )
    ]
    return scene.tell(
        say("Done: you are no longer on the list.")
        if waited
        else say("Done: your registration is cancelled, and your place goes to someone else."),
        bold(course_title(scene, registration)),
        rows=rows,
    )


def ask_session(scene: Scene, reference: str) -> Said:
    """The other sessions of the course that have a place."""
    registration = mine.hers(scene, reference)
    if registration is None or not registration.active:
        return mine.card(scene, reference)
    say, course = scene.say, scene.catalogue.course(registration.course_code)
    others = (
        [one for one in open_ones(scene, course) if one.code != registration.session_code and scene.asked.state(one).places != 0]
        if course
        else []
    )
    back: Row = (Button(say.plain("Keep this session"), data=f"mine:{reference}"),)
    if not others:
        return scene.tell(say("No other session of this course has a place just now. Yours stays."), rows=[back])
    shown_ones = others[:6]
    rows: list[Row] = [
        (Button(label, data=f"my:to:{reference}:{one.code}"),)
        for label, one in zip(labels(scene.asked, shown_ones), shown_ones, strict=True)
    ]
    return scene.tell(
        title(say, course) if course else None,
        say("Which session instead? Your place moves only once the new one is yours."),
        rows=[*rows, back],
    )


def move(scene: Scene, reference: str, session_code: str) -> Said:
    """Change session: the new place is taken before the old one is left."""
    registration = mine.hers(scene, reference)
    if registration is None:
        return mine.card(scene, reference)
    try:
        registering.change_session(scene.unit, scene.person.id, registration.id, session_code)
    except Refusal as why:
        return refused(scene, why)
    return mine.card(scene, reference, scene.say("Done: your session is changed, with the same reference."))


def accept(scene: Scene, reference: str) -> Said:
    """Take the place held."""
    registration = mine.hers(scene, reference)
    if registration is None:
        return mine.card(scene, reference)
    try:
        waiting.accept(scene.unit, scene.person.id, registration.id)
    except Refusal as why:
        return refused(scene, why)
    return mine.card(scene, reference, scene.say("The place is yours!"))


def decline(scene: Scene, reference: str) -> Said:
    """Let the place go to the next in line."""
    registration = mine.hers(scene, reference)
    if registration is None:
        return mine.card(scene, reference)
    try:
        waiting.decline_offer(scene.unit, scene.person.id, registration.id)
    except Refusal as why:
        return refused(scene, why)
    return mine.card(scene, reference, scene.say("All right: the place goes to the next person."))


def rejoin(scene: Scene, reference: str) -> Said:
    """Back in the same session by one tap, at the end of the list where it is full."""
    registration = mine.hers(scene, reference)
    if registration is None:
        return mine.card(scene, reference)
    try:
        outcome = registering.rejoin(scene.unit, scene.person.id, registration.id)
    except Refusal as why:
        return refused(scene, why)
    return confirmation.of(scene, outcome.registration, created=outcome.created)


def in_calendar(scene: Scene, reference: str) -> Said:
    """The .ics again."""
    registration = mine.hers(scene, reference)
    found = scene.found(registration.session_code) if registration else None
    if registration is None or found is None:
        return mine.card(scene, reference)
    file = calendar(scene.say, found[0], found[1], scene.rules, registration.updated_at)
    return Said((Reply(lines(scene.say("For your calendar:")), files=(file,)),))


def for_intent(scene: Scene, courses: tuple[str, ...], one: str) -> Said:
    """The registration meant by a message ("cancel my Python course"): its card's button, or the list. ``one`` is the verb of ``my:``."""
    found = standing.my_registrations(scene.unit, scene.person.id)
    meant = [each for each in found if each.registration.course_code in courses] or list(found)
    if len(meant) == 1:
        return BY_VERB[one](scene, meant[0].registration.reference)
    return mine.overview(scene)


BY_VERB = {"leave": ask_withdrawal, "move": ask_session, "card": mine.card}
