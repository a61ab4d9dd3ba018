"""Free text outside a form: answered from the catalogue, and done where it asks for something to be done."""

from collections.abc import Callable

from catalogue.answers.guide import Outcome, Understood
from catalogue.answers.labels import title
from catalogue.answers.recommend import fears
from catalogue.answers.values import Button, Reply
from catalogue.answers.words import fold
from catalogue.reading.scope import shipped_scope
from catalogue.reading.values import Intent
from catalogue.words.pattern import Pattern
from catalogue.words.replacing import replace
from enrolment.assistant import (
    administrators,
    advising,
    alerts,
    changes,
    contact,
    language,
    letters,
    mine,
    presses,
    privacy,
    sessions,
    start,
    steering,
    steps,
    team,
    unanswered,
    walk,
)
from enrolment.assistant.heard import Said
from enrolment.assistant.scene import Scene
from enrolment.assistant.steers import GIVEN_UP, Steer, steer
from enrolment.form.kinds import PHONE_ALONE
from enrolment.form.typed import folded
from enrolment.registration import standing
from enrolment.registration.references import read_reference
from enrolment.registration.rights import role_of

LONGEST = 2000
SURE = 0.5
ERASE = Pattern(r"\b(?:efface|effacer|effacez|supprime|supprimer|supprimez|detruire|detruisez|erase|delete|remove|forget)\b")
WIPE = Pattern(
    r"\b(?:efface\w*|supprime\w*|detrui\w*|oublie\w*|erase|delete|remove|wipe)\b.*\b(?:donnees|infos?|informations?|renseignements|compte|data|account|details|everything)\b"
    r"|\b(?:efface\w*|supprime\w*|detrui\w*|erase|delete|wipe)\b.{0,12}\b(?:tout|toute|toutes|all)\b|\b(?:forget me|oublie[zs]? moi)\b"
)
EMAIL_ALONE = Pattern(r"[^\s@]+@[^\s@]+\.[^\s@]+")
COPY = Pattern(r"\b(?:copie|copy|export|telecharger|download)\b")
STAYS = Pattern(
    r"\b(?:finalement|en fait|pis non|non non|actually|wait|no wait)\b.*\b(?:reste|rester|garde|garder|continue|continuer|stay|keep)\b"
    r"|\b(?:change d idee|changed my mind)\b.*\b(?:reste|rester|garde|continue|stay|keep)\b"
)
_HANDLED = (
    r"do|doing|use|using|keep(?:ing)?|shar(?:e|ing)|sell(?:ing)?|store"
    r"|fai(?:tes|s|re)|gard(?:e|ez|es)|utilise[zs]?|vend(?:ez)?|partage[zs]?"
)
_HERS = r"(?:my|mes)\s+(?:personal\s+)?(?:data|infos?|informations?|donnees|renseignements|answers|reponses|details)"
MY_DATA = Pattern(
    rf"\b(?:{_HANDLED})\b.{{0,20}}\b{_HERS}\b"
    r"|\b(?:who|qui)\b.{0,12}\b(?:sees|voit|lit|reads|recoit|gets)\b.{0,12}\b(?:this|my|ca|mes)\b"
)
OF_SESSION = Pattern(r"\b(?:session|seance|date|journee|jour|horaire|heure|ville|cohorte|time|day|city|schedule)s?\b")
BOOKS = Pattern(r"\b(?:inscri\w+|inscrire|reserv\w+|book|sign (?:us|them|my|up|all|everyone)|regist\w+|enrol\w*)\b")
ANY_COURSE = Pattern(r"\b(?:un|une|des|a|an|any|some)\b(?: \w+)? (?:cours|courses?|formations?|trainings?)\b")
KEPT_VERBS = ("pick", "card", "list", "ask", "group", "alert")


def hear(scene: Scene) -> Said:
    """The form's, where one is under way and the text is not a question; else the Guide's and the actions'."""
    text = scene.heard.text[:LONGEST]
    said = _answered(scene, text) or _for_somebody(scene, text)
    if said is not None:
        return said
    if scene.draft is not None:
        return steering.typed(scene, scene.draft, text) or _aside(scene, text)
    if scene.team is not None:
        return team.typed(scene, scene.team, text) or _beside_team(scene, text)
    return _choosing(scene, text) or _taken_up(scene, text) or plain(scene, text)


