"""A wish let go: "peu importe la ville", "never mind online", "the price doesn't matter"."""

import re
from collections.abc import Callable

from catalogue.answers import cues
from catalogue.answers.fitting import OF_SESSION, without
from catalogue.answers.heard import Heard
from catalogue.answers.references import Pointing
from catalogue.answers.turn import COURSE_INTENTS, LISTS, Turn
from catalogue.answers.wishes import by_wish
from catalogue.answers.words import fold
from catalogue.reading.values import Filters, Guess, Intent, Reading
from catalogue.words.pattern import Pattern
from catalogue.words.replacing import replace

_LETS_GO = (
    r"(?:laisse[zr]? (?:donc )?(?:faire|tomber)|oublie[zr]?(?: ca)?|peu importe|importe peu|n importe(?: (?:quel(?:le)?s?|ou"
    r"|quand))?|enleve[zr]?"
    r"|retire[zr]?|tant pis pour|pas besoin|plus besoin|on s en fout|je m en fous|(?:m )?est egal|whatever|never ?mind(?: the)?"
    r"|forget(?: about)?|drop|remove|ignore|regardless of|no matter|don t care(?: about)?|not worried about|skip)"
)
_IDLE = (
    r"(?:(?:n )?(?:est|c est|a) (?:pas|plus) (?:grave|important|d importance)|importe peu|(?:m )?est egale?|on s en fout"
    r"|pas grave|doesn t matter|does not matter"
    r"|don t matter|isn t important|is not important|is fine|s fine|is ok|no longer matters|not an issue)"
)
_SMALL = (
    r"(?: (?:le|la|les|l|du|de|des|d|c est|que ce soit|ca|the|a|about|what|which|is|it s|en|in|au|as|on|pour|for|quel|quelle|where"
    r"|if|being)){0,4}"
)
NOUNS: dict[str, str] = {
    "place": r"villes?|places?|endroits?|lieux?|regions?|coins?|cit(?:y|ies)|locations?|where|ou|towns?|areas?",
    "period": r"dates?|mois|moments?|quand|periodes?|when|months?|time of year|saison|season",
    "price": r"prix|couts?|budget|prices?|costs?|money",
    "format": r"formats?|modes?|facon",
    "language": r"langues?|languages?",
    "level": r"niveaux?|levels?",
    "audience": r"public|audience|role",
    "schedule": r"horaires?|heures?|schedules?|days?|jours?|time of day",
    "max_hours": r"durees?|lengths?|longueur|duration|how long",
    "topic": r"sujets?|themes?|subjects?|topics?",
    "partner": r"ecoles?|etablissements?|schools?|universites?|colleges?|cegeps?",
}
VALUES: dict[str, str] = {
    "price": r"gratuit\w*|free",
    "format": r"en ligne|online|distance|virtuel|en personne|presentiel|presence|in person|hybrides?|hybrid|remote|zoom",
    "language": r"francais|french|anglais|english",
    "level": r"debutants?|beginners?|avances?|advanced|intermediaires?|intermediate",
    "audience": r"gestionnaires?|managers?|dirigeants?|cadres?|executives?",
    "schedule": r"soirs?|soirees?|evenings?|weekends?|fins? de semaine",
}


def _groups(*tables: dict[str, str]) -> str:
    facets = dict.fromkeys(facet for table in tables for facet in table)
    return "|".join(f"(?P<{facet}>{'|'.join(table[facet] for table in tables if facet in table)})" for facet in facets)


_NAMED = _groups(NOUNS, VALUES)
_AFTERWARDS = r"(?: (?:finalement|finally|after all|then|is fine|s fine|fait l affaire|me va|is ok|works?|will do))?"
FACETS = ("place", "period", "price", "format", "language", "level", "audience", "schedule", "max_hours", "topic", "partner")
LETS_GO = Pattern(rf"^(?:ok |bon |ben |non |no |actually |finalement )?{_LETS_GO}")
WAYS = (
    Pattern(rf"\b{_LETS_GO}{_SMALL} (?:{_NAMED})\b{_AFTERWARDS}"),
    Pattern(
        r"\b(?P<place>anywhere|n importe ou|wherever|partout)\b(?: (?:au|en|in) (?:quebec|the province))?(?: (?:is|s"
        r"|me))?(?: (?:fine|ok|good|va|works))?"
    ),
    Pattern(rf"\b(?:any|toutes? les|whichever) (?:{_groups(NOUNS)})\b{_AFTERWARDS}"),
    Pattern(rf"\b(?:{_NAMED})\b(?: [a-z]{{1,4}}){{0,2}} {_IDLE}\b"),
)


