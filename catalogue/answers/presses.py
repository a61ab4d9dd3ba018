"""The buttons of this room, read back as a turn: card, ask, list, browse, pick."""

from collections.abc import Callable

from catalogue.answers.browsing import FACETS, MENU
from catalogue.answers.context import Context
from catalogue.answers.turn import Turn
from catalogue.offer.model import Catalogue, Language
from catalogue.reading.values import Filters, Intent
from catalogue.words.replacing import replace

BROWSED = frozenset({MENU, *FACETS})


def read(data: str, context: Context, catalogue: Catalogue) -> Turn | None:
    """What the button asks; None where its verb is another room's or what it names is no more."""
    verb, _, rest = data.partition(":")
    found = VERBS.get(verb)
    return found(rest.split(":"), context, catalogue) if found else None


def _card(parts: list[str], context: Context, catalogue: Catalogue) -> Turn | None:
    return _about(Intent.COURSE_DETAIL, parts[0], context, catalogue)


def _ask(parts: list[str], context: Context, catalogue: Catalogue) -> Turn | None:
    if len(parts) != 2 or parts[0] not in set(Intent):
        return None
    return _about(Intent(parts[0]), parts[1], context, catalogue)


def _about(intent: Intent, code: str, context: Context, catalogue: Catalogue) -> Turn | None:
    course = catalogue.course(code)
    return Turn(language=_language(context), intent=intent, courses=(course.code,), named=True) if course else None


def _list(parts: list[str], context: Context, _catalogue: Catalogue) -> Turn | None:
    """Another page of the list in talk; of one that faded, all the courses again, and it is said."""
    page = int(parts[0]) if parts[0].isdigit() else 0
    turn = Turn(language=_language(context), intent=Intent.LIST_COURSES, filters=context.filters, page=page, follows=True)
    return replace(turn, page=0, stale=True, anew=True) if page and context.intent is None else turn


def _browse(parts: list[str], context: Context, catalogue: Catalogue) -> Turn | None:
    """All the courses; the ways to narrow the list; the values of one way; or the list with one value more."""
    name, _, _page = parts[0].partition("+")
    so_far = context.filters if context.intent is Intent.LIST_COURSES else Filters()
    turn = Turn(language=_language(context), intent=Intent.LIST_COURSES, filters=so_far, anew=True)
    if name in BROWSED and len(parts) == 1:
        return replace(turn, browse=parts[0])
    if name not in FACETS or len(parts) != 2:
        return replace(turn, filters=Filters())
    try:
        chosen = FACETS[name].filters(parts[1])
    except ValueError:
        return None
    if chosen.topic and catalogue.topic(chosen.topic) is None:
        return None
    return replace(turn, filters=so_far.merged(chosen))


def _pick(parts: list[str], context: Context, catalogue: Catalogue) -> Turn | None:
    if parts[0] == "advice":
        return Turn(language=_language(context), intent=Intent.RECOMMEND, filters=context.preferences)
    return _ask(parts, context, catalogue)


def _mean(parts: list[str], context: Context, catalogue: Catalogue) -> Turn | None:
    """One of the readings that were offered: of that course, or of what was said already."""
    if len(parts) == 2:
        return _ask(parts, context, catalogue)
    if parts[0] not in set(Intent):
        return None
    return Turn(language=_language(context), intent=Intent(parts[0]), filters=context.filters, courses=context.courses, follows=True)


def _to(intent: Intent) -> Callable[[list[str], Context, Catalogue], Turn | None]:
    return lambda parts, context, catalogue: _about(intent, parts[0], context, catalogue)


def _language(context: Context) -> Language:
    return context.language or "fr"


VERBS: dict[str, Callable[[list[str], Context, Catalogue], Turn | None]] = {
    "card": _card,
    "ask": _ask,
    "list": _list,
    "browse": _browse,
    "pick": _pick,
    "mean": _mean,
    "alert": _to(Intent.ALERT),
    "group": _to(Intent.GROUP),
}
