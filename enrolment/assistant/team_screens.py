"""The screens of a group's places: each step's question and its buttons."""

import re
from collections.abc import Callable

from catalogue.answers import sessions as words
from catalogue.answers.labels import short, title
from catalogue.answers.values import Button, Reply, Row
from catalogue.offer.model import Session
from catalogue.words.say import N_, Html, bold, lines
from enrolment.assistant.consent import kept_for, partner_name
from enrolment.assistant.scene import Scene
from enrolment.assistant.sessions import labels, named, one_line
from enrolment.assistant.talk import Draft
from enrolment.assistant.teamdraft import TeamDraft, TeamStep
from enrolment.form.refusals import DOUBTS
from enrolment.form.values import Doubt
from enrolment.registration.references import shown

SHOWN = 4
NAMES = 12
_FRENCH = "un deux trois quatre cinq six sept huit neuf dix onze douze"
_ENGLISH = "one two three four five six seven eight nine ten eleven twelve"
NUMBERS = {word: number for said in (_FRENCH, _ENGLISH) for number, word in enumerate(said.split(), start=1)} | {"une": 1}


def number(text: str) -> int | None:
    """The number in a few words (``huit``, ``on est 12``)."""
    digits = re.search(r"\d{1,4}", text)
    if digits:
        return int(digits.group())
    return next((NUMBERS[word] for word in re.findall(r"\w+", text.casefold()) if word in NUMBERS), None)


def _sessions(scene: Scene, team: TeamDraft) -> list[Session]:
    """Those one can ask for, those with room for the whole group first."""
    course, asked = scene.catalogue.course(team.course), scene.asked
    found = asked.bookable(course) if course else []
    return sorted(found, key=lambda one: not _room(scene, team, one))


def _room(scene: Scene, team: TeamDraft, session: Session) -> bool:
    left = scene.asked.state(session).places
    return left is None or left >= max(team.places, 1)


def meant(scene: Scene, team: TeamDraft, text: str) -> str | None:
    """The session typed, if it is one alone."""
    found = named(scene, Draft(team.token, course=team.course), text) if "?" not in text else []
    return found[0].code if len(found) == 1 else None


def session_screen(scene: Scene, team: TeamDraft) -> Reply:
    say, course = scene.say, scene.catalogue.course(team.course)
    found = _sessions(scene, team)[:SHOWN]
    rows: list[Row] = [
        (Button(label, data=f"team:take:{team.token}:{one.code}"),) for label, one in zip(labels(scene.asked, found), found, strict=True)
    ]
    head = say("{course}, for a group. Which session?", course=title(say, course)) if course else None
    tight = any(not _room(scene, team, one) for one in found) and team.places
    waits = N_("Where there are not {count} places, the whole group goes on the waiting list together.")
    note = say(waits, count=team.places) if tight else None
    return Reply(lines(head, *(words.line(scene.asked, one) for one in found), note), rows=(*rows, (_stop(scene, team),)))


def places_screen(scene: Scene, team: TeamDraft) -> Reply:
    say = scene.say
    counts = [Button(str(count), data=f"team:count:{team.token}:{count}") for count in (2, 3, 4, 5, 6, 8, 10, 12)]
    rows: list[Row] = [tuple(counts[:4]), tuple(counts[4:]), _foot(scene, team)]
    return Reply(say("How many people? Write another number if it is not here."), rows=tuple(rows))


def consent_screen(scene: Scene, team: TeamDraft) -> Reply:
    """What is kept of the contact and of those she names."""
    say = scene.say
    partner = partner_name(scene, scene.catalogue.course(team.course))
    said = [
        say("Before your answers, your agreement."),
        say("<b>What for</b>: to hold the places and to write to the people you name about them, nothing else."),
        say("<b>Who gets them</b>: {partner} and the team of {programme}.", partner=partner, programme=_programme(scene)),
        say("<b>How long</b>: {period} after the session.", period=kept_for(say, scene.rules.retention_days)),
        say("Each person then agrees for herself, by her own link. Name only those who know about it; names can wait."),
    ]
    rows: list[Row] = [
        (
            Button(say.plain("I agree"), data=f"team:agree:{team.token}"),
            Button(say.plain("No, thanks"), data=f"team:refuse:{team.token}"),
        ),
        _foot(scene, team),
    ]
    return Reply(lines(*said), rows=tuple(rows))


def field_screen(scene: Scene, team: TeamDraft) -> Reply:
    """The organisation, then the contact."""
    say, asked = scene.say, scene.form[team.field]
    rows: list[Row] = []
    if team.options:
        doubt = Doubt.SPLIT if team.field == "first_name" else Doubt.SLIP
        text = say(DOUBTS[doubt])
        rows = [
            (Button(" | ".join(option.values()), data=f"team:option:{team.token}:{place}"),) for place, option in enumerate(team.options)
        ]
        return Reply(text, rows=(*rows, _foot(scene, team)))
    known = {one.name: "" for one in scene.form.fields} | team.answers
    text = say(PROMPTS[team.field], **known) if team.field in PROMPTS else say(asked.prompt, **known)
    together = ("first_name", "last_name") if team.field == "first_name" else (team.field,)
    former = " ".join(value for name in together if (value := team.former.get(name)))
    if former:
        rows.append((Button(say.plain("Keep “{value}”", value=short(former, 40)), data=f"team:keep:{team.token}"),))
    if team.field == "last_name":
        rows.append((Button(say.plain("I have only one name"), data=f"team:mononym:{team.token}"),))
    return Reply(text, rows=(*rows, _foot(scene, team)))


