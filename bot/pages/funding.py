"""The aggregates for the funder: the tables as they may be given away, and the same as a file."""

from starlette.responses import Response

from bot.pages.visit import Visit
from catalogue.words.say import unmarked
from enrolment import audit
from enrolment.assistant import admin_funder
from enrolment.office.aggregates import TABLES, aggregates


def shown(visit: Visit) -> Response:
    """Each table with its legend."""
    with visit.reading() as unit:
        found = aggregates(unit, visit.rights.partners)
    say, offer = visit.say, visit.catalogue
    tables = [
        (name, say.plain(admin_funder.KINDS[name]), [(admin_funder.label(say, offer, name, line), line) for line in found.tables[name]])
        for name in TABLES
        if found.columns
    ]
    return visit.page(
        "aggregates.html",
        found=found,
        tables=tables,
        columns=[say.plain(admin_funder.COLUMNS[name]) for name in found.columns if len(found.columns) > 1],
        legend=unmarked(admin_funder.legend(say)),
        hidden=admin_funder.HIDDEN,
    )


def as_file(visit: Visit) -> Response:
    """All of it as CSV, as in the chat; recorded."""
    with visit.writing() as unit:
        found = aggregates(unit, visit.rights.partners)
        audit.append(unit.session, visit.who.actor, "export", "aggregates", None, now=visit.now, count=found.total)
    delimiter = ";" if visit.who.language == "fr" else ","
    content = admin_funder.table(visit.say, visit.catalogue, found, delimiter).encode("utf-8-sig")
    name = f"{visit.say.plain(admin_funder.FILE)}-{visit.local(visit.now):%Y-%m-%d}.csv"
    return Response(content, media_type="text/csv", headers={"Content-Disposition": f'attachment; filename="{name}"'})
