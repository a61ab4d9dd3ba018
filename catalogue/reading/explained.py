"""How a message was read, layer by layer, as lines for a person who asks why."""

from collections.abc import Iterable, Iterator
from datetime import date

from catalogue.reading.decide import Evidence
from catalogue.reading.features import MASKS
from catalogue.reading.layers import Layers
from catalogue.reading.normalise import Message
from catalogue.reading.scope import REFUSED, shipped_scope
from catalogue.reading.spans import Span
from catalogue.reading.values import Reading
from catalogue.search.values import Hit, Matches

GUESSES, WORTHS = 5, 5
Lines = list[tuple[str, str]]


def explained(layers: Layers, reading: Reading) -> Lines:
    """The layers in the order they were read, those with nothing to say left out."""
    message, seen = layers.message, layers.evidence
    lines = [
        ("standard words", message.folded),
        ("language", f"{layers.language}, {'seen in the message' if layers.evident else 'not evident'}"),
        ("said", "; ".join(_span(message, span) for span in layers.entities.spans)),
        ("found", "; ".join(_found(message, layers.matches))),
        ("known words", f"{layers.matches.known:.0%}"),
        ("strange subject", layers.matches.absent or ""),
        ("asked, masked", " ".join(layers.masked)),
        ("intent model", _pairs(seen.ranked[:GUESSES])),
        ("clauses", _pairs(seen.clauses)),
        ("FAQ", _pairs((entry.code, entry.score) for entry in seen.faq)),
        ("out of scope", _scope(seen)),
        ("filters", ", ".join(f"{name} {value}" for name, value in reading.filters.said().items())),
        ("refused", ", ".join(f"not {name} {value}" for name, value in reading.filters.denied)),
        ("marks", ", ".join(name for name, value in reading.layers.items() if value)),
        ("read as", "; ".join(f"{guess.intent} {' '.join(guess.courses)} {guess.confidence:.2f}" for guess in reading.guesses)),
    ]
    return [(name, " ".join(said.split())) for name, said in lines if said]


def _span(message: Message, span: Span) -> str:
    value = span.value
    period = getattr(value, "first", None) or getattr(value, "last", None)
    if isinstance(period, date):
        value = f"{getattr(value, 'first', None) or '…'} to {getattr(value, 'last', None) or '…'}"
    mark = MASKS.get(span.kind)
    notes = [f"seen as {mark}" if mark else "", "refused" if span.denied else "", "" if span.filters else "no filter"]
    told = ", ".join(note for note in notes if note)
    return f"“{_words(message, span.start, span.end)}” {span.kind} {value}{f' ({told})' if told else ''}"


def _found(message: Message, matches: Matches) -> Iterator[str]:
    for hit in (*matches.courses[:GUESSES], *matches.topics[:2], *matches.partners[:2], *matches.teachers[:2]):
        yield _hit(message, hit)
    if matches.ambiguous:
        yield f"the first {matches.tied} fit equally well"


def _hit(message: Message, hit: Hit) -> str:
    return f"{hit.kind} {hit.code} {hit.score:.2f}{' whole' if hit.exact else ''} in “{_words(message, hit.start, hit.end)}”"


def _words(message: Message, start: int, end: int) -> str:
    tokens = message.tokens[start:end]
    return message.text[tokens[0].start : tokens[-1].end] if tokens else ""


def _pairs(pairs: Iterable[tuple[object, float]]) -> str:
    return ", ".join(f"{name} {chance:.2f}" for name, chance in pairs)


def _scope(seen: Evidence) -> str:
    """How foreign, and what weighed most."""
    weighed = sorted(shipped_scope().weighed(seen).items(), key=lambda pair: -abs(pair[1]))[:WORTHS]
    told = ", ".join(f"{name} {worth:+.1f}" for name, worth in weighed if worth)
    return f"{seen.foreign:.2f}, refused from {REFUSED:.2f} ({told})"
