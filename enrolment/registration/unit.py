"""The unit of work: one transaction with everything a command needs, clock and ids included."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, time, timedelta
from typing import Protocol
from uuid import uuid4
from zoneinfo import ZoneInfo

from msgspec import Struct, field
from sqlmodel import Session

from catalogue.offer.model import Catalogue
from catalogue.store.database import Database
from enrolment.registration.references import ALPHABET, LENGTH, reads_as_a_number
from enrolment.vault import Vault


class Ids(Protocol):
    """Where ids come from: chance in production, a counter in tests."""

    def new_id(self) -> str: ...

    def reference(self) -> str: ...

    def claim_key(self) -> str: ...


class RandomIds:
    """Ids nobody can guess."""

    def new_id(self) -> str:
        return uuid4().hex

    def reference(self) -> str:
        """Eight characters of the contract's alphabet; none that a spreadsheet would change. The store checks that it was never used."""
        while reads_as_a_number(made := "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))):
            pass
        return made

    def claim_key(self) -> str:
        return secrets.token_urlsafe(24)


class Rules(Struct, frozen=True):
    """The programme's settings that the commands obey (contract, section 2)."""

    max_active: int = 5
    offer_hours: float = 48.0
    quiet_hours: tuple[time, time] | None = (time(22), time(8))
    timezone: str = "America/Toronto"
    draft_days: int = 30
    retention_days: int = 730
    group_patience: timedelta = timedelta(hours=24)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)


class Unit(Struct, frozen=True):
    """One transaction. Commands change everything through its session and never commit."""

    session: Session
    vault: Vault
    offer: Catalogue
    now: datetime
    rules: Rules = Rules()
    ids: Ids = field(default_factory=RandomIds)


@contextmanager
def one_unit(
    database: Database, vault: Vault, offer: Catalogue, rules: Rules, *, now: datetime | None = None, ids: Ids | None = None
) -> Iterator[Unit]:
    """A unit in a writing transaction that commits at its end, or leaves nothing behind where an exception rises."""
    with database.writing() as session:
        yield Unit(session, vault, offer, now or datetime.now(UTC), rules, ids or RandomIds())
