"""Around the visit: where it begins, its language, its end."""

import re

from starlette.responses import Response

from bot.pages.visit import Visit
from enrolment.overview import signing
from enrolment.registration.document import spoken

LOCAL = re.compile(r"/(?:[\w-][\w/-]*(?:\?[\w=&.:~%+-]*)?)?")  # an address of ours, nowhere else


def home(visit: Visit) -> Response:
    """The list, or the totals for those who see no names."""
    return visit.go("/registrations" if visit.rights.sees_names else "/statistics")


def speak(visit: Visit) -> Response:
    """French or English from now on; back to the page one came from."""
    with visit.writing() as unit:
        signing.speak(unit, visit.who, spoken(visit.path["language"]))
    back = visit.typed("back")
    return visit.go(back if LOCAL.fullmatch(back) else "/")


def sign_out(visit: Visit) -> Response:
    with visit.writing() as unit:
        signing.sign_out(unit, visit.who)
    return visit.cookie.clear(visit.page("goodbye.html"))


def sign_out_everywhere(visit: Visit) -> Response:
    with visit.writing() as unit:
        signing.sign_out_everywhere(unit, visit.who)
    return visit.cookie.clear(visit.page("goodbye.html"))
