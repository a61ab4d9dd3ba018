"""Which of the things a message speaks of are filters: what describes the thing asked is none."""

from dataclasses import replace

from catalogue.reading.decide import LISTING, Decision
from catalogue.reading.entities import Entities
from catalogue.reading.values import Filters, Intent
from catalogue.search.values import Hit, Matches

TOPICAL = LISTING | {Intent.DATES, Intent.OUT_OF_SCOPE}
# What the question is about is no filter of the answer.
ASKED = {Intent.FORMAT: "format", Intent.LEVEL: "level", Intent.AUDIENCE: "audience", Intent.PRICE: "free", Intent.SWITCH_LANGUAGE: "language"}
NONE = frozenset({Intent.GREETING, Intent.THANKS, Intent.GOODBYE, Intent.SWITCH_LANGUAGE, Intent.PRIVACY, Intent.COMPLAINT, Intent.OUT_OF_SCOPE})


def chosen(decision: Decision, found: Entities, matches: Matches) -> Filters:
    """The contract's filters: what the entities say, with topic and partner where the catalogue is searched."""
    intent = decision.guesses[0][0]
    if intent in NONE:
        return Filters()
    filters = found.filters
    if (asked := ASKED.get(intent)) and decision.courses:
        filters = replace(filters, **{asked: None})  # type: ignore[arg-type]  # a name of the table above
    if decision.courses:
        return filters
    filters = _with(filters, "topic", matches.topics)
    return _with(filters, "partner", matches.partners)


def _with(filters: Filters, key: str, hits: tuple[Hit, ...]) -> Filters:
    if not hits:
        return filters
    codes = list(dict.fromkeys(hit.code for hit in hits))
    also = tuple((key, code) for code in codes[1:] if hits[0].score - next(h.score for h in hits if h.code == code) < 0.1)
    return replace(filters, **{key: codes[0]}, also=(*filters.also, *also))  # type: ignore[arg-type]  # a name of a filter
