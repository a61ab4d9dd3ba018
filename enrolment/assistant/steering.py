"""Free text while a form is under way: an answer, a word that steers, or a question in the middle."""

from collections.abc import Callable

from catalogue.reading.values import Intent, Reading
from catalogue.words.pattern import Pattern
from catalogue.words.say import Html
from enrolment.assistant import early, mine, questions, sessions, steps, walk
from enrolment.assistant.heard import Said
from enrolment.assistant.scene import Scene
from enrolment.assistant.steers import Steer, steer
from enrolment.assistant.talk import Draft, Purpose, Step
from enrolment.form.kinds import fits
from enrolment.form.typed import folded, tidy
from enrolment.form.values import Field, FieldKind

_FRENCH = "combien quand comment qui quel quelle quels quelles pourquoi est puis peut pouvez avez faut"
_ENGLISH = "how what when where who which why is are can could do does will would"
QUESTION_WORDS = frozenset((*_FRENCH.split(), *_ENGLISH.split()))
ASKING = Pattern(r"c (?:est )?(?:quoi|koi|combien|qui|ou|quand)\b|qu est ce|est ce qu|keskia|what s\b|c tu\b|ca (?:coute|dure|veut)|y a t")
SENTENCE = Pattern(
    r"(?:je (?!m appelle|suis)|j (?!m )|jveux|jvoudrais|on |vous |i (?!am )|i d |can |could |please |inscri|regist)(?:\S+ ){2,}\S+"
)
_WHEN = r"(?:session|seance|cohorte|date)s?"
OTHER_SESSION = Pattern(
    rf"\b(?:prefere\w*|aimerais mieux|mieux|change\w*|plutot|prendrais|switch|rather|prefer|instead|move)\b.*\b{_WHEN}\b"
    rf"|\b{_WHEN}\b.*\b(?:plutot|a la place|instead|rather)\b"
)
LEAD = Pattern(r"^(?:(?:attends?|attendez|ok|euh|mais|pis|et|oh|ah|hey|wait|but|so|and|um|uh|hmm|bon|ben|btw|by the way|en passant) )+")
NOT_QUESTIONS = frozenset(
    {Intent.AFFIRM, Intent.DENY, Intent.GREETING, Intent.THANKS, Intent.GOODBYE, Intent.OUT_OF_SCOPE, Intent.REGISTER, Intent.MODIFY}
)
UNRELATED = frozenset({Intent.AFFIRM, Intent.DENY, Intent.GOODBYE, Intent.OUT_OF_SCOPE, Intent.TEACHER})
SURE, VERY_SURE = 0.6, 0.8
FEW, MANY = 2, 15  # words
NAMES = frozenset({FieldKind.FULL_NAME, FieldKind.NAME})
ABOUT_CONSENT = Pattern(
    r"\b(?:quoi|koi|pourquoi|veut dire|what|why|mean\w*|accepter quoi)\b.*\b(?:consent\w*|agreement|accord|accepte\w*|agree\w*)\b"
    r"|\b(?:qui|who)\b.*\b(?:voi[rts]|vois|recoi\w+|lit|lire|acces|sees?|gets?|reads?|access)\b"
)


def typed(scene: Scene, draft: Draft, text: str) -> Said | None:
    """What the text does to the form; None where it is a question to answer before going on."""
    if (pressed := _label(scene, draft, text)) is not None:
        return steps.press(scene, pressed)
    said = _at_any_step(scene, draft, text) or STEPS[draft.step](scene, draft, text) or _steered(scene, draft, text)
    if said is not None or draft.step is Step.FIELD:
        return said
    if "@" in text and "?" not in text:
        return walk.remind(scene, scene.say("I will ask for your email a little further on."))
    if "?" not in text and (_read(scene, text).intent in UNRELATED or _stray(scene, draft, text)):
        return walk.remind(scene, scene.say("I did not quite get that."))
    return None


def _stray(scene: Scene, draft: Draft, text: str) -> bool:
    """A word or two at the review that only look like a course: no reason to open its sheet."""
    few = len(text.split()) <= FEW and not any(character.isdigit() for character in text)
    return draft.step is Step.REVIEW and few and _read(scene, text).intent in (Intent.COURSE_DETAIL, Intent.LIST_COURSES)


def _at_any_step(scene: Scene, draft: Draft, text: str) -> Said | None:
    """Where she is, told before the screen; another session, chosen again: neither is ever an answer."""
    word = steer(text)
    if word is Steer.WHERE:
        return walk.remind(scene, mine.unsent(scene))
    if word is None and draft.step is not Step.SESSION and OTHER_SESSION.search(folded(text)) and "?" not in text:
        word = Steer.SESSION
    if word is Steer.SESSION and draft.purpose is Purpose.REGISTER and not draft.claim:
        draft.session, draft.changing, draft.step = "", False, Step.SESSION
        return _session(scene, draft, text) or walk.show(scene)
    return None


