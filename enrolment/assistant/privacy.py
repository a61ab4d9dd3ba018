"""Personal data: the policy, a copy of everything held, erasing it in two taps."""

import json
from typing import Any

from catalogue.answers.sessions import wish
from catalogue.answers.values import Attachment, Button, Reply, Row
from catalogue.words.say import Html, Say, unmarked
from enrolment.assistant import mine, questions
from enrolment.assistant.consent import kept_for, rights
from enrolment.assistant.heard import Said
from enrolment.assistant.scene import CHOSEN, Scene
from enrolment.assistant.sessions import one_line
from enrolment.registration import erasure, standing
from enrolment.registration.references import shown
from enrolment.registration.values import Standing

LANGUAGE = {"fr": "français", "en": "English"}
FILE = {"fr": "mes-donnees.json", "en": "my-data.json"}


def policy(scene: Scene) -> Said:
    """Who answers, what for, who receives, how long, where it goes, which rights."""
    say, programme = scene.say, scene.catalogue.programme
    officer, name = programme.privacy_officer, say.text(programme.name)
    said = [
        say("<b>What for</b>: to pre-register you, and to count whom {name} reaches, without names.", name=name),
        say(
            "<b>Who receives it</b>: the school of your course and the team of {name}. Needs in class: the school’s registrar alone.",
            name=name,
        ),
        say(
            "<b>How long</b>: an unfinished form, {draft}; a registration, {kept} after its session. Then it is erased by itself.",
            draft=kept_for(say, scene.rules.draft_days),
            kept=kept_for(say, scene.rules.retention_days),
        ),
        say("<b>Where</b>: encrypted here. Telegram keeps the messages on its servers, outside Québec; you can delete the chat."),
        say(
            "<b>Your rights</b>: a copy, a correction, erasure, withdrawing your consent. The buttons below do it; /contact is another way."
        ),
        say("<b>Who answers for it</b>: {name}, {email}.", name=officer.name, email=officer.email),
    ]
    rows: list[Row] = [
        (Button(say.plain("A copy of my data"), data="my:data"), Button(say.plain("My details"), data="my:details")),
        (Button(say.plain("Erase everything"), data="erase:ask"),),
    ]
    return scene.tell(*said, rows=rows)


def brief(scene: Scene) -> Said:
    """The policy in a few lines, for somebody in the middle of a form."""
    return scene.tell(*rights(scene))


def copy(scene: Scene) -> Said:
    """Everything held, as a JSON file in words a person understands."""
    document = json.dumps(held(scene), ensure_ascii=False, indent=2, default=str).encode()
    file = Attachment(FILE[scene.language], "application/json", document)
    return Said((Reply(scene.say("Here is everything I hold about you. It opens in any text editor."), files=(file,)),))


def held(scene: Scene) -> dict[str, Any]:
    """What the file holds, headings in the person's language."""
    say, person = scene.say, scene.person
    found = standing.my_registrations(scene.unit, person.id, closed=True)
    everything: dict[str, Any] = {
        say.plain("Telegram number"): person.telegram_id,
        say.plain("Language"): LANGUAGE[scene.language],
        say.plain("First message"): _moment(scene, person.created_at),
        say.plain("Last message"): _moment(scene, person.seen_at),
        say.plain("Answers"): _answers(scene),
        say.plain("Registrations"): [_registration(scene, one) for one in found],
        say.plain("Language you chose"): LANGUAGE.get(str(person.extra.get(CHOSEN))),
        say.plain("Form under way"): _draft(scene),
        say.plain("What we are talking about"): _talk(scene),
        say.plain("What brought you here"): scene.talk.source or None,
    }
    return everything


def _answers(scene: Scene) -> dict[str, str]:
    """The form's answers by their labels; one whose field is gone keeps its name."""
    say, known = scene.say, scene.form
    labelled = {}
    for name, value in scene.person.answers.items():
        asked = known.get(name)
        labelled[say.plain(asked.label) if asked else name] = questions.shown(say, asked, value) if asked else value
    return labelled


def _talk(scene: Scene) -> dict[str, Any]:
    """What the talk has come to: the courses, what was looked for, what was said of herself."""
    say, context = scene.say, scene.talk.context
    told = {
        say.plain("Courses talked about"): [_titled(scene, code) for code in dict.fromkeys((*context.courses, *context.previous))],
        say.plain("Courses listed last"): [_titled(scene, code) for code in context.shown],
        say.plain("What you were looking for"): wish(scene.asked, context.filters),
        say.plain("What you said of yourself"): wish(scene.asked, context.preferences),
        say.plain("Last question answered"): _moment(scene, context.at),
    }
    return {label: value for label, value in told.items() if value}


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


def _draft(scene: Scene) -> dict[str, Any] | None:
    draft = scene.talk.draft
    if draft is None:
        return None
    say = scene.say
    given = (draft.former | draft.answers).items()
    answers = {say.plain(scene.form[name].label): _chosen(scene, name, value) for name, value in given if scene.form.get(name)}
    course = _titled(scene, draft.course) if draft.course else None
    return {say.plain("Course"): course, say.plain("Session"): _session(scene, draft.session), say.plain("Answers"): answers}


def _registration(scene: Scene, one: Standing) -> dict[str, Any]:
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
        say.plain("Reason"): registration.status_reason,
    }


def _moment(scene: Scene, moment: Any) -> str | None:
    return moment.astimezone(scene.rules.zone).isoformat(timespec="seconds") if moment else None


def ask_erasure(scene: Scene) -> Said:
    """What goes, and the first of two taps."""
    say = scene.say
    under_way = len(standing.my_registrations(scene.unit, scene.person.id))
    also = (
        say.many("{count} registration under way would be cancelled.", "{count} registrations under way would be cancelled.", under_way)
        if under_way
        else None
    )
    return scene.ask(
        say("I can erase everything I hold about you: your answers, your registrations, this conversation."),
        also,
        yes=Button(say.plain("Erase everything"), data="erase:sure"),
        no=Button(say.plain("No, keep it"), data="menu"),
    )


def ask_again(scene: Scene) -> Said:
    """The second tap."""
    say = scene.say
    return scene.ask(
        say("Are you sure? This cannot be undone."),
        yes=Button(say.plain("Yes, erase it all"), data="erase:now"),
        no=Button(say.plain("No, keep it"), data="menu"),
    )


def erase(scene: Scene) -> Said:
    """Her key is destroyed, and with it all that was sealed for her."""
    say: Say = scene.say
    number = scene.heard.key.removeprefix("tg:")
    erasure.erase(scene.unit, scene.person.id, update_id=int(number) if number.isdigit() else None)
    scene.gone = True
    said: list[Html] = [
        say("It’s done: everything I held about you is erased, and your registrations are cancelled."),
        say("The messages above stay in your Telegram: you can delete the chat. Write to me whenever you like, I will not know you."),
    ]
    return scene.tell(*said)
