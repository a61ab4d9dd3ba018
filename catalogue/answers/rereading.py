"""A reading put right by its context before anything is made of it: courses let go, wishes taken for requests, follow-ups read in part."""

from collections.abc import Callable

from catalogue.answers import cues, references
from catalogue.answers.again import Again, after_hello, reread
from catalogue.answers.fitting import of_session
from catalogue.answers.herself import of_herself
from catalogue.answers.references import Pointing
from catalogue.answers.renaming import of_the_one
from catalogue.answers.residue import residue
from catalogue.answers.turn import COURSE_INTENTS, GUESSED, LISTS, SOCIAL, SURE, TOPIC_COURSES, UNSURE, WEAK
from catalogue.answers.words import FACTS, LINKS, OF_FACTS, SMALL, fold, stem, stems, tokens
from catalogue.reading.line import line
from catalogue.reading.normalise import normalise
from catalogue.reading.values import Filters, Found, Guess, Intent, Reading
from catalogue.words.pattern import Pattern
from catalogue.words.replacing import replace

ASKED_OF_MONEY = frozenset({Intent.PRICE, Intent.FAQ, Intent.ABOUT})
ASIDE = SOCIAL - {Intent.HUMAN, Intent.MY_REGISTRATIONS, Intent.SWITCH_LANGUAGE}
ATTENDING = frozenset({Intent.CANCEL, Intent.MODIFY, Intent.AUDIENCE, Intent.LOCATION, Intent.FORMAT})  # how "too far" may read
SHORT, WEAKEST = 5, 0.1
NAMED = 0.9  # a course this like the words is named whole
WHEN = Pattern(r"^(?:\w+ ){0,2}(?:when|quand|kan)\b|\b(?:when|quand|kan)[ ?!.]*$")
OF_NOTHING, ASKED = FACTS | LINKS | SMALL, frozenset(stem(word) for word in FACTS)  # "danse" is no "dans"
OF_MEASURE = frozenset(map(stem, ("court", "courte", "longue", "facile", "simple", "rapide", "short", "easy", "quick", "cheap", "brief")))


def put_right(message: Pointing, again: Again) -> Reading:
    """The reading as the context lets it be read; ``again`` reads a part of the message by itself."""
    if message.reading.intent is Intent.GREETING:
        message = replace(message, reading=after_hello(message, again))
    for right in RULES:
        message = replace(message, reading=right(message))
    return _of_days(replace(message, reading=reread(message, again)))


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
    said, names = stems(rest), message.vocabulary.names
    bare = _without_spaces(folded)
    kept = tuple(found for found in reading.found if said & names.get(found.code, frozenset()) or _without_spaces(fold(found.code)) in bare)
    return replace(reading, found=kept, ambiguous=reading.ambiguous and len(kept) > 1)


def _without_spaces(folded: str) -> str:
    """ "vis45" is VIS-45."""
    return folded.replace(" ", "")


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
    if not reading.absent or not all(word in OF_NOTHING or stem(word) in ASKED | OF_MEASURE for word in tokens(reading.absent)):
        return reading
    likelier = [guess for guess in reading.guesses if guess.intent is not Intent.OUT_OF_SCOPE]
    if reading.intent is not Intent.OUT_OF_SCOPE or not likelier:
        return replace(reading, absent=None)
    first = replace(likelier[0], confidence=max(likelier[0].confidence, UNSURE))
    return replace(reading, absent=None, guesses=(first, *likelier[1:]))


def _of_offer(message: Pointing) -> Reading:
    """ "I want to learn…", "do you give any…?" with a subject or a course of ours asks whether we offer it, whatever it was read as."""
    reading, words = message.reading, stems(message.reading.said)
    if reading.absent or not cues.WANTS.search(message.folded):
        return reading
    if reading.found and reading.confidence < UNSURE and reading.intent not in LISTS:
        return replace(reading, guesses=(Guess(Intent.COURSE_DETAIL, reading.courses, UNSURE), *reading.guesses))
    if reading.intent not in ASIDE:
        return reading
    named, topic = message.vocabulary.named(words), message.vocabulary.topic(words)
    if topic:
        return replace(reading, guesses=(Guess(Intent.LIST_COURSES, (), UNSURE), *reading.guesses), filters=Filters(topic=topic), found=())
    if not named or len(named) > TOPIC_COURSES:
        return reading
    found = tuple(Found(code, 0.8) for code in named)
    return replace(reading, guesses=(Guess(Intent.COURSE_DETAIL, named, UNSURE), *reading.guesses), found=found, ambiguous=len(named) > 1)


def _of_place(message: Pointing) -> Reading:
    """ "Ok number 2" after a list is its second line, whatever title ends with that number."""
    reading = message.reading
    place = references.LONE_NUMBER.match(message.folded) and len(message.context.shown) > 1
    return replace(reading, found=(), ambiguous=False) if place and reading.found else reading


def _of_needs(message: Pointing) -> Reading:
    """ "Does it need Python?" in a talk about a course asks what that one requires, not for the courses of that name."""
    reading = message.reading
    asks = cues.NEEDS.search(message.folded) and (cues.REFERS.search(message.folded) or cues.MATHS.search(message.folded))
    if not asks or len(message.context.courses) != 1 or any(found.score >= NAMED for found in reading.found):
        return reading
    if not (reading.found or reading.filters.topic) or reading.intent not in (Intent.PREREQUISITES, Intent.CONTENT, *WEAK):
        return reading
    guesses = (Guess(Intent.PREREQUISITES, (), max(reading.confidence, UNSURE)), *reading.guesses)
    return replace(reading, guesses=guesses, found=(), ambiguous=False, filters=replace(reading.filters, topic=None), absent=None)


