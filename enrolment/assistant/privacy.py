"""Personal data: the policy, a copy of everything held, the consent taken back, everything erased in two taps."""

import json

from catalogue.answers.values import Attachment, Button, Reply, Row
from catalogue.words.pattern import Pattern
from catalogue.words.say import Html, Say
from enrolment import audit
from enrolment.assistant import held
from enrolment.assistant.consent import kept_for, rights
from enrolment.assistant.heard import Said
from enrolment.assistant.scene import Scene
from enrolment.form.typed import folded
from enrolment.registration import consenting, erasure, standing

FILE = {"fr": "mes-donnees.json", "en": "my-data.json"}


TAKEN_BACK = Pattern(r"\b(?:retir\w*|reti|repren\w*|revo\w*|withdraw\w*|take back|taking back)\b.{0,20}\b(?:consent\w*|accord)\b")


def taken_back(text: str) -> bool:
    """Whether a message asks, in words, to take the consent back."""
    return TAKEN_BACK.search(folded(text)) is not None


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
        say("<b>Decided by itself</b>: places and the waiting list, first come, first served. A person can look at it again: /contact."),
        say(
            "<b>Your rights</b>: a copy, a correction, erasure, withdrawing your consent. The buttons below do it; /contact is another way."
        ),
        say(
            "<b>Who answers for it</b>: {name}, {email}. Not satisfied? The Commission d’accès à l’information hears complaints.",
            name=officer.name,
            email=officer.email,
        ),
    ]
    rows: list[Row] = [
        (Button(say.plain("A copy of my data"), data="my:data"), Button(say.plain("My details"), data="my:details")),
        (Button(say.plain("Take back my consent"), data="my:consent"), Button(say.plain("Erase everything"), data="erase:ask")),
    ]
    return scene.tell(*said, rows=rows)


def brief(scene: Scene) -> Said:
    """The policy in a few lines, for somebody in the middle of a form."""
    return scene.tell(*rights(scene))


def copy(scene: Scene) -> Said:
    """Everything held, as a JSON file in words a person understands."""
    document = json.dumps(held.held(scene), ensure_ascii=False, indent=2, default=str).encode()
    audit.append(scene.unit.session, scene.actor, "copy", "person", scene.person.id, now=scene.now)
    file = Attachment(FILE[scene.language], "application/json", document)
    return Said((Reply(scene.say("Here is everything I hold about you. It opens in any text editor."), files=(file,)),))


def ask_withdrawal(scene: Scene) -> Said:
    """What taking the consent back changes; one tap, as for giving it."""
    say = scene.say
    under_way = len(standing.my_registrations(scene.unit, scene.person.id))
    return scene.ask(
        say("If you take back your consent, your answers are erased and the schools no longer get them."),
        _cancelled(say, under_way),
        say("You can still ask me anything, and register again whenever you like."),
        yes=Button(say.plain("I take it back"), data="my:unconsent"),
        no=Button(say.plain("No, keep it"), data="menu"),
    )


def withdraw(scene: Scene) -> Said:
    """The consent taken back: no answer of hers is left, in the form neither."""
    withdrawn = consenting.take_back(scene.unit, scene.person.id)
    scene.talk.draft = scene.talk.waiting = None
    say = scene.say
    return scene.tell(
        say("It’s done: your consent is taken back and your answers are erased."),
        say.many("{count} registration is cancelled.", "{count} registrations are cancelled.", withdrawn) if withdrawn else None,
        say("What is left: your Telegram number and what we talked about. /erase erases that too."),
    )


def _cancelled(say: Say, under_way: int) -> Html | None:
    if not under_way:
        return None
    return say.many("{count} registration under way would be cancelled.", "{count} registrations under way would be cancelled.", under_way)


def ask_erasure(scene: Scene) -> Said:
    """What goes, and the first of two taps."""
    say = scene.say
    under_way = len(standing.my_registrations(scene.unit, scene.person.id))
    return scene.ask(
        say("I can erase everything I hold about you: your answers, your registrations, this conversation."),
        _cancelled(say, under_way),
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
