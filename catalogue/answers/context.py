"""What a conversation has come to: what the talk is about, what was shown, what waits; it fades after an hour."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import cast

from msgspec import Struct, field

from catalogue.offer.model import Language
from catalogue.reading.values import Filters, Intent, Schedule
from catalogue.words.replacing import replace

MEMORY = timedelta(hours=1)


class Context(Struct, frozen=True):
    """One person's conversation so far.

    ``courses``: what the talk is about, best first. ``shown``: the codes last listed, compared or left tied, in their order.
    ``session``: the session last spoken of. ``pending``: the question that waited for a course. ``previous``: the courses
    talked about before, the last first. ``preferences``: what the person said of herself (audience, level, place…), kept with the language.
    """

    language: Language | None = None
    intent: Intent | None = None
    courses: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    session: str | None = None
    filters: Filters = field(default_factory=Filters)
    pending: Intent | None = None
    previous: tuple[str, ...] = ()
    teachers: tuple[str, ...] = ()
    preferences: Filters = field(default_factory=Filters)
    at: datetime | None = field(default=None)

    @property
    def last_two(self) -> tuple[str, ...]:
        """The course talked of before and the one in talk, where there are."""
        return (*self.previous[:1], *self.courses[:1])

    def current(self, now: datetime) -> "Context":
        """The context as it counts now: after an hour only the language and the preferences are left."""
        if self.at is None or now - self.at <= MEMORY:
            return self
        return Context(language=self.language, preferences=self.preferences)

    def to_json(self) -> dict[str, object]:
        """A plain object for JSON; what is empty is left out."""
        pairs: dict[str, object] = {
            "language": self.language,
            "intent": self.intent and self.intent.value,
            "courses": list(self.courses),
            "shown": list(self.shown),
            "session": self.session,
            "filters": filters_to_json(self.filters),
            "pending": self.pending and self.pending.value,
            "previous": list(self.previous),
            "teachers": list(self.teachers),
            "preferences": filters_to_json(self.preferences),
            "at": self.at and self.at.isoformat(),
        }
        return {key: value for key, value in pairs.items() if value}

    @classmethod
    def from_json(cls, kept: Mapping[str, object] | None) -> "Context":
        """The context that ``to_json`` wrote; what an older version wrote and this one does not know is left aside."""
        kept = kept or {}
        at = kept.get("at")
        return cls(
            language=cast("Language | None", kept.get("language")),
            intent=_intent(kept.get("intent")),
            courses=_codes(kept, "courses"),
            shown=_codes(kept, "shown"),
            session=cast("str | None", kept.get("session")),
            filters=filters_from_json(kept.get("filters")),
            pending=_intent(kept.get("pending")),
            previous=_codes(kept, "previous"),
            teachers=_codes(kept, "teachers"),
            preferences=filters_from_json(kept.get("preferences")),
            at=datetime.fromisoformat(at) if isinstance(at, str) else None,
        )


def filters_to_json(filters: Filters) -> dict[str, object]:
    pairs = filters.said()
    if filters.min_price is not None:
        pairs["min_price"] = filters.min_price
    if filters.schedule:
        pairs["schedule"] = {"weekdays": sorted(filters.schedule.weekdays), "parts": sorted(filters.schedule.parts)}
    if filters.also:
        pairs["also"] = [list(pair) for pair in filters.also]
    if filters.denied:
        pairs["denied"] = [list(pair) for pair in filters.denied]
    return pairs


def filters_from_json(kept: object) -> Filters:
    if not isinstance(kept, Mapping):
        return Filters()
    names = Filters.__dataclass_fields__.keys() - {"starts_from", "starts_to", "schedule", "also", "denied"}
    plain = Filters(**{name: kept[name] for name in names if name in kept})
    schedule = kept.get("schedule") or {}
    return replace(
        plain,
        starts_from=_day(kept.get("from")),
        starts_to=_day(kept.get("to")),
        schedule=Schedule(frozenset(schedule.get("weekdays", ())), frozenset(schedule.get("parts", ()))),
        also=_pairs(kept.get("also")),
        denied=_pairs(kept.get("denied")),
    )


def _intent(kept: object) -> Intent | None:
    return Intent(kept) if isinstance(kept, str) and kept in set(Intent) else None


def _codes(kept: Mapping[str, object], key: str) -> tuple[str, ...]:
    return tuple(cast("list[str]", kept.get(key) or []))


def _day(kept: object) -> date | None:
    return date.fromisoformat(kept) if isinstance(kept, str) else None


def _pairs(kept: object) -> tuple[tuple[str, str], ...]:
    return tuple((str(key), str(value)) for key, value in cast("list[list[str]]", kept or []))
