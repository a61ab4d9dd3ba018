"""Help to choose: up to three questions by button, what is known skipped, then up to three courses with their reasons."""

from collections.abc import Callable

from catalogue.answers.context import Context
from catalogue.answers.fitting import without
from catalogue.answers.guide import Outcome
from catalogue.answers.recommend import fears
from catalogue.answers.sessions import wish
from catalogue.answers.turn import LISTS
from catalogue.answers.values import Button, Row
from catalogue.answers.words import LINKS, SMALL, fold, stems, tokens
from catalogue.reading.values import Filters, Intent, Reading
from catalogue.words.pattern import Pattern
from catalogue.words.replacing import replace
from catalogue.words.say import Html, lines
from enrolment.assistant import questions, start, steps
from enrolment.assistant.choosing import Choosing
from enrolment.assistant.heard import Said
from enrolment.assistant.scene import Scene
from enrolment.assistant.steers import Steer, steer
from enrolment.form.advice import BY_NAME, FROM_ZERO, QUESTIONS, Advised
from enrolment.form.kinds import read
from enrolment.form.refusals import DOUBTS
from enrolment.form.typed import folded
from enrolment.form.values import Choice, Doubt, NotTaken, Unsure

NONE = Filters()
WORDS = 40  # of what she wrote, enough to find a subject
FEW = 7  # words: an answer named among more of them may be something else
SURE = 0.6
ANY = Pattern(
    r"\b(?:peu importe|n importe|pas de preference|aucune preference|ca me derange pas|egal|les deux|partout"
    r"|no preference|whatever|whenever|wherever|any ?where|any ?time|doesn t matter|don t care|don t mind|either|both)\b"
)
UNKNOWN = Pattern(r"\b(?:sais pas|sait pas|chais pas|jsp|don t know|dunno|not sure|pas sure?)\b")
ASKS = Pattern(r"\b(?:combien|quand|pourquoi|comment|how|when|why|what|which|who)\b")
FEARED = frozenset({Intent.FAQ, Intent.PREREQUISITES, Intent.LEVEL, Intent.AUDIENCE, Intent.OUT_OF_SCOPE, Intent.COURSE_DETAIL})
UNHEARD = frozenset({Intent.OUT_OF_SCOPE, Intent.AUDIENCE, Intent.LEVEL, Intent.HUMAN, Intent.GROUP})
BESIDE = frozenset(
    {
        *(Intent.PRICE, Intent.FUNDING, Intent.CERTIFICATE, Intent.REGISTER, Intent.GROUP, Intent.MY_REGISTRATIONS, Intent.CANCEL),
        *(Intent.HUMAN, Intent.PRIVACY, Intent.COMPLAINT, Intent.ABOUT, Intent.HELP, Intent.SWITCH_LANGUAGE, Intent.GOODBYE),
    }
)  # what is no answer to any of the questions, where it is read with confidence


def begin(scene: Scene, filters: Filters | None = None, text: str = "") -> Said:
    """The first question whose answer is not known; ``filters`` and ``text`` are what she just said."""
    context = scene.talk.context
    known = context.filters if context.intent in LISTS and context.filters else context.preferences
    choosing = Choosing(filters=replace(known.merged(filters or NONE), seats=None))
    return _told(scene, choosing, text)


def wanted(scene: Scene, text: str, outcome: Outcome, before: Context) -> Said | None:
    """The questions, for somebody who wants advice, or fears what she starts, and says too little to be advised."""
    said, answer = outcome.understood, outcome.answer
    advice = said.intent is Intent.RECOMMEND and not answer.courses
    apart = not (before.courses or _named(scene, text, answer.courses))
    afraid = apart and said.intent in FEARED and fears(fold(text)) and "?" not in text
    job = _job(text) if apart and said.intent in UNHEARD and len(text.split()) <= FEW else None
    if not (advice or afraid or job):
        return None
    scene.talk.context = replace(before, language=outcome.context.language, at=outcome.context.at)
    return begin(scene, said.filters.merged(BY_NAME["role"].filters[job]) if job else said.filters, text)


def _named(scene: Scene, text: str, codes: tuple[str, ...]) -> bool:
    """Whether one of the courses answered stands whole in the message, rather than by a word of it."""
    return bool(set(scene.desk.guide.vocabulary.named(stems(text))) & set(codes))


def _job(text: str) -> str | None:
    """The role of who says what she does for work, and no more; None for anything else."""
    code = _choice(BY_NAME["role"], text)
    return code if code in BY_NAME["role"].filters else None


