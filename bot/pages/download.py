"""The file of exactly what the list shows: written as the browser takes it, memory flat however long it is."""

from starlette.responses import Response, StreamingResponse

from bot.pages import filters, stream
from bot.pages.visit import Visit
from catalogue.words.replacing import replace
from enrolment.exports import export as exporting
from enrolment.exports.formats import FORMATS
from enrolment.exports.rows import Source
from enrolment.overview import listing


def export(visit: Visit) -> Response:
    """The rows of the list, all its pages, in the format of the address; recorded as every export is."""
    chosen = FORMATS.get(visit.path["format"])
    if chosen is None:
        return visit.page("nothing.html", status=404)
    house = visit.house
    with visit.reading() as unit:
        request = listing.request(unit, filters.asked(visit, filters.of_address(visit)))
    request = replace(request, format=chosen.name, headers=visit.who.language)
    source = Source(house.database, house.vault, visit.catalogue, house.rules, visit.now)
    name = f"preinscriptions-{visit.local(visit.now):%Y-%m-%d}{chosen.suffix}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    written = stream.pieces(lambda sink: exporting.export(source, request, sink, visit.who.actor))
    return StreamingResponse(written, media_type=chosen.media_type, headers=headers)