def _choosing(scene: Scene, text: str) -> Said | None:
    """An answer to one of the questions that help her choose; a question in the middle of them is answered, then they go on."""
    choosing = scene.talk.choosing
    if choosing is None or not scene.listening:
        return None
    said = advising.typed(scene, choosing, text)
    if said is not None:
        return said
    told = plain(scene, text)
    if scene.talk.choosing is not choosing or scene.talk.context.courses or scene.talk.draft is not None:
        return told
    return Said((*map(_without_doors, told.replies), *advising.show(scene).replies))


def _beside_team(scene: Scene, text: str) -> Said:
    """A question in the middle of a group's places: answered, then where it stood."""
    outcome = ask(scene, text)
    act = BESIDE.get(outcome.understood.intent) if outcome.understood.confidence >= SURE else None
    told = act(scene, outcome.understood) if act else None
    replies = [_without_doors(one) for one in (told.replies if told else (outcome.answer.reply, *outcome.answer.more))]
    return Said((*replies, *team.remind(scene).replies))


def _taken_up(scene: Scene, text: str) -> Said | None:
    """The form that waits, a change of mind, a reference of hers."""
    if steer(text) is Steer.RESUME and (scene.talk.draft is not None or scene.talk.team is not None):
        return walk.show(scene) if scene.talk.draft is not None else team.show(scene)
    if STAYS.search(folded(text)):
        return _stays(scene)
    if read_reference(text) and any(character.isdigit() for character in text) and mine.hers(scene, text):
        return mine.card(scene, text)
    return None


def _answered(scene: Scene, text: str) -> Said | None:
    """Yes or no typed to the last message's two buttons."""
    asking = scene.asking
    place = {Steer.YES: 0, Steer.NO: 1}.get(steer(text) or Steer.HELP)
    return presses.act(scene, asking[place]) if asking and place is not None else None


def _for_somebody(scene: Scene, text: str) -> Said | None:
    """A message to the registrars, or what an administrator was asked to write."""
    return letters.written(scene, text) if letters.answers(scene) else administrators.written(scene, text)


def _stays(scene: Scene) -> Said:
    """She changes her mind about leaving: nothing was touched."""
    if scene.talk.draft is not None:
        return walk.show(scene)
    return mine.overview(scene, scene.say("All right, nothing changes."))


def edited(scene: Scene) -> Said:
    """A message changed: its answer anew."""
    said = steering.edited(scene, scene.draft, scene.heard.text[:LONGEST]) if scene.draft is not None else None
    if said is not None:
        return said
    return _aside(scene, scene.heard.text[:LONGEST]) if scene.draft is not None else hear(scene)


def ask(scene: Scene, text: str) -> Outcome:
    """The Guide's answer, the talk's context kept."""
    outcome = scene.desk.guide.answer(
        text, scene.talk.context, scene.now.astimezone(scene.rules.zone), scene.taken, scene.chosen or scene.language
    )
    scene.talk.context = outcome.context
    unanswered.notice(scene, text, outcome, lost=_lost(outcome))
    return outcome


def plain(scene: Scene, text: str) -> Said:
    """Answer a question, or do what it asks."""
    return _at_once(scene, text) or _answer(scene, text)


def _at_once(scene: Scene, text: str) -> Said | None:
    """What needs no reading: no word at all, her data, an administrator's request."""
    if not any(character.isalnum() for character in text) and "?" not in text:
        return scene.tell(scene.say("Nice! I only read words, though. What would you like to know?"), rows=start.rows(scene))
    if WIPE.search(folded(text)):
        return privacy.ask_erasure(scene)
    if privacy.taken_back(text):
        return privacy.ask_withdrawal(scene)
    if MY_DATA.search(folded(text)):
        return privacy.policy(scene)
    if GIVEN_UP.search(folded(text)):
        return scene.tell(scene.say("All right. I am here whenever you like."))
    return _of_no_form(scene, text) or administrators.asked_in_words(scene, text)