PROMPTS = {
    "organisation": N_("Which organization are the places for?"),
    "first_name": N_("And you, the contact: your first and last name?"),
    "email": N_("Your email, for the school’s questions?"),
}


def people_screen(scene: Scene, team: TeamDraft) -> Reply:
    """Names and emails, one a line; how many are still to name."""
    say = scene.say
    example = say("For example:\n<code>Zoé Tremblay, zoe@exemple.ca</code>")
    if team.renaming:
        back: Row = (Button(say.plain("Leave it as it is"), data=f"team:back:{team.token}"),)
        head = say("Who takes this place ({reference})? Her name and email, on one line.", reference=shown(team.renaming))
        return Reply(lines(head, example), rows=(back,))
    so_far = say("{named} of {places} named.", named=len(team.people), places=team.places) if team.people else None
    head = say("Who comes? Write or paste names and emails, one a line.")
    later = say.plain("Name the others later") if team.people else say.plain("Name them later")
    rows: list[Row] = [(Button(later, data=f"team:later:{team.token}"),), _foot(scene, team)]
    return Reply(lines(so_far, head, example if not team.people else None), rows=tuple(rows))


def review_screen(scene: Scene, team: TeamDraft) -> Reply:
    """What will be sent, and the button that sends it."""
    say, found = scene.say, scene.found(team.session)
    if team.changing:
        names = (
            ("session", say.plain("Session")),
            ("places", say.plain("Number of places")),
            ("organisation", say.plain("Organization")),
            ("first_name", say.plain("Contact")),
            ("email", say.plain("Email")),
            ("people", say.plain("People")),
        )
        buttons = [Button(label, data=f"team:edit:{team.token}:{name}") for name, label in names]
        rows: list[Row] = [tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2)]
        return Reply(
            say("What would you like to change?"),
            rows=(*rows, (Button(say.plain("Nothing, all is right"), data=f"team:change:{team.token}"),)),
        )
    waits = found is not None and not _room(scene, team, found[1])
    send = say.plain("Put the group on the list") if waits else say.plain("Confirm {count} places", count=team.places)
    rows = [
        (Button(send, data=f"team:confirm:{team.token}"),),
        (Button(say.plain("Change something"), data=f"team:change:{team.token}"), _stop(scene, team)),
    ]
    note = say("There are not {count} places left: the whole group would wait together.", count=team.places) if waits else None
    return Reply(lines(say("Is everything right?"), *summary(scene, team), note), rows=tuple(rows))


def summary(scene: Scene, team: TeamDraft) -> list[Html]:
    """The course, the session, the contact, who comes."""
    say, course = scene.say, scene.catalogue.course(team.course)
    contact = " ".join(filter(None, [team.answers.get("first_name"), team.answers.get("last_name")]))
    said = [
        title(say, course) if course else bold(team.course),
        one_line(scene, team.session),
        say.many("{organisation}: {count} place", "{organisation}: {count} places", team.places, organisation=team.answers["organisation"]),
        say("Contact: {name}, {email}", name=contact, email=team.answers["email"]),
    ]
    said += [
        say("{number}. {name}, {email}", number=at, name=f"{one['first_name']} {one['last_name']}".strip(), email=one["email"])
        for at, one in enumerate(team.people[:NAMES], start=1)
    ]
    others = team.places - min(len(team.people), NAMES)
    hidden = len(team.people) > NAMES
    if others and hidden:
        said.append(say.many("and {count} other", "and {count} others", others))
    elif others:
        said.append(say.many("{count} person to name later", "{count} people to name later", others))
    return said


def _programme(scene: Scene) -> str:
    return scene.say.text(scene.catalogue.programme.name)


def _stop(scene: Scene, team: TeamDraft) -> Button:
    return Button(scene.say.plain("Stop here"), data=f"team:stop:{team.token}")


def _foot(scene: Scene, team: TeamDraft) -> Row:
    return (Button(scene.say.plain("Back"), data=f"team:back:{team.token}"), _stop(scene, team))


SCREENS: dict[TeamStep, Callable[[Scene, TeamDraft], Reply]] = {
    TeamStep.SESSION: session_screen,
    TeamStep.PLACES: places_screen,
    TeamStep.CONSENT: consent_screen,
    TeamStep.FIELD: field_screen,
    TeamStep.PEOPLE: people_screen,
    TeamStep.REVIEW: review_screen,
}
