"""The aggregates for the funder, as a file: counts by course, region and role, small ones hidden; no names."""

import csv
import io
from collections.abc import Iterator, Mapping

from catalogue.answers.values import Attachment, Reply
from catalogue.offer.model import Catalogue
from catalogue.words.say import N_, Html, Say
from enrolment import audit
from enrolment.assistant.heard import Said
from enrolment.assistant.scene import Scene
from enrolment.exports.cells import protected
from enrolment.form.fields import FORM
from enrolment.office.aggregates import ALL, OTHERS, PLACED, TABLES, Aggregates, aggregates
from enrolment.office.hiding import LEAST, Line
from enrolment.registration.rights import Rights, actor_of

KINDS = {"course": N_("Partners and courses"), "region": N_("Regions"), "role": N_("Roles")}
COLUMNS: Mapping[str, str] = {PLACED: N_("with a place"), OTHERS: N_("without a place"), ALL: N_("in all")}
HEADER = ("table", "partner", "code", "label", *COLUMNS)
FILE = N_("aggregates")
HIDDEN = "*"  # neither a number nor nothing


def as_file(scene: Scene, rights: Rights, _parts: list[str]) -> Said:
    """The whole as CSV; recorded."""
    found, say = aggregates(scene.unit, rights.partners), scene.say
    actor = actor_of(scene.unit, scene.heard.telegram_id)
    audit.append(scene.unit.session, actor, "export", "aggregates", None, now=scene.now, count=found.total)
    day = scene.now.astimezone(scene.rules.zone).date().isoformat()
    delimiter = ";" if scene.language == "fr" else ","  # what a double click opens in columns
    content = table(say, scene.catalogue, found, delimiter).encode("utf-8-sig")
    file = Attachment(f"{say.plain(FILE)}-{day}.csv", "text/csv", content)
    return Said((Reply(legend(say), files=(file,)),))


def legend(say: Say) -> Html:
    """What a star stands for."""
    return say(
        "No names. A star (*) is a number under {least}, or one that would give such a number away.",
        least=say.number(LEAST),
    )


def table(say: Say, offer: Catalogue, found: Aggregates, delimiter: str = ",") -> str:
    """As CSV (RFC 4180): the whole first, then a line a row of each table."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow(HEADER)
    known = dict(zip(found.columns, found.sums, strict=True)) | ({ALL: found.total} if found.columns else {})
    writer.writerow(["all", "", "", say.plain("All pre-registrations"), *_cells(known)])
    for name in TABLES if found.columns else ():
        for line in found.tables[name]:
            is_partner = name == "course" and not line.row.part_of
            partner, code = (line.row.code, "") if is_partner else (line.row.part_of, line.row.code)
            told = {**dict(zip(found.columns, line.cells, strict=True)), ALL: line.total}
            writer.writerow([name, partner, code, protected(label(say, offer, name, line)), *_cells(told)])
    return out.getvalue()


def _cells(known: Mapping[str, int | None]) -> Iterator[int | str]:
    for name in COLUMNS:
        number = known.get(name)
        yield HIDDEN if number is None else number


def label(say: Say, offer: Catalogue, name: str, line: Line) -> str:
    """What a line counts, in the reader's words."""
    code = line.row.code
    if name == "course":
        course, partner = offer.course(code) if line.row.part_of else None, offer.partner(code)
        return say.text(course.title) if course else say.text(partner.name) if partner and not line.row.part_of else code
    field = FORM.get(name)
    choice = field.choice(code) if field and code else None
    return say.plain(choice.label) if choice else code or say.plain("not said")