def press(scene: Scene, parts: list[str]) -> Said:
    """A button: of the question on the screen, or an old one."""
    name, code = [*parts, "", ""][:2]
    choosing = scene.talk.choosing
    if name == "begin":
        return begin(scene)
    if name == "anew":
        return _advance(scene, Choosing())
    if choosing is None:
        return steps.outdated(scene)
    if name != choosing.asked:
        return replace(show(scene), toast=scene.say.plain("That button is from earlier. Here is where we are."))
    if code == "wide":
        choosing.wide = True
        return show(scene)
    return _passed(scene, choosing) if code == "skip" else _picked(scene, choosing, code)


def _picked(scene: Scene, choosing: Choosing, code: str) -> Said:
    question = BY_NAME[choosing.asked]
    if question.question.choice(code) is None:
        return steps.outdated(scene)
    _take(choosing, question, code)
    return _passed(scene, choosing)


def _take(choosing: Choosing, question: Advised, code: str) -> None:
    """What the choice says."""
    choosing.filters = choosing.filters.merged(question.filters.get(code, NONE))
    choosing.words += question.words.get(code, "").split()


def typed(scene: Scene, choosing: Choosing, text: str) -> Said | None:
    """What is typed after a question: an answer, a word that steers; None where it is something else."""
    if (pressed := _label(scene, choosing, text)) is not None:
        return press(scene, pressed)
    act = STEERED.get(steer(text) or Steer.SESSION)
    if act is not None:
        return act(scene, choosing)
    plain = folded(text)
    if len(plain.split()) <= FEW and (ANY.search(plain) or UNKNOWN.search(plain)):
        return _passed(scene, choosing)
    return _answered(scene, choosing, text)


def _answered(scene: Scene, choosing: Choosing, text: str) -> Said | None:
    """An answer to the question asked, and to the others it may answer too."""
    question = BY_NAME[choosing.asked]
    reading = scene.desk.guide.reader.read(text, scene.now.astimezone(scene.rules.zone), scene.language)
    try:
        code = _choice(question, text)
    except Unsure as unsure:
        choosing.options = [option[question.name] for option in unsure.options]
        return show(scene, scene.say(DOUBTS[Doubt.NEAR]))
    said = reading.wishes.merged(reading.filters)
    answers = code is not None or question.known(said) or fears(fold(text))
    if not answers and _asks(text, reading):
        return None
    if not answers and question.name == "place":
        return show(scene, scene.say("I know no such place or time. A town of Québec, a month, “online”?"))
    if code is not None and not (question.name == "place" and _somewhere(scene, said)):
        _take(choosing, question, code)
        said = replace(said, city=None) if question.name == "place" else said
    choosing.passed.append(question.name)
    return _told(scene, choosing, text, said)


def _choice(question: Advised, text: str) -> str | None:
    """The choice named in a few words. Raises Unsure for several near ones."""
    if len(text.split()) > FEW or "?" in text:
        return None
    try:
        return read(question.question, text)[question.name]
    except Unsure as unsure:
        if len(text.split()) > 1 or len(unsure.options) == 1:
            return None
        raise
    except NotTaken:
        return None


def _somewhere(scene: Scene, said: Filters) -> bool:
    """Whether a session is given in the very town that was named."""
    towns = {session.city for course in scene.catalogue.courses if not course.withdrawn for session in course.sessions}
    return said.city in towns if said.city else False


def _asks(text: str, reading: Reading) -> bool:
    """Whether it asks for something, rather than answering."""
    return "?" in text or bool(ASKS.search(folded(text))) or (reading.intent in BESIDE and reading.confidence >= SURE)


def _told(scene: Scene, choosing: Choosing, text: str, said: Filters | None = None) -> Said:
    """What she wrote counted in; a fear is met before anything else is asked."""
    said = said or NONE
    before = without(choosing.filters, "place") if said.city or said.region else choosing.filters
    choosing.filters = before.merged(said)
    said_words = [word for word in tokens(text) if word not in LINKS | SMALL]
    choosing.words = [*choosing.words, *said_words][:WORDS]
    if not fears(fold(text)):
        return _advance(scene, choosing)
    choosing.filters = FROM_ZERO.merged(replace(choosing.filters, denied=(*FROM_ZERO.denied, *choosing.filters.denied)))
    return _advance(scene, choosing, scene.say("No worries: I will only show you courses that start from the very beginning."))


def _passed(scene: Scene, choosing: Choosing) -> Said:
    choosing.passed.append(choosing.asked)
    return _advance(scene, choosing)


