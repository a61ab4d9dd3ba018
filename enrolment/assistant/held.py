"""Everything held about a person, in words she understands: one function for each part that ``store.custody`` names."""

from collections.abc import Callable, Mapping
from typing import Any

from catalogue.answers.sessions import wish
from catalogue.words.say import N_, unmarked
from enrolment.assistant import mine, questions, reminders
from enrolment.assistant.alerts import named
from enrolment.assistant.scene import Scene
from enrolment.assistant.sessions import one_line
from enrolment.assistant.talk import Draft
from enrolment.office import enquiries, notes
from enrolment.registration import alerts, grouped, rights, standing
from enrolment.registration.people import KEPT
from enrolment.registration.references import shown
from enrolment.registration.values import Standing
from enrolment.store import outbox
from enrolment.store.custody import Part

LANGUAGE = {"fr": "français", "en": "English"}
Told = dict[str, Any]


def held(scene: Scene) -> Told:
    """What the file of /mydata holds, headings in the person's language."""
    told: Told = {}
    for part in PARTS.values():
        told |= {label: value for label, value in part(scene).items() if value is not None}
    return told


def _who(scene: Scene) -> Told:
    say, person = scene.say, scene.person
    return {
        say.plain("Telegram number"): person.telegram_id,
        say.plain("Language"): LANGUAGE[scene.language],
        say.plain("First message"): _moment(scene, person.created_at),
        say.plain("Last message"): _moment(scene, person.seen_at),
    }


def _answers(scene: Scene) -> Told:
    """The form's answers by their labels (one whose field is gone keeps its name), and what else was asked to be kept."""
    say, extra = scene.say, scene.person.extra
    kept = {say.plain(KEPT.get(name, name)): LANGUAGE.get(str(value), value) for name, value in extra.items()}
    return {say.plain("Answers"): _labelled(scene, scene.person.answers), **kept}


def _talk(scene: Scene) -> Told:
    """What the talk has come to, the form under way, the one set aside."""
    say, talk = scene.say, scene.talk
    return {
        say.plain("Form under way"): _draft(scene, talk.draft),
        say.plain("Form set aside"): _draft(scene, talk.waiting),
        say.plain("Group under way"): _team(scene),
        say.plain("What we are talking about"): _subject(scene),
        say.plain("What brought you here"): talk.source or None,
    }


def _subject(scene: Scene) -> Told:
    """The courses, what was looked for, what was said of herself."""
    say, context = scene.say, scene.talk.context
    told = {
        say.plain("Courses talked about"): [_titled(scene, code) for code in dict.fromkeys((*context.courses, *context.previous))],
        say.plain("Courses listed last"): [_titled(scene, code) for code in context.shown],
        say.plain("What you were looking for"): wish(scene.asked, context.filters),
        say.plain("What you said of yourself"): wish(scene.asked, context.preferences),
        say.plain("Last question answered"): _moment(scene, context.at),
    }
    return {label: value for label, value in told.items() if value}


def _registrations(scene: Scene) -> Told:
    found = standing.my_registrations(scene.unit, scene.person.id, closed=True)
    return {scene.say.plain("Registrations"): [_registration(scene, one) for one in found]}


def _groups(scene: Scene) -> Told:
    """The groups she is the contact of, and whom she named."""
    say = scene.say
    told = [
        {
            say.plain("Reference"): shown(one.reference),
            say.plain("Session"): _session(scene, one.session_code),
            say.plain("Organization"): one.organisation,
            say.plain("People named"): [_labelled(scene, each) for each in one.named],
        }
        for one in grouped.of_contact(scene.unit, scene.person.id)
    ]
    return {say.plain("Groups"): told} if told else {}


def _alerts(scene: Scene) -> Told:
    """What she waits to be told of, and whether she is reminded."""
    say, waiting = scene.say, alerts.of_person(scene.unit, scene.person.id)
    told: Told = {say.plain("Alerts"): [named(scene, one.wanted) for one in waiting]} if waiting else {}
    return told | {say.plain("Reminders"): unmarked(reminders.state(scene))}


def _team(scene: Scene) -> Told | None:
    """The group's places under way."""
    team = scene.talk.team
    if team is None:
        return None
    say = scene.say
    told = {
        say.plain("Course"): _titled(scene, team.course) if team.course else None,
        say.plain("Session"): _session(scene, team.session),
        say.plain("Number of places"): team.places,
        say.plain("Answers"): _labelled(scene, team.former | team.answers),
        say.plain("Answers to choose from"): [_labelled(scene, each) for each in team.options],
        say.plain("People named"): [_labelled(scene, each) for each in team.people],
    }
    return {label: value for label, value in told.items() if value}


