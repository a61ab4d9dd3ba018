"""Signing in to the pages: a link sent in the chat, used once, opens a session that is short and can be taken back at any moment.

The keys are 32 random bytes; the database holds their keyed hashes alone. Rights are looked up anew at each visit.
"""

import secrets
from datetime import timedelta

from msgspec import Struct

from catalogue.offer.model import Language
from enrolment import audit
from enrolment.registration.document import spoken
from enrolment.registration.rights import Rights, rights_of
from enrolment.registration.states import Role
from enrolment.registration.unit import Unit
from enrolment.registration.values import Actor
from enrolment.store import visits

LINK_LASTS = timedelta(minutes=10)
IDLE = timedelta(hours=1)
LONGEST = timedelta(hours=10)
SEEN_EVERY = timedelta(minutes=5)  # how exactly it is kept when a browser was last seen


class Visitor(Struct, frozen=True):
    """An administrator in a browser. ``guard`` is what her forms must send back: another site cannot know it.

    ``late``: it is time to write down that the browser was seen.
    """

    telegram_hash: str
    rights: Rights
    language: Language
    guard: str
    hash: str
    late: bool = False

    @property
    def actor(self) -> Actor:
        return Actor(self.telegram_hash, Role.REGISTRAR)


class Over(Exception):  # noqa: N818  (what happened to the link or the session)
    """A genuine key of somebody who still administers, whose time is over or which was used: she may be told so."""

    def __init__(self, language: Language) -> None:
        super().__init__("over")
        self.language = language


def new_link(unit: Unit, telegram_id: int, language: Language) -> str:
    """A key that signs this administrator in once, within ten minutes."""
    key = secrets.token_urlsafe(32)
    hashed = unit.vault.lookup("telegram", telegram_id)
    ends = unit.now + LINK_LASTS
    visits.add_link(unit.session, _link(unit, key), telegram_hash=hashed, language=language, now=unit.now, ends=ends)
    audit.append(unit.session, Actor(hashed, Role.REGISTRAR), "link", "pages", None, now=unit.now)
    return key


def look(unit: Unit, key: str, admins: frozenset[int]) -> Language | None:
    """The language to greet in where the key would sign in; None where nobody has such a key. Raises Over."""
    row = visits.link(unit.session, _link(unit, key))
    if row is None or rights_of(unit, row["telegram_hash"], admins) is None:
        return None
    language = spoken(row["language"])
    if row["used_at"] is not None or row["ends_at"] <= unit.now:
        raise Over(language)
    return language


def sign_in(unit: Unit, key: str, admins: frozenset[int]) -> str | None:
    """The key of a new session, the link used up; None where nobody has such a link. Raises Over, also for the second of two at once."""
    language = look(unit, key, admins)
    row = visits.link(unit.session, _link(unit, key))
    if language is None or row is None:
        return None
    if not visits.use(unit.session, row["hash"], unit.now):
        raise Over(language)
    opened, who = secrets.token_urlsafe(32), row["telegram_hash"]
    visits.open_visit(unit.session, _visit(unit, opened), telegram_hash=who, language=language, now=unit.now, ends=unit.now + LONGEST)
    audit.append(unit.session, Actor(who, Role.REGISTRAR), "sign_in", "pages", None, now=unit.now)
    return opened


def visitor(unit: Unit, key: str, admins: frozenset[int]) -> Visitor | None:
    """Whoever has this session, with the rights she has at this moment; None is nobody. Raises Over."""
    row = visits.visit(unit.session, _visit(unit, key))
    rights = rights_of(unit, row["telegram_hash"], admins) if row is not None else None
    if row is None or rights is None:
        return None
    language = spoken(row["language"])
    if row["ends_at"] <= unit.now or row["seen_at"] + IDLE <= unit.now:
        raise Over(language)
    late = unit.now - row["seen_at"] > SEEN_EVERY
    return Visitor(row["telegram_hash"], rights, language, unit.vault.lookup("web guard", key), row["hash"], late)


def keep(unit: Unit, who: Visitor) -> None:
    """The browser was seen now."""
    visits.seen(unit.session, who.hash, unit.now)


def speak(unit: Unit, who: Visitor, language: Language) -> None:
    """The language of her pages from now on."""
    visits.speak(unit.session, who.hash, language)


def sign_out(unit: Unit, who: Visitor) -> None:
    """This browser is signed out."""
    visits.close(unit.session, who.hash)
    audit.append(unit.session, who.actor, "sign_out", "pages", None, now=unit.now)


def sign_out_everywhere(unit: Unit, who: Visitor) -> None:
    """Every browser and link of hers."""
    closed = visits.close_all(unit.session, who.telegram_hash)
    audit.append(unit.session, who.actor, "sign_out", "pages", None, now=unit.now, count=closed)


def _link(unit: Unit, key: str) -> str:
    return unit.vault.lookup("web link", key)


def _visit(unit: Unit, key: str) -> str:
    return unit.vault.lookup("web session", key)
