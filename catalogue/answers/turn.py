"""A turn: what a message means once its context is counted in."""

from dataclasses import dataclass, field

from catalogue.offer.model import Language
from catalogue.reading.values import Filters, Intent, Reading

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


@dataclass(frozen=True)
class Turn:
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
    teacher: str | None = None
    second: Intent | None = None
    follows: bool = False
    weighs: bool = False  # which of the courses is the cheaper, the shorter…
    page: int = 0
    browse: str | None = None
    answer_in: Language | None = None


def alone(reading: Reading) -> Turn:
    """The message as it was read, with no context."""
    return Turn(
        language=reading.language,
        intent=reading.intent,
        text=reading.text,
        courses=reading.courses,
        tied=reading.ambiguous,
        named=bool(reading.found),
        filters=reading.filters,
        fresh=reading.filters,
        faq=reading.faq,
        absent=reading.absent,
        teacher=reading.teacher,
        second=reading.second,
    )
