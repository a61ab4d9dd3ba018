"""A question as it is answered: the intent, the courses and the filters meant, with all that an answer needs at hand."""

from collections.abc import Mapping
from datetime import datetime

from msgspec import Struct, field

from catalogue.answers.availability import PROGRAMME_ZONE, Availability, State, availability
from catalogue.answers.context import Context
from catalogue.answers.words import Vocabulary, fold
from catalogue.offer.model import Catalogue, Contact, Course, Session
from catalogue.reading.values import Filters, Intent
from catalogue.words.say import Say


class Question(Struct, frozen=True):
    """What is asked, in its context.

    ``filters`` hold all that counts, ``fresh`` only what this message said. ``tied``: which of the courses is meant is not known.
    ``session``: the one the talk is about. ``named``: the courses stand in the message itself.
    """

    catalogue: Catalogue
    vocabulary: Vocabulary
    say: Say
    now: datetime
    intent: Intent
    text: str = ""
    courses: tuple[Course, ...] = ()
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
    context: Context = field(default_factory=Context)
    taken: Mapping[str, int] = field(default_factory=dict)
    weighs: bool = False
    why: bool = False
    page: int = 0
    browse: str | None = None
    stale: bool = False
    sample: bool = False
    timezone: str = PROGRAMME_ZONE
    states: dict[str, Availability] = field(default_factory=dict)  # of the sessions looked at, and the courses' sessions to come:
    ahead: dict[str, tuple[Session, ...]] = field(default_factory=dict)  # the moment and the places taken are one for the whole answer

    @property
    def folded(self) -> str:
        return fold(self.text)

    @property
    def course(self) -> Course:
        """The one course asked about (the first of them)."""
        return self.courses[0]

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(course.code for course in self.courses)

    def state(self, session: Session) -> Availability:
        if (known := self.states.get(session.code)) is None:
            known = self.states[session.code] = availability(session, self.now, self.taken, self.timezone)
        return known

    def coming(self, course: Course) -> list[Session]:
        """The course's sessions that are not over, by date: those one can ask for first, then closed ones, then cancelled ones."""
        if course.code not in self.ahead:
            known = [(session, self.state(session)) for session in course.sessions]
            kept = [(session, found) for session, found in known if found.state not in (State.PAST, State.WITHDRAWN)]
            self.ahead[course.code] = tuple(session for session, _ in sorted(kept, key=lambda pair: (_rank(pair[1]), pair[0].first_day)))
        return list(self.ahead[course.code])

    def bookable(self, course: Course) -> list[Session]:
        """The sessions one can still ask for: open, or full with a waiting list."""
        return [] if course.withdrawn else [session for session in self.coming(course) if self.state(session).bookable]

    def contact(self, course: Course | None = None) -> tuple[str, Contact]:
        """Who knows more of a course, or of the programme: a name and a contact that has at least one part where possible."""
        partner = self.catalogue.partner(course.partner) if course else None
        if partner:
            own = partner.contact
            if own.email or own.phone or own.url:
                return self.say.text(partner.name), own
            if partner.url:
                return self.say.text(partner.name), Contact(url=partner.url)
        return self.say.text(self.catalogue.programme.name), self.catalogue.programme.contact


def _rank(found: Availability) -> int:
    if found.bookable:
        return 0
    return 2 if found.state is State.CANCELLED else 1
