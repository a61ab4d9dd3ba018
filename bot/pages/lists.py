"""The list of registrations: found, filtered, ordered, leafed through; many confirmed at once."""

from collections.abc import Iterable

from msgspec import Struct
from starlette.responses import Response

from bot.pages import filters, labels
from bot.pages.filters import Chosen
from bot.pages.visit import Visit
from catalogue.offer.model import Course
from enrolment.exports.formats import FORMATS
from enrolment.form.regions import REGIONS
from enrolment.overview import card, listing
from enrolment.registration import registrar
from enrolment.registration.states import Status
from enrolment.store.listing import Order

COLUMNS = ("created_at", "updated_at", "starts_at", "course_code", "status")


class Option(Struct, frozen=True):
    """A value of a filter."""

    code: str
    label: str


def shown(visit: Visit) -> Response:
    """The page of the list that the address asks for."""
    chosen = filters.of_address(visit)
    with visit.reading() as unit:
        page = listing.page(unit, filters.asked(visit, chosen))
    return visit.page(
        "list.html",
        page=page,
        chosen=chosen,
        counted=listing.COUNTED,
        options=_options(visit, chosen),
        sorts={column: visit.link("/registrations", chosen.pairs(order=_turned(chosen, column))) for column in COLUMNS},
        exports={name: visit.link(f"/registrations/export/{name}", chosen.pairs(order=Order())) for name in FORMATS},
        on=visit.link("/registrations", chosen.pairs(edge=("after", page.last))) if page.last else None,
        back=visit.link("/registrations", chosen.pairs(edge=("before", page.first))) if page.first else None,
        titles={course.code: visit.say.text(course.title) for course in visit.catalogue.courses},
        done=_number(visit, "done"),
        left=_number(visit, "left"),
    )


def find(visit: Visit) -> Response:
    """What was typed and chosen, as an address that can be kept."""
    return visit.go("/registrations", filters.of_form(visit).pairs())


def confirm(visit: Visit) -> Response:
    """Those marked are confirmed, each person told; what cannot be is left and counted."""
    marked = [value for value in visit.form.getlist("reference") if isinstance(value, str)]
    with visit.writing() as unit:
        hers = [one.id for typed in marked if (one := card.found(unit, typed, visit.rights)) is not None]
        many = registrar.confirm(unit, hers, visit.who.actor)
    chosen = filters.of_form(visit)
    return visit.go("/registrations", [*chosen.pairs(), ("done", str(len(many.done))), ("left", str(len(marked) - len(many.done)))])


def _number(visit: Visit, name: str) -> int | None:
    given = visit.query.get(name, "")
    return int(given) if given.isdigit() and len(given) < 5 else None


def _turned(chosen: Chosen, column: str) -> Order:
    """The order a column's title leads to: the same column the other way, moments from the newest."""
    if chosen.order.column == column:
        return Order(column, not chosen.order.descending)
    return Order(column, column in ("created_at", "updated_at"))


def _options(visit: Visit, chosen: Chosen) -> dict[str, list[Option]]:
    """Each filter's values, as far as she sees."""
    say, offer, rights = visit.say, visit.catalogue, visit.rights
    courses = [course for course in offer.courses if rights.covers(course.partner)]
    partners = [one for one in offer.partners if rights.covers(one.code)]
    return {
        "status": [Option(code.value, labels.state(say, code)) for code in Status],
        "course": [Option(course.code, say.text(course.title)) for course in courses],
        "session": list(_sessions(visit, courses, chosen.first("course"))),
        "partner": [Option(one.code, say.text(one.name)) for one in partners] if len(partners) > 1 else [],
        "region": [Option(one.code, say.plain(one.label)) for one in REGIONS],
    }


def _sessions(visit: Visit, courses: Iterable[Course], course: str) -> Iterable[Option]:
    """The sessions of the course chosen: all of them at once would be a wall."""
    for each in courses:
        if course and each.code.casefold() == course.casefold():
            for one in each.sessions:
                place = one.city or visit.say.plain("online")
                yield Option(one.code, f"{visit.say.day(one.first_day, year=True)}, {place}")
