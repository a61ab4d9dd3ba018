"""The closed-domain half of a reading: what a message says of when, where, how much, how and for whom, as filters and spans."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from msgspec import Struct

from catalogue.offer.model import Language
from catalogue.reading.days import DAY, Period
from catalogue.reading.line import Line, line
from catalogue.reading.negation import denied
from catalogue.reading.normalise import Message
from catalogue.reading.offered import free_is_wished
from catalogue.reading.periods import periods
from catalogue.reading.places import Places as Places
from catalogue.reading.quantities import quantities
from catalogue.reading.schedule import together
from catalogue.reading.spans import Span as Span
from catalogue.reading.told import told
from catalogue.reading.traits import traits
from catalogue.reading.values import Filters, Schedule
from catalogue.words.replacing import replace

Taken = Collection[tuple[int, int]]
KEYS = {"city": "city", "region": "region", "format": "format", "level": "level", "audience": "audience", "teaching_language": "language"}
EITHER = frozenset({"ou", "or"})
NUMBERS = {"price": "max_price", "floor": "min_price", "hours": "max_hours", "count": "seats"}


class Entities(Struct, frozen=True):
    """The filters a message sets and every span that speaks of one, also those that set none."""

    filters: Filters
    spans: tuple[Span, ...]


NOTHING = Entities(Filters(), ())


def entities(message: Message, language: Language, places: Places, now: datetime, taken: Taken = ()) -> Entities:  # noqa: ARG001  (the grammars read both languages at once)
    """What the message says of periods, places, quantities and traits; nothing inside ``taken`` token ranges is a filter."""
    if not message.tokens:
        return NOTHING
    words = [token.text for token in message.tokens]
    said = line(message, taken)
    named = _free([*places.find(message), *traits(message)], taken)
    found = _apart([*periods(said, words, now.date()), *named, *quantities(said)])
    if not found:
        return NOTHING
    spans = [_settled(words, said, span) for span in denied(words, said.clauses_of_tokens(len(words)), found)]
    return Entities(_filters(words, spans), tuple(spans))


def _settled(words: Sequence[str], said: Line, span: Span) -> Span:
    """The span with whether it filters, once its neighbours and its refusal are known."""
    if span.kind in ("free", "prerequisites"):
        return replace(span, filters=free_is_wished(words, span))
    if span.kind == "count":
        return replace(span, filters=not told(said, said.word_of(span.start)))
    if span.kind == "period" and span.denied and isinstance(span.value, Period):
        return _unless_bounded(span, span.value)
    return span


def _unless_bounded(span: Span, period: Period) -> Span:
    """ "pas après mars" bounds the wish: until the end of March. "Pas avant" was read as a bound already."""
    if period.first and not period.last:
        return replace(span, value=Period(None, period.first - DAY), denied=False)
    return replace(span, denied=bool(period.first and period.last))


def _free(spans: Iterable[Span], taken: Taken) -> list[Span]:
    return [span for span in spans if not any(span.start < end and start < span.end for start, end in taken)]


def _apart(spans: Iterable[Span]) -> list[Span]:
    """Spans in the order of importance given, without those that overlap a more important one, but for what may share words."""
    kept: list[Span] = []
    for span in spans:
        if not any(span.start < other.end and other.start < span.end and not _may_share(span, other) for other in kept):
            kept.append(span)
    return kept


def _may_share(one: Span, other: Span) -> bool:
    """A group's people may be its audience; a highest price is said with its floor."""
    return {one.kind, other.kind} in ({"count", "audience"}, {"price", "floor"})


def _filters(words: Sequence[str], spans: Sequence[Span]) -> Filters:
    wished = [span for span in spans if span.filters and not span.denied]
    values: dict[str, object] = {}
    also: list[tuple[str, str]] = []
    periods_said = [span.value for span in wished if isinstance(span.value, Period)]
    if periods_said:
        values |= {"starts_from": periods_said[0].first, "starts_to": periods_said[0].last}
        also += [("period", _written(period)) for period in periods_said[1:] if period != periods_said[0]]
    for span in wished:
        for key, value in _said(span).items():
            if key not in values:
                values[key] = value
            elif values[key] != value:
                also.append((key, str(value)))
    if values.get("free") and "max_price" in values:
        also += _free_or_priced(words, wished, values)
    refused = [pair for span in spans if span.denied and span.filters for pair in _refused(span)]
    hours = together([span for span in spans if span.filters])
    return replace(
        Filters(schedule=hours, also=tuple(dict.fromkeys(also)), denied=tuple(dict.fromkeys(refused))),
        **values,  # type: ignore[arg-type]  # keys from the tables above
    )


def _free_or_priced(words: Sequence[str], wished: Sequence[Span], values: dict[str, object]) -> list[tuple[str, str]]:
    """ "Gratuit ou moins de 200 $": the first is the filter, the other is wished too; without an "ou" free is all that is wished."""
    one, other = sorted((span for span in wished if span.kind in ("free", "price")), key=lambda span: span.start)[:2]
    if {one.kind, other.kind} != {"free", "price"} or not EITHER.intersection(words[one.end : other.start]):
        del values["max_price"]
        return []
    if one.kind == "price":
        del values["free"]
        return [("free", "true")]
    return [("max_price", str(values.pop("max_price")))]


def _written(period: Period) -> str:
    """ "2027-03-01/2027-03-31"; an open end is empty."""
    return f"{period.first or ''}/{period.last or ''}"


def _said(span: Span) -> dict[str, object]:
    if span.kind in KEYS:
        return {KEYS[span.kind]: span.value}
    if span.kind in NUMBERS:
        return {NUMBERS[span.kind]: span.value}
    return {"free": True} if span.kind == "free" else {}


def _refused(span: Span) -> list[tuple[str, str]]:
    """What a refused span denies, as pairs of contract key and value ("period" has no key of its own); hours refused are hours left."""
    if isinstance(span.value, Schedule):
        return []
    if isinstance(span.value, Period):
        return [("period", _written(span.value))]
    if span.kind == "prerequisites":
        return [("prerequisites", "true")]
    return [(key, "true" if value is True else str(value)) for key, value in _said(span).items()]
