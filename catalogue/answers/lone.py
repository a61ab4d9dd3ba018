"""A message read alone: an absent subject, the programme itself, a topic that stands for its courses."""

from catalogue.answers import cues
from catalogue.answers.fitting import on_subject
from catalogue.answers.references import CHOICE
from catalogue.answers.turn import COURSE_INTENTS, LISTS, TAKES_COURSES, TOPIC_COURSES, WEIGHED, Turn
from catalogue.answers.words import LIGHT, Vocabulary, fold, stems
from catalogue.offer.model import Catalogue
from catalogue.reading.values import Filters, Intent
from catalogue.words.replacing import replace

WISHES, LONG = 3, 15
TELLING, TWINS = 6, 2  # letters of a word that tells a course by itself; courses of nearly one name
EVERYWHERE = frozenset({"ia", "ai"})
OF_OCCASIONS = frozenset({Intent.LANGUAGE, Intent.FORMAT, Intent.LOCATION, Intent.DATES})


def settled(turn: Turn, catalogue: Catalogue, vocabulary: Vocabulary) -> Turn:
    """What the message means alone."""
    turn = _without_superlative(_with_wishes(turn))
    if turn.absent and not turn.courses and turn.intent in COURSE_INTENTS | LISTS | {Intent.OUT_OF_SCOPE}:
        return replace(turn, intent=Intent.OUT_OF_SCOPE, second=None)
    if _of_programme(turn, catalogue):
        return replace(turn, intent=Intent.ABOUT, courses=(), tied=False, second=None)
    if _of_offer(turn, vocabulary):
        topic = Filters(topic=vocabulary.topic(stems(turn.text)))
        return replace(turn, intent=Intent.LIST_COURSES, courses=(), tied=False, filters=turn.filters.merged(topic))
    if turn.intent not in TAKES_COURSES:
        return replace(turn, courses=(), tied=False, absent=turn.absent if turn.intent is Intent.OUT_OF_SCOPE else None)
    return _of_month(turn) or _of_price(turn) or _of_list(turn) or _of_topic(turn, catalogue) or _of_names(turn, vocabulary) or turn


def _with_wishes(turn: Turn) -> Turn:
    """A long message that says where, when, in which language is a wish for a course, whatever word of it is unknown."""
    if turn.intent is not Intent.OUT_OF_SCOPE or len(turn.filters.said()) < WISHES or len(turn.text.split()) < LONG:
        return turn
    return replace(turn, intent=Intent.RECOMMEND, absent=None)


def _without_superlative(turn: Turn) -> Turn:
    """ "Cheapest" is no subject that is missing."""
    if turn.absent and cues.superlative(fold(turn.absent)):
        return replace(turn, absent=None, intent=Intent.LIST_COURSES if turn.intent is Intent.OUT_OF_SCOPE else turn.intent)
    return turn


def _of_month(turn: Turn) -> Turn | None:
    """ "PRG-30 en septembre?": its dates, then."""
    asks = turn.intent is Intent.COURSE_DETAIL and turn.named and len(turn.courses) == 1 and turn.text.rstrip().endswith("?")
    return replace(turn, intent=Intent.DATES) if asks and (turn.filters.starts_from or turn.filters.starts_to) else None


def _of_price(turn: Turn) -> Turn | None:
    """ "Free", "something free?": a wish, where no course is named; "cheap" is an order of the list."""
    if turn.intent is not Intent.PRICE or turn.courses or turn.filters.topic:
        return None
    free, cheap = cues.FREE_ALONE.search(fold(turn.text)), cues.CHEAP_ALONE.search(fold(turn.text))
    filters = turn.filters.merged(Filters(free=True)) if free else turn.filters
    return replace(turn, intent=Intent.LIST_COURSES, filters=filters) if free or cheap else None


def _of_list(turn: Turn) -> Turn | None:
    """ "Your cheapest course?", "the next course?": the list, in that order."""
    folded = fold(turn.text)
    most = turn.intent in (*WEIGHED.values(), Intent.COMPARE, Intent.RECOMMEND) and cues.superlative(folded) and CHOICE.search(folded)
    soonest = turn.intent is Intent.DATES and cues.SOONEST.search(folded)
    there = turn.intent is Intent.LOCATION and (turn.filters.city or turn.filters.region)  # "our shop is in Laval, anything near?"
    return replace(turn, intent=Intent.LIST_COURSES) if not turn.courses and (most or soonest or there or _wishes(turn, folded)) else None


def _wishes(turn: Turn, folded: str) -> bool:
    """ "Which courses are taught in English online?", "pas de cours virtuel pour moi": courses with what is wished."""
    said = turn.intent in OF_OCCASIONS and bool(turn.filters) and not turn.filters.topic
    states = "?" not in turn.text and cues.FIRST_PERSON.search(folded) and not cues.QUESTION.search(folded)
    return said and bool(cues.OF_COURSES.search(folded) or states)


def _of_topic(turn: Turn, catalogue: Catalogue) -> Turn | None:
    """A question on a subject is on its courses, where they are few."""
    topic = turn.filters.topic
    compares = turn.intent is Intent.COMPARE and len(turn.text.split()) < LONG  # "the two on tourism, which is shorter?"
    if turn.courses or not topic or not (compares or turn.intent in COURSE_INTENTS - {Intent.ALERT, Intent.GROUP}):
        return None
    offered = tuple(course.code for course in on_subject(catalogue, topic))
    return replace(turn, courses=offered, tied=len(offered) > 1) if 0 < len(offered) <= TOPIC_COURSES else None


def _of_names(turn: Turn, vocabulary: Vocabulary) -> Turn | None:
    """ "Combien coûte la gestion prédictive?": the words that are left, all but one at most, are of one name, or of two near ones."""
    if turn.courses or turn.faq or turn.intent not in COURSE_INTENTS:
        return None
    words = stems(turn.text) - LIGHT - EVERYWHERE
    shared = {code: said for code, names in vocabulary.names.items() if (said := words & names)}
    best = max(map(len, shared.values()), default=0)
    named = tuple(code for code, said in shared.items() if len(said) == best)
    strange = words - frozenset().union(*shared.values())
    alone = best == 1 and len(words) - len(strange) == 1 and len(max(shared[named[0]], key=len)) >= TELLING
    if not (best > 1 or alone) or len(strange) > 1 or not 0 < len(named) <= TWINS:
        return None
    return replace(turn, courses=named, named=True, tied=len(named) > 1)


def _of_offer(turn: Turn, vocabulary: Vocabulary) -> bool:
    """ "What do you have in ethics?": a subject, whose courses are listed, rather than one course of it."""
    words = stems(turn.text)
    return (
        turn.intent is Intent.COURSE_DETAIL
        and bool(cues.OFFERS.search(fold(turn.text)) and vocabulary.topic(words))
        and not vocabulary.named(words)
    )


def _of_programme(turn: Turn, catalogue: Catalogue) -> bool:
    """Whether the programme itself is asked about: named where no course is, or the number of people it trains."""
    folded, words = fold(turn.text), stems(turn.text)
    name = catalogue.programme.name
    named = any(own and own <= words for own in (stems(name.fr), stems(name.en)))
    return bool(cues.TRAINS.search(folded)) or (named and not turn.courses and turn.intent in (Intent.COURSE_DETAIL, Intent.OUT_OF_SCOPE))
