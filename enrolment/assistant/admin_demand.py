"""Unmet demand in the chat: a table of what is asked for and not offered, and the same as a file."""

import csv
import io
from datetime import date
from itertools import groupby

from catalogue.answers.labels import FORMATS, REGIONS, TAUGHT
from catalogue.answers.values import Attachment, Button, Reply, Row
from catalogue.offer.model import Catalogue, Format, Region
from catalogue.words.say import N_, Html, Say, bold
from enrolment import audit
from enrolment.assistant.heard import Said
from enrolment.assistant.scene import Scene
from enrolment.exports.cells import protected
from enrolment.office.demand import Demand, demand
from enrolment.registration.rights import Rights, actor_of

KINDS = {
    "topic": N_("Subjects"),
    "place": N_("Places"),
    "month": N_("Months"),
    "language": N_("Languages of the course"),
    "format": N_("Formats"),
}
SHOWN = 5
FILE = N_("unmet-demand")
COLUMNS = ("kind", "value", "label", "count", "last")


def shown(scene: Scene, rights: Rights, _parts: list[str]) -> Said:
    """The five most asked of each kind."""
    say, found = scene.say, demand(scene.unit)
    back: Row = (Button(say.plain("Inbox"), data="adm:inbox"),) if rights.sees_names else ()
    if not found:
        return scene.tell(say("Nothing was asked for that is not offered, in the last 180 days."), rows=[back] if back else [])
    said: list[Html | None] = [say("<b>Asked for and not offered</b>")]
    for kind, ones in groupby(found, key=lambda one: one.kind):
        said += [bold(say(KINDS[kind])), *(_line(scene, one) for one in list(ones)[:SHOWN])]
    rows: list[Row] = [(Button(say.plain("As a file"), data="adm:demandfile"), *back)]
    return scene.tell(*said, rows=rows)


def _line(scene: Scene, one: Demand) -> Html:
    return scene.say("• {what}: {count}", what=label(scene.say, scene.catalogue, one), count=scene.say.number(one.count))


def as_file(scene: Scene, _rights: Rights, _parts: list[str]) -> Said:
    """The whole table as CSV; recorded."""
    found = demand(scene.unit)
    audit.append(
        scene.unit.session, actor_of(scene.unit, scene.heard.telegram_id), "export", "demand", None, now=scene.now, count=len(found)
    )
    day = scene.now.astimezone(scene.rules.zone).date().isoformat()
    delimiter = ";" if scene.language == "fr" else ","  # what a double click opens in columns
    content = table(scene.say, scene.catalogue, found, delimiter).encode("utf-8-sig")
    file = Attachment(f"{scene.say.plain(FILE)}-{day}.csv", "text/csv", content)
    return Said((Reply(scene.say.many("{count} row.", "{count} rows.", len(found)), files=(file,)),))


def table(say: Say, offer: Catalogue, found: tuple[Demand, ...], delimiter: str = ",") -> str:
    """The demand as CSV (RFC 4180), the words of strangers made harmless for a spreadsheet."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow(COLUMNS)
    for one in found:
        writer.writerow([one.kind, protected(one.value), protected(label(say, offer, one)), one.count, one.last.isoformat()])
    return out.getvalue()


def label(say: Say, offer: Catalogue, one: Demand) -> str:
    """What is asked for, in the reader's words."""
    if one.kind == "month":
        return say.month(date.fromisoformat(f"{one.value}-01"), year=True)
    if one.kind == "place":
        return REGIONS[Region(one.value)] if one.value in Region._value2member_map_ else one.value
    if one.kind == "language":
        return say.plain(TAUGHT[one.value])
    if one.kind == "format":
        return say.plain(FORMATS[Format(one.value)])
    topic = next((topic for topic in offer.topics if topic.code == one.value), None)
    return say.text(topic.name) if topic else one.value
