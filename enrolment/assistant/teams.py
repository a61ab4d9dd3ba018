"""The groups somebody is the contact of: where each place stands, the links to forward, a place named anew, an offer answered."""

from collections.abc import Callable, Iterable

from catalogue.answers.labels import short, title
from catalogue.answers.values import Button, Reply, Row
from catalogue.words.say import N_, Html, bold, lines
from enrolment.assistant.heard import Said
from enrolment.assistant.refusals import refused
from enrolment.assistant.scene import Scene
from enrolment.assistant.sessions import one_line
from enrolment.registration import groups, registering, standing
from enrolment.registration import teams as core
from enrolment.registration.groups import Group, Participant
from enrolment.registration.references import shown
from enrolment.registration.refusals import NotFound, Refusal
from enrolment.registration.states import Status
from enrolment.registration.teams import Place, Team
from enrolment.registration.values import Registration

SHOWN = 20
BUTTONS = 12
STATES: dict[Status, str] = {
    Status.PRE_REGISTERED: N_("recorded"),
    Status.CONFIRMED: N_("confirmed"),
    Status.OFFERED: N_("a place is held for you"),
    Status.WAITLISTED: N_("waiting list"),
    Status.DECLINED: N_("not accepted"),
    Status.CANCELLED: N_("cancelled"),
    Status.EXPIRED: N_("expired"),
}


def under_way(scene: Scene) -> tuple[Team, ...]:
    """Her groups in which something is active."""
    return tuple(one for one in core.of_contact(scene.unit, scene.person.id) if one.active)


def registered(scene: Scene, made: Group) -> Said:
    """What the group has, and each person's link, ready to forward."""
    say, first = scene.say, made.registrations[0]
    if not made.created:
        return show(scene, made.reference)
    count = len(made.registrations)
    if first.status is Status.WAITLISTED:
        rank = registering.places(scene.unit, first.session_code).waiting - count + 1
        head = say(
            "There are not {count} places left: your group is on the waiting list together, number {rank} in line.", count=count, rank=rank
        )
    else:
        head = say.many("It’s done: {count} place is held for your group.", "It’s done: {count} places are held for your group.", count)
    sample = say("<i>This is a sample catalogue: nobody is really registered.</i>") if scene.desk.sample else None
    reply = Reply(
        lines(head, say("Group reference: <code>{reference}</code>", reference=shown(made.reference)), *_where(scene, first), sample),
        rows=((Button(say.plain("See my group"), data=f"team:show:{made.reference}"),),),
    )
    named = {each.id: groups.named(scene.unit, scene.person.id, each.id) for each in made.registrations}
    return Said((reply, _links(scene, [(each, named[each.id], made.keys[each.id]) for each in made.registrations])))


def _links(scene: Scene, places: Iterable[tuple[Registration, Participant, str]]) -> Reply:
    """One line a person: her link."""
    say = scene.say
    said = [
        say("{number}. {name}: {link}", number=number, name=called(scene, each, named), link=link(scene, key))
        for number, (each, named, key) in enumerate(places, start=1)
    ]
    head = say("Forward to each person her own link. She agrees and gives her details herself; a link serves once, until the start.")
    return Reply(lines(head, *said))


def link(scene: Scene, key: str) -> str:
    return f"https://t.me/{scene.bot_name}?start=claim_{key}"


def called(scene: Scene, registration: Registration, named: Participant) -> str:
    """A person's name, else her place's reference."""
    name = f"{named.first_name} {named.last_name}".strip()
    return name or scene.say.plain("Place {reference}", reference=shown(registration.reference))