def _of_no_form(scene: Scene, text: str) -> Said | None:
    """An email or a phone number typed where none is asked for: nothing of it is kept, and how to register."""
    if not (EMAIL_ALONE.fullmatch(text.strip()) or PHONE_ALONE.fullmatch(text.strip())):
        return None
    say, code = scene.say, next(iter(scene.talk.context.courses), "")
    course = scene.catalogue.course(code)
    if role_of(scene.unit, scene.heard.telegram_id, scene.admins) is not None:
        return None
    if course is None or not scene.asked.bookable(course):
        said = say("No registration is under way, so I keep nothing of that. Choose a course first:")
        return scene.tell(
            said, rows=[(Button(say.plain("See the courses"), data="browse:all"), Button(say.plain("Help me choose"), data="choose:begin"))]
        )
    said = say("Your registration for {course} is not begun yet, so I keep nothing of that. Shall we begin?", course=title(say, course))
    return scene.tell(said, rows=[(Button(say.plain("Register"), data=f"reg:{course.code}"),)])


def _answer(scene: Scene, text: str) -> Said:
    """The Guide's answer, or what the message asks to be done; where nothing is sure, the ways in."""
    before = scene.talk.context
    outcome = ask(scene, text)
    if _lost(outcome):
        scene.talk.context = before
        if fears(fold(text)):
            return advising.begin(scene, outcome.understood.filters, text)
        return scene.tell(scene.say("I am not sure I understood. Say it in other words, or choose:"), rows=start.rows(scene))
    if (asked := advising.wanted(scene, text, outcome, before)) is not None:
        return asked
    sure = outcome.understood.confidence >= SURE or outcome.understood.intent is Intent.REGISTER
    act = ACTIONS.get(outcome.understood.intent) if sure else None
    done = act(scene, outcome.understood) if act else None
    return done or Said((outcome.answer.reply, *outcome.answer.more))


def _lost(outcome: Outcome) -> bool:
    """Whether nothing says what was meant: a guess would be answered as if it were sure."""
    said = outcome.understood
    answer = outcome.answer
    return said.confidence < shipped_scope().lost and not said.ellipsis and not (answer.courses or answer.shown) and answer.answered


def _aside(scene: Scene, text: str) -> Said:
    """A question in the middle of a form: answered, then the form where it stood."""
    draft = scene.draft
    if draft is not None and draft.course:
        scene.talk.context = replace(scene.talk.context, courses=(draft.course,), at=scene.now)
    if WIPE.search(folded(text)):
        walk.set_aside(scene)
        return privacy.ask_erasure(scene)
    if privacy.taken_back(text):
        walk.set_aside(scene)
        return privacy.ask_withdrawal(scene)
    if MY_DATA.search(folded(text)):
        return Said((*privacy.brief(scene).replies, *walk.remind(scene).replies))
    outcome = ask(scene, text)
    sure = outcome.understood.confidence >= SURE
    ended = INSTEAD[outcome.understood.intent](scene, outcome.understood) if sure and outcome.understood.intent in INSTEAD else None
    if ended is not None:
        return ended
    beside = BESIDE.get(outcome.understood.intent) if sure else None
    told = beside(scene, outcome.understood) if beside else None
    replies = [_without_doors(one) for one in (told.replies if told else (outcome.answer.reply, *outcome.answer.more))]
    return Said((*replies, *walk.remind(scene).replies))


def _spoken_in(scene: Scene, said: Understood) -> Said:
    """The form goes on in the language asked for."""
    if said.answer_in:
        language.choose(scene, said.answer_in)
    return walk.show(scene)


def _stopped(scene: Scene, said: Understood) -> Said | None:
    """She gives up while the form is not sent: it stops."""
    draft = scene.draft
    if STAYS.search(folded(said.text)):
        return walk.show(scene)
    return steps.cancel(scene, draft, []) if draft is not None and not said.text.rstrip().endswith("?") else None


def _elsewhere(scene: Scene, said: Understood) -> Said | None:
    """Another course than the form's: which of the two, asked; the same one's goes on."""
    draft = scene.draft
    if draft is None or draft.course in said.courses or len(said.courses) != 1:
        return walk.remind(scene) if draft is not None and draft.course in said.courses else None
    say, here, there = scene.say, scene.catalogue.course(draft.course), scene.catalogue.course(said.courses[0])
    if here is None or there is None:
        return None
    return scene.ask(
        say("You are registering for {course}. Would you rather register for {other}?", course=title(say, here), other=title(say, there)),
        yes=Button(say.plain("Yes, change course"), data=f"reg:{there.code}"),
        no=Button(say.plain("No, go on"), data=f"form:{draft.token}:resume"),
    )


def _without_doors(reply: Reply) -> Reply:
    """The answer without the buttons that would lead out of the form."""
    rows = tuple(row for row in reply.rows if all((button.data or "").partition(":")[0] in KEPT_VERBS or button.url for button in row))
    return replace(reply, rows=rows)


