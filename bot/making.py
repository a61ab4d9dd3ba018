"""Files promised that take long: made beside everything else, a message saying how far they are, their claim kept meanwhile."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Generator
from contextlib import asynccontextmanager
from typing import Any

from telegram import Bot
from telegram.error import TelegramError

from catalogue.answers.values import Reply
from catalogue.words.say import Html
from enrolment.assistant.long_exports import Making, Watch
from enrolment.exports.rows import Source
from handlers import delivery
from handlers.delivery import Place

AT_ONCE = 2  # files made at the same time: each has its helpers
FIRST, EVERY = 3.0, 5.0  # seconds before it is told how far a file is, and between two edits
RENEWED = 15.0  # seconds between two renewals of the claim
Held = Callable[[], Awaitable[bool]]
Steps = Generator[Reply, None, None]


class Makers:
    """Makes and sends the files, a few at a time."""

    def __init__(self, bot: Bot, source: Callable[[], Source]) -> None:
        self._bot, self._source = bot, source
        self._room = asyncio.Semaphore(AT_ONCE)

    async def send(self, chat_id: int, making: Making, held: Held) -> None:
        """The file in the chat, or the way to it. Raises Abandoned where ``held`` says that the claim is lost."""
        watch = Watch()
        telling = _Telling(self._bot, chat_id, making, watch)
        async with _beside(_kept(held, watch)), self._room:
            steps = making.make(await asyncio.to_thread(self._source), watch)
            with contextlib.closing(steps):
                async with _beside(telling.run()):
                    reply = await _next(steps, watch)
                while reply is not None and not await self._taken(chat_id, reply, telling):
                    reply = await _next(steps, watch)

    async def _taken(self, chat_id: int, reply: Reply, telling: "_Telling") -> bool:
        """Whether Telegram takes the file; its words take the place of how far it was."""
        try:
            for file in reply.files:
                await delivery.send_file(self._bot, chat_id, file)
        except delivery.TooLarge:
            return False
        await telling.over(reply)
        return True


class _Telling:
    """One message that says how far the file is, edited now and then."""

    def __init__(self, bot: Bot, chat_id: int, making: Making, watch: Watch) -> None:
        self._bot, self._chat_id, self._making, self._watch = bot, chat_id, making, watch
        self._message: int | None = None

    async def run(self) -> None:
        """Until cancelled. What Telegram refuses of it is of no matter: the file comes all the same."""
        said, pause = None, FIRST
        while True:
            await asyncio.sleep(pause)
            words = self._making.progress(self._watch)
            if words is not None and words != said:
                with contextlib.suppress(TelegramError):
                    await self._say(words)
                said, pause = words, EVERY

    async def _say(self, words: Html) -> None:
        if self._message is None:
            self._message = (await self._bot.send_message(self._chat_id, words, parse_mode="HTML")).message_id
        else:
            await self._bot.edit_message_text(words, chat_id=self._chat_id, message_id=self._message, parse_mode="HTML")

    async def over(self, reply: Reply) -> None:
        """The last words, in the same message where there is one."""
        words = Reply(reply.text, rows=reply.rows, edits=True)
        await delivery.deliver(self._bot, Place(self._chat_id, self._message), (words,))


async def _next(steps: Steps, watch: Watch) -> Reply | None:
    """Its next way to give the file; told to stop, it stops at its next piece."""
    asked = asyncio.ensure_future(asyncio.to_thread(next, steps, None))
    try:
        return await asyncio.shield(asked)
    except asyncio.CancelledError:
        watch.gone = True
        await asyncio.gather(asked, return_exceptions=True)
        raise


async def _kept(held: Held, watch: Watch) -> None:
    """The claim, renewed until cancelled; once it is lost the work stops."""
    while True:
        await asyncio.sleep(RENEWED)
        if not await held():
            watch.gone = True


@asynccontextmanager
async def _beside(work: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    """The work goes on beside, and ends with the block."""
    task = asyncio.create_task(work)
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
