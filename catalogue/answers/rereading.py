"""A reading put right by its context before anything is made of it: courses let go, wishes taken for requests, follow-ups read in part."""

from collections.abc import Callable
from dataclasses import replace

from catalogue.answers import cues, references
from catalogue.answers.references import Pointing
from catalogue.answers.turn import COURSE_INTENTS, SOCIAL, TOPIC_COURSES, UNSURE, WEAK
from catalogue.answers.words import stems
from catalogue.reading.values import Filters, Found, Guess, Intent, Reading

Again = Callable[[str], Reading]
REREAD = WEAK | SOCIAL | {Intent.DATES, Intent.LOCATION}


def put_right(message: Pointing, again: Again) -> Reading:
    """The reading as the context lets it be read; ``again`` reads a part of the message by itself."""
    reading = _complete(replace(message, reading=_wished(message)))
    return _reread(replace(message, reading=reading), again)


def _wished(message: Pointing) -> Reading:
    """ "In English?", "juste en anglais" in a talk of courses: a wish on them, not a change of the language spoken."""
    reading, context, folded = message.reading, message.context, message.folded
    english, french = bool(cues.ENGLISH.search(folded)), bool(cues.FRENCH.search(folded))
    if reading.intent is not Intent.SWITCH_LANGUAGE or not context.intent or english == french:
        return reading
    wanted = "en" if english else "fr"
    if cues.SWITCHES.search(folded) or (cues.PLEASE.search(folded) and wanted != context.language):
        return reading
    return replace(
        reading,
        guesses=(Guess(Intent.LIST_COURSES, (), reading.confidence), *reading.guesses),
        filters=reading.filters.merged(Filters(language=wanted)),
    )


def _complete(message: Pointing) -> Reading:
    """The reading with courses it let go: those named whole in what was read as small talk, the second one compared."""
    reading, vocabulary, words = message.reading, message.vocabulary, stems(message.reading.text)
    if reading.intent is Intent.COMPARE and len(reading.found) == 1:
        code = reading.found[0].code
        other = vocabulary.closest(words - vocabulary.names.get(code, frozenset()), [one for one in vocabulary.names if one != code])
        return replace(reading, found=(*reading.found, Found(other, 0.8))) if other else reading
    named = () if reading.found or reading.intent not in SOCIAL else vocabulary.named(words)
    if len(named) > TOPIC_COURSES or not named:
        return reading
    return replace(reading, found=tuple(Found(code, 0.8) for code in named), ambiguous=len(named) > 1)


def _reread(message: Pointing, again: Again) -> Reading:
    """A follow-up read again without what only leans on the talk ("bon, et…", "same but…", "le deuxième,…")."""
    reading, context = message.reading, message.context
    if not (context.intent or context.pending):
        return reading
    if "," in reading.text and _by_parts(message) and (by_clause := _by_clause(reading, again)):
        return by_clause
    rest = _rest(message)
    if reading.found or reading.intent not in REREAD or not rest or rest == reading.text.strip(" ,.;:"):
        return reading
    alone = again(rest)
    worth = alone.found or alone.filters or alone.intent not in SOCIAL | WEAK
    return replace(alone, text=reading.text, language=reading.language, evident=reading.evident) if worth else reading


def _by_parts(message: Pointing) -> bool:
    """Whether the clauses are to be read apart: one of them only says which course is meant."""
    unsure = message.reading.confidence < UNSURE and bool(references.DESCRIPTION.search(message.folded))
    return message.reading.intent in WEAK or unsure


def _rest(message: Pointing) -> str:
    """The message without its leading small words and what it points with."""
    rest = cues.SAME_THING.sub("", cues.LEADING.sub("", message.reading.text)).strip(" ,.;:")
    points = references.ordinal(message.folded, len(message.context.shown)) is not None or references.OTHER.search(message.folded)
    return references.without_reference(rest) if points else rest


def _by_clause(reading: Reading, again: Callable[[str], Reading]) -> Reading | None:
    """ "Celui pour gestionnaires, ça coûte quoi?": the question is what the last clause asks."""
    last = again(reading.text.rsplit(",", 1)[1].strip())
    asks = last.intent in COURSE_INTENTS - WEAK and not last.found
    return replace(reading, guesses=(replace(last.guesses[0], courses=reading.courses), *reading.guesses)) if asks else None
