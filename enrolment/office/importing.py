"""A catalogue file sent by an administrator: what it would change, kept while she looks, then applied with its people told."""

from dataclasses import dataclass

from catalogue.offer.model import Catalogue
from catalogue.offer.plan import Plan
from catalogue.offer.reading import catalogue_in
from catalogue.store import offer
from enrolment import audit
from enrolment.exports.rows import Source
from enrolment.registration import following
from enrolment.registration.following import Followed
from enrolment.registration.rights import Rights
from enrolment.registration.unit import RandomIds, Unit
from enrolment.registration.values import Actor
from enrolment.store import uploads

ABOUT = "upload"


@dataclass(frozen=True)
class Upload:
    """A file under her eyes: what it would change, and what of that is not hers to change."""

    id: str
    plan: Plan
    surplus: Followed
    foreign: tuple[str, ...] = ()


def looked_at(source: Source, held: bytes, suffix: str, rights: Rights, owner: str) -> Upload:
    """Read the file, keep it, say what it would change. Raises ``Faults``."""
    catalogue = catalogue_in(held, f"catalogue{suffix}")
    with source.database.writing() as session:
        plan = offer.prepare(session, catalogue)
        made = Upload(RandomIds().new_id(), plan, Followed(surplus=following.surplus(session, plan.result)), foreign(plan, rights))
        if not made.foreign and not plan.changes_nothing:
            sealed = source.vault.seal(held, ABOUT)
            row = {"id": made.id, "owner": owner, "suffix": suffix, "version": plan.version, "sealed": sealed, "made_at": source.as_of}
            uploads.add(session, row)
    return made


def apply(source: Source, upload_id: str, rights: Rights, actor: Actor) -> tuple[Plan, Followed] | None:
    """Apply the file she looked at; None where it is gone, or the catalogue changed meanwhile. ``StalePlanError`` in that last case."""
    with source.database.reading() as session:
        row = uploads.of(session, upload_id, actor.id)
    if row is None:
        return None
    catalogue = catalogue_in(source.vault.open(row["sealed"], ABOUT), f"catalogue{row['suffix']}")
    with source.database.writing() as session:
        if not uploads.drop(session, upload_id, actor.id):
            return None
        return _applied(Unit(session, source.vault, source.offer, source.as_of, source.rules), catalogue, row["version"], rights, actor)


def _applied(unit: Unit, catalogue: Catalogue, version: int, rights: Rights, actor: Actor) -> tuple[Plan, Followed]:
    if offer.lock(unit.session).version != version:
        raise offer.StalePlanError
    plan = offer.prepare(unit.session, catalogue)
    if foreign(plan, rights):
        raise offer.StalePlanError
    offer.apply(unit.session, plan, unit.now)
    changed = Unit(unit.session, unit.vault, plan.result, unit.now, unit.rules, unit.ids)
    followed = following.follow(changed, plan.current, plan.result)
    audit.append(unit.session, actor, "import", "catalogue", None, now=unit.now, count=len(plan.items))
    return plan, followed


def foreign(plan: Plan, rights: Rights) -> tuple[str, ...]:
    """What a school's administrator may not change: other schools' courses, and ("") what belongs to no school."""
    if not rights.partners:
        return ()
    others = sorted(code for code in plan.partners if not rights.covers(code))
    return (*others, "") if plan.touches_programme else tuple(others)
