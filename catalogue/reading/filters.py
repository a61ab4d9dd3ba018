"""Which of the things a message speaks of are filters: topic and school join what the entities say, where the catalogue is searched."""

from dataclasses import replace

from catalogue.reading.decide import ABOUT_US, Decision
from catalogue.reading.entities import Entities
from catalogue.reading.values import Filters, Intent
from catalogue.search.values import Hit, Matches

NONE = frozenset(
    {Intent.GREETING, Intent.THANKS, Intent.GOODBYE, Intent.SWITCH_LANGUAGE, Intent.PRIVACY, Intent.COMPLAINT, Intent.OUT_OF_SCOPE}
)
UNTOPICAL = ABOUT_US | {Intent.FAQ, Intent.MY_REGISTRATIONS, Intent.CANCEL, Intent.MODIFY}
NEARLY = 0.1  # two hits this close in score are both said


def chosen(decision: Decision, found: Entities, matches: Matches) -> Filters:
    """The contract's filters. A course's own topic and the words of its title are none."""
    intent = decision.guesses[0][0]
    if intent in NONE:
        return Filters()
    if intent in UNTOPICAL:
        return found.filters
    apart = tuple(hit for hit in matches.partners if not any(_over(hit, course) for course in decision.courses))
    filters = _with(found.filters, "partner", apart)
    if decision.courses:
        return filters
    topics = tuple(hit for hit in matches.topics if not any(_over(hit, partner) for partner in matches.partners))
    return _with(filters, "topic", topics)


def _over(one: Hit, other: Hit) -> bool:
    return one.start < other.end and other.start < one.end


def _with(filters: Filters, key: str, hits: tuple[Hit, ...]) -> Filters:
    if not hits:
        return filters
    best = {hit.code: hit.score for hit in reversed(hits)}
    codes = list(dict.fromkeys(hit.code for hit in hits))
    also = tuple((key, code) for code in codes[1:] if best[codes[0]] - best[code] < NEARLY)
    return replace(filters, **{key: codes[0]}, also=(*filters.also, *also))  # type: ignore[arg-type]  # a name of a filter
