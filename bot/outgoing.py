"""What was promised leaves here: claimed, worded in the person's language, sent at least once, in order for each person."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import structlog
from telegram import Bot
from telegram.error import TelegramError

from bot.house import House
from bot.polling import rest
from catalogue.answers.values import Reply
from enrolment.assistant import admin_schedules, promises
from enrolment.exports.rows import Source
from enrolment.office import schedules
from enrolment.registration import people
from enrolment.registration.unit import Unit, one_unit
from enrolment.store import outbox
from enrolment.store import people as stored_people
from enrolment.store.outbox import Message
from handlers import delivery

PAUSE = 1.0
AT_ONCE = 20
MOST_TRIES = 20
log = structlog.get_logger(__name__)
InThread = Callable[..., Awaitable[Any]]


@dataclass(frozen=True)
class Letter:
    """A promised message in words, and whose chat it goes to."""

    message: Message
    chat_id: int
    replies: tuple[Reply, ...]
    work: admin_schedules.Making | None = None  # what makes them once the transaction is over: an export


class Outgoing:
    """Drains the outbox."""

    def __init__(self, house: House, bot: Bot, in_thread: InThread) -> None:
        self._house = house
        self._bot = bot
        self._in_thread = in_thread

    async def run(self, stop: asyncio.Event) -> None:
        while not stop.is_set():
            try:
                sent = await self.once()
            except Exception:
                log.exception("outbox_failed")
                sent = 0
            if not sent:
                await rest(stop, PAUSE)

    async def once(self) -> int:
        """Send what may leave now; how many were tried."""
        letters: list[Letter] = await self._in_thread(self._claim)
        await asyncio.gather(*(self._send(letter) for letter in letters))
        return len(letters)

    def _claim(self) -> list[Letter]:
        house = self._house
        with house.database.reading() as session:
            due = outbox.next_due(session)
        if due is None or due > house.clock():
            return []
        with one_unit(house.database, house.vault, house.desk.latest().catalogue, house.rules, now=house.clock()) as unit:
            claimed = outbox.claim_due(unit.session, house.holder, unit.now, limit=AT_ONCE)
            return [letter for message in claimed if (letter := self._worded(unit, message))]

    def _made(self, work: admin_schedules.Making) -> tuple[Reply, ...]:
        """A file asked to come by itself, as of now."""
        house = self._house
        return work(Source(house.database, house.vault, house.desk.latest().catalogue, house.rules, house.clock()))

    def _worded(self, unit: Unit, message: Message) -> Letter | None:
        """The message in words; one that no longer has anybody or anything to speak of is given up."""
        person = people.load(unit, message.person_id)
        if message.kind == schedules.KIND and person.telegram_id is not None:
            work = admin_schedules.prepared(unit, person, str(message.params["schedule_id"]), self._house.assistant.admins)
            if work is not None:
                return Letter(message, person.telegram_id, (), work)
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
            replies = letter.replies if letter.work is None else await self._in_thread(self._made, letter.work)
            await delivery.deliver(self._bot, delivery.Place(letter.chat_id), replies)
        except delivery.Unreachable:
            await self._in_thread(self._unreachable, letter)
        except TelegramError as fault:
            log.warning("promise_refused", fault=type(fault).__name__, kind=letter.message.kind)
            await self._in_thread(self._later, letter)
        else:
            await self._in_thread(self._sent, letter)

    def _sent(self, letter: Letter) -> None:
        with self._house.database.writing() as session:
            outbox.sent(session, letter.message.id, self._house.clock())

    def _unreachable(self, letter: Letter) -> None:
        with self._house.database.writing() as session:
            outbox.unreachable(session, letter.message.person_id, self._house.clock())
            stored_people.unreachable(session, letter.message.person_id)

    def _later(self, letter: Letter) -> None:
        now, tries = self._house.clock(), letter.message.attempts
        with self._house.database.writing() as session:
            if tries >= MOST_TRIES:
                outbox.give_up(session, letter.message.id, now)
            else:
                outbox.failed(session, letter.message.id, now + timedelta(seconds=min(2.0**tries, 600)))
