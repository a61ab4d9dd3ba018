"""What somebody says of herself ("I'm a nurse in Rouyn", "chu nul en maths"): advice, or whether the course in talk is for her."""

from catalogue.answers import cues
from catalogue.answers.references import Pointing
from catalogue.answers.turn import COURSE_INTENTS, GUESSED, LISTS, SURE, UNSURE
from catalogue.reading.values import Found, Guess, Intent, Reading
from catalogue.words.replacing import replace

DONE = frozenset(
    {
        *(Intent.REGISTER, Intent.GROUP, Intent.HUMAN, Intent.CANCEL, Intent.MODIFY, Intent.MY_REGISTRATIONS, Intent.COMPLAINT),
        *(Intent.SWITCH_LANGUAGE, Intent.PRIVACY, Intent.ALERT, Intent.RECOMMEND, Intent.LIST_COURSES, Intent.THANKS, Intent.GOODBYE),
    }
)  # what is asked in so many words, whoever asks


def of_herself(message: Pointing) -> Reading:
    """ "I'm a nurse in Rouyn", "chu secrétaire pis je connais rien là-dedans": who says what she does and asks nothing wants advice."""
    reading = message.reading
    fears = cues.FEAR.search(message.folded) and cues.FIRST_PERSON.search(message.folded)
    says = (cues.SELF.search(message.folded) or fears) and not cues.WHAT_THERE.search(message.folded)
    if says and message.context.courses and message.context.intent not in LISTS:
        return _of_her_place(reading)
    asks = "?" in reading.said or reading.intent is Intent.FAQ or cues.QUESTION.search(message.folded)
    alone = reading.intent is Intent.COMPARE and len(reading.found) < 2  # "something that I could take": nothing to compare
    placed = not asks and reading.intent is Intent.OUT_OF_SCOPE and bool(reading.wishes)  # "I live in Sept-Îles"
    sure = reading.confidence >= (GUESSED if asks else SURE) and not alone and not placed
    few = reading.intent is Intent.GROUP and not reading.filters.seats and not sure
    done = reading.intent in DONE and reading.confidence >= UNSURE and not few
    if says and reading.intent is Intent.RECOMMEND and not cues.COURSE.search(message.folded):
        return _without_subject(reading, () if fears else reading.found or reading.like)
    if not says or sure or done or (reading.absent and not reading.wishes):
        return reading
    guesses = (Guess(Intent.RECOMMEND, (), max(reading.confidence, UNSURE)), *reading.guesses)
    found = () if fears else reading.found or reading.like
    return replace(reading, guesses=guesses, filters=reading.wishes.merged(reading.filters), faq=None, found=found, absent=None)


def _without_subject(reading: Reading, like: tuple[Found, ...]) -> Reading:
    """ "I'm a nurse": her trade is no subject asked for, though courses may be like it."""
    surely = (replace(reading.guesses[0], confidence=max(reading.confidence, UNSURE)), *reading.guesses[1:])
    found = like if reading.filters.topic else reading.found
    return replace(reading, guesses=surely, filters=replace(reading.filters, topic=None), found=found)


def _of_her_place(reading: Reading) -> Reading:
    """ "I'm a cook, can I?" in a talk about a course asks whether it is for her, where nothing else is read."""
    foreign = reading.intent is Intent.OUT_OF_SCOPE and reading.confidence < SURE
    if (reading.confidence >= GUESSED and not foreign) or reading.found or reading.intent in COURSE_INTENTS:
        return reading
    return replace(reading, guesses=(Guess(Intent.AUDIENCE, (), GUESSED), *reading.guesses), absent=None)
