"""What the assistant said, as Bot API calls: retried, never doubled by us, one chat's trouble kept to that chat."""

import asyncio
import contextlib
import html
import re
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

import structlog
from msgspec import Struct
from telegram import (
    Bot,
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputFile,
    InputTextMessageContent,
    KeyboardButton,
    LinkPreviewOptions,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TimedOut

from catalogue.answers.values import Attachment, Button, Reply
from enrolment.assistant.heard import Card

LONGEST = 4096
NOTE = 200
SHARED_FOR = 60  # seconds Telegram may show the same cards again: places left change
UPLOADED = 120.0  # seconds Telegram may take over a long file
TOO_LARGE, TOO_BIG = "too large", "file is too big"  # what its 413 says, and its 400
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0
log = structlog.get_logger(__name__)
Result = TypeVar("Result")
Keyboard = InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove


class Shown(Struct, frozen=True):
    """What a message showed when its button was pressed."""

    text: str
    keyboard: InlineKeyboardMarkup | None

    def is_already(self, text: str, keyboard: InlineKeyboardMarkup | None) -> bool:
        """Whether an edit would change nothing: Telegram refuses those."""
        return plain(text).strip() == self.text.strip() and keyboard == self.keyboard


class Place(Struct, frozen=True):
    """Where to answer: the chat, the message whose button was pressed, the press itself, what that message showed."""

    chat_id: int
    message_id: int | None = None
    press_id: str | None = None
    shown: Shown | None = None


class TooLarge(Exception):  # noqa: N818  (what the file is)
    """Telegram takes no file of this size."""


class Unreachable(Exception):  # noqa: N818  (a state of the person, not a fault of ours)
    """The person blocked the bot or is gone."""


async def deliver(bot: Bot, place: Place, replies: Sequence[Reply], toast: str | None = None) -> None:
    """Send the replies in order; a press is answered first, so that its clock stops turning."""
    if place.press_id is not None:
        await answer_press(bot, place.press_id, toast)
    editable = place.message_id
    for reply in replies:
        await _send(bot, place, reply, editable if reply.edits else None)
        if reply.edits:
            editable = None


async def answer_press(bot: Bot, press_id: str, toast: str | None) -> None:
    """A late answer is refused by Telegram and harmless."""
    with contextlib.suppress(BadRequest):
        await persist(lambda: bot.answer_callback_query(press_id, text=toast[:NOTE] if toast else None))


async def answer_inline(bot: Bot, query_id: str, cards: Sequence[Card]) -> None:
    """The cards to choose from; a late answer is refused by Telegram and harmless."""
    found = [
        InlineQueryResultArticle(
            card.code,
            card.title,
            InputTextMessageContent(card.text, parse_mode="HTML", link_preview_options=LinkPreviewOptions(is_disabled=True)),
            description=card.few,
            reply_markup=InlineKeyboardMarkup([[_button(card.button)]]) if card.button else None,
        )
        for card in cards
    ]
    with contextlib.suppress(BadRequest):
        await persist(lambda: bot.answer_inline_query(query_id, found, cache_time=SHARED_FOR, is_personal=True))


async def _send(bot: Bot, place: Place, reply: Reply, edited: int | None) -> None:
    chat_id = place.chat_id
    pieces = split(reply.text)
    keyboard = markup(reply)
    inline = keyboard if isinstance(keyboard, InlineKeyboardMarkup) else None
    preview = LinkPreviewOptions(is_disabled=not reply.preview)
    fits = len(pieces) == 1 and not reply.files and (inline is not None or keyboard is None)
    if edited is not None and fits and place.shown is not None and place.shown.is_already(pieces[0], inline):
        return
    if edited is not None and fits and await _edit(bot, chat_id, edited, pieces[0], inline, preview):
        return
    for number, piece in enumerate(pieces, start=1):
        last = number == len(pieces)
        await persist(
            lambda piece=piece, last=last: bot.send_message(  # type: ignore[misc]
                chat_id, piece, parse_mode="HTML", reply_markup=keyboard if last else None, link_preview_options=preview
            )
        )
    for file in reply.files:
        await send_file(bot, chat_id, file)


async def _edit(
    bot: Bot, chat_id: int, message_id: int, text: str, keyboard: InlineKeyboardMarkup | None, preview: LinkPreviewOptions
) -> bool:
    """Whether the message now shows the text; false where it can no longer be edited."""
    try:
        await persist(
            lambda: bot.edit_message_text(
                text, chat_id=chat_id, message_id=message_id, parse_mode="HTML", reply_markup=keyboard, link_preview_options=preview
            )
        )
    except BadRequest as fault:
        return "not modified" in str(fault).lower()
    return True


async def send_file(bot: Bot, chat_id: int, file: Attachment) -> None:
    """A file; one that is opened is read as it leaves, from its beginning at each try. Raises TooLarge."""
    if file.picture:
        await persist(lambda: bot.send_photo(chat_id, InputFile(file.content, filename=file.name)))
        return
    content = file.content if file.path is None else await asyncio.to_thread(Path(file.path).read_bytes)

    def sent() -> Awaitable[object]:
        if file.opened is None:
            return bot.send_document(chat_id, InputFile(content, filename=file.name))
        file.opened.seek(0)
        whole = InputFile(file.opened, filename=file.name, read_file_handle=False)
        return bot.send_document(chat_id, whole, read_timeout=UPLOADED, write_timeout=UPLOADED)

    await persist(sent)


async def persist(call: Callable[[], Awaitable[Result]]) -> Result:
    """The call's result, however often it takes: 429 waits as told, a network fault backs off; a refusal rises.

    A blocked bot rises as Unreachable, a file that is too big as TooLarge. The waiting holds back this chat alone: each has its own task.
    """
    pause = FIRST_PAUSE
    while True:
        try:
            return await call()
        except RetryAfter as fault:
            await asyncio.sleep(seconds(fault))
        except Forbidden as fault:
            raise Unreachable from fault
        except BadRequest as fault:
            if "chat not found" in str(fault).lower():
                raise Unreachable from fault
            if TOO_BIG in str(fault).casefold():
                raise TooLarge from fault
            raise
        except (TimedOut, NetworkError) as fault:
            if TOO_LARGE in str(fault).casefold():
                raise TooLarge from fault
            log.warning("telegram_unreachable", fault=type(fault).__name__, again_in=pause)
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)


