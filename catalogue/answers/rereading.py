"""A reading put right by its context before anything is made of it: courses let go, wishes taken for requests, follow-ups read in part."""

from collections.abc import Callable
from dataclasses import replace

from catalogue.answers import cues, references
from catalogue.answers.references import Pointing
from catalogue.answers.turn import COURSE_INTENTS, GUESSED, SOCIAL, SURE, TOPIC_COURSES, UNSURE, WEAK
from catalogue.answers.words import FACTS, LINKS, SMALL, stem, stems, tokens
from catalogue.reading.values import Filters, Found, Guess, Intent, Reading
from catalogue.words.pattern import Pattern

Again = Callable[[str], Reading]
REREAD = WEAK | SOCIAL | {Intent.DATES, Intent.LOCATION}
ASKED_OF_MONEY = frozenset({Intent.PRICE, Intent.FAQ, Intent.ABOUT})
ASIDE = SOCIAL - {Intent.HUMAN, Intent.MY_REGISTRATIONS, Intent.SWITCH_LANGUAGE}
SHORT, WEAKEST = 5, 0.1
DONE = frozenset(
    {
        *(Intent.REGISTER, Intent.GROUP, Intent.HUMAN, Intent.CANCEL, Intent.MODIFY, Intent.MY_REGISTRATIONS, Intent.COMPLAINT),
        *(Intent.SWITCH_LANGUAGE, Intent.PRIVACY, Intent.ALERT, Intent.RECOMMEND, Intent.LIST_COURSES, Intent.THANKS, Intent.GOODBYE),
    }
)  # what is asked in so many words, whoever asks
STOPS = Pattern(r"[.!?;,:]+(?:\s+|$)")
OF_FACTS = frozenset(stem(word) for word in FACTS | LINKS | SMALL)


def put_right(message: Pointing, again: Again) -> Reading:
    """The reading as the context lets it be read; ``again`` reads a part of the message by itself."""
    if message.reading.intent is Intent.GREETING:
        message = replace(message, reading=_after_hello(message, again))
    for right in (_nothing, _stopped, _of_others, _of_facts, _of_offer, _of_herself, _of_talk, _of_money, _wished, _complete):
        message = replace(message, reading=right(message))
    return _reread(message, again)


def _nothing(message: Pointing) -> Reading:
    """An empty message says neither yes nor no."""
    reading = message.reading
    if reading.said.strip():
        return reading
    return replace(reading, guesses=(Guess(Intent.OUT_OF_SCOPE, (), 1.0),), filters=Filters(), found=())


def _stopped(message: Pointing) -> Reading:
    """ "Stop" alone, with nothing under way, is a no."""
    reading = message.reading
    return replace(reading, guesses=(Guess(Intent.DENY, (), UNSURE), *reading.guesses)) if cues.STOP.search(message.folded) else reading


def _of_others(message: Pointing) -> Reading:
    """ "My colleague", "our leadership team", "your refund policy": what belongs to somebody names no course."""
    reading, folded = message.reading, message.folded
    theirs = [cues.POSSESSED, *([cues.YOURS] if message.context.courses or reading.intent is Intent.FAQ else [])]
    if not reading.found or not any(words.search(folded) for words in theirs):
        return reading
    rest = folded
    for words in theirs:
        rest = words.sub(" ", rest)
    kept = tuple(found for found in reading.found if stems(rest) & message.vocabulary.names.get(found.code, frozenset()))
    return replace(reading, found=kept, ambiguous=reading.ambiguous and len(kept) > 1)


def _of_talk(message: Pointing) -> Reading:
    """In a talk about a course, a question that might be on it is taken as one rather than as a weak likeness to something else."""
    reading, context = message.reading, message.context
    first, *others = reading.guesses
    if len(context.courses) != 1 or reading.found or not others or others[0].intent not in COURSE_INTENTS - WEAK:
        return reading
    faq = first.intent is Intent.FAQ and others[0].confidence >= GUESSED
    refers = cues.REFERS.search(message.folded) and len(message.folded.split()) <= SHORT
    unsure = first.intent is Intent.OUT_OF_SCOPE and first.confidence < UNSURE + 0.1 and others[0].confidence >= WEAKEST and refers
    return replace(reading, guesses=(others[0], first, *others[1:]), absent=None) if faq or unsure else reading


def _of_facts(message: Pointing) -> Reading:
    """ "And its prerequisites?": a fact of any course is no subject that nobody offers."""
    reading = message.reading
    if not reading.absent or not {stem(word) for word in tokens(reading.absent)} <= OF_FACTS:
        return reading
    likelier = [guess for guess in reading.guesses if guess.intent is not Intent.OUT_OF_SCOPE]
    if reading.intent is not Intent.OUT_OF_SCOPE or not likelier:
        return replace(reading, absent=None)
    first = replace(likelier[0], confidence=max(likelier[0].confidence, UNSURE))
    return replace(reading, absent=None, guesses=(first, *likelier[1:]))


def _of_offer(message: Pointing) -> Reading:
    """ "I want to learn…", "do you give any…?" with a subject or a course of ours asks whether we offer it, whatever it was read as."""
    reading, words = message.reading, stems(message.reading.said)
    if reading.intent not in ASIDE or reading.absent or not cues.WANTS.search(message.folded):
        return reading
    named, topic = message.vocabulary.named(words), message.vocabulary.topic(words)
    if topic:
        return replace(reading, guesses=(Guess(Intent.LIST_COURSES, (), UNSURE), *reading.guesses), filters=Filters(topic=topic), found=())
    if not named or len(named) > TOPIC_COURSES:
        return reading
    found = tuple(Found(code, 0.8) for code in named)
    return replace(reading, guesses=(Guess(Intent.COURSE_DETAIL, named, UNSURE), *reading.guesses), found=found, ambiguous=len(named) > 1)


