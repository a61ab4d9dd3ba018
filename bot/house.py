"""The composition root: settings in, the parts put together out."""

import os
import socket
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import uuid4

from bot.folders import data_key, make_private
from bot.settings import Settings
from catalogue.reading.reader import Reader
from catalogue.store.database import Database
from enrolment.assistant.assistant import Assistant
from enrolment.assistant.desk import Desk
from enrolment.registration.unit import Rules
from enrolment.store import keycheck
from enrolment.store.migrate import file_of, migrate
from enrolment.vault import Vault

Clock = Callable[[], datetime]


def system_clock() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class House:
    """Everything that runs, put together once. ``holder`` names this process among the others on the same database."""

    settings: Settings
    database: Database
    vault: Vault
    rules: Rules
    clock: Clock
    desk: Desk
    assistant: Assistant
    holder: str

    def close(self) -> None:
        self.database.close()


def rules_of(settings: Settings) -> Rules:
    """What the core obeys, from the settings."""
    return Rules(
        max_active=settings.max_active,
        offer_hours=settings.offer_hours,
        quiet_hours=settings.quiet,
        timezone=settings.timezone,
        draft_days=settings.draft_days,
        retention_days=settings.retention_days,
    )


def open_vault(settings: Settings, database: Database, key: bytes | None = None) -> Vault:
    """The vault on the data key; a key other than the database's own, or lost, stops here (WrongKey, WrongDataKey)."""
    key = key or own_key(settings, database)
    with database.writing() as session:
        vault = keycheck.opened(session, key)
    if database.is_shared:
        vault.ask = lambda: keycheck.ring(database, key)
    return vault


def own_key(settings: Settings, database: Database) -> bytes:
    """The data key of the settings, or of the key file; the file is made only for a database that was never used."""
    with database.reading() as session:
        used = keycheck.key_id(session) is not None
    secret = settings.data_key.get_secret_value() if settings.data_key else None
    return data_key(secret, sqlite=database.is_sqlite, makes=not used)


def open_database(settings: Settings, url: str | None = None) -> Database:
    """The database at the newest schema."""
    database = Database(url or settings.database_url)
    path = file_of(database)
    if path is not None:
        make_private(path)
    migrate(database)
    return database


def build(
    settings: Settings,
    database: Database,
    *,
    key: bytes | None = None,
    admins: frozenset[int] = frozenset(),
    bot_name: str = "",
    clock: Clock = system_clock,
) -> House:
    """The house on an open, migrated database that has a catalogue."""
    vault = open_vault(settings, database, key)
    rules = rules_of(settings)
    desk = Desk(database, Reader, timezone=settings.timezone)
    holder = f"{socket.gethostname()[:24]}:{os.getpid()}:{uuid4().hex[:8]}"
    assistant = Assistant(database, vault, desk, rules, clock, admins=settings.admins | admins, bot_name=bot_name, holder=holder)
    return House(settings, database, vault, rules, clock, desk, assistant, holder)
