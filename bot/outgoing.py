"""What was promised leaves here: claimed, worded in the person's language, sent at least once, in order for each person."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from datetime import timedelta
from functools import partial
from typing import Any

import structlog
from msgspec import Struct
from sqlalchemy.exc import SQLAlchemyError
from telegram import Bot
from telegram.error import TelegramError

from bot.house import House
from bot.intake import PASSING
from bot.making import Makers
from bot.polling import rest
from bot.tally import Tally
from catalogue.answers.values import Reply
from enrolment.assistant import long_exports, promises
from enrolment.assistant.long_exports import Abandoned, Making
from enrolment.exports.rows import Source
from enrolment.registration import people
from enrolment.registration.unit import Unit, one_unit
from enrolment.store import outbox
from enrolment.store import people as stored_people
from enrolment.store.outbox import Message
from handlers import delivery

PAUSE = 1.0
AT_ONCE = 20
MOST_TRIES = 20
HOLD = timedelta(seconds=50)  # what a dead process was sending is sent by another after it
PATIENCE = 45.0  # seconds a letter may take; then it is tried again later
LAST_WORDS = 5.0
log = structlog.get_logger(__name__)
InThread = Callable[..., Awaitable[Any]]


class Letter(Struct, frozen=True):
    """A promised message in words, and whose chat it goes to."""

    message: Message
    chat_id: int
    replies: tuple[Reply, ...]
    making: Making | None = None  # what makes a file once the transaction is over


class Outgoing:
    """Drains the outbox."""

    def __init__(self, house: House, bot: Bot, in_thread: InThread, tally: Tally) -> None:
        self._house = house
        self._tally = tally
        self._sending: dict[asyncio.Task[None], Letter] = {}
        self._bot = bot
        self._in_thread = in_thread
        self._makers = Makers(bot, self._source)

    @property
    def making(self) -> bool:
        """Whether a file is being made."""
        return any(letter.making for letter in self._sending.values())

    async def run(self, stop: asyncio.Event) -> None:
        """Each letter leaves by itself: one that has to wait holds no other back."""
        while not stop.is_set():
            if not await self._guarded():
                await rest(stop, PAUSE)
        await self._finish()

    async def once(self) -> int:
        """Send what may leave now; how many were tried."""
        letters: list[Letter] = await self._in_thread(self._claim, AT_ONCE)
        await asyncio.gather(*(self._send(letter) for letter in letters))
        return len(letters)

    async def _guarded(self) -> int:
        """Claim what there is room for and send it on its way; how many."""
        try:
            letters: list[Letter] = await self._in_thread(self._claim, AT_ONCE - len(self._sending))
        except Exception:
            self._tally.errors["outbox"] += 1
            log.exception("outbox_failed")
            return 0
        for letter in letters:
            task = asyncio.create_task(self._sent_or_later(letter))
            self._sending[task] = letter
            task.add_done_callback(self._sending.pop)
        return len(letters)

    async def _sent_or_later(self, letter: Letter) -> None:
        try:
            async with asyncio.timeout(None if letter.making else PATIENCE):
                await self._send(letter)
        except TimeoutError:
            await self._again(letter, counts=False)
        except Abandoned:
            log.warning("claim_lost", kind=letter.message.kind)  # another makes it
        except Exception as fault:
            self._tally.errors["outbox"] += 1
            log.exception("letter_failed", kind=letter.message.kind)
            await self._again(letter, counts=not isinstance(fault, (*PASSING, OSError)))

    async def _again(self, letter: Letter, *, counts: bool) -> None:
        """Later. ``counts``: whether the letter itself is at fault, and is given up after so many tries."""
        with contextlib.suppress(SQLAlchemyError):  # its claim ends by itself
            await self._in_thread(self._later, letter, counts)

    async def _finish(self) -> None:
        """At the stop: what is leaving may leave, the rest is given back."""
        if self._sending:
            await asyncio.wait(self._sending, timeout=LAST_WORDS)
        late = dict(self._sending)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)
        if late:
            with contextlib.suppress(SQLAlchemyError):  # their claims end by themselves
                await self._in_thread(self._give_back, [letter.message.id for letter in late.values()])

    def _give_back(self, ids: list[int]) -> None:
        with self._house.database.writing() as session:
            for number in ids:
                outbox.failed(session, number, self._house.clock())

    def _claim(self, room: int) -> list[Letter]:
        house = self._house
        if room <= 0:
            return []
        with house.database.reading() as session:
            if not outbox.any_due(session, house.clock()):
                return []
        with one_unit(house.database, house.vault, house.desk.latest().catalogue, house.rules, now=house.clock()) as unit:
            claimed = outbox.claim_due(unit.session, house.holder, unit.now, limit=room, hold=HOLD)
            return [letter for message in claimed if (letter := self._worded(unit, message))]

    def _source(self) -> Source:
        """What a file is made from, as of now."""
        house = self._house
        return Source(house.database, house.vault, house.desk.latest().catalogue, house.rules, house.clock())

    def _hold(self, letter: Letter) -> bool:
        """Keep the claim of what takes long; False where it was lost."""
        house = self._house
        with house.database.writing() as session:
            return outbox.hold(session, letter.message.id, house.holder, house.clock() + HOLD)

    async def _held(self, letter: Letter) -> bool:
        held: bool = await self._in_thread(self._hold, letter)
        return held

    def _worded(self, unit: Unit, message: Message) -> Letter | None:
        """The message in words; one that no longer has anybody or anything to speak of is given up."""
        person = people.load(unit, message.person_id)
        if message.kind in long_exports.KINDS and person.telegram_id is not None:
            assistant = self._house.assistant
            making = long_exports.prepared(unit, person, message, assistant.admins, assistant.pages)
            if making is not None:
                return Letter(message, person.telegram_id, (), making)
        replies = (
            promises.worded(unit, person, message, self._house.assistant.admins)
            if person.telegram_id is not None and person.reachable
            else ()
        )
        if not replies or person.telegram_id is None:
            outbox.give_up(unit.session, message.id, unit.now)
            return None
        return Letter(message, person.telegram_id, replies)

    async def _send(self, letter: Letter) -> None:
        try:
            if letter.making is not None:
                await self._makers.send(letter.chat_id, letter.making, partial(self._held, letter))
            await delivery.deliver(self._bot, delivery.Place(letter.chat_id), letter.replies)
        except delivery.Unreachable:
            await self._in_thread(self._unreachable, letter)
        except TelegramError as fault:
            log.warning("promise_refused", fault=type(fault).__name__, kind=letter.message.kind)
            await self._again(letter, counts=True)
        else:
            self._tally.outcomes["promise_sent"] += 1
            await self._in_thread(self._sent, letter)

    def _sent(self, letter: Letter) -> None:
        with self._house.database.writing() as session:
            outbox.sent(session, letter.message.id, self._house.clock())

    def _unreachable(self, letter: Letter) -> None:
        with self._house.database.writing() as session:
            outbox.unreachable(session, letter.message.person_id, self._house.clock())
            stored_people.unreachable(session, letter.message.person_id)

    def _later(self, letter: Letter, counts: bool) -> None:
        now, tries = self._house.clock(), letter.message.attempts
        with self._house.database.writing() as session:
            if counts and tries >= MOST_TRIES:
                outbox.give_up(session, letter.message.id, now)
            else:
                outbox.failed(session, letter.message.id, now + timedelta(seconds=min(2.0 ** min(tries, 10), 600)))
