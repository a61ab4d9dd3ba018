"""One update, from the inbox to the handlers and back: the assistant hears it in a thread, a fault rises to be tried again."""

from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from typing import Any

import structlog
from telegram import Update
from telegram.ext import Application, CallbackContext

from bot.arrivals import raw, sender_of
from bot.courtesies import Courtesies
from bot.house import House
from bot.intake import Hopeless
from catalogue.words.replacing import replace
from enrolment.assistant.heard import Heard, Kind, Said
from enrolment.store.inbox import Claimed
from handlers import registry
from handlers.hearing import Unheard

log = structlog.get_logger(__name__)
current: ContextVar[int | None] = ContextVar("current", default=None)
faults: ContextVar[list[Exception]] = ContextVar("faults", default=[])  # noqa: B039  (set anew for each update)
MALFORMED = (KeyError, TypeError, ValueError, AttributeError, OverflowError, OSError)  # the last two: a date beyond all calendars
App = Application[Any, Any, Any, Any, Any, Any]


class Handling:
    """Hands what was claimed to the Application; ``served`` is told whom."""

    def __init__(
        self, house: House, application: App, words: Courtesies, served: Callable[[int], None], in_thread: Callable[..., Awaitable[Any]]
    ) -> None:
        self._house = house
        self._application = application
        self._words = words
        self._served = served
        self._in_thread = in_thread
        registry.register(application, registry.Ears(self._hear, self._lost, self._takes_file), self._fault)

    async def handle(self, claimed: Claimed) -> None:
        """One update: to the handlers, or, where its effects are there already, its replies once more."""
        if claimed.replies is not None:
            await self._words.again(claimed.replies)
            return
        update = self._parsed(claimed)
        if update is None:
            raise Hopeless
        current.set(claimed.update_id)
        faults.set([])
        await self._application.process_update(update)
        for fault in faults.get():
            raise (Hopeless() if isinstance(fault, Unheard) else fault)
        self._served(sender_of(raw(claimed)))

    def _parsed(self, claimed: Claimed) -> Update | None:
        """The update, or None where it is not of the shape the Bot API gives."""
        try:
            update = Update.de_json({**raw(claimed), "update_id": claimed.update_id}, self._application.bot)
            ids: list[object] = [party.id for party in (update.effective_user, update.effective_chat) if party is not None]
            ids += [update.effective_message.message_id] if update.effective_message is not None else []
        except MALFORMED:
            ids = [None]
        if all(isinstance(each, int) for each in ids):
            return update
        log.warning("update_unreadable")
        return None

    async def _hear(self, heard: Heard) -> Said:
        said: Said = await self._in_thread(self._house.assistant.hear, heard, current.get())
        return said

    async def _lost(self, heard: Heard) -> None:
        """The person cannot be reached: remembered, so that nothing is promised to her in vain."""
        await self._in_thread(self._house.assistant.hear, replace(heard, kind=Kind.LEFT), None)

    async def _takes_file(self, telegram_id: int) -> bool:
        takes: bool = await self._in_thread(self._house.assistant.takes_file, telegram_id)
        return takes

    async def _fault(self, _: object, context: CallbackContext[Any, Any, Any, Any]) -> None:
        """The last-resort error handler: the intake tries again, then sets the update aside."""
        if context.error is not None:
            faults.get().append(context.error)