def _messages(scene: Scene) -> Told:
    """What is promised and not sent yet."""
    due = outbox.due_to(scene.unit.session, scene.person.id)
    return {scene.say.plain("Messages to come"): [_moment(scene, each) for each in due]} if due else {}


def _roles(scene: Scene) -> Told:
    given = rights.granted_to(scene.unit, scene.heard.telegram_id)
    return {scene.say.plain("Administrator"): [" ".join(filter(None, pair)) for pair in given]} if given else {}


def _letters(scene: Scene) -> Told:
    """What she wrote to the registrars and what they answered."""
    say = scene.say
    told = [
        {
            say.plain("From"): say.plain("you") if letter.hers else say.plain("a registrar"),
            say.plain("On"): _moment(scene, letter.at),
            say.plain("Text"): letter.text,
        }
        for _, exchanged in enquiries.of_person(scene.unit, scene.person.id)
        for letter in exchanged
    ]
    return {say.plain("Messages with the registrars"): told} if told else {}


PARTS: dict[Part, Callable[[Scene], Told]] = {
    Part.WHO: _who,
    Part.ANSWERS: _answers,
    Part.REGISTRATIONS: _registrations,
    Part.GROUPS: _groups,
    Part.ALERTS: _alerts,
    Part.MESSAGES: _messages,
    Part.TALK: _talk,
    Part.ROLES: _roles,
    Part.LETTERS: _letters,
}


def _labelled(scene: Scene, answers: Mapping[str, str]) -> dict[str, str]:
    say = scene.say
    labelled = {}
    for name, value in answers.items():
        asked = scene.form.get(name)
        labelled[say.plain(asked.label) if asked else name] = questions.shown(say, asked, value) if asked else value
    return labelled


def _titled(scene: Scene, code: str) -> str:
    course = scene.catalogue.course(code)
    return scene.say.text(course.title) if course else code


def _session(scene: Scene, code: str) -> str | None:
    """Days and place, with the code."""
    return f"{unmarked(one_line(scene, code))} ({code})" if scene.found(code) else code or None


def _chosen(scene: Scene, name: str, value: str | None) -> str | None:
    """A choice by its label."""
    asked = scene.form.get(name)
    return questions.shown(scene.say, asked, value) if asked and value else value


def _draft(scene: Scene, draft: Draft | None) -> Told | None:
    if draft is None:
        return None
    say = scene.say
    told = {
        say.plain("Course"): _titled(scene, draft.course) if draft.course else None,
        say.plain("Session"): _session(scene, draft.session),
        say.plain("Answers"): _labelled(scene, draft.former | draft.answers),
        say.plain("Answers to choose from"): [_labelled(scene, each) for each in draft.options],
        say.plain("Last touched"): _moment(scene, draft.touched()),
    }
    return {label: value for label, value in told.items() if value}


def _registration(scene: Scene, one: Standing) -> Told:
    say, registration = scene.say, one.registration
    facts = registration.facts
    return {
        say.plain("Reference"): shown(registration.reference),
        say.plain("Course"): facts.get(f"course_title_{scene.language}") or registration.course_code,
        say.plain("Session"): _session(scene, registration.session_code),
        say.plain("State"): unmarked(mine.state(scene, one)),
        say.plain("Asked on"): _moment(scene, registration.created_at),
        say.plain("Changed on"): _moment(scene, registration.updated_at),
        say.plain("Role"): _chosen(scene, "role", registration.role),
        say.plain("Region"): _chosen(scene, "region", registration.region),
        say.plain("What brought you here"): registration.source,
        say.plain("Consent"): {
            say.plain("Version"): registration.consent_version,
            say.plain("Given on"): _moment(scene, registration.consent_at),
            say.plain("Language"): LANGUAGE.get(registration.consent_language or ""),
        },
        say.plain("Group"): registration.group_reference,
        say.plain("Reason"): _reason(scene, registration.status_reason),
        say.plain("Notes of the registrars"): [each.text for each in notes.of(scene.unit, registration)],
    }


def _reason(scene: Scene, reason: str | None) -> str | None:
    """A reason of ours in words; a registrar's own as it was written."""
    return scene.say.plain(REASONS[reason]) if reason in REASONS else reason


REASONS = {
    "withdrawn": N_("You withdrew."),
    "offer_declined": N_("You let the place go."),
    "two_silences": N_("Two offers were left without an answer."),
    "session_started": N_("The session has begun."),
    "session_cancelled": N_("The school cancelled the session."),
    "erased": N_("Erased at your request."),
}


def _moment(scene: Scene, moment: Any) -> str | None:
    return moment.astimezone(scene.rules.zone).isoformat(timespec="seconds") if moment else None
