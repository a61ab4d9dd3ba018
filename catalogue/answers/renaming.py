"""A course called by a word of its name: "the bias one", "the one about privacy", "celui sur les caméras", among all that are offered."""

from catalogue.answers import cues, references
from catalogue.answers.references import Pointing
from catalogue.answers.turn import COURSE_INTENTS, LISTS, SURE, WEAK
from catalogue.answers.words import LIGHT, stems
from catalogue.reading.values import Found, Guess, Intent, Reading
from catalogue.words.pattern import Pattern
from catalogue.words.replacing import replace

_COURSE = r"(?:cours|formation|course|class|training)"
_ONE = rf"(?:celui|celle|the one|that one|l autre(?: {_COURSE})?|(?:le|la|the|this|that|ce|cette) (?:autre |other )?{_COURSE})"
_ABOUT = r"(?:qui parle |qui porte )?(?:about|on|in|for|sur|de|des|du|d|en|pour)\b ?(?:les?|la|l|the)? ?"
CALLED = Pattern(
    rf"\b{_ONE} {_ABOUT}(?P<after>(?:\w+ ?){{1,5}})|\b(?:the|that|teh|other) (?P<before>(?:\w+ ){{1,5}})(?:one|course|class)\b"
)
LIKE = 0.8


def of_the_one(message: Pointing) -> Reading:
    """The reading with the one course, shown or not, whose name holds the words; "the other neural one" is none of those in talk."""
    reading = message.reading
    listed = reading.intent in LISTS and reading.confidence >= SURE
    if reading.found or reading.absent or listed or not (said := CALLED.search(_without_refused(message.folded))):
        return reading
    words = stems(said["after"] or said["before"]) - LIGHT
    if not words or not (code := _called(message, words)):
        return reading
    weak = reading.intent not in COURSE_INTENTS - WEAK and reading.confidence < SURE
    guesses = (Guess(Intent.COURSE_DETAIL, (code,), reading.confidence), *reading.guesses) if weak else reading.guesses
    return replace(reading, found=(Found(code, LIKE),), guesses=guesses, filters=replace(reading.filters, topic=None))


def _without_refused(folded: str) -> str:
    """ "The one about bias, not that one": what is refused calls none."""
    return str(cues.NEGATED.split(folded)[0])


def _called(message: Pointing, words: frozenset[str]) -> str | None:
    context, names = message.context, message.vocabulary.names
    offered = [course.code for course in message.catalogue.courses if not course.withdrawn]
    others = [code for code in offered if code not in context.courses] if references.OTHERS.search(message.folded) else offered
    return next(
        (code for among in (context.shown, others) if (code := _only(message, words, [code for code in among if code in names]))), None
    )


def _only(message: Pointing, words: frozenset[str], among: list[str]) -> str | None:
    """The one of them whose name holds all the words, or whose name and subjects do."""
    vocabulary = message.vocabulary
    named = [code for code in among if words <= vocabulary.names[code]]
    of_topic = [code for code in among if words <= vocabulary.names[code] | vocabulary.topics[code]]
    return next((found[0] for found in (named, of_topic) if len(found) == 1), None)
