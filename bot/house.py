"""The composition root: settings in, the parts put together out."""

import os
import socket
from uuid import uuid4

from msgspec import Struct

from bot.opening import Clock, open_vault, rules_of, system_clock
from bot.settings import Settings
from bot.timekeeping import SharedClock
from catalogue.reading.reader import Reader
from catalogue.store.database import Database
from enrolment.assistant.assistant import Assistant
from enrolment.assistant.desk import Desk
from enrolment.registration.unit import Rules
from enrolment.vault import Vault


class House(Struct, frozen=True):
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


def build(
    settings: Settings,
    database: Database,
    *,
    key: bytes | None = None,
    admins: frozenset[int] = frozenset(),
    bot_name: str = "",
    clock: Clock | None = None,
) -> House:
    """The house on an open, migrated database that has a catalogue."""
    vault = open_vault(settings, database, key)
    clock = clock or (system_clock if database.is_sqlite else SharedClock(database))
    rules = rules_of(settings)
    desk = Desk(database, Reader, timezone=settings.timezone)
    holder = f"{socket.gethostname()[:24]}:{os.getpid()}:{uuid4().hex[:8]}"
    assistant = Assistant(database, vault, desk, rules, clock, admins=settings.admins | admins, bot_name=bot_name, holder=holder)
    return House(settings, database, vault, rules, clock, desk, assistant, holder)
