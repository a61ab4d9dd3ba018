"""The ordered list of handlers: what kind of update goes where. The last one answers whatever is left."""

from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

import structlog
from telegram import Message, Update
from telegram.error import BadRequest
from telegram.ext import (
    Application,
    BaseHandler,
    CallbackContext,
    CallbackQueryHandler,
    ChatMemberHandler,
    InlineQueryHandler,
    MessageHandler,
    filters,
)

from catalogue.words.replacing import replace
from enrolment.assistant.heard import Heard, Kind, Said
from handlers import delivery
from handlers.delivery import Place, Shown, Unreachable
from handlers.hearing import heard

Hear = Callable[[Heard], Awaitable[Said]]
Lost = Callable[[Heard], Awaitable[None]]
TakesFile = Callable[[int], Awaitable[bool]]
LARGEST_FILE = 20 * 1024 * 1024  # what Telegram lets a bot fetch
UPDATES = ("message", "edited_message", "callback_query", "inline_query", "my_chat_member")
log = structlog.get_logger(__name__)


class Ears:
    """What every handler does: hear, ask the assistant, say."""

    def __init__(self, hear: Hear, lost: Lost, takes_file: TakesFile) -> None:
        self._hear = hear
        self._lost = lost
        self._takes_file = takes_file

    async def message(self, update: Update, context: CallbackContext[Any, Any, Any, Any]) -> None:
        """A message, a press, a change of membership."""
        what = heard(update, context.bot.username)
        if what is None:
            return
        if what.kind is Kind.DOCUMENT and what.private:
            what = await self._with_file(update, context, what)
        said = await self._hear(what)
        if update.effective_chat is None or what.kind is Kind.LEFT:
            return
        pressed = what.press_id or None
        place = Place(update.effective_chat.id, what.message_id if pressed else None, pressed, shown(update))
        await self.say(context, what, place, said)

    async def _with_file(self, update: Update, context: CallbackContext[Any, Any, Any, Any], what: Heard) -> Heard:
        """The file fetched, where its sender may send one and Telegram lets us have it (20 MB); nobody else's is."""
        message = update.effective_message
        document = message.document if message is not None else None
        if document is None or what.document_size > LARGEST_FILE or not await self._takes_file(what.telegram_id):
            return what
        try:
            file = await delivery.persist(lambda: context.bot.get_file(document.file_id))
            return replace(what, document=bytes(await delivery.persist(file.download_as_bytearray)))
        except BadRequest as refusal:
            log.warning("file_refused", fault=type(refusal).__name__)
            return what

    async def inline(self, update: Update, context: CallbackContext[Any, Any, Any, Any]) -> None:
        """What is typed after the bot's name in any chat: course cards to choose from."""
        what = heard(update, context.bot.username)
        if what is not None and update.inline_query is not None:
            said = await self._hear(what)
            await delivery.answer_inline(context.bot, update.inline_query.id, said.cards)

    async def say(self, context: CallbackContext[Any, Any, Any, Any], what: Heard, place: Place, said: Said) -> None:
        try:
            await delivery.deliver(context.bot, place, said.replies, said.toast)
        except Unreachable:
            await self._lost(what)


def shown(update: Update) -> Shown | None:
    """What the message whose button was pressed shows."""
    message = update.callback_query.message if update.callback_query else None
    if not isinstance(message, Message) or not isinstance(message.text, str):
        return None
    return Shown(message.text, message.reply_markup)


def handlers(ears: Ears) -> list[BaseHandler[Any, Any, Any]]:
    """In this order: the first that takes an update has it."""
    return [
        CallbackQueryHandler(ears.message),
        InlineQueryHandler(ears.inline),
        ChatMemberHandler(ears.message, ChatMemberHandler.MY_CHAT_MEMBER),
        MessageHandler(filters.COMMAND, ears.message),
        MessageHandler(filters.TEXT, ears.message),
        MessageHandler(filters.CONTACT, ears.message),
        MessageHandler(filters.Document.ALL, ears.message),
        MessageHandler(filters.ALL, ears.message),
    ]


def register(
    application: Application[Any, Any, Any, Any, Any, Any], ears: Ears, fault: Callable[[object, Any], Coroutine[Any, Any, None]]
) -> None:
    """Put the handlers in place, the last-resort error handler with them."""
    application.add_handlers(handlers(ears))
    application.add_error_handler(fault)
