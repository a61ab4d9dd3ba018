"""Webhook delivery: a queue per chat, the next update of a chat waiting for a 2xx, retries that back off."""

from __future__ import annotations

import asyncio
import json
import random
from collections import deque
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import httpx
from msgspec import Struct, field

from bot.double.clock import Clock, sleep
from bot.double.updates import Queued

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  (the name of a header)
LONGEST_DELAY = 60.0
LONGEST_RETRY_AFTER = 3600.0
GONE_FOR = 23 * 3600.0
_NOT_BY_REPLY = frozenset({"deletewebhook", "setwebhook", "close", "logout"})


class Reply(Struct, frozen=True):
    """What the bot's server answered."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


Post = Callable[[str, Mapping[str, str], bytes], Awaitable[Reply]]
"""Sends a body to an address with headers; raises OSError when nothing answers."""

Execute = Callable[[str, dict[str, Any]], Awaitable[object]]
"""Carries out a call that came in the reply to a webhook."""


class Webhook:
    """One webhook, from setWebhook to deleteWebhook."""

    def __init__(self, url: str, *, secret: str, connections: int, clock: Clock, post: Post, execute: Execute) -> None:
        self.url = url
        self.connections = connections
        self.gone = False
        self.last_error: tuple[float, str] | None = None
        self._secret = secret
        self._clock = clock
        self._post = post
        self._execute = execute
        self._places = asyncio.Semaphore(connections)
        self._queues: dict[int, deque[Queued]] = {}
        self._tasks: dict[int, asyncio.Task[None]] = {}
        self._gone_since: float | None = None
        self._chance = random.Random(url)

    def __len__(self) -> int:
        return sum(map(len, self._queues.values()))

    def add(self, update: Queued) -> None:
        """Queue an update behind the others of its chat."""
        queue = self._queues.setdefault(update.queue, deque())
        queue.append(update)
        if update.queue not in self._tasks:
            self._tasks[update.queue] = asyncio.get_running_loop().create_task(self._serve(update.queue))

    async def close(self) -> list[Queued]:
        """Stop delivering; what the bot did not accept."""
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        return [update for queue in self._queues.values() for update in queue]

    async def _serve(self, number: int) -> None:
        """Deliver a chat's updates one after the other."""
        queue = self._queues[number]
        try:
            while queue and not self.gone:
                await self._deliver(queue[0])
                queue.popleft()
        finally:
            del self._tasks[number]
            if not queue:
                del self._queues[number]

    async def _deliver(self, update: Queued) -> None:
        """Send an update until it is accepted or would outlive its time."""
        body = json.dumps(update.body).encode()
        fails, delay = 0, 1.0
        while not self.gone:
            reply = await self._send(body)
            if 200 <= reply.status <= 299:
                self._gone_since = None
                return await self._obey(reply.body)
            self._note(reply.status)
            wait = _retry_after(reply)
            if not wait and fails:
                wait = delay = min(self._chance.uniform(LONGEST_DELAY, 2 * LONGEST_DELAY), 2 * delay)
            if self._clock.now() + wait > update.expires:
                return None
            fails += 1
            await sleep(self._clock, wait)
        return None

    async def _send(self, body: bytes) -> Reply:
        headers = {"Content-Type": "application/json"}
        if self._secret:
            headers[SECRET_HEADER] = self._secret
        async with self._places:
            try:
                return await self._post(self.url, headers, body)
            except OSError as error:
                return Reply(0, body=str(error).encode())

    def _note(self, status: int) -> None:
        """Remember the fault for getWebhookInfo; give up after 23 hours of 410."""
        why = f"Wrong response from the webhook: {status}" if status else "Connection refused"
        self.last_error = (self._clock.now(), why)
        if status != 410:
            self._gone_since = None
        elif self._gone_since is None:
            self._gone_since = self._clock.now()
        else:
            self.gone = self._clock.now() > self._gone_since + GONE_FOR

    async def _obey(self, body: bytes) -> None:
        """Carry out the call in the body of an accepted update, if there is one; its result is unknown to the bot."""
        try:
            call = json.loads(body)
        except ValueError:
            return
        method = call.pop("method", "") if isinstance(call, dict) else ""
        if method and method.lower() not in _NOT_BY_REPLY and not method.lower().startswith("get"):
            await self._execute(method, call)


def _retry_after(reply: Reply) -> float:
    """The seconds of a Retry-After header, at most an hour; 0 without one."""
    asked = {name.lower(): value for name, value in reply.headers.items()}.get("retry-after", "")
    return min(float(asked), LONGEST_RETRY_AFTER) if asked.isdigit() else 0.0


class HttpPost:
    """Delivers over HTTP, on connections kept open."""

    def __init__(self) -> None:
        self._client: httpx.AsyncClient | None = None

    async def __call__(self, url: str, headers: Mapping[str, str], body: bytes) -> Reply:
        """Post a body; OSError when nothing answers."""
        if self._client is None:
            self._client = httpx.AsyncClient(trust_env=False, verify=False, timeout=60)  # noqa: S501  (loopback only)
        try:
            answer = await self._client.post(url, headers=dict(headers), content=body)
        except httpx.HTTPError as error:
            raise OSError(str(error)) from error
        return Reply(answer.status_code, answer.headers, answer.content)

    async def close(self) -> None:
        """Close the connections."""
        if self._client is not None:
            await self._client.aclose()
            self._client = None
