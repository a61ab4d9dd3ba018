"""Deep links with the name of where they were put: short, kept, and their QR codes."""

import io

from msgspec import Struct
from msgspec.structs import asdict

from enrolment import audit
from enrolment.registration.unit import Unit
from enrolment.registration.values import Actor
from enrolment.store import links

LENGTH = 8


class Link(Struct, frozen=True):
    """A link: ``source`` is the export's column, ``target`` what /start would be given ("" is the first screen)."""

    id: str
    source: str
    target: str

    def address(self, bot_name: str) -> str:
        return f"https://t.me/{bot_name}?start=link_{self.id}"


def make(unit: Unit, source: str, target: str, actor: Actor) -> Link:
    """The link of that source and target; the same one where it was made before."""
    row = links.same(unit.session, source, target)
    if row is not None:
        return Link(row["id"], row["source"], row["target"])
    made = Link(unit.ids.reference()[:LENGTH], source, target)
    while not links.add(unit.session, {**asdict(made), "made_by": actor.id, "made_at": unit.now}):
        made = Link(unit.ids.reference()[:LENGTH], source, target)
    audit.append(unit.session, actor, "make", "link", made.id, now=unit.now, scope={"source": source, "target": target})
    return made


def find(unit: Unit, link_id: str) -> Link | None:
    row = links.by_id(unit.session, link_id.upper())
    return Link(row["id"], row["source"], row["target"]) if row else None


def qr_codes(address: str) -> tuple[bytes, bytes]:
    """The address as a QR code: PNG for a screen, SVG for print. Error correction M, as printed matter wants."""
    import segno  # noqa: PLC0415  (a library of this one step)

    code, png, svg = segno.make(address, error="m", micro=False), io.BytesIO(), io.BytesIO()
    code.save(png, kind="png", scale=12, border=4)
    code.save(svg, kind="svg", scale=10, border=4, xmldecl=True)
    return png.getvalue(), svg.getvalue()
