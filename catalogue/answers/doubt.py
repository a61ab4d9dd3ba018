"""A message that may mean several things: its two or three likeliest readings, as buttons."""

from collections.abc import Mapping, Sequence

from catalogue.answers import labels
from catalogue.answers.frame import reply
from catalogue.answers.question import Question
from catalogue.answers.turn import Turn
from catalogue.answers.values import Answer, Button, Row
from catalogue.reading.scope import shipped_scope
from catalogue.reading.values import Guess, Intent, Reading
from catalogue.words.say import N_

MEANINGS: Mapping[Intent, str] = {
    Intent.LIST_COURSES: N_("See the courses"),
    Intent.COURSE_DETAIL: N_("What the course is about"),
    Intent.PRICE: N_("The price"),
    Intent.FUNDING: N_("Financial aid"),
    Intent.DATES: N_("The dates"),
    Intent.DURATION: N_("How long it lasts"),
    Intent.LOCATION: N_("Where it is given"),
    Intent.FORMAT: N_("Online or in person"),
    Intent.PREREQUISITES: N_("What I need beforehand"),
    Intent.LEVEL: N_("The level"),
    Intent.AUDIENCE: N_("Whom it is for"),
    Intent.LANGUAGE: N_("The language of teaching"),
    Intent.CERTIFICATE: N_("The certificate"),
    Intent.TEACHER: N_("Who gives it"),
    Intent.COMPARE: N_("Compare courses"),
    Intent.RECOMMEND: N_("Help me choose"),
    Intent.CONTENT: N_("What is covered"),
    Intent.REGISTER: N_("Register"),
    Intent.GROUP: N_("Register several people"),
    Intent.MY_REGISTRATIONS: N_("My registrations"),
    Intent.CANCEL: N_("Cancel a registration"),
    Intent.MODIFY: N_("Change a registration"),
    Intent.SEATS: N_("Places left"),
    Intent.ALERT: N_("Be told when it opens"),
    Intent.HELP: N_("How this works"),
    Intent.ABOUT: N_("Who you are"),
    Intent.HUMAN: N_("Talk to a person"),
    Intent.SWITCH_LANGUAGE: N_("Change language"),
    Intent.PRIVACY: N_("My personal data"),
    Intent.COMPLAINT: N_("Something does not work"),
}
HELLOS = frozenset({Intent.GREETING, Intent.THANKS, Intent.GOODBYE})
MOST = 3
BESIDE = 0.4  # a reading this far below the first one is not offered beside it


def unsure(reading: Reading, turn: Turn) -> bool:
    """Whether nothing but a guess hardly better than the next ones says what is meant."""
    alone = turn.intent is reading.intent and not turn.follows and turn.faq is None and turn.second is None and not turn.filters
    if not alone or reading.confidence >= shipped_scope().sure:
        return False
    return len(_likely(reading.guesses)) > (0 if reading.intent in HELLOS else 1) and reading.intent in {*MEANINGS, *HELLOS}


def which(asked: Question, guesses: Sequence[Guess]) -> Answer:
    """ "What would you like?", with a button a reading; the course stays the one named."""
    say = asked.say
    code = asked.codes[0] if len(asked.codes) == 1 else ""
    rows: list[Row] = [(Button(say.plain(MEANINGS[guess.intent]), data=_data(guess.intent, code)),) for guess in _likely(guesses)]
    if code:
        said = say("I am not sure I understood. About {course}, what would you like to know?", course=labels.title(say, asked.course))
    else:
        said = say("I am not sure I understood. What would you like?")
    return reply(asked, [said], rows)


def _likely(guesses: Sequence[Guess]) -> list[Guess]:
    least = guesses[0].confidence * BESIDE
    return [guess for guess in guesses if guess.intent in MEANINGS and guess.confidence >= least][:MOST]


def _data(intent: Intent, code: str) -> str:
    return f"mean:{intent.value}:{code}" if code else f"mean:{intent.value}"
