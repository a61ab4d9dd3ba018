"""A message in its conversation: what it leans on, and what it means."""

from collections.abc import Callable

from catalogue.answers import cues
from catalogue.answers.again import Again
from catalogue.answers.codes import unknown_code
from catalogue.answers.context import Context
from catalogue.answers.dropping import dropped, drops, without_dropped
from catalogue.answers.focus import field_of, of_focus
from catalogue.answers.heard import Heard
from catalogue.answers.pointing import compared, named, pointing, refused
from catalogue.answers.rereading import put_right
from catalogue.answers.turn import ACTS, LISTS, SOCIAL, Turn
from catalogue.answers.wishes import asked_of_list, elsewhere, rather, similar, subject, wish
from catalogue.answers.words import Vocabulary
from catalogue.offer.model import Catalogue, Language
from catalogue.reading.values import Filters, Intent, Reading
from catalogue.words.replacing import replace

EXPLAINED = 3


def resolve(reading: Reading, context: Context, catalogue: Catalogue, vocabulary: Vocabulary, again: Again) -> Turn:
    """What the message means in its context; ``again`` reads a part of it by itself."""
    heard = Heard(reading, context, catalogue, vocabulary)
    dropping = drops(heard)
    if dropping:
        heard = replace(heard, reading=without_dropped(heard, dropping, again))
    heard = replace(heard, reading=put_right(heard, again), dropping=dropping)
    turn = next((turn for rule in RULES if (turn := rule(heard))), heard.lone)
    return _spoken_in(turn, heard)


def _beside(heard: Heard) -> Turn | None:
    """Small talk that points at nothing stays small talk."""
    if heard.context.intent and heard.reading.intent is Intent.GREETING and cues.LEAVING.search(heard.folded):
        return replace(heard.lone, intent=Intent.GOODBYE)
    if heard.reading.intent in (Intent.PRIVACY, Intent.ABOUT) and heard.reading.found and cues.COURSE.search(heard.folded):
        code = heard.reading.courses[0]
        return replace(heard.lone, intent=field_of(heard, code) or Intent.COURSE_DETAIL, courses=(code,), named=True)
    if heard.reading.intent is Intent.SWITCH_LANGUAGE:
        return heard.lone
    social = heard.reading.intent in SOCIAL - {Intent.AFFIRM, Intent.DENY, Intent.COMPLAINT, Intent.OUT_OF_SCOPE}
    leans = heard.pointed or heard.reading.found or (heard.reading.filters and heard.context.intent)
    if not social or (heard.bare and leans):
        return None
    return heard.lone


def _wants_language(heard: Heard) -> Turn | None:
    """ "En français svp", written in French in a talk in English: the bot is asked to change."""
    said = heard.reading.filters
    alone = said == Filters(language=said.language) and said.language == heard.reading.language != heard.context.language
    if not (alone and heard.bare and heard.context.language and (cues.PLEASE.search(heard.folded) or not heard.context.courses)):
        return None
    return replace(heard.lone, intent=Intent.SWITCH_LANGUAGE, courses=(), filters=Filters())


def _advises(heard: Heard) -> Turn | None:
    """ "Which one would you pick?": of the few courses just shown."""
    shown = heard.context.shown
    asks = heard.reading.intent is Intent.RECOMMEND and cues.WHICH.search(heard.folded) and not cues.OF_COURSES.search(heard.folded)
    named = heard.reading.found and not cues.KNOWS.search(heard.folded)
    if not asks or named or cues.superlative(heard.folded) or not 2 <= len(shown) <= EXPLAINED:
        return None
    return replace(heard.lone, courses=shown, weighs=True, follows=True, absent=None, tied=False, named=False)


def _explains(heard: Heard) -> Turn | None:
    """ "Why do you say that?": what was just said, and where it comes from."""
    last, context = heard.context.intent, heard.context
    told = context.courses or context.shown[:EXPLAINED]
    other = any(found.code not in (*context.courses, *context.shown) for found in heard.reading.found)
    if not told or other or last is None or not cues.WHY.search(heard.folded):
        return None
    last = Intent.COURSE_DETAIL if last in ACTS else last
    filters = context.filters if last in LISTS else Filters()
    courses = () if last in (Intent.LIST_COURSES, Intent.RECOMMEND) else told
    return replace(
        heard.lone, intent=last, courses=courses, filters=filters, follows=True, absent=None, tied=False, why=True, session=context.session
    )


def _same_teacher(heard: Heard) -> Turn | None:
    """ "What else does she teach?": the other courses of who gives this one."""
    if not heard.context.teachers or heard.reading.found or not cues.MORE_BY.search(heard.folded):
        return None
    if not (cues.TEACHES.search(heard.folded) or heard.context.intent is Intent.TEACHER):
        return None
    return replace(heard.lone, intent=Intent.TEACHER, courses=(), absent=None, teacher=heard.context.teachers[0], follows=True)


def _spoken_in(turn: Turn, heard: Heard) -> Turn:
    """A change of language is answered in the new one."""
    if turn.intent is not Intent.SWITCH_LANGUAGE:
        return turn
    wants: Language = "fr" if turn.language == "en" else "en"
    if cues.UNSPOKEN.search(heard.folded):
        wants = "en" if cues.FRENCH.search(heard.folded) else "fr"
    elif cues.ENGLISH.search(heard.folded) and not cues.FRENCH.search(heard.folded):
        wants = "en"
    elif cues.FRENCH.search(heard.folded) and not cues.ENGLISH.search(heard.folded):
        wants = "fr"
    return replace(turn, answer_in=wants)


RULES: tuple[Callable[[Heard], Turn | None], ...] = (
    unknown_code,
    _wants_language,
    _explains,
    _advises,
    dropped,
    elsewhere,
    _beside,
    _same_teacher,
    rather,
    similar,
    refused,
    pointing,
    compared,
    named,
    subject,
    asked_of_list,
    wish,
    of_focus,
)
