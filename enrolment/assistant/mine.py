"""What is hers: the registrations, where each stands, the answers given; withdrawing, changing session, answering an offer."""

from catalogue.answers.labels import short, title
from catalogue.answers.values import Button, Row
from catalogue.words.say import N_, Html, bold
from enrolment.assistant import teams
from enrolment.assistant.heard import Said
from enrolment.assistant.review import answer_lines
from enrolment.assistant.scene import Scene
from enrolment.assistant.sessions import one_line
from enrolment.assistant.talk import Purpose
from enrolment.registration import moments, standing
from enrolment.registration.references import shown
from enrolment.registration.states import Status
from enrolment.registration.teams import Team
from enrolment.registration.values import Registration, Standing

STATES: dict[Status, str] = {
    Status.PRE_REGISTERED: N_("Pre-registration recorded; the school confirms it."),
    Status.CONFIRMED: N_("Confirmed by the school: your place is yours."),
    Status.OFFERED: N_("A place is held for you until {until}."),
    Status.WAITLISTED: N_("On the waiting list, number {rank} in line."),
    Status.DECLINED: N_("Not accepted by the school."),
    Status.CANCELLED: N_("Cancelled."),
    Status.EXPIRED: N_("Expired."),
}
BRIEF: dict[Status, str] = {
    Status.PRE_REGISTERED: N_("recorded"),
    Status.CONFIRMED: N_("confirmed"),
    Status.OFFERED: N_("a place is held for you"),
    Status.WAITLISTED: N_("waiting list"),
    Status.DECLINED: N_("not accepted"),
    Status.CANCELLED: N_("cancelled"),
    Status.EXPIRED: N_("expired"),
}


def overview(scene: Scene, *notes: Html | None) -> Said:
    """All that is under way, one line and one button each; one alone is shown at once."""
    say, found, groups = scene.say, standing.my_registrations(scene.unit, scene.person.id), teams.under_way(scene)
    if not found and not groups:
        return _none(scene, *notes)
    if len(found) == 1 and not groups:
        return card(scene, found[0].registration.reference, *notes)
    if len(groups) == 1 and not found:
        return teams.show(scene, groups[0].reference, *notes)
    rows: list[Row] = [(Button(short(_label(scene, one.registration), 48), data=f"mine:{one.registration.reference}"),) for one in found]
    rows += [(Button(short(_group_label(scene, one), 48), data=f"team:show:{one.reference}"),) for one in groups]
    rows.append((Button(say.plain("My details"), data="my:details"),))
    each = [*(_line(scene, one) for one in found), *(_group_line(scene, one) for one in groups)]
    return scene.tell(*notes, say("Your registrations:"), *each, rows=rows)


def _group_label(scene: Scene, team: Team) -> str:
    return scene.say.plain("Group: {organisation}", organisation=team.organisation)


def _group_line(scene: Scene, team: Team) -> Html:
    """``• Scierie Roy, 8 places · Apprivoiser les données · le 7 avril…``."""
    say, registration = scene.say, team.active[0].standing.registration
    places = say.many("{organisation}, {count} place", "{organisation}, {count} places", len(team.active), organisation=team.organisation)
    return Html(f"• {places} · {bold(course_title(scene, registration))} · {one_line(scene, registration.session_code)}")


def _none(scene: Scene, *notes: Html | None) -> Said:
    say, draft = scene.say, scene.talk.draft
    rows: list[Row] = [(Button(say.plain("Continue my registration"), data=f"form:{draft.token}:resume"),)] if draft else []
    over = standing.my_registrations(scene.unit, scene.person.id, closed=True)
    head = unsent(scene) or (say("You have no registration under way.") if over or draft else say("You have no registration yet."))
    return scene.tell(
        *notes, head, *(_line(scene, one) for one in over[:3]), rows=[*rows, (Button(say.plain("See the courses"), data="browse:all"),)]
    )


def unsent(scene: Scene) -> Html | None:
    """That a registration, or a group's places, is begun and nothing of it is sent; None where none is."""
    draft, team = scene.talk.draft, scene.talk.team
    code = draft.course if draft and draft.purpose is Purpose.REGISTER else team.course if team else ""
    course = scene.catalogue.course(code) if code else None
    return scene.say("Begun, not sent yet: {course}.", course=title(scene.say, course)) if course else None