def _of_speech(message: Pointing) -> Reading:
    """ "Does he speak English?" asks for the language of teaching."""
    reading = message.reading
    if reading.intent is not Intent.SWITCH_LANGUAGE or not message.context.intent or not cues.SPEAKS.search(message.folded):
        return reading
    wanted = "en" if cues.ENGLISH.search(message.folded) else "fr"
    asked = Intent.LANGUAGE if message.context.courses else Intent.LIST_COURSES  # "my employee speaks English only": courses in English
    guesses = (Guess(asked, (), reading.confidence), *reading.guesses)
    return replace(reading, guesses=guesses, filters=reading.filters.merged(Filters(language=wanted)))


def _of_when(message: Pointing) -> Reading:
    """ "When is it given in English?": its dates, in that language."""
    reading = message.reading
    if reading.intent is not Intent.LANGUAGE or not WHEN.search(message.folded):
        return reading
    return replace(reading, guesses=(Guess(Intent.DATES, reading.courses, reading.confidence), *reading.guesses))


def _of_going(message: Pointing) -> Reading:
    """ "J'y vais, comment dois-je faire?", "count me in": of the course in talk, to register."""
    reading = message.reading
    goes = cues.GOING.search(message.folded) and (message.context.courses or message.context.shown)
    if not goes or reading.intent in COURSE_INTENTS:
        return reading
    guesses = (Guess(Intent.REGISTER, (), max(reading.confidence, UNSURE)), *reading.guesses)
    return replace(reading, guesses=guesses, absent=None, filters=reading.wishes.merged(reading.filters))


def _of_sessions(message: Pointing) -> Reading:
    """ "Is there another session later?" in a talk about a course asks for its dates."""
    reading = message.reading
    asks = message.context.courses and cues.SESSIONS.search(message.folded)
    if not asks or reading.found or reading.intent in COURSE_INTENTS | {Intent.MODIFY, Intent.MY_REGISTRATIONS}:
        return reading
    return replace(reading, guesses=(Guess(Intent.DATES, (), max(reading.confidence, UNSURE)), *reading.guesses), absent=None)


def _of_next(message: Pointing) -> Reading:
    """ "I took X, what comes next?": what to take after it."""
    reading = message.reading
    taken = reading.found and cues.AFTERWARDS.search(message.folded) and cues.NEXT.search(message.folded)
    if not taken or reading.confidence >= SURE:
        return reading
    return replace(reading, guesses=(Guess(Intent.RECOMMEND, (), max(reading.confidence, UNSURE)), *reading.guesses), absent=None)


def _of_count(message: Pointing) -> Reading:
    """ "Non, quatre" after so many people were to be registered: that many."""
    reading = message.reading
    said = cues.COUNT.search(line(normalise(message.folded)).text) if message.context.intent is Intent.GROUP else None
    if not said:
        return reading
    return replace(reading, guesses=(Guess(Intent.GROUP, (), SURE), *reading.guesses), filters=Filters(seats=int(said[1])), found=())


def _of_free(message: Pointing) -> Reading:
    """ "Gratos?" asks what it costs, or for what costs nothing."""
    reading = message.reading
    if reading.intent not in SOCIAL | {Intent.FUNDING, Intent.FAQ} or not cues.FREE_ALONE.search(message.folded):
        return reading
    return replace(reading, guesses=(Guess(Intent.PRICE, (), UNSURE), *reading.guesses), absent=None)


def _of_wish(message: Pointing) -> Reading:
    """ "Sept instead?", nothing but a wish, is one whatever it was read as."""
    reading = message.reading
    if (
        reading.intent in COURSE_INTENTS | LISTS | {Intent.SWITCH_LANGUAGE}
        or not reading.wishes
        or reading.found
        or not message.context.intent
        or residue(reading, frozenset())
    ):
        return reading
    return replace(reading, guesses=(Guess(Intent.LIST_COURSES, (), reading.confidence), *reading.guesses), filters=reading.wishes)


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
    said = stems(reading.said) - OF_FACTS
    others = [code for code in vocabulary.names if code != named.code]
    both = references.BOTH.search(message.folded)
    other = vocabulary.closest(said if both else said - vocabulary.names.get(named.code, frozenset()), others)
    if other:
        return replace(reading, found=(named, Found(other, 0.8)))
    talked = next((code for code in (*message.context.courses, *message.context.previous) if code != named.code), None)
    return replace(reading, found=(Found(talked, 0.8), named)) if talked else reading


def _of_days(message: Pointing) -> Reading:
    """ "Jpeux pas le samedi", "Tuesdays work for me", "Laval c'est trop loin": when and where somebody can come is a wish."""
    reading = message.reading
    withdraws = reading.intent in (Intent.CANCEL, Intent.MODIFY) and not (message.context.courses or message.context.shown)
    said = of_session(reading.wishes) and not reading.found and cues.AVAILABLE.search(message.folded)
    if not said or withdraws or reading.intent not in SOCIAL | ATTENDING:
        return reading
    intent = Intent.DATES if len(message.context.courses) == 1 else Intent.LIST_COURSES
    return replace(reading, guesses=(Guess(intent, (), UNSURE), *reading.guesses), filters=reading.wishes, absent=None)


RULES: tuple[Callable[[Pointing], Reading], ...] = (
    _nothing,
    _stopped,
    _of_others,
    _of_facts,
    _of_place,
    of_the_one,
    _of_offer,
    of_herself,
    _of_talk,
    _of_needs,
    _of_speech,
    _of_when,
    _of_going,
    _of_sessions,
    _of_next,
    _of_count,
    _of_free,
    _of_wish,
    _of_money,
    _wished,
    _complete,
)