def _of_herself(message: Pointing) -> Reading:
    """ "I'm a nurse in Rouyn", "chu secrétaire pis je connais rien là-dedans": who says what she does and asks nothing wants advice."""
    reading = message.reading
    says = cues.SELF.search(message.folded) and not message.context.courses
    asks = "?" in reading.said or reading.intent is Intent.FAQ or cues.QUESTION.search(message.folded)
    alone = reading.intent is Intent.COMPARE and len(reading.found) < 2  # "something that I could take": nothing to compare
    sure = reading.confidence >= (GUESSED if asks else SURE) and not alone
    few = reading.intent is Intent.GROUP and not reading.filters.seats and not sure
    if not says or sure or (reading.intent in DONE and not few) or reading.absent:
        return reading
    guesses = (Guess(Intent.RECOMMEND, (), max(reading.confidence, GUESSED)), *reading.guesses)
    return replace(reading, guesses=guesses, filters=reading.wishes.merged(reading.filters), faq=None)


def _of_money(message: Pointing) -> Reading:
    """ "Does someone pay for it?" in a talk about a course asks for its aid, whatever it was read as."""
    reading, context = message.reading, message.context
    talked = context.courses or 0 < len(context.shown) <= TOPIC_COURSES
    if not talked or not cues.asks_aid(message.folded):
        return reading
    reading = _without_payer(message)
    if reading.intent not in ASKED_OF_MONEY:
        return reading
    return replace(reading, guesses=(Guess(Intent.FUNDING, reading.courses, max(reading.confidence, UNSURE)), *reading.guesses))


def _without_payer(message: Pointing) -> Reading:
    """ "Paid by the government": who pays names no course, however like a title it is."""
    rest = stems(cues.PAYS.sub(" ", cues.AID.sub(" ", message.folded)))
    named = tuple(found for found in message.reading.found if rest & message.vocabulary.names.get(found.code, frozenset()))
    return replace(message.reading, found=named, ambiguous=message.reading.ambiguous and len(named) > 1)


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
    reading, vocabulary, words = message.reading, message.vocabulary, stems(message.reading.said)
    if reading.intent is Intent.COMPARE and len(reading.found) == 1:
        return _compared(message, reading.found[0])
    named = () if reading.found or reading.intent not in SOCIAL else vocabulary.named(words)
    if len(named) > TOPIC_COURSES or not named:
        return reading
    return replace(reading, found=tuple(Found(code, 0.8) for code in named), ambiguous=len(named) > 1)


def _compared(message: Pointing, named: Found) -> Reading:
    """The course named beside the one in talk ("how does it compare with…"), or the second one that the words name."""
    reading, vocabulary = message.reading, message.vocabulary
    words = stems(reading.said) - vocabulary.names.get(named.code, frozenset())
    other = vocabulary.closest(words, [code for code in vocabulary.names if code != named.code])
    if other:
        return replace(reading, found=(named, Found(other, 0.8)))
    talked = next((code for code in (*message.context.courses, *message.context.previous) if code != named.code), None)
    return replace(reading, found=(Found(talked, 0.8), named)) if talked else reading


def _reread(message: Pointing, again: Again) -> Reading:
    """A message read again without what only greets or leans on the talk ("hello,…", "bon, et…", "same but…", "le deuxième,…")."""
    reading, context = message.reading, message.context
    if not (context.intent or context.pending):
        return _after_hello(message, again)
    if (by_clause := _by_clause(message, again)) is not None:
        return by_clause
    rest = _rest(message)
    if reading.found or reading.intent not in REREAD or not rest or rest == reading.said.strip(" ,.;:"):
        return reading
    alone = again(rest)
    worth = alone.found or alone.filters or alone.intent not in SOCIAL | WEAK
    return replace(alone, text=reading.text, spelt=reading.spelt, language=reading.language, evident=reading.evident) if worth else reading


def _after_hello(message: Pointing, again: Again) -> Reading:
    """A first message that greets and asks: what it asks."""
    reading = message.reading
    rest = cues.LEADING.sub("", reading.said).strip(" ,.;:")
    if reading.intent not in SOCIAL or not rest or rest == reading.said.strip(" ,.;:"):
        return reading
    alone = again(rest)
    says = "?" in rest or len(stems(rest) - OF_FACTS) > 1
    worth = alone.found or alone.filters or (says and alone.intent not in SOCIAL and alone.confidence >= UNSURE)
    return replace(alone, text=reading.text, spelt=reading.spelt, language=reading.language, evident=reading.evident) if worth else reading


def _rest(message: Pointing) -> str:
    """The message without its leading small words and what it points with."""
    rest = cues.SAME_THING.sub("", cues.LEADING.sub("", message.reading.said)).strip(" ,.;:")
    points = references.ordinal(message.folded, len(message.context.shown)) is not None or references.OTHER.search(message.folded)
    return references.without_reference(rest) if points else rest


def _by_clause(message: Pointing, again: Again) -> Reading | None:
    """ "Celui pour gestionnaires, ça coûte quoi?", "Ha ha. When is that?": the question is what the last clause asks."""
    reading = message.reading
    clauses = [clause for clause in STOPS.split(reading.said.strip()) if clause.strip()]
    unsure = reading.confidence < SURE and bool(references.DESCRIPTION.search(message.folded))
    if len(clauses) < 2 or not (reading.intent in WEAK or unsure):
        return None
    last = again(clauses[-1])
    if last.intent not in COURSE_INTENTS - WEAK or last.confidence < UNSURE or last.found:
        return None
    return replace(reading, guesses=(replace(last.guesses[0], courses=reading.courses), *reading.guesses), absent=None)
