"""Who may administer, and what: the programme, one partner's courses, or counts without names."""

from enum import StrEnum

from msgspec import Struct

from enrolment import audit
from enrolment.registration.states import Role
from enrolment.registration.unit import Unit
from enrolment.registration.values import Actor
from enrolment.store import grants, schedules, visits

ABOUT = "grant"


class Scope(StrEnum):
    """The contract's roles of administrators, widest first."""

    PROGRAMME = "programme"
    PARTNER = "partner"
    READER = "reader"


class Rights(Struct, frozen=True):
    """What an administrator may do. ``partners``: the codes whose registrations she sees; empty is all of them."""

    role: Scope
    partners: tuple[str, ...] = ()

    @property
    def sees_names(self) -> bool:
        return self.role is not Scope.READER

    def covers(self, partner_code: str) -> bool:
        """Whether a partner's registrations are hers to see."""
        return not self.partners or partner_code.casefold() in {code.casefold() for code in self.partners}


class Grant(Struct, frozen=True):
    """A line of the list of administrators."""

    telegram_id: int
    role: Scope
    partner: str | None
    granted_by: str
    id: int = 0


def role_of(unit: Unit, telegram_id: int, admins: frozenset[int]) -> Rights | None:
    """The widest rights of that Telegram id: those of the settings first, then what was granted; None is not an administrator."""
    return rights_of(unit, _hashed(unit, telegram_id), admins)


def rights_of(unit: Unit, telegram_hash: str, admins: frozenset[int]) -> Rights | None:
    """The same, of an administrator known by the keyed hash of her Telegram id."""
    if telegram_hash in {_hashed(unit, telegram_id) for telegram_id in admins}:
        return Rights(Scope.PROGRAMME)
    rows = grants.of(unit.session, telegram_hash)
    roles = {Scope(row["role"]) for row in rows}
    if Scope.PROGRAMME in roles:
        return Rights(Scope.PROGRAMME)
    if Scope.PARTNER in roles:
        return Rights(Scope.PARTNER, tuple(sorted({row["partner_code"] for row in rows if row["partner_code"]})))
    return Rights(Scope.READER) if Scope.READER in roles else None


def grant(unit: Unit, telegram_id: int, role: Scope, partner: str | None, actor: Actor) -> bool:
    """Grant a role; False where it was granted already. ValueError: a partner administrator without her partner, or one nobody knows."""
    if (role is Scope.PARTNER) != (partner is not None):
        raise ValueError("a partner administrator, and she alone, has a partner")
    known = unit.offer.partner(partner) if partner is not None else None
    if partner is not None and known is None:
        raise ValueError(f"no partner has the code {partner}")
    code = known.code if known else None
    sealed = unit.vault.seal(str(telegram_id).encode(), ABOUT)
    done = grants.add(
        unit.session, _hashed(unit, telegram_id), role=role.value, partner_code=code, sealed=sealed, by=actor.id, now=unit.now
    )
    if done:
        scope = {"role": role.value, "partner": code}
        audit.append(unit.session, actor, "grant", "admin", _hashed(unit, telegram_id), now=unit.now, scope=scope)
    return done


def revoke(unit: Unit, telegram_id: int, actor: Actor) -> int:
    """Take away all that was granted, and end her visits to the pages; how many were granted."""
    gone = grants.remove(unit.session, _hashed(unit, telegram_id))
    visits.close_all(unit.session, _hashed(unit, telegram_id))
    schedules.drop_of(unit.session, _hashed(unit, telegram_id))
    if gone:
        audit.append(unit.session, actor, "revoke", "admin", _hashed(unit, telegram_id), now=unit.now, count=gone)
    return gone


def granted(unit: Unit) -> tuple[Grant, ...]:
    """Everyone granted something, in the order it was granted."""
    return tuple(
        Grant(int(unit.vault.open(row["sealed"], ABOUT)), Scope(row["role"]), row["partner_code"], row["granted_by"], row["id"])
        for row in grants.everyone(unit.session)
    )


def granted_to(unit: Unit, telegram_id: int) -> tuple[tuple[str, str | None], ...]:
    """The roles granted to that Telegram id, each with its partner."""
    return tuple((row["role"], row["partner_code"]) for row in grants.of(unit.session, _hashed(unit, telegram_id)))


def actor_of(unit: Unit, telegram_id: int) -> Actor:
    """An administrator as the audit names her: by keyed hash."""
    return Actor(_hashed(unit, telegram_id), Role.REGISTRAR)


def _hashed(unit: Unit, telegram_id: int) -> str:
    return unit.vault.lookup("telegram", telegram_id)
