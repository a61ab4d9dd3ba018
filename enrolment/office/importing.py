"""A catalogue file brought in, whatever the door: what it would change, whose that is, then the change, recorded, its people told.

The command line, the chat and the pages differ in where the file waits while somebody looks; what it does is decided here alone.
"""

from datetime import datetime

from msgspec import Struct
from sqlmodel import Session

from catalogue.offer.model import Catalogue
from catalogue.offer.plan import Plan
from catalogue.offer.reading import catalogue_in
from catalogue.store import offer
from catalogue.words.replacing import replace
from enrolment import audit
from enrolment.exports.rows import Source
from enrolment.registration import following
from enrolment.registration.following import Followed
from enrolment.registration.rights import Rights
from enrolment.registration.unit import RandomIds, Unit
from enrolment.registration.values import Actor
from enrolment.store import uploads

ABOUT = "upload"


class Upload(Struct, frozen=True):
    """A file under her eyes: what it would change, and what of that is not hers to change."""

    id: str
    plan: Plan
    surplus: Followed
    foreign: tuple[str, ...] = ()


def planned(session: Session, brought: Catalogue) -> tuple[Plan, Followed]:
    """What it would change, and the sessions that would have fewer seats than people; nothing is written."""
    plan = offer.prepare(session, brought)
    return plan, Followed(surplus=following.surplus(session, plan.result))


def foreign(plan: Plan, rights: Rights) -> tuple[str, ...]:
    """What a school's administrator may not change: other schools' courses, and ("") what belongs to no school."""
    if not rights.partners:
        return ()
    others = sorted(code for code in plan.partners if not rights.covers(code))
    return (*others, "") if plan.touches_programme else tuple(others)


def written(session: Session, brought: Catalogue, rights: Rights, actor: Actor, now: datetime, version: int | None = None) -> Plan:
    """The change, written and recorded, while no one else can change the catalogue. ``version``: what it was when somebody looked.

    StalePlanError: the catalogue changed since, or what would change is not hers any more.
    """
    held = offer.lock(session)
    plan = offer.prepare(session, brought)
    if version not in (None, held.version) or foreign(plan, rights):
        raise offer.StalePlanError
    offer.apply(session, plan, now)
    if not plan.changes_nothing:
        scope = {"partners": sorted(plan.partners)}
        audit.append(session, actor, "import", "catalogue", None, now=now, count=len(plan.items), scope=scope)
    return plan


def applied(unit: Unit, brought: Catalogue, rights: Rights, actor: Actor, version: int | None = None) -> tuple[Plan, Followed]:
    """The same, told to everyone concerned."""
    plan = written(unit.session, brought, rights, actor, unit.now, version)
    if plan.changes_nothing:
        return plan, Followed()
    return plan, following.follow(replace(unit, offer=plan.result), plan.current, plan.result)


def looked_at(source: Source, held: bytes, suffix: str, rights: Rights, owner: str) -> Upload:
    """Read a file sent in the chat, keep it, say what it would change. Raises ``Faults``."""
    catalogue = catalogue_in(held, f"catalogue{suffix}")
    with source.database.writing() as session:
        plan, surplus = planned(session, catalogue)
        made = Upload(RandomIds().new_id(), plan, surplus, foreign(plan, rights))
        if not made.foreign and not plan.changes_nothing:
            sealed = source.vault.seal(held, ABOUT)
            row = {"id": made.id, "owner": owner, "suffix": suffix, "version": plan.version, "sealed": sealed, "made_at": source.as_of}
            uploads.add(session, row)
    return made


def apply(source: Source, upload_id: str, rights: Rights, actor: Actor) -> tuple[Plan, Followed] | None:
    """Apply the file she looked at; None where it is gone. ``StalePlanError`` where the catalogue changed meanwhile."""
    with source.database.reading() as session:
        row = uploads.of(session, upload_id, actor.id)
    if row is None:
        return None
    catalogue = catalogue_in(source.vault.open(row["sealed"], ABOUT), f"catalogue{row['suffix']}")
    with source.database.writing() as session:
        if not uploads.drop(session, upload_id, actor.id):
            return None
        unit = Unit(session, source.vault, source.offer, source.as_of, source.rules)
        return applied(unit, catalogue, rights, actor, row["version"])
