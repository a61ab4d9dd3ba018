"""What a command opens: the database at its newest schema, the vault on the data key, the rules. Light: nothing of the conversation."""

from collections.abc import Callable
from datetime import UTC, datetime

from bot.folders import data_key, make_private
from bot.settings import Settings
from catalogue.store.database import Database
from enrolment.registration.unit import Rules
from enrolment.store import keycheck
from enrolment.store.migrate import file_of, migrate
from enrolment.vault import Vault

Clock = Callable[[], datetime]


def system_clock() -> datetime:
    return datetime.now(UTC)


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


SILENCE = 15.0  # seconds without a word from PostgreSQL, after which those who serve people leave it


def open_database(settings: Settings, url: str | None = None) -> Database:
    """The database at the newest schema."""
    database = Database(url or settings.database_url)
    path = file_of(database)
    if path is not None:
        make_private(path)
    migrate(database)
    return database