def _register(scene: Scene, said: Understood) -> Said | None:
    """One course: its form, at the session that fits what was said. Several or none: the Guide asks which."""
    if len(said.courses) != 1:
        return None
    course = scene.catalogue.course(said.courses[0])
    fitting = sessions.fitting(sessions.open_ones(scene, course), said.filters) if course else []
    return walk.begin(scene, said.courses[0], fitting[0].code if len(fitting) == 1 else "")


def _switch(scene: Scene, said: Understood) -> Said:
    """To the language asked for; both as buttons where none was named."""
    return language.chosen(scene, said.answer_in) if said.answer_in else language.choice(scene)


def _privacy(scene: Scene, said: Understood) -> Said | None:
    words = folded(said.text)
    if ERASE.search(words):
        return privacy.ask_erasure(scene)
    return privacy.copy(scene) if COPY.search(words) else privacy.policy(scene)


def _human(scene: Scene, _said: Understood) -> Said:
    return contact.people_to_reach(scene)


def _mine(scene: Scene, said: Understood) -> Said:
    return changes.for_intent(scene, said.courses, "card")


def _cancel(scene: Scene, said: Understood) -> Said | None:
    if scene.talk.draft is not None and not standing.my_registrations(scene.unit, scene.person.id):
        return walk.paused(scene, scene.talk.draft)
    return changes.for_intent(scene, said.courses, "leave")


def _group(scene: Scene, said: Understood) -> Said | None:
    """The button's words typed, or a verb of registering after the course's card, begin the conversation; else yes begins it."""
    if len(said.courses) != 1:
        return None
    booked = said.ellipsis and BOOKS.search(folded(said.text)) and "?" not in said.text
    if booked or folded(said.text) == folded(scene.say.plain("Register my group")):
        return team.begin(scene, said.courses[0], scene.talk.context.filters.seats or 0)
    scene.talk.asking = (f"team:begin:{said.courses[0]}", f"card:{said.courses[0]}")
    return None


def _alert(scene: Scene, said: Understood) -> Said | None:
    """What is waited for; "a course in Gaspé" is any, whatever course was talked about before."""
    any_one = ANY_COURSE.search(folded(said.text)) and said.filters
    courses = [code for code in said.courses if not any_one or _names(scene, said.text, code)]
    return alerts.for_words(scene, tuple(courses), said.filters)


def _names(scene: Scene, text: str, code: str) -> bool:
    """Whether a word of the course's title stands in the text."""
    course = scene.catalogue.course(code)
    title_words = set(folded(f"{course.title.fr} {course.title.en}").split()) if course else set()
    return any(len(word) > 3 and word in title_words for word in folded(text).split())


def _correctable(scene: Scene, _said: Understood) -> Said | None:
    """Nothing is sent yet: how to change an answer in the form itself."""
    if standing.my_registrations(scene.unit, scene.person.id):
        return None
    return scene.tell(scene.say("Nothing is sent yet: “back” returns to the question before, and all can be changed at the end."))


def _modify(scene: Scene, said: Understood) -> Said | None:
    details = scene.person.answers and not said.filters and not OF_SESSION.search(folded(said.text))
    return mine.details(scene) if details else changes.for_intent(scene, said.courses, "move")


INSTEAD: dict[Intent, Callable[[Scene, Understood], Said | None]] = {
    Intent.SWITCH_LANGUAGE: _spoken_in,
    Intent.CANCEL: _stopped,
    Intent.REGISTER: _elsewhere,
}
BESIDE: dict[Intent, Callable[[Scene, Understood], Said | None]] = {
    Intent.MY_REGISTRATIONS: lambda scene, _: mine.overview(scene),
    Intent.HUMAN: _human,
    Intent.PRIVACY: lambda scene, _: privacy.brief(scene),
    Intent.MODIFY: _correctable,
}
ACTIONS: dict[Intent, Callable[[Scene, Understood], Said | None]] = {
    Intent.REGISTER: _register,
    Intent.MY_REGISTRATIONS: _mine,
    Intent.CANCEL: _cancel,
    Intent.MODIFY: _modify,
    Intent.HUMAN: _human,
    Intent.GROUP: _group,
    Intent.ALERT: _alert,
    Intent.PRIVACY: _privacy,
    Intent.SWITCH_LANGUAGE: _switch,
}
