"""The catalogue by file: taken away as it stands, brought back, looked at before it is applied.

Between the look and the word, the file waits in the page itself, sealed: nothing is kept here, and any process can go on with it.
"""

import base64
import binascii
import zlib
from collections import Counter
from typing import Any

from msgspec import Struct
from starlette.datastructures import UploadFile
from starlette.responses import Response

from bot.pages.visit import Visit
from catalogue.offer.faults import Fault, Faults
from catalogue.offer.reading import READERS, catalogue_in
from catalogue.offer.source import MOST_BYTES
from catalogue.offer.summary import summary
from catalogue.offer.workbook_writing import template_bytes
from catalogue.offer.writing import WRITERS, catalogue_bytes
from catalogue.store.offer import StalePlanError
from catalogue.words.say import N_
from enrolment.assistant import followed
from enrolment.office import importing
from enrolment.vault import VaultError

SHOWN = 200  # lines of what changes
TEMPLATE = "template.xlsx"
TYPES = {
    "yaml": "application/yaml",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class Brought(Struct, frozen=True):
    """A file as it was sent."""

    name: str
    content: bytes


def shown(visit: Visit) -> Response:
    """What is offered, in figures, and the ways to take it and to bring it."""
    return _page(visit)


def look(visit: Visit) -> Response:
    """What the file would change, or all its faults with their places."""
    sent = visit.form.get("file")
    if not isinstance(sent, UploadFile) or not sent.filename:
        return _page(visit, faults=[Fault("", N_("Choose a file first."))])
    return _looked(visit, Brought(sent.filename[-100:], sent.file.read(MOST_BYTES + 1)))


def apply(visit: Visit) -> Response:
    """What was looked at is done, if the catalogue is still what it was; else it is shown anew."""
    brought = _unsealed(visit)
    if brought is None:
        return visit.page("refused.html", status=403)
    catalogue = catalogue_in(brought.content, brought.name)
    try:
        with visit.writing() as unit:
            plan, told = importing.applied(unit, catalogue, visit.rights, visit.who.actor, _version(visit))
    except StalePlanError:
        return _looked(visit, brought, stale=True)
    return _page(visit, done=[summary(plan, visit.say, most=1)[0], *followed.summary(told, visit.say)])


def taken(visit: Visit) -> Response:
    """The catalogue as it stands, or an empty workbook to fill in."""
    name = visit.path["name"]
    _, _, kind = name.rpartition(".")
    if name not in (TEMPLATE, *(f"catalogue.{each}" for each in TYPES)):
        return visit.page("nothing.html", status=404)
    content = template_bytes() if name == TEMPLATE else catalogue_bytes(visit.catalogue, f".{kind}")
    return Response(content, media_type=TYPES[kind], headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _looked(visit: Visit, brought: Brought, *, stale: bool = False) -> Response:
    try:
        catalogue = catalogue_in(brought.content, brought.name)
    except Faults as found:
        return _page(visit, faults=list(found.faults), name=brought.name)
    with visit.reading() as unit:
        plan, concerned = importing.planned(unit.session, catalogue)
    lines = [*summary(plan, visit.say, most=SHOWN), *followed.summary(concerned, visit.say)]
    hers = not importing.foreign(plan, visit.rights)
    looked = {"lines": lines, "hers": hers, "nothing": plan.changes_nothing, "version": plan.version, "stale": stale}
    return _page(visit, name=brought.name, looked=looked, sealed=_sealed(visit, brought) if hers else "")


def _version(visit: Visit) -> int:
    """The catalogue's version that was looked at; none that there ever was where the form says none."""
    said = visit.typed("version")
    return int(said) if said.isdigit() and len(said) < 16 else -1


def _page(visit: Visit, **values: Any) -> Response:
    offer = visit.catalogue
    sessions = Counter(course.code for course, _ in offer.sessions())
    hers = [course for course in offer.courses if visit.rights.covers(course.partner)]
    given: dict[str, Any] = {"faults": [], "name": "", "looked": None, "sealed": "", "done": [], **values}
    return visit.page(
        "catalogue.html",
        courses=hers,
        sessions=sessions,
        suffixes=",".join(READERS),
        formats=[kind for kind in TYPES if f".{kind}" in WRITERS],
        partners={one.code: visit.say.text(one.name) for one in offer.partners},
        **given,
    )


def _sealed(visit: Visit, brought: Brought) -> str:
    packed = zlib.compress(brought.name.encode() + b"\0" + brought.content)
    return base64.b64encode(visit.house.vault.seal(packed, _about(visit))).decode()


def _unsealed(visit: Visit) -> Brought | None:
    try:
        packed = visit.house.vault.open(base64.b64decode(visit.typed("sealed"), validate=True), _about(visit))
    except (VaultError, binascii.Error):
        return None
    name, _, content = zlib.decompress(packed).partition(b"\0")
    return Brought(name.decode(), content)


def _about(visit: Visit) -> str:
    """The file is its sender's, in the browser she sent it from."""
    return f"catalogue file:{visit.who.hash}"
