"""Which of the things a message speaks of are filters: topic and school join what the entities say, where the catalogue is searched."""

from collections.abc import Sequence

from catalogue.reading.decide import ABOUT_US, Decision
from catalogue.reading.entities import Entities
from catalogue.reading.lexicon import ends_with, wordings
from catalogue.reading.line import line
from catalogue.reading.negation import denied
from catalogue.reading.normalise import Message
from catalogue.reading.spans import Span
from catalogue.reading.values import Filters, Intent
from catalogue.search.values import Hit, Matches
from catalogue.words.replacing import replace

NONE = frozenset(
    {Intent.GREETING, Intent.THANKS, Intent.GOODBYE, Intent.SWITCH_LANGUAGE, Intent.PRIVACY, Intent.COMPLAINT, Intent.OUT_OF_SCOPE}
)
UNTOPICAL = ABOUT_US | {Intent.FAQ, Intent.MY_REGISTRATIONS, Intent.CANCEL, Intent.MODIFY}
PEOPLE = ("audience", "count")  # "managers" are whom it is for, no subject of management
PLACED = wordings(["dans un", "dans une", "at a", "in a", "in an", "d un", "d une"])
NEARLY = 0.1  # two hits this close in score are both said


def chosen(decision: Decision, found: Entities, matches: Matches, message: Message) -> Filters:
    """The contract's filters. A course's own topic and the words of its title are none."""
    intent = decision.guesses[0][0]
    if intent in NONE:
        return Filters()
    if intent in UNTOPICAL:
        return found.filters
    apart = tuple(hit for hit in matches.partners if not any(_over(hit, course) for course in decision.courses))
    filters = _with(found.filters, "partner", apart, message)
    if decision.courses:
        return _without_its_level(filters, decision, found)
    if intent is Intent.LIST_COURSES and any(span.kind == "free" and not span.denied for span in found.spans):
        filters = replace(filters, free=True)
    others: list[Hit | Span] = [*matches.partners, *(span for span in found.spans if span.kind in PEOPLE)]
    topics = tuple(hit for hit in matches.topics if not any(_over(hit, other) for other in others) and not _workplace(hit, message))
    return _with(filters, "topic", topics, message)


def _without_its_level(filters: Filters, decision: Decision, found: Entities) -> Filters:
    """ "The advanced vision class": a level that is a word of the course's own name is no wish."""
    levels = [span for span in found.spans if span.kind == "level"]
    own = [span for span in levels if any(hit.start <= span.start and span.end <= hit.end for hit in decision.courses)]
    return replace(filters, level=None) if levels and own == levels else filters


def _workplace(hit: Hit, message: Message) -> bool:
    """Whether the words are where somebody works ("dans un entrepôt", "our clinic"), and no subject."""
    return ends_with([token.text for token in message.tokens], hit.start, PLACED)


def _over(one: Hit, other: Hit | Span) -> bool:
    return one.start < other.end and other.start < one.end


def _with(filters: Filters, key: str, said: tuple[Hit, ...], message: Message) -> Filters:
    out = list(dict.fromkeys(str(span.value) for span in refused(said, message)))
    hits = tuple(hit for hit in said if hit.code not in out)
    filters = replace(filters, denied=(*filters.denied, *((key, code) for code in out)))
    if not hits:
        return filters
    best = {hit.code: hit.score for hit in reversed(hits)}
    codes = list(dict.fromkeys(hit.code for hit in hits))
    also = tuple((key, code) for code in codes[1:] if best[codes[0]] - best[code] < NEARLY)
    return replace(filters, **{key: codes[0]}, also=(*filters.also, *also))  # type: ignore[arg-type]  # a name of a filter


def refused(said: Sequence[Hit], message: Message) -> list[Span]:
    """What is said only to be left out ("not at McGill")."""
    if not said:
        return []
    words = [token.text for token in message.tokens]
    spans = [Span(hit.start, hit.end, hit.kind, hit.code) for hit in said]
    return [span for span in denied(words, line(message).clauses_of_tokens(len(words)), spans) if span.denied]
