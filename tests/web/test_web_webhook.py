"""Where Telegram delivers: refused without the secret, answered for only once the update is kept."""

import json
from collections.abc import Sequence
from typing import Any

import httpx
import pytest
from sqlalchemy.exc import OperationalError

from bot.web import webhook
from bot.web.application import application

SECRET = "s3cret_Token-1"
UPDATE = {"update_id": 7, "message": {"message_id": 1}}


class Inbox:
    def __init__(self) -> None:
        self.kept: list[dict[str, Any]] = []
        self.away = False

    async def receive(self, updates: Sequence[dict[str, Any]]) -> None:
        if self.away:
            raise OperationalError("INSERT", {}, Exception("gone"))
        self.kept.extend(updates)


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


async def call(inbox: Inbox, body: bytes | None = None, secret: str | bytes | None = SECRET, method: str = "POST") -> httpx.Response:
    app = application([webhook.routes("/hook", SECRET, inbox.receive)])
    headers = {} if secret is None else {"X-Telegram-Bot-Api-Secret-Token": secret}
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://bot") as client:
        return await client.request(method, "/hook", content=json.dumps(UPDATE).encode() if body is None else body, headers=headers)  # type: ignore[arg-type]  # a header of bytes is one the client takes


async def test_an_update_is_kept_before_it_is_answered_for(inbox: Inbox) -> None:
    assert (await call(inbox)).status_code == 200
    assert inbox.kept == [UPDATE]


@pytest.mark.parametrize("secret", [None, "", "wrong", SECRET + "x", SECRET[:-1], "é".encode("latin-1")])
async def test_a_call_without_the_secret_is_refused(inbox: Inbox, secret: str | bytes | None) -> None:
    assert (await call(inbox, secret=secret)).status_code == 403
    assert inbox.kept == []


async def test_only_posts_are_taken(inbox: Inbox) -> None:
    assert (await call(inbox, method="GET")).status_code == 405


async def test_a_body_beyond_the_limit_is_refused_however_it_comes(inbox: Inbox) -> None:
    assert (await call(inbox, b'{"update_id": 1, "x": "' + b"x" * webhook.LONGEST + b'"}')).status_code == 413
    assert inbox.kept == []


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b"null", b'{"update_id": "7"}', b'{"update_id": true}', b'{"a": 1}', b"[" * 100_000])
async def test_what_is_no_update_is_refused_and_does_no_harm(inbox: Inbox, body: bytes) -> None:
    assert (await call(inbox, body)).status_code == 400
    assert inbox.kept == []


async def test_an_update_that_cannot_be_kept_is_asked_for_again(inbox: Inbox) -> None:
    inbox.away = True
    answer = await call(inbox)
    assert answer.status_code == 503
    assert answer.headers["Retry-After"].isdigit()
