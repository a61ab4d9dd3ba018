"""A catalogue file sent in the chat: its faults with their place, or what it would change, with Apply and Cancel."""

from collections.abc import Sequence
from pathlib import PurePosixPath

from catalogue.answers.values import Button, Row
from catalogue.offer.faults import Faults
from catalogue.offer.reading import READERS
from catalogue.offer.summary import summary
from catalogue.store.offer import StalePlanError
from catalogue.words.say import Html
from enrolment.assistant import followed as told
from enrolment.assistant.heard import Said
from enrolment.assistant.scene import Scene
from enrolment.exports.rows import Source
from enrolment.office import importing
from enrolment.office.importing import Upload
from enrolment.registration.rights import Rights, actor_of
from enrolment.registration.values import Actor
from enrolment.store import uploads

MOST = 20 * 1024 * 1024  # what Telegram lets a bot fetch
SHOWN = 15


def received(scene: Scene, rights: Rights, _parts: list[str]) -> Said:
    """Read once this transaction is over."""
    say, held = scene.say, scene.heard.document
    suffix = PurePosixPath(scene.heard.document_name).suffix.lower()
    if suffix not in READERS:
        return scene.tell(
            say("A catalogue is a workbook (.xlsx), YAML or JSON. Send it as a file; “inscria catalogue template” makes an empty one.")
        )
    if scene.heard.document_size > MOST or held is None:
        return scene.tell(say("Telegram gives me files of 20 MB at most. A bigger catalogue goes through “inscria catalogue import”."))
    owner = actor_of(scene.unit, scene.heard.telegram_id).id
    scene.after = lambda source: _looked_at(scene, source, rights, held, suffix, owner)
    return Said()


def _looked_at(scene: Scene, source: Source, rights: Rights, held: bytes, suffix: str, owner: str) -> Said:
    """The faults, or the changes with the two buttons."""
    try:
        found = importing.looked_at(source, held, suffix, rights, owner)
    except Faults as faults:
        return _faults(scene, faults)
    return _not_hers(scene, found.foreign) if found.foreign else _preview(scene, found)


def _faults(scene: Scene, faults: Faults) -> Said:
    say, count = scene.say, len(faults.faults)
    head = say.many(
        "<b>The file has {count} fault; nothing was changed.</b>", "<b>The file has {count} faults; nothing was changed.</b>", count
    )
    return scene.tell(head, *(fault.said(say) for fault in faults.faults[:SHOWN]), _more(scene, count))


def _more(scene: Scene, count: int) -> Html | None:
    return scene.say("and {count} more", count=scene.say.number(count - SHOWN)) if count > SHOWN else None


def _not_hers(scene: Scene, foreign: Sequence[str]) -> Said:
    say = scene.say
    names = [say.text(partner.name) for code in foreign if (partner := scene.catalogue.partner(code))]
    names += [say.plain("the programme, its topics and its FAQ")] if "" in foreign else []
    return scene.tell(say("The file changes what is not yours to change: {what}. Nothing was changed.", what=say.all_of(names or foreign)))


def _preview(scene: Scene, found: Upload) -> Said:
    say = scene.say
    if found.plan.changes_nothing:
        return scene.tell(*summary(found.plan, say, most=SHOWN))
    lines = [*summary(found.plan, say, most=SHOWN), *told.summary(found.surplus, say)]
    rows: list[Row] = [(Button(say.plain("Apply"), data=f"adm:apply:{found.id}"), Button(say.plain("Cancel"), data=f"adm:drop:{found.id}"))]
    return scene.tell(*lines, say("The people of a session that changes will be told."), rows=rows)


def apply(scene: Scene, rights: Rights, parts: list[str]) -> Said:
    """The file she looked at, applied once this transaction is over."""
    actor, upload_id = actor_of(scene.unit, scene.heard.telegram_id), (parts or [""])[0]
    scene.after = lambda source: _applied(scene, source, rights, upload_id, actor)
    return Said()


def _applied(scene: Scene, source: Source, rights: Rights, upload_id: str, actor: Actor) -> Said:
    """What was done; applied already or cancelled, nothing. The catalogue changed since she looked: she looks again."""
    say = scene.say
    try:
        done = importing.apply(source, upload_id, rights, actor)
    except StalePlanError:
        return scene.tell(say("The catalogue changed meanwhile. Send the file again to see what it would change now."))
    if done is None:
        return scene.tell(say("This file was applied or dropped already."))
    plan, followed = done
    return scene.tell(say("Done."), *summary(plan, say, most=SHOWN), *told.summary(followed, say))


def drop(scene: Scene, _rights: Rights, parts: list[str]) -> Said:
    """Nothing is changed, and the file is forgotten."""
    owner = actor_of(scene.unit, scene.heard.telegram_id).id
    uploads.drop(scene.unit.session, (parts or [""])[0], owner)
    return scene.tell(scene.say("Nothing was changed."))