def show(scene: Scene, reference: str, *notes: Html | None) -> Said:
    """A group: each place on a line, and what its contact can do."""
    try:
        team = core.team(scene.unit, scene.person.id, reference)
    except Refusal as why:
        return refused(scene, why)
    say, first = scene.say, team.places[0].standing.registration
    head = say("{organisation}, group {reference}", organisation=bold(team.organisation), reference=shown(reference))
    claimed = say("{claimed} of {places} have completed their details.", claimed=_claimed(team), places=len(team.active))
    more = [Html("…")] if len(team.places) > SHOWN else []
    each = [_line(scene, one) for one in team.places[:SHOWN]]
    return scene.tell(*notes, head, *_where(scene, first), *each, *more, claimed if team.active else None, rows=_rows(scene, team))


def _claimed(team: Team) -> int:
    return sum(each.claimed for each in team.active)


def _where(scene: Scene, registration: Registration) -> list[Html]:
    course = scene.catalogue.course(registration.course_code)
    return [
        title(scene.say, course) if course else bold(registration.course_code),
        one_line(scene, registration.session_code),
    ]


def _line(scene: Scene, place_: Place) -> Html:
    """``• Zoé Tremblay · recorded · link not used yet``."""
    say, where = scene.say, place_.standing
    state = say(STATES[where.registration.status])
    if where.position:
        state = say("waiting list, number {rank}", rank=say.number(where.position))
    name = _claimer(scene, where.registration) if place_.claimed else called(scene, where.registration, place_.named)
    note = say(" · link not used yet") if where.registration.active and not place_.claimed else ""
    return say("• {name} · {state}{note}", name=name, state=state, note=note)


def _claimer(scene: Scene, registration: Registration) -> str:
    """A claimed place is its person's own: the contact sees that it is taken, by its reference."""
    return scene.say.plain("Place {reference}, completed", reference=shown(registration.reference))


def _rows(scene: Scene, team: Team) -> list[Row]:
    say, reference = scene.say, team.reference
    rows: list[Row] = []
    offered = [each for each in team.unclaimed if each.standing.registration.status is Status.OFFERED]
    if offered:
        take = say.plain("Take {count} places", count=len(offered))
        rows.append((Button(take, data=f"team:accept:{reference}"), Button(say.plain("Let them go"), data=f"team:pass:{reference}")))
    buttons = [
        Button(short(called(scene, each.standing.registration, each.named), 30), data=f"team:place:{each.standing.registration.reference}")
        for each in team.unclaimed[:BUTTONS]
    ]
    rows += [tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2)]
    if team.unclaimed:
        rows.append((Button(say.plain("New links for all"), data=f"team:links:{reference}"),))
        rows.append((Button(say.plain("Give up the places not taken"), data=f"team:leave:{reference}"),))
    return [*rows, (Button(say.plain("My registrations"), data="mine"),)]


def place(scene: Scene, reference: str, *notes: Html | None) -> Said:
    """One place nobody has taken yet: whom it is for, and what can be done with it."""
    found = unclaimed(scene, reference)
    if found is None:
        return refused(scene, NotFound())
    registration, named = found
    say = scene.say
    email = Html(f", {named.email}") if named.email else ""
    rows: list[Row] = [
        (
            Button(say.plain("Name someone else"), data=f"team:rename:{reference}"),
            Button(say.plain("A new link"), data=f"team:link:{reference}"),
        ),
        (Button(say.plain("Give up this place"), data=f"team:drop:{reference}"),),
        (Button(say.plain("See my group"), data=f"team:show:{registration.group_reference}"),),
    ]
    whom = say("For {name}{email}", name=called(scene, registration, named), email=email)
    return scene.tell(*notes, *_where(scene, registration), whom, rows=rows)


def unclaimed(scene: Scene, reference: str) -> tuple[Registration, Participant] | None:
    """A place of hers, as contact, that nobody claimed."""
    registration = standing.by_reference(scene.unit, reference)
    if registration is None or registration.person_id is not None or registration.group_reference is None or not registration.active:
        return None
    try:
        core.team(scene.unit, scene.person.id, registration.group_reference)
    except NotFound:
        return None
    return registration, groups.named(scene.unit, scene.person.id, registration.id)