def edited(scene: Scene, draft: Draft, text: str) -> Said | None:
    """A message changed after it was sent: the field it answered is answered again."""
    name = draft.messages.get(str(scene.heard.message_id))
    if name is None or scene.form.get(name) is None:
        return None if "?" in text else walk.show(scene)
    questions.take_back(draft, [name])
    draft.field = name
    return walk.answer(scene, draft, text)


def _label(scene: Scene, draft: Draft, text: str) -> list[str] | None:
    """A button's label typed instead of pressed: what the button says to the form."""
    wanted = folded(text)
    buttons = [button for row in walk.SCREENS[draft.step](scene, draft).rows for button in row]
    found = next((button.data for button in buttons if button.data and folded(button.label) == wanted), None)
    return found.split(":")[1:] if found and found.startswith("form:") else None


def _steered(scene: Scene, draft: Draft, text: str) -> Said | None:
    """The words that steer any step."""
    word = steer(text)
    if word in (Steer.HELLO, Steer.RESUME, Steer.THANKS):
        return walk.show(scene, scene.say("Hello again! This is where we were:") if word is Steer.HELLO else None)
    if word is Steer.HELP:
        return walk.show(scene, scene.say("Answer here, or type “back”, “skip” or “stop”. You can also ask me a question: the form waits."))
    actions: dict[Steer | None, steps.Action] = {
        Steer.BACK: steps.back,
        Steer.STOP: steps.cancel,
        Steer.SKIP: steps.skip,
        Steer.WHY: steps.why,
    }
    act = actions.get(word)
    return act(scene, draft, []) if act else None


def _session(scene: Scene, draft: Draft, text: str) -> Said | None:
    course = scene.catalogue.course(draft.course)
    found = sessions.named(scene, draft, text) if "?" not in text else []
    if len(found) == 1:
        return walk.at_session(scene, draft, found[0].code)
    if len(found) > 1:
        draft.narrowed, draft.page = [one.code for one in found], 0
        return walk.show(scene)
    open_ones = sessions.open_ones(scene, course) if course else []
    if steer(text) is Steer.YES and len(open_ones) == 1:
        return walk.at_session(scene, draft, open_ones[0].code)
    return None


def _yes_or_no(yes: str, no: str) -> Callable[[Scene, Draft, str], Said | None]:
    """Yes and no as the two buttons of a step."""

    def step(scene: Scene, draft: Draft, text: str) -> Said | None:
        actions: dict[Steer | Intent | None, str] = {Steer.YES: yes, Steer.NO: no, Intent.AFFIRM: yes, Intent.DENY: no}
        action = actions.get(steer(text) or _plainly(scene, text))
        return steps.ACTIONS[action](scene, draft, []) if action else None

    return step


def _consent(scene: Scene, draft: Draft, text: str) -> Said | None:
    """Yes, no, or what it is all about: then the longer text."""
    said = _yes_or_no("accept", "decline")(scene, draft, text)
    if said is None and ABOUT_CONSENT.search(folded(text)) and len(text.split()) <= MANY:
        return steps.ACTIONS["more"](scene, draft, [])
    return said


def _plainly(scene: Scene, text: str) -> Intent | None:
    """What a few words say beyond doubt."""
    if "?" in text or len(text.split()) > 6:
        return None
    reading = _read(scene, text)
    return reading.intent if reading.confidence >= VERY_SURE else None


def _review(scene: Scene, draft: Draft, text: str) -> Said | None:
    """Yes confirms, no opens the list of answers; an email or another address typed corrects it."""
    if draft.changing and steer(text) in (Steer.YES, Steer.NO):
        return steps.ACTIONS["unchange"](scene, draft, [])
    said = _yes_or_no("confirm", "change")(scene, draft, text)
    if said is not None:
        return said
    email = next((one for one in scene.form.required if one.kind is FieldKind.EMAIL and "@" in text and "?" not in text), None)
    if email is None:
        return _to_change(scene, draft, text)
    questions.take_back(draft, [email.name])
    draft.field = email.name
    return walk.answer(scene, draft, text)


def _to_change(scene: Scene, draft: Draft, text: str) -> Said | None:
    """The answer named in the message ("my name is …"), asked again; the list of answers where it only wants a change."""
    if steer(text) is Steer.WHY and (about := _named(scene, text)) is not None:
        return walk.remind(scene, Html(f"<i>{scene.say(about.why)}</i>"))
    if _asks(text):
        return None
    named = _named(scene, text)
    if named is not None:
        return steps.ACTIONS["edit"](scene, draft, [named.name])
    return steps.ACTIONS["change"](scene, draft, []) if _read(scene, text).intent is Intent.MODIFY else None