def drops(message: Pointing) -> tuple[str, ...]:
    """The wishes of the talk that the message lets go."""
    if not (message.context.filters or message.context.intent in LISTS):
        return ()
    said = [facet for match in _matches(message.folded) for facet, word in match.groupdict().items() if word]
    return tuple(dict.fromkeys((*said, *_by_value(message))))


def _by_value(message: Pointing) -> list[str]:
    """The wishes whose very value is let go: "never mind Laval", "forget Saturdays"."""
    before, now = message.context.filters, message.reading.wishes
    if not LETS_GO.search(message.folded):
        return []
    kept = {facet: without(before, facet) for facet in FACETS}
    alike = {facet: kept[facet] != before and _same(before, now, facet) for facet in FACETS}
    return [facet for facet, same in alike.items() if same]


def _same(before: Filters, now: Filters, facet: str) -> bool:
    """Whether what is said of that wish now is what was said before."""
    if facet == "period":
        return now.starts_from == before.starts_from and now.starts_to == before.starts_to
    if facet == "place":
        return bool(now.city and now.city in _cities(before)) or bool(now.region and now.region == before.region)
    name = {"price": "max_price"}.get(facet, facet)
    return bool(getattr(now, name)) and getattr(now, name) == getattr(before, name)


def _matches(folded: str) -> list[re.Match[str]]:
    found: list[re.Match[str]] = []
    for match in (match for way in WAYS for match in way.finditer(folded)):
        if all(match.end() <= other.start() or other.end() <= match.start() for other in found):
            found.append(match)
    return found


def _cities(filters: Filters) -> list[str]:
    return [city for city in (filters.city, *(value for key, value in filters.also if key == "city")) if city]


def _let_go(filters: Filters, facet: str, named: Filters) -> Filters:
    """The filters without that wish; of several cities, without the one named."""
    left = [city for city in _cities(filters) if city != named.city]
    if facet != "place" or not named.city or len(left) in (0, len(_cities(filters))):
        return without(filters, facet)
    emptied = without(filters, facet)
    return replace(emptied, city=left[0], also=(*emptied.also, *(("city", city) for city in left[1:])))


def without_dropped(message: Pointing, dropping: tuple[str, ...], again: Callable[[str], Reading]) -> Reading:
    """The message read again without the words that let a wish go."""
    reading, rest = message.reading, fold(message.reading.said)
    for match in sorted(_matches(rest), key=lambda match: -match.start()):
        rest = f"{rest[: match.start()]} {rest[match.end() :]}"
    rest = cues.LEADING.sub("", rest.strip(" ,.;:!?")).strip(" ,.;:")
    by_value = not _matches(fold(reading.said))
    if not rest or by_value:
        left = reading.wishes if by_value else Filters()
        for facet in dropping:
            left = without(left, facet)
        return replace(reading, guesses=(Guess(Intent.LIST_COURSES, (), reading.confidence),), filters=left, absent=None, found=())
    alone = again(rest)
    return alone.in_place_of(reading)


def dropped(heard: Heard) -> Turn | None:
    """The list, or the sessions of the course in talk, without the wishes let go and with what else is said."""
    if not heard.dropping or heard.reading.found:
        return None
    context, said = heard.context, heard.context.filters
    for facet in heard.dropping:
        said = _let_go(said, facet, heard.reading.wishes)
    filters = said.merged(heard.reading.filters)
    turn = replace(heard.lone, filters=filters, follows=True, anew=True, absent=None, tied=False, named=False)
    if context.intent in LISTS or not context.courses:
        intent = Intent.RECOMMEND if context.intent is Intent.RECOMMEND else Intent.LIST_COURSES
        return replace(turn, intent=intent, courses=())
    own = heard.reading.intent in COURSE_INTENTS and heard.reading.filters
    of_session = any(facet in (*OF_SESSION, "place") for facet in heard.dropping)
    return replace(turn, intent=by_wish(heard) if own or of_session else heard.carries_on(), courses=context.courses)