def course_title(scene: Scene, registration: Registration) -> str:
    course = scene.catalogue.course(registration.course_code)
    return scene.say.text(course.title) if course else registration.course_code


def _line(scene: Scene, one: Standing) -> Html:
    say, registration = scene.say, one.registration
    return Html(
        f"• {bold(course_title(scene, registration))} · {one_line(scene, registration.session_code)} · {say(BRIEF[registration.status])}"
    )


def _label(scene: Scene, registration: Registration) -> str:
    """``7 avril, Écrire de meilleures…``: two registrations may be of the same course."""
    found = scene.found(registration.session_code)
    day = f"{scene.say.day(found[1].first_day)}, " if found else ""
    return f"{day}{course_title(scene, registration)}"


def card(scene: Scene, reference: str, *notes: Html | None) -> Said:
    """One registration: its state, its rank, and what can be done with it."""
    registration = hers(scene, reference)
    if registration is None:
        return Said(_none(scene, scene.say("I don’t find that registration among yours.")).replies)
    where = standing.standing(scene.unit, registration)
    text = [
        *notes,
        bold(course_title(scene, registration)),
        one_line(scene, registration.session_code),
        state(scene, where),
        _reference(scene, registration),
    ]
    return scene.tell(*text, rows=_rows(scene, registration))


def hers(scene: Scene, reference: str) -> Registration | None:
    """The registration of that reference, if it is hers."""
    registration = standing.by_reference(scene.unit, reference)
    return registration if registration is not None and registration.person_id == scene.person.id else None


def state(scene: Scene, where: Standing) -> Html:
    """What the state means, with the rank or the end of the offer."""
    say = scene.say
    found = scene.found(where.registration.session_code)
    zone = moments.zone_of(found[1], scene.rules) if found else scene.rules.zone
    until = where.offer_ends.astimezone(zone) if where.offer_ends else None
    when = say.plain("{day}, {time}", day=say.day(until, weekday=True), time=say.time(until)) if until else ""
    return say(STATES[where.registration.status], rank=say.number(where.position or 1), until=when)


def _reference(scene: Scene, registration: Registration) -> Html:
    return scene.say("Reference: <code>{reference}</code>", reference=shown(registration.reference))


def _rows(scene: Scene, registration: Registration) -> list[Row]:
    say, reference = scene.say, registration.reference
    if not registration.active:
        return [
            (
                Button(say.plain("Register again"), data=f"reg:{registration.course_code}"),
                Button(say.plain("My registrations"), data="mine"),
            )
        ]
    rows: list[Row] = []
    if registration.status is Status.OFFERED:
        rows.append(
            (Button(say.plain("Take the place"), data=f"my:take:{reference}"), Button(say.plain("Let it go"), data=f"my:pass:{reference}"))
        )
    if registration.holds_place:
        rows.append(
            (
                Button(say.plain("Add to my calendar"), data=f"my:ics:{reference}"),
                Button(say.plain("Copy the reference"), copy=shown(reference)),
            )
        )
    if registration.group_reference is not None:
        rows.append((Button(say.plain("Give it to a colleague"), data=f"my:give:{reference}"),))
    rows.append((Button(say.plain("My details"), data="my:details"), Button(say.plain("Change session"), data=f"my:move:{reference}")))
    rows.append((Button(say.plain("Withdraw"), data=f"my:leave:{reference}"),))
    return rows


def details(scene: Scene, *notes: Html | None) -> Said:
    """The answers given, each one tap from being corrected."""
    say = scene.say
    said = answer_lines(say, scene.form.fields, scene.person.answers)
    if not said:
        return scene.tell(*notes, say("I hold no answer of yours yet."), rows=[(Button(say.plain("My registrations"), data="mine"),)])
    firsts = {(one.line or one.label): one.name for one in reversed(scene.form.fields)}
    labels = list(dict.fromkeys(one.line or one.label for one in scene.form.fields))
    buttons = [Button(say.plain(label), data=f"my:fix:{firsts[label]}") for label in labels]
    rows: list[Row] = [tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2)]
    rows.append((Button(say.plain("My registrations"), data="mine"),))
    return scene.tell(*notes, say("What I have of you. Press one to change it:"), *said, rows=rows)
