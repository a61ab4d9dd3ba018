"""What a message was read as: language, intents, courses, filters, confidence (contract, section 4)."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from msgspec import Struct

from catalogue.offer.model import Language
from catalogue.words.replacing import replace


class Intent(StrEnum):
    """What a message is for, by the contract's names."""

    LIST_COURSES = "list_courses"
    COURSE_DETAIL = "course_detail"
    PRICE = "price"
    FUNDING = "funding"
    DATES = "dates"
    DURATION = "duration"
    LOCATION = "location"
    FORMAT = "format"
    PREREQUISITES = "prerequisites"
    LEVEL = "level"
    AUDIENCE = "audience"
    LANGUAGE = "language"
    CERTIFICATE = "certificate"
    TEACHER = "teacher"
    COMPARE = "compare"
    RECOMMEND = "recommend"
    CONTENT = "content"
    REGISTER = "register"
    GROUP = "group"
    MY_REGISTRATIONS = "my_registrations"
    CANCEL = "cancel"
    MODIFY = "modify"
    SEATS = "seats"
    ALERT = "alert"
    GREETING = "greeting"
    THANKS = "thanks"
    GOODBYE = "goodbye"
    AFFIRM = "affirm"
    DENY = "deny"
    HELP = "help"
    ABOUT = "about"
    HUMAN = "human"
    SWITCH_LANGUAGE = "switch_language"
    PRIVACY = "privacy"
    COMPLAINT = "complaint"
    FAQ = "faq"
    OUT_OF_SCOPE = "out_of_scope"


MOST_DAYS = 4  # more weekdays than these are those left by a refusal


@dataclass(frozen=True)
class Schedule:
    """When in the week or the day: no filter of the contract, yet the answer uses it."""

    weekdays: frozenset[int] = frozenset()  # Monday is 0
    parts: frozenset[str] = frozenset()  # "day", "evening"

    def __bool__(self) -> bool:
        return bool(self.weekdays or self.parts)

    def then(self, later: "Schedule") -> "Schedule":
        """What is said later stands; days refused ("pas le samedi") leave the part of the day as it was."""
        refuses = len(later.weekdays) > MOST_DAYS and not later.parts
        return replace(later, parts=self.parts) if refuses else later or self


AS_SAID = {"period": "starts_from", "max_price": "min_price", "free": "min_price"}  # what is said anew with a further value


@dataclass(frozen=True)
class Filters:
    """What the person said of the course she wants; one value each, as the contract prints them.

    ``starts_from`` and ``starts_to`` are inclusive and speak of when a session starts. ``also`` holds the further values of a
    key said several times, ``denied`` those refused ("pas en ligne"): pairs of contract key and value.
    """

    topic: str | None = None
    partner: str | None = None
    region: str | None = None
    city: str | None = None
    format: str | None = None
    level: str | None = None
    audience: str | None = None
    language: str | None = None
    starts_from: date | None = None
    starts_to: date | None = None
    max_price: float | None = None
    min_price: float | None = None  # the floor of "between $100 and $400": no filter of the contract
    max_hours: float | None = None
    free: bool | None = None
    seats: int | None = None
    schedule: Schedule = Schedule()
    also: tuple[tuple[str, str], ...] = ()
    denied: tuple[tuple[str, str], ...] = ()

    def said(self) -> dict[str, object]:
        """The contract's ``filters`` object: only what was said."""
        pairs: dict[str, object] = {}
        for name in ("topic", "partner", "region", "city", "format", "level", "audience", "language"):
            if (value := getattr(self, name)) is not None:
                pairs[name] = value
        if self.starts_from:
            pairs["from"] = self.starts_from.isoformat()
        if self.starts_to:
            pairs["to"] = self.starts_to.isoformat()
        for name in ("max_price", "max_hours", "free", "seats"):
            if (value := getattr(self, name)) is not None:
                pairs[name] = value
        return pairs

    def __bool__(self) -> bool:
        return bool(self.said() or self.schedule or self.denied)

    def merged(self, later: "Filters") -> "Filters":
        """These filters with what was said later laid over them."""
        changes = {
            name: value
            for name in self.__dataclass_fields__
            if name not in ("also", "denied", "schedule", "starts_from", "starts_to") and (value := getattr(later, name)) is not None
        }
        if later.starts_from or later.starts_to:
            changes |= {"starts_from": later.starts_from, "starts_to": later.starts_to}
        if later.max_price is not None or later.free:
            changes["min_price"] = later.min_price
        schedule = self.schedule.then(later.schedule)
        denied = tuple(dict.fromkeys([*(p for p in self.denied if p[0] not in changes), *later.denied]))
        also = (*(pair for pair in self.also if AS_SAID.get(pair[0], pair[0]) not in changes), *later.also)
        kept = replace(self, **changes, schedule=schedule, also=tuple(dict.fromkeys(also)), denied=denied)
        dropped = {key: None for key, value in later.denied if getattr(kept, key, None) == value}
        return replace(kept, **dropped) if dropped else kept  # type: ignore[arg-type]  # names checked by getattr


class Found(Struct, frozen=True):
    """A course found in a message: its code and how sure the finding is (0 to 1)."""

    code: str
    score: float


class Guess(Struct, frozen=True):
    """One way of reading a message."""

    intent: Intent
    courses: tuple[str, ...]
    confidence: float


@dataclass(frozen=True)
class Reading:
    """A message as read alone, before its context.

    ``found`` are the courses named in it, best first; more than one where two near ones fit equally well (``ambiguous``) or
    several are named. ``absent`` is the subject asked for that nobody offers, in the person's words, ``near`` the
    courses like it. ``second`` is a further
    intent asked in the same message. ``known`` is the share of its content words that the product knows (0 to 1). ``valued`` are
    the words, as typed, that say a value: a place, a price, a date, a format; ``wishes`` those
    values, also where the intent makes no filter of them. ``spelt`` is the text with its slips of the finger put right,
    ``like`` the courses that its words are like, also where the intent speaks of none.
    """

    text: str
    language: Language
    evident: bool  # the language shows in the message itself
    guesses: tuple[Guess, ...]
    found: tuple[Found, ...] = ()
    ambiguous: bool = False
    absent: str | None = None
    near: tuple[str, ...] = ()
    faq: str | None = None
    teacher: str | None = None
    filters: Filters = Filters()
    second: Intent | None = None
    known: float = 1.0
    valued: frozenset[str] = frozenset()
    wishes: Filters = Filters()
    spelt: str = ""
    like: tuple[Found, ...] = ()
    layers: dict[str, object] = field(default_factory=dict, compare=False)

    @property
    def said(self) -> str:
        """The message to look for words in."""
        return self.spelt or self.text

    @property
    def intent(self) -> Intent:
        return self.guesses[0].intent

    @property
    def confidence(self) -> float:
        return self.guesses[0].confidence

    @property
    def courses(self) -> tuple[str, ...]:
        return tuple(found.code for found in self.found)

    def in_place_of(self, whole: "Reading") -> "Reading":
        """What a part of a message says, as the reading of all of it: its words and its language are the whole's."""
        return replace(self, text=whole.text, spelt=whole.spelt, language=whole.language, evident=whole.evident)


def intent_named(name: str) -> Intent:
    """The intent of that name; one that only phrase data know is made, so that a data file alone adds an intent."""
    known = Intent._value2member_map_.get(name)
    if isinstance(known, Intent):
        return known
    made = str.__new__(Intent, name)
    made._name_, made._value_ = name.upper(), name
    Intent._value2member_map_[name] = made
    return made
