"""The confirmation: the place asked for, its reference, what happens next, the file for a calendar."""

from datetime import datetime
from typing import cast

from catalogue.answers.labels import title
from catalogue.answers.values import Attachment, Button, Reply, Row
from catalogue.offer.model import Language
from catalogue.words.say import Html, bold, lines
from enrolment.assistant import review
from enrolment.assistant.calendar import calendar
from enrolment.assistant.heard import Said
from enrolment.assistant.scene import Scene
from enrolment.assistant.sessions import one_line
from enrolment.assistant.talk import Draft
from enrolment.registration import groups, people, registering, reminders, standing
from enrolment.registration.references import shown
from enrolment.registration.states import Status
from enrolment.registration.values import Consent, Outcome, Registration, Standing


def confirm(scene: Scene, draft: Draft) -> Said:
    """Register, once: the review loses its buttons, the confirmation is a message of its own. Raises the core's Refusal."""
    changes = {name: value for name, value in draft.answers.items() if scene.person.answers.get(name) != value}
    scene.person = people.correct_answers(scene.unit, scene.person.id, changes)
    consent = Consent(draft.consent["version"], datetime.fromisoformat(draft.consent["at"]), cast("Language", draft.consent["language"]))
    outcome = _claimed(scene, draft, consent) if draft.claim else _registered(scene, draft, consent)
    scene.talk.confirm(draft.token, outcome.registration.reference)
    scene.talk.draft, scene.talk.waiting = scene.talk.waiting, None
    sent = scene.reply(scene.say("Sent:"), *review.summary(scene, draft)) if scene.pressed else None
    said = of(scene, outcome.registration, created=outcome.created)
    return Said((*([sent] if sent else []), *said.replies), said.toast)


def _registered(scene: Scene, draft: Draft, consent: Consent) -> Outcome:
    source = scene.talk.source or None
    return registering.register(scene.unit, scene.person.id, draft.session, consent, language=scene.language, source=source)


def _claimed(scene: Scene, draft: Draft, consent: Consent) -> Outcome:
    """The place a company gives."""
    taken = groups.claim(scene.unit, scene.person.id, draft.claim, consent, language=scene.language)
    return Outcome(taken, created=True)


def again(scene: Scene, reference: str) -> Said:
    """The same confirmation, for a button pressed twice."""
    registration = standing.by_reference(scene.unit, reference)
    if registration is None or registration.person_id != scene.person.id or not registration.active:
        return Said(toast=scene.say.plain("This form is finished. See /mine."))
    return of(scene, registration)


def of(scene: Scene, registration: Registration, *, created: bool = True) -> Said:
    """The confirmation of a registration as it stands."""
    where = standing.standing(scene.unit, registration)
    found = scene.found(registration.session_code)
    say = scene.say
    files: tuple[Attachment, ...] = ()
    if found and registration.holds_place:
        files = (calendar(say, found[0], found[1], scene.rules, registration.updated_at),)
    text = lines(*_words(scene, where, created=created))
    return Said((Reply(text, rows=tuple(_rows(scene, registration)), files=files),))


def _words(scene: Scene, where: Standing, *, created: bool) -> list[Html | None]:
    say, registration = scene.say, where.registration
    course = scene.catalogue.course(registration.course_code)
    partner = scene.catalogue.partner(registration.partner_code)
    next_steps = say.text(partner.next_steps) if partner and partner.next_steps and registration.status is not Status.WAITLISTED else None
    return [
        headline(scene, where) if created else say("You already have a registration for this session."),
        say("Reference: <code>{reference}</code>", reference=shown(registration.reference)),
        title(say, course) if course else bold(registration.course_code),
        one_line(scene, registration.session_code),
        say("What’s next: {steps}", steps=next_steps) if next_steps else None,
        say("<i>This is a sample catalogue: nobody is really registered.</i>") if scene.desk.sample else None,
    ]


def headline(scene: Scene, where: Standing) -> Html:
    """What the state means to the person."""
    say = scene.say
    if where.registration.status is Status.WAITLISTED:
        rank = say.number(where.position or 1)
        return say(
            "The session is full: you are on the waiting list, number {rank} in line. The first place freed goes to the first in line.",
            rank=rank,
        )
    return say("It’s done: your pre-registration is recorded.")


def _rows(scene: Scene, registration: Registration) -> list[Row]:
    say, reference = scene.say, registration.reference
    rows: list[Row] = [(Button(say.plain("Copy the reference"), copy=shown(reference)),)]
    if any(one.name not in scene.person.answers for one in scene.form.optional):
        rows.append((Button(say.plain("Add details (optional)"), data=f"more:{reference}"),))
    if registration.holds_place and not reminders.wished(scene.unit, scene.person.id):
        rows.append((Button(say.plain("Remind me a week and a day before"), data="my:remind:on"),))
    return [*rows, (Button(say.plain("My registrations"), data="mine"),)]
