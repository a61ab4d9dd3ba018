"""While the database is away: people are told once, by one process, that nothing they send is lost."""

import asyncio
import contextlib
import hashlib
import time
from collections.abc import Callable, Sequence

import structlog
from telegram import Bot
from telegram.error import TelegramError

from bot.arrivals import RawUpdate, person_of, private, sender_of
from catalogue.answers.values import Reply
from catalogue.words.say import N_, in_language
from enrolment.assistant.scene import spoken
from handlers import delivery

PATIENCE = 2.0  # seconds: a hiccup is not worth a word
WORDS = N_("I can’t reach my notes for the moment. What you sent is kept: I’ll answer as soon as I can, nothing to send again.")
log = structlog.get_logger(__name__)


class Outage:
    """Begins with the first update that cannot be kept, ends with the first that can."""

    def __init__(self, bot: Bot, *, ours: Callable[[int], bool], tick: Callable[[], float] = time.monotonic) -> None:
        """``ours``: whether it is for this process, among those it last knew of, to tell that person."""
        self._bot = bot
        self._ours = ours
        self._tick = tick
        self._began: float | None = None
        self._told: set[int] = set()
        self._telling: set[asyncio.Task[None]] = set()

    @property
    def lasting(self) -> bool:
        return self._began is not None

    def over(self) -> None:
        """Something was kept: whatever comes next is another outage."""
        if self._began is not None:
            log.warning("database_back", seconds=round(self._tick() - self._began, 1), told=len(self._told))
        self._began = None
        self._told.clear()

    def felt(self, updates: Sequence[RawUpdate]) -> None:
        """These could not be kept; their people are told, each once, if it lasts."""
        if self._began is None:
            self._began = self._tick()
            log.warning("database_away")
        if self._tick() - self._began < PATIENCE:
            return
        for update in updates:
            person = sender_of(update)
            if person and private(update) and person not in self._told and self._ours(person):
                self._told.add(person)
                task = asyncio.create_task(self._tell(person, person_of(update).get("language_code")))
                self._telling.add(task)
                task.add_done_callback(self._telling.discard)

    async def _tell(self, person: int, language_code: object) -> None:
        say = in_language(spoken(language_code if isinstance(language_code, str) else None))
        with contextlib.suppress(delivery.Unreachable, TelegramError):
            await delivery.deliver(self._bot, delivery.Place(person), [Reply(say(WORDS))])

    async def finish(self) -> None:
        """Leave none of our tasks behind."""
        for task in tuple(self._telling):
            task.cancel()
        await asyncio.gather(*self._telling, return_exceptions=True)


def chosen(person: int, among: Sequence[str]) -> str | None:
    """The one of several that all of them choose alike for a person."""
    return min(among, key=lambda name: hashlib.sha256(f"{name}:{person}".encode()).digest(), default=None)