def _advance(scene: Scene, choosing: Choosing, *notes: Html | None) -> Said:
    """On to the next question; where none is left, the courses."""
    left = [one for one in QUESTIONS if one.name not in choosing.passed and not one.known(choosing.filters)]
    choosing.options, choosing.wide = [], False
    if not left:
        return _courses(scene, choosing)
    choosing.asked = left[0].name
    scene.talk.choosing = choosing
    return show(scene, *notes)


def _courses(scene: Scene, choosing: Choosing) -> Said:
    """Up to three courses with their reasons, and the way to begin again."""
    scene.talk.choosing = None
    context = replace(scene.talk.context, language=scene.language, courses=(), filters=NONE)
    now = scene.now.astimezone(scene.rules.zone)
    outcome = scene.desk.guide.advise(" ".join(choosing.words), choosing.filters, context, now, scene.taken)
    scene.talk.context = replace(outcome.context, language=scene.talk.context.language)
    again: Row = (Button(scene.say.plain("Start over"), data="choose:anew"),)
    reply = outcome.answer.reply
    told = wish(scene.asked, choosing.filters) if not choosing.passed else ""
    head = scene.say("From what you told me ({wish}):", wish=told) if told else None
    return Said((replace(reply, text=lines(head, reply.text), rows=(*reply.rows, again), edits=scene.pressed),))


def show(scene: Scene, *notes: Html | None) -> Said:
    """The question on the screen, its choices, the way past it."""
    choosing = scene.talk.choosing
    if choosing is None:
        return start.home(scene, *notes)
    choosing.listening = True
    question, say = BY_NAME[choosing.asked], scene.say
    place = [one.name for one in QUESTIONS].index(question.name) + 1
    progress = say("<b>{step} of {steps}</b>", step=place, steps=len(QUESTIONS))
    return scene.tell(*notes, progress, say(question.question.prompt), rows=_rows(scene, choosing, question))


def _rows(scene: Scene, choosing: Choosing, question: Advised) -> list[Row]:
    """The choices two a row, then the rest of them and the way past the question."""
    say, name = scene.say, question.name
    codes = choosing.options or [one.code for one in _shown(question, wide=choosing.wide)]
    buttons = [Button(questions.shown(say, question.question, code), data=f"choose:{name}:{code}") for code in codes]
    rows: list[Row] = [tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2)]
    more = name == "place" and not (choosing.wide or choosing.options)
    wide = [Button(say.plain("Other regions"), data=f"choose:{name}:wide")] if more else []
    return [*rows, (*wide, Button(say.plain("Skip"), data=f"choose:{name}:skip"))]


def _shown(question: Advised, *, wide: bool) -> tuple[Choice, ...]:
    return tuple(choice for choice in question.question.choices if wide or choice.code in question.first)


def _label(scene: Scene, choosing: Choosing, text: str) -> list[str] | None:
    """A button's label typed instead of pressed."""
    buttons = [button for row in _rows(scene, choosing, BY_NAME[choosing.asked]) for button in row]
    found = next((button.data for button in buttons if button.data and folded(button.label) == folded(text)), None)
    return found.split(":")[1:] if found else None


def _back(scene: Scene, choosing: Choosing) -> Said:
    """The question before, asked again."""
    before = choosing.passed.pop() if choosing.passed else None
    if before is None:
        return show(scene)
    choosing.filters = _without(choosing.filters, before)
    return _advance(scene, choosing)


def _without(filters: Filters, name: str) -> Filters:
    """The wishes without those that answer that question."""
    if name == "role":
        return replace(filters, audience=None)
    if name == "goal":
        return replace(filters, topic=None, level=None, denied=())
    return replace(without(filters, "place"), format=None, starts_from=None, starts_to=None, schedule=NONE.schedule)


def _stopped(scene: Scene, _choosing: Choosing) -> Said:
    scene.talk.choosing = None
    return start.home(scene, scene.say("All right, no more questions."))


def _why(scene: Scene, choosing: Choosing) -> Said:
    return show(scene, Html(f"<i>{scene.say(BY_NAME[choosing.asked].question.why)}</i>"))


STEERED: dict[Steer, Callable[[Scene, Choosing], Said]] = {
    **dict.fromkeys((Steer.SKIP, Steer.NONE, Steer.NO, Steer.DUNNO), _passed),
    **dict.fromkeys((Steer.HELLO, Steer.RESUME, Steer.YES, Steer.HELP, Steer.WHERE), lambda scene, _: show(scene)),
    Steer.BACK: _back,
    Steer.STOP: _stopped,
    Steer.WHY: _why,
}
