"""A message read again in part: without what only greets or leans on the talk, or by its last clause."""

from collections.abc import Callable

from catalogue.answers import cues, references
from catalogue.answers.references import Pointing
from catalogue.answers.turn import COURSE_INTENTS, SOCIAL, SURE, UNSURE, WEAK
from catalogue.answers.words import OF_FACTS, fold, stems
from catalogue.reading.values import Intent, Reading
from catalogue.words.pattern import Pattern
from catalogue.words.replacing import replace

Again = Callable[[str], Reading]
REREAD = WEAK | SOCIAL | {Intent.DATES, Intent.LOCATION}
STOPS = Pattern(r"[.!?;,:]+(?:\s+|$)")


def reread(message: Pointing, again: Again) -> Reading:
    """A message read again without what only greets or leans on the talk ("hello,…", "bon, et…", "same but…", "le deuxième,…")."""
    reading, context = message.reading, message.context
    if not (context.intent or context.pending):
        return after_hello(message, again)
    if (by_clause := _by_clause(message, again)) is not None:
        return by_clause
    rest = _rest(message)
    if reading.found or reading.intent not in REREAD or not rest or rest == reading.said.strip(" ,.;:"):
        return reading
    alone = again(rest)
    worth = alone.found or alone.filters or alone.intent not in SOCIAL | WEAK or bool(alone.faq)
    return alone.in_place_of(reading) if worth else reading


def after_hello(message: Pointing, again: Again) -> Reading:
    """A first message that greets and asks: what it asks."""
    reading = message.reading
    rest = cues.LEADING.sub("", reading.said).strip(" ,.;:")
    if reading.intent not in SOCIAL or not rest or rest == reading.said.strip(" ,.;:"):
        return reading
    alone = again(rest)
    says = "?" in rest or len(stems(rest) - OF_FACTS) > 1 or cues.QUESTION.search(fold(rest))
    worth = alone.found or alone.filters or (says and alone.intent not in SOCIAL and alone.confidence >= UNSURE)
    return alone.in_place_of(reading) if worth else reading


def _rest(message: Pointing) -> str:
    """The message without its leading small words and what it points with."""
    rest = cues.SAME_THING.sub("", cues.LEADING.sub("", message.reading.said)).strip(" ,.;:")
    points = references.ordinal(message.folded, len(message.context.shown)) is not None or references.OTHER.search(message.folded)
    return references.without_reference(rest) if points else rest


def _by_clause(message: Pointing, again: Again) -> Reading | None:
    """ "Celui pour gestionnaires, ça coûte quoi?", "Ha ha. When is that?": the question is what the last clause asks."""
    reading = message.reading
    clauses = [clause for clause in STOPS.split(reading.said.strip()) if clause.strip()]
    if len(clauses) < 2:
        return None
    described = reading.confidence < SURE and bool(references.DESCRIPTION.search(message.folded))
    if not (reading.intent in WEAK or described or _picks(clauses[0], message)):
        return None
    last = again(clauses[-1])
    if last.intent not in COURSE_INTENTS - WEAK or last.confidence < UNSURE or last.found:
        return None
    return replace(reading, guesses=(replace(last.guesses[0], courses=reading.courses), *reading.guesses), absent=None)


def _picks(clause: str, message: Pointing) -> bool:
    """ "Le moins cher des deux, …": one of those shown is chosen, then asked about."""
    folded = fold(clause)
    return bool(message.shown and cues.superlative(folded) and references.CHOICE.search(folded))