def renamed(scene: Scene, reference: str, participant: Participant) -> Said:
    """The place is hers; the new link, the old one being void."""
    found = unclaimed(scene, reference)
    if found is None:
        return refused(scene, NotFound())
    try:
        key = groups.rename(scene.unit, scene.person.id, found[0].id, participant)
    except Refusal as why:
        return refused(scene, why)
    said = place(scene, reference, scene.say("Noted. The link given before no longer works; here is the new one."))
    return Said((*said.replies, _links(scene, [(found[0], participant, key)])))


def new_link(scene: Scene, reference: str) -> Said:
    """The same person, a new link."""
    found = unclaimed(scene, reference)
    return renamed(scene, reference, found[1]) if found else refused(scene, NotFound())


def new_links(scene: Scene, group_reference: str) -> Said:
    """A new link for each place nobody has taken yet."""
    try:
        free = core.team(scene.unit, scene.person.id, group_reference).unclaimed
        made = [(each, groups.rename(scene.unit, scene.person.id, each.standing.registration.id, each.named)) for each in free]
    except Refusal as why:
        return refused(scene, why)
    said = show(scene, group_reference, scene.say("The links given before no longer work; here are the new ones."))
    return Said((*said.replies, _links(scene, [(each.standing.registration, each.named, key) for each, key in made])))


def drop(scene: Scene, reference: str) -> Said:
    """One place given up: it goes to the list."""
    found = unclaimed(scene, reference)
    if found is None or found[0].group_reference is None:
        return refused(scene, NotFound())
    registering.withdraw(scene.unit, scene.person.id, found[0].id)
    return show(scene, found[0].group_reference, scene.say("Done: that place is given up."))


def accept(scene: Scene, group_reference: str) -> Said:
    """Take all the places held."""
    try:
        core.accept(scene.unit, scene.person.id, group_reference)
    except Refusal as why:
        return refused(scene, why)
    return show(scene, group_reference, scene.say("The places are yours!"))


def decline(scene: Scene, group_reference: str) -> Said:
    """Let them go to the next in line."""
    try:
        core.decline(scene.unit, scene.person.id, group_reference)
    except Refusal as why:
        return refused(scene, why)
    return show(scene, group_reference, scene.say("All right: the places go to the next in line."))


def ask_leave(scene: Scene, group_reference: str) -> Said:
    """The course's own rule first, then the question."""
    try:
        team = core.team(scene.unit, scene.person.id, group_reference)
    except Refusal as why:
        return refused(scene, why)
    if not team.unclaimed:
        return show(scene, group_reference)
    say, course = scene.say, scene.catalogue.course(team.unclaimed[0].standing.registration.course_code)
    rule = say("The course’s rule: {rule}", rule=say.text(course.cancellation)) if course and course.cancellation else None
    count = len(team.unclaimed)
    question = say.many(
        "Give up the {count} place nobody has taken yet?",
        "Give up the {count} places nobody has taken yet? Those your colleagues completed stay theirs.",
        count,
    )
    return scene.ask(
        *_where(scene, team.unclaimed[0].standing.registration),
        rule,
        question,
        yes=Button(say.plain("Yes, give them up"), data=f"team:left:{group_reference}"),
        no=Button(say.plain("No, keep them"), data=f"team:show:{group_reference}"),
    )


def leave(scene: Scene, group_reference: str) -> Said:
    """All that nobody took is given up."""
    try:
        core.withdraw(scene.unit, scene.person.id, group_reference)
    except Refusal as why:
        return refused(scene, why)
    return show(scene, group_reference, scene.say("Done: those places are given up."))


ACTIONS: dict[str, Callable[[Scene, str], Said]] = {
    "show": show,
    "place": place,
    "link": new_link,
    "links": new_links,
    "drop": drop,
    "accept": accept,
    "pass": decline,
    "leave": ask_leave,
    "left": leave,
}
