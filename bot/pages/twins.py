"""All the possible duplicates, with why each may be one."""

from starlette.responses import Response

from bot.pages.visit import Visit
from enrolment.overview import twins

PAGE = 50


def shown(visit: Visit) -> Response:
    """A page of them; looking at it is recorded."""
    given = visit.query.get("from", "")
    first = int(given) if given.isdigit() and len(given) < 7 else 0
    with visit.writing() as unit:
        found, more = twins.twins(unit, visit.rights, visit.who.actor, first, PAGE)
    on = visit.link("/twins", [("from", str(first + PAGE))]) if more else None
    back = visit.link("/twins", [("from", str(first - PAGE))] if first > PAGE else []) if first else None
    return visit.page("twins.html", pairs=[(pair, pair.why(visit.say)) for pair in found], on=on, back=back)
