"""A catalogue file brought in by an administrator: what it would change, whether it is hers to change, then the change and its messages."""

from catalogue.offer.model import Catalogue
from catalogue.offer.plan import Plan
from catalogue.store import offer
from enrolment import audit
from enrolment.registration import following
from enrolment.registration.following import Followed
from enrolment.registration.rights import Rights
from enrolment.registration.unit import Unit
from enrolment.registration.values import Actor


def planned(unit: Unit, brought: Catalogue) -> tuple[Plan, Followed]:
    """What it would change, and the sessions that would have fewer seats than people; nothing is written."""
    plan = offer.prepare(unit.session, brought)
    return plan, Followed(surplus=following.surplus(unit.session, plan.result))


def may(plan: Plan, rights: Rights) -> bool:
    """Whether all it touches is hers: a partner's administrator changes that partner's courses alone."""
    return not rights.partners or (not plan.touches_programme and all(rights.covers(partner) for partner in plan.partners))


def applied(unit: Unit, plan: Plan, actor: Actor) -> Followed:
    """The change, written, recorded, and told to everyone concerned. Raises StalePlanError where the catalogue changed meanwhile."""
    offer.apply(unit.session, plan, unit.now)
    if plan.changes_nothing:
        return Followed()
    scope = {"partners": sorted(plan.partners)}
    audit.append(unit.session, actor, "import", "catalogue", None, now=unit.now, count=len(plan.items), scope=scope)
    return following.follow(unit, plan.current, plan.result)
