"""What is asked for and not offered, counted: a table, and the same as a file; no one is named."""

from itertools import groupby

from starlette.responses import Response

from bot.pages.visit import Visit
from enrolment import audit
from enrolment.assistant import admin_demand
from enrolment.office.demand import demand


def shown(visit: Visit) -> Response:
    """Each kind, the most asked first."""
    with visit.reading() as unit:
        unmet = demand(unit)
    say, offer = visit.say, visit.catalogue
    return visit.page(
        "demand.html",
        demand=[
            (say.plain(admin_demand.KINDS[kind]), [(admin_demand.label(say, offer, one), one) for one in ones])
            for kind, ones in groupby(unmet, key=lambda one: one.kind)
        ],
    )


def as_file(visit: Visit) -> Response:
    """The unmet demand as CSV, as in the chat; recorded."""
    with visit.writing() as unit:
        found = demand(unit)
        audit.append(unit.session, visit.who.actor, "export", "demand", None, now=visit.now, count=len(found))
    delimiter = ";" if visit.who.language == "fr" else ","
    content = admin_demand.table(visit.say, visit.catalogue, found, delimiter).encode("utf-8-sig")
    name = f"{visit.say.plain(admin_demand.FILE)}-{visit.local(visit.now):%Y-%m-%d}.csv"
    return Response(content, media_type="text/csv", headers={"Content-Disposition": f'attachment; filename="{name}"'})
