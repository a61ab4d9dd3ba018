"""The double of Telegram's Bot API server: one bot, its people and groups, called by method name and parameters."""

from __future__ import annotations

import asyncio
import inspect
import json
import time
from collections import Counter, deque
from collections.abc import Mapping
from typing import Any, NamedTuple

from bot.double import receiving
from bot.double.checks import arguments
from bot.double.clock import Clock, SystemClock, sleep
from bot.double.errors import ApiError, Dropped, TooSlow
from bot.double.faults import Fault, Faults, refuse
from bot.double.files import Upload
from bot.double.methods import METHODS, Method
from bot.double.people import Person
from bot.double.presence import Group
from bot.double.tables import CANONICAL
from bot.double.webhook import HttpPost, Post
from bot.double.world import Json, World

DEFAULT_TOKEN = "7000000001:AAF0_a_token_of_the_double_0123456789"  # noqa: S105  (opens nothing: there is no such bot)


class Call(NamedTuple):
    """A call as it came: its parameters after reading, empty when they were refused, the refusal's code and words."""

    method: str
    given: Json
    code: int
    why: str = ""


class BotApi:
    """One bot's Bot API server.

    token: the only one accepted. clock: its time. post: how webhooks are delivered; over HTTP unless given.
    journal: how many of the last calls `calls` keeps. `counters` counts calls by method and refusals by `HTTP code`.
    """

    def __init__(
        self,
        token: str = DEFAULT_TOKEN,
        *,
        username: str = "InscrIA_bot",
        first_name: str = "InscrIA",
        clock: Clock | None = None,
        post: Post | None = None,
        journal: int = 1000,
    ) -> None:
        self.clock: Clock = clock or SystemClock()
        self.world = World(token, username, first_name, self.clock)
        self.faults = Faults(self.clock)
        self.people: dict[int, Person] = {}
        self.groups: dict[int, Group] = {}
        self.counters: Counter[str] = Counter()
        self.calls: deque[Call] = deque(maxlen=journal)
        self._http = HttpPost()
        self._methods: dict[str, Method] = {**METHODS, "setWebhook": receiving.set_webhook(post or self._http, self._carry_out)}
        self._busy = 0
        self._active = time.monotonic()

    @property
    def token(self) -> str:
        """The bot's token."""
        return self.world.token

    # The bot's side

    async def call(self, method: str, params: Mapping[str, Any] | None = None, files: Mapping[str, Upload] | None = None) -> Any:
        """The result of a call; raises ApiError as Telegram would refuse it. Faults do not touch it: see `respond`."""
        name = CANONICAL.get(method.lower())
        if name is None:
            raise self._noted(method, {}, ApiError(404, "Not Found: method not found"))
        given: Json = {}
        try:
            given = arguments(name, params or {}, files or {})
            result = self._methods[name](self.world, given)
            if inspect.isawaitable(result):
                result = await result
        except ApiError as refusal:
            raise self._noted(name, given, refusal) from None
        self._note(name, given, 200)
        return result

    async def respond(
        self,
        token: str,
        method: str,
        params: Mapping[str, Any],
        files: Mapping[str, Upload] | None = None,
        patience: float | None = None,
    ) -> tuple[int, bytes]:
        """The HTTP status and body of a call, faults included.

        patience: seconds the caller waits for an answer, None for ever. Raises Dropped or TooSlow for a lost one.
        """
        polls = method.lower() == "getupdates"
        self._busy += not polls
        try:
            self._authorize(token)
            fault = self.faults.next(CANONICAL.get(method.lower(), method), _chat_of(params))
            self._count_fault(fault)
            refuse(fault)
            result = await self.call(method, params, files)
            await self._delay(fault, patience)
        except ApiError as refusal:
            return refusal.code, json.dumps(refusal.body()).encode()
        finally:
            self._busy -= not polls
            if not polls:
                self._active = time.monotonic()
        return 200, json.dumps({"ok": True, "result": result}, ensure_ascii=False).encode()

    def download(self, token: str, path: str) -> bytes:
        """The content of a file at the path getFile gave; 404 when there is none."""
        self._authorize(token)
        return self.world.files.at(path)

    async def close(self) -> None:
        """Stop delivering to a webhook."""
        await receiving.delete_webhook(self.world, {})
        await self._http.close()

    def _authorize(self, token: str) -> None:
        if token != self.token:
            raise ApiError(401, "Unauthorized") if ":" in token else ApiError(404, "Not Found")

    def _note(self, method: str, given: Json, code: int, why: str = "") -> None:
        self.counters[method] += 1
        if method != "getUpdates":
            self.calls.append(Call(method, given, code, why))

    def _noted(self, method: str, given: Json, refusal: ApiError) -> ApiError:
        self._note(method, given, refusal.code, str(refusal.body()["description"]))
        self.counters[f"HTTP {refusal.code}"] += 1
        return refusal

    def _count_fault(self, fault: Fault | None) -> None:
        if fault is not None:
            self.counters[f"fault {fault.kind}"] += 1

    async def _delay(self, fault: Fault | None, patience: float | None) -> None:
        """Play what a fault makes of the answer."""
        if fault is None:
            return
        if fault.kind == "drop_after":
            raise Dropped
        if patience is not None and fault.seconds > patience:
            await sleep(self.clock, patience)
            raise TooSlow
        await sleep(self.clock, fault.seconds)

    async def _carry_out(self, method: str, params: Json) -> object:
        """A call from the reply to a webhook: its refusal is nobody's to hear."""
        try:
            return await self.call(method, params)
        except ApiError:
            return None

    # The people's side

    def person(self, number: int | None = None, first_name: str = "Maude", language_code: str | None = "fr", **details: Any) -> Person:
        """A person, new or known by their Telegram id; details: `last_name`, `username`, `phone`."""
        number = number if number is not None else 1001 + len(self.people)
        if number not in self.people:
            self.people[number] = Person(self.world, number, first_name, language_code, **details)
        return self.people[number]

    def group(self, title: str = "Groupe", number: int | None = None) -> Group:
        """A supergroup, new or known by its id; people `join` it."""
        number = number if number is not None else -1_002_000_000_001 - len(self.groups)
        if number not in self.groups:
            self.groups[number] = Group(self.world, number, title)
        return self.groups[number]

    def malformed(self) -> None:
        """Make an update no client can parse: a press without its chat_instance, from somebody."""
        sender = {"id": 1, "is_bot": False, "first_name": "?"}
        self.world.emit_raw({"callback_query": {"id": self.world.query_id(), "from": sender, "data": "?"}})

    async def idle(self, quiet: float = 0.1, within: float = 10.0) -> bool:
        """Wait until the bot has confirmed all updates and made no call for `quiet` seconds; False after `within` seconds.

        Measured in the machine's seconds, as it is the bot, not the double, that takes the time.
        """
        end = time.monotonic() + within
        seen = time.monotonic()
        while time.monotonic() < end:
            if self.world.pending() or self._busy:
                seen = time.monotonic()
            left = max(seen, self._active) + quiet - time.monotonic()
            if left <= 0:
                return True
            await asyncio.sleep(min(left, 0.01))
        return False


def _chat_of(params: Mapping[str, Any]) -> int | None:
    """The chat a call is for, if it says so."""
    try:
        return int(params["chat_id"])
    except (KeyError, TypeError, ValueError):
        return None
