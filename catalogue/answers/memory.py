"""What is remembered of a turn for the next one."""

from catalogue.answers.compare import winners
from catalogue.answers.context import Context
from catalogue.answers.cues import superlative
from catalogue.answers.fitting import without
from catalogue.answers.question import Question
from catalogue.answers.turn import COURSE_INTENTS, LISTS, SOCIAL, Turn
from catalogue.answers.values import Answer
from catalogue.reading.values import Filters, Intent
from catalogue.words.replacing import replace

TASTES = ("audience", "level", "city", "region", "format", "language")
TALKED = 5
ASKED_OF = {Intent.LANGUAGE: "language", Intent.FORMAT: "format"}  # a question on that fact of a course is no wish for it
BESIDE = SOCIAL | {Intent.FAQ, Intent.CANCEL, Intent.MODIFY}


def remember(asked: Question, answer: Answer, turn: Turn) -> Context:
    """The context after the turn: small talk leaves the talk where it was."""
    context = asked.context
    language = turn.answer_in or turn.language
    after = replace(context, at=asked.now, language=language, preferences=_tastes(asked))
    if asked.intent in BESIDE and not (asked.intent is Intent.FAQ and turn.named):
        return _named_beside(answer, turn, after)
    return _moved(asked, answer, turn, after)


def _named_beside(answer: Answer, turn: Turn, after: Context) -> Context:
    """A course named while something else was asked ("did my request for … go through?") is what the talk is about."""
    if not turn.named or len(answer.courses) != 1 or answer.courses == after.courses:
        return after
    kept = Intent.COURSE_DETAIL if after.intent not in COURSE_INTENTS else after.intent
    return replace(after, courses=answer.courses, intent=kept, session=None, filters=Filters(), previous=_talked(after, answer.courses))


def _talked(before: Context, now: tuple[str, ...]) -> tuple[str, ...]:
    """The courses talked about before this one, the last first."""
    return tuple(code for code in dict.fromkeys((*before.courses, *before.previous)) if code not in now)[:TALKED]


def _moved(asked: Question, answer: Answer, turn: Turn, after: Context) -> Context:
    context = asked.context
    waits = not answer.courses and asked.intent in COURSE_INTENTS and not turn.teacher
    if waits:
        return replace(after, pending=asked.intent, intent=asked.intent, shown=answer.shown or after.shown)
    if not answer.courses and asked.intent is Intent.COMPARE:
        return after
    courses = _focus(asked, answer)
    same = bool(courses) and courses == context.courses
    compared = asked.intent is Intent.COMPARE and turn.follows
    picked = asked.intent not in LISTS and bool(answer.courses) and set(answer.courses) <= set(context.shown)
    moved = replace(
        after,
        intent=asked.intent,
        courses=courses,
        shown=answer.shown or _shown(context, answer, courses),
        session=answer.session or (context.session if same and asked.session else None),
        filters=_wishes(asked, turn, courses) if asked.filters or turn.anew or not (same or picked or compared) else context.filters,
        pending=None,
        previous=_talked(context, courses),
    )
    return replace(moved, teachers=_teachers(asked, moved, turn))


def _wishes(asked: Question, turn: Turn, courses: tuple[str, ...]) -> Filters:
    """What is still wished: "is it given in English?", asked of one course, leaves the wishes as they were."""
    key = ASKED_OF.get(asked.intent)
    if key is None or len(courses) != 1 or turn.anew:
        return asked.filters
    return replace(asked.filters, **{key: getattr(asked.context.filters, key)})


def _shown(context: Context, answer: Answer, courses: tuple[str, ...]) -> tuple[str, ...]:
    """What can be pointed at: several answered, or else the list so far, or the last two courses talked of."""
    if len(answer.courses) > 1:
        return answer.courses
    if not courses or courses[0] in context.shown or not context.courses or courses == context.courses:
        return context.shown
    return (context.courses[0], courses[0])


def _focus(asked: Question, answer: Answer) -> tuple[str, ...]:
    """What the talk is about now: the one course answered, the first one advised, the cheapest of a list."""
    most = superlative(asked.folded)
    if most and asked.intent is Intent.COMPARE and len(best := winners(asked, *most)) == 1:
        return (best[0].code,)
    ordered = asked.intent is Intent.LIST_COURSES and most
    if len(answer.courses) == 1 or (answer.courses and (ordered or asked.intent is Intent.RECOMMEND)):
        return answer.courses[:1]
    return ()


def _teachers(asked: Question, moved: Context, turn: Turn) -> tuple[str, ...]:
    if turn.teacher:
        return (turn.teacher,)
    course = asked.catalogue.course(moved.courses[0]) if moved.courses else None
    return course.teachers if course else ()


def _tastes(asked: Question) -> Filters:
    """What the person said of herself, kept beyond the hour."""
    if asked.intent not in (Intent.RECOMMEND, Intent.LIST_COURSES):
        return asked.context.preferences
    said = Filters(**{name: getattr(asked.filters, name) for name in TASTES})
    before = asked.context.preferences
    return (without(before, "place") if said.city or said.region else before).merged(said)
