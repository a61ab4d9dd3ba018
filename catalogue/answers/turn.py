"""A turn: what a message means once its context is counted in."""

from msgspec import Struct, field

from catalogue.offer.model import Language
from catalogue.reading.values import Filters, Intent, Reading

COURSE_INTENTS = frozenset(
    {
        Intent.COURSE_DETAIL,
        Intent.PRICE,
        Intent.FUNDING,
        Intent.DATES,
        Intent.DURATION,
        Intent.LOCATION,
        Intent.FORMAT,
        Intent.PREREQUISITES,
        Intent.LEVEL,
        Intent.AUDIENCE,
        Intent.LANGUAGE,
        Intent.CERTIFICATE,
        Intent.TEACHER,
        Intent.CONTENT,
        Intent.SEATS,
        Intent.REGISTER,
        Intent.GROUP,
        Intent.ALERT,
    }
)  # those that ask something of a course
SOCIAL = frozenset(
    {
        Intent.GREETING,
        Intent.THANKS,
        Intent.GOODBYE,
        Intent.AFFIRM,
        Intent.DENY,
        Intent.HELP,
        Intent.ABOUT,
        Intent.HUMAN,
        Intent.SWITCH_LANGUAGE,
        Intent.PRIVACY,
        Intent.COMPLAINT,
        Intent.OUT_OF_SCOPE,
        Intent.MY_REGISTRATIONS,
    }
)  # what is said beside the talk: it goes on afterwards where it was

LISTS = frozenset({Intent.LIST_COURSES, Intent.RECOMMEND, Intent.COMPARE})
WEAK = frozenset({Intent.LIST_COURSES, Intent.COURSE_DETAIL, Intent.OUT_OF_SCOPE, Intent.AFFIRM, Intent.DENY, Intent.COMPLAINT, Intent.FAQ})
TAKES_COURSES = COURSE_INTENTS | LISTS | {Intent.CANCEL, Intent.MODIFY, Intent.MY_REGISTRATIONS, Intent.FAQ}
OF_FOCUS = COURSE_INTENTS | {Intent.FAQ, Intent.COMPARE}
ACTS = frozenset({Intent.SEATS, Intent.REGISTER, Intent.GROUP})
WEIGHED = {"price": Intent.PRICE, "duration": Intent.DURATION, "level": Intent.LEVEL, "dates": Intent.DATES}
TOPIC_COURSES = 3
FEW = 5  # courses shown at once
LIKELY, GUESSED, UNSURE, SURE = 0.25, 0.35, 0.5, 0.8  # how sure a reading is: enough for a second one, hardly, not enough, enough


class Turn(Struct, frozen=True):
    """What is to be answered. ``language`` is the message's, ``answer_in`` the answer's where it is another."""

    language: Language
    intent: Intent
    text: str = ""
    courses: tuple[str, ...] = ()
    tied: bool = False
    named: bool = False
    filters: Filters = field(default_factory=Filters)
    fresh: Filters = field(default_factory=Filters)
    session: str | None = None
    faq: str | None = None
    absent: str | None = None
    near: tuple[str, ...] = ()
    teacher: str | None = None
    second: Intent | None = None
    follows: bool = False
    anew: bool = False  # its filters stand instead of those so far, even where none is left
    why: bool = False  # what was just said is to be explained
    weighs: bool = False  # which of the courses is the cheaper, the shorter…
    page: int = 0
    browse: str | None = None
    stale: bool = False  # a button of a list that faded
    answer_in: Language | None = None


def alone(reading: Reading) -> Turn:
    """The message as it was read, with no context."""
    return Turn(
        language=reading.language,
        intent=reading.intent,
        text=reading.said,
        courses=reading.courses,
        tied=reading.ambiguous,
        named=bool(reading.found),
        filters=reading.filters,
        fresh=reading.filters,
        faq=reading.faq,
        absent=reading.absent,
        near=reading.near,
        teacher=reading.teacher,
        second=reading.second,
    )