def _named(scene: Scene, text: str) -> Field | None:
    """The field whose label the message says."""
    words = set(folded(text).split())
    return next((one for one in scene.form.required if words & set(folded(scene.say.plain(one.line or one.label)).split())), None)


def _field(scene: Scene, draft: Draft, text: str) -> Said | None:
    asked = scene.form[draft.field]
    sooner = _option(scene, draft, text) or (early.email(scene, draft, text) if asked.kind in NAMES else None)
    if sooner is not None:
        return sooner
    if asked.choices and _asks(text) and _names_a_choice(scene, asked, text):
        return steps.why(scene, draft, [])
    if fits(asked, text) and not (asked.choices and _asks(text)):
        return walk.answer(scene, draft, text)
    word = steer(text)
    if word is Steer.NONE and asked.required and asked.kind is FieldKind.TEXT:
        return walk.answer(scene, draft, text)  # between jobs: "aucun" says it
    if word is not None:
        return _word(scene, draft, asked, word)
    return None if is_question(scene, asked, text) else walk.answer(scene, draft, text)


def _names_a_choice(scene: Scene, asked: Field, text: str) -> bool:
    """Whether a question is about the choices themselves ("what is the difference between manager and owner?")."""
    labels = {word for choice in asked.choices for word in folded(scene.say.plain(choice.label)).split() if len(word) > 3}
    return asked.name == "role" and bool(labels & set(folded(text).split()))


def _word(scene: Scene, draft: Draft, asked: Field, word: Steer) -> Said | None:
    """A word that steers, where a field is asked; None for those that steer any step."""
    if word in (Steer.NONE, Steer.NO, Steer.DUNNO):
        return steps.skip(scene, draft, [])
    if word is Steer.KEEP and asked.name in draft.former:
        return steps.ACTIONS["keep"](scene, draft, [])
    return walk.show(scene) if word in (Steer.YES, Steer.KEEP) else None


def _option(scene: Scene, draft: Draft, text: str) -> Said | None:
    """A reading chosen by its number, by a part that it alone has ("Tremblay"), or by yes where it is the first of a doubt."""
    if not draft.options:
        return None
    if steer(text) is Steer.NO and len(draft.options) == 1:
        draft.options = []
        return walk.show(scene)
    said = [place for place, option in enumerate(draft.options) if folded(text) in map(folded, option.values())]
    place = {"1": 0, "2": 1, "3": 2}.get(
        text.strip(), 0 if steer(text) is Steer.YES else 1 if steer(text) is Steer.NO and len(draft.options) == 2 else -1
    )
    place = said[0] if len(said) == 1 else place
    return walk.taken(scene, draft) if questions.choose(draft, place) else None


def is_question(scene: Scene, asked: Field, text: str) -> bool:
    """Whether the message clearly asks something, rather than answering the field."""
    if asked.kind is FieldKind.LONG_TEXT:
        return tidy(text).endswith("?") and len(text) < 120
    if "?" in text or (asked.kind is not FieldKind.TEXT and _asks(text)):
        return True
    if asked.kind in (FieldKind.FULL_NAME, FieldKind.NAME) and SENTENCE.match(folded(text)):
        return True
    reading = _read(scene, text)
    return reading.intent not in NOT_QUESTIONS and (_asks(text) or _says_enough(asked, text, reading))


def _read(scene: Scene, text: str) -> Reading:
    return scene.desk.guide.reader.read(text, scene.now.astimezone(scene.rules.zone), scene.language)


def _asks(text: str) -> bool:
    words = LEAD.sub("", folded(text)).split()
    return "?" in text or (len(words) >= 3 and (words[0] in QUESTION_WORDS or bool(ASKING.match(" ".join(words)))))


def _says_enough(asked: Field, text: str, reading: Reading) -> bool:
    """A statement read with confidence: less is enough where the field is strict, since nothing of it is an answer there."""
    words = len(folded(text).split())
    strict = asked.kind in (FieldKind.EMAIL, FieldKind.PHONE, FieldKind.CHOICE, FieldKind.HEADCOUNT)
    return words >= 3 and reading.confidence >= (SURE if strict else VERY_SURE) and reading.intent not in DETAILS


DETAILS = frozenset(
    {
        Intent.LIST_COURSES,
        Intent.AUDIENCE,
        Intent.RECOMMEND,
        Intent.TEACHER,
        Intent.COURSE_DETAIL,
        Intent.LOCATION,
        Intent.ABOUT,
        Intent.COMPARE,
    }
)
STEPS: dict[Step, Callable[[Scene, Draft, str], Said | None]] = {
    Step.SESSION: _session,
    Step.CONSENT: _consent,
    Step.REUSE: _yes_or_no("reuse", "fresh"),
    Step.FIELD: _field,
    Step.REVIEW: _review,
}
