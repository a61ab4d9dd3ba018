"""What the bot says by itself: an answer once more after a crash, a word where something failed, a line to who writes a lot at once."""

import contextlib
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

from telegram import Bot
from telegram.error import TelegramError

from bot.arrivals import person_of, private, raw, sender_of
from bot.house import House
from bot.tally import Tally
from catalogue.answers.values import Reply
from catalogue.words.say import N_, Html, in_language, lines
from enrolment.assistant.parcel import unpacked
from enrolment.assistant.scene import spoken
from enrolment.store import trials
from enrolment.store.inbox import Claimed
from handlers import delivery

FLOOD = timedelta(minutes=10)
SORRY = N_("Something went wrong on my side; nothing you sent was lost. If it happens again, give this number to a person: {reference}")


class Courtesies:
    """Sent in private only; their failure stops nothing."""

    def __init__(self, house: House, bot: Bot, tally: Tally, in_thread: Callable[..., Awaitable[Any]]) -> None:
        self._house = house
        self._bot = bot
        self._tally = tally
        self._in_thread = in_thread

    async def again(self, parcel: bytes) -> None:
        """The replies that were committed and perhaps not sent."""
        kept = unpacked(parcel)
        place = delivery.Place(kept.chat_id, kept.message_id, kept.press_id)
        with contextlib.suppress(delivery.Unreachable):
            await delivery.deliver(self._bot, place, kept.said.replies, kept.said.toast)

    async def sorry(self, claimed: Claimed, reference: str) -> None:
        """A sentence to the person, with a short reference: the same as in the log."""
        await self._tell(claimed, lines(*(in_language(language)(SORRY, reference=reference) for language in ("fr", "en"))))

    async def calm(self, claimed: Claimed) -> None:
        """One line to somebody whose messages pile up, whichever process serves her; then quiet, and each answered in its turn."""
        update = raw(claimed)
        if private(update) and await self._in_thread(self._first_flood, sender_of(update)):
            self._tally.outcomes["flooding"] += 1
            say = in_language(spoken(person_of(update).get("language_code")))
            await self._tell(claimed, say("That’s a lot at once! I keep every message and answer them one by one, a little more slowly."))

    def _first_flood(self, person: int) -> bool:
        who = self._house.vault.lookup("telegram", person)
        with self._house.database.writing() as session:
            return trials.allow(session, "flood", who, self._house.clock(), most=1, within=FLOOD)

    async def _tell(self, claimed: Claimed, words: Html) -> None:
        update = raw(claimed)
        person = sender_of(update)
        if person and private(update):
            with contextlib.suppress(delivery.Unreachable, TelegramError):
                await delivery.deliver(self._bot, delivery.Place(person), [Reply(words)])