def seconds(fault: RetryAfter) -> float:
    """How long a 429 asks to wait."""
    wait = fault.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)


def markup(reply: Reply) -> Keyboard | None:
    """The reply's keyboard: inline buttons, a contact button, or the taking away of one."""
    if reply.rows:
        return InlineKeyboardMarkup([[_button(button) for button in row] for row in reply.rows])
    if reply.asks_contact is not None:
        keys = [[KeyboardButton(reply.asks_contact, request_contact=True)]]
        if reply.asks_contact_skip:
            keys.append([KeyboardButton(reply.asks_contact_skip)])
        return ReplyKeyboardMarkup(keys, resize_keyboard=True, one_time_keyboard=True)
    return ReplyKeyboardRemove() if reply.clears_keyboard else None


def _button(button: Button) -> InlineKeyboardButton:
    if button.copy is not None:
        return InlineKeyboardButton(button.label, copy_text=CopyTextButton(button.copy))
    if button.url is not None:
        return InlineKeyboardButton(button.label, url=button.url)
    if button.share is not None:
        return InlineKeyboardButton(button.label, switch_inline_query=button.share)
    return InlineKeyboardButton(button.label, callback_data=button.data)


def length(text: str) -> int:
    """The length Telegram counts: UTF-16 units after the mark-up is read."""
    return len(plain(text).encode("utf-16-le", "surrogatepass")) // 2


def plain(text: str) -> str:
    """The text without its mark-up, as it is read."""
    return html.unescape(re.sub(r"<[^>]+>", "", text))


def split(text: str, limit: int = LONGEST) -> list[str]:
    """The text in pieces Telegram takes, cut between lines; mark-up never spans lines, so none is cut open."""
    pieces: list[str] = []
    for line in text.split("\n"):
        joined = f"{pieces[-1]}\n{line}" if pieces else line
        if pieces and length(joined) <= limit:
            pieces[-1] = joined
        elif length(line) <= limit:
            pieces.append(line)
        else:
            bare = plain(line)
            pieces.extend(html.escape(bare[start : start + limit // 2], quote=False) for start in range(0, len(bare), limit // 2))
    return [piece for piece in pieces if piece.strip()] or ["…"]
