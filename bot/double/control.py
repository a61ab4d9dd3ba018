"""The tester's side over HTTP: to act as people, to read what the bot sent, to script faults, to wait.

All addresses are under `/control` and speak JSON. A refusal to a person (a button that is not there) is 409; an
unknown person, message or verb is 404; wrong arguments are 400; each with `{"error": "…"}`.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.double.errors import CannotDo
from bot.double.faults import Fault
from bot.double.people import Person
from bot.double.presence import Group
from bot.double.profile import commands_shown
from bot.double.server import BotApi
from bot.double.tables import words
from bot.double.transcript import Event, content_kind
from bot.double.world import Json, Message

VERBS = words("say start press forge_press share_contact send edit block unblock join leave inquire answer labels script")
"""What a person can do at `/control/people/ID/VERB`, with the method's arguments as a JSON object."""

Endpoint = Callable[[Request], Awaitable[Response]]


class Control:
    """The control endpoints of a double."""

    def __init__(self, api: BotApi) -> None:
        self._api = api

    def routes(self) -> list[Route]:
        """The routes to serve."""
        return [
            Route("/control/people", _guarded(self.people), methods=["GET", "POST"]),
            Route("/control/people/{person:int}/{verb}", _guarded(self.act), methods=["POST"]),
            Route("/control/people/{person:int}", _guarded(self.watch)),
            Route("/control/groups", _guarded(self.groups), methods=["POST"]),
            Route("/control/chats/{chat}/messages", _guarded(self.messages)),
            Route("/control/faults", _guarded(self.faults), methods=["POST", "DELETE"]),
            Route("/control/updates", _guarded(self.updates), methods=["POST"]),
            Route("/control/clock", _guarded(self.clock), methods=["POST"]),
            Route("/control/idle", _guarded(self.idle), methods=["POST"]),
            Route("/control/state", _guarded(self.state)),
        ]

    async def people(self, request: Request) -> object:
        """GET the people's ids; POST `{"id", "first_name", "language_code", …}` makes one, or gives the one known."""
        if request.method == "GET":
            return sorted(self._api.people)
        given = await _given(request)
        return {"id": self._api.person(given.pop("id", None), **given).id}

    async def groups(self, request: Request) -> object:
        """POST `{"title", "id"}` makes a group, or gives the one known."""
        given = await _given(request)
        return {"id": self._api.group(given.get("title", "Groupe"), given.get("id")).chat.id}

    async def act(self, request: Request) -> object:
        """POST the arguments of a person's verb; gives the message, the query's id, or what the verb gives."""
        verb = request.path_params["verb"]
        if verb not in VERBS:
            raise KeyError(f"a person cannot {verb}")
        person = self._person(request)
        return _shown(getattr(person, verb)(**self._arguments(await _given(request))))

    async def watch(self, request: Request) -> object:
        """GET a person: transcript, menu of commands, reply keyboard, chat actions."""
        person = self._person(request)
        return {
            "id": person.id,
            "transcript": [_event(event) for event in person.transcript],
            "commands": commands_shown(self._api.world, person.id, person.language_code),
            "reply_keyboard": person.chat.reply_keyboard,
            "actions": person.chat.actions,
            "blocked": person.chat.blocked,
        }

    async def messages(self, request: Request) -> object:
        """GET a chat's messages as they stand; `?after=ID` only later ones, `?by=bot` only the bot's."""
        chat = self._api.world.chats.get(int(request.path_params["chat"]))
        after, by_bot = int(request.query_params.get("after", 0)), request.query_params.get("by") == "bot"
        kept = chat.messages.values() if chat else ()
        return [_message(m) for m in kept if m.id > after and (m.by_bot or not by_bot)]

    async def faults(self, request: Request) -> object:
        """POST a fault or a list of them, with Fault's fields; DELETE clears the script."""
        if request.method == "DELETE":
            self._api.faults.clear()
        else:
            given = await _given(request)
            for fault in given if isinstance(given, list) else [given]:
                self._api.faults.add(Fault(**fault))
        return {"scripted": len(self._api.faults)}

    async def updates(self, request: Request) -> object:
        """POST a raw update, sent as it is with an update_id added; `{}` makes a malformed one."""
        given = await _given(request)
        if given:
            self._api.world.emit_raw(given)
        else:
            self._api.malformed()
        return {"pending": self._api.world.pending()}

    async def clock(self, request: Request) -> object:
        """POST `{"advance": seconds}`."""
        self._api.clock.advance(float((await _given(request)).get("advance", 0)))
        return {"now": self._api.clock.now()}

    async def idle(self, request: Request) -> object:
        """POST `{"quiet": 0.1, "within": 10}` waits until the bot has been quiet that long."""
        return {"idle": await self._api.idle(**await _given(request))}

    async def state(self, request: Request) -> object:
        """GET counters, pending updates, and the last calls (`?calls=20`)."""
        last = list(self._api.calls)[-int(request.query_params.get("calls", 20)) :]
        calls = [{"method": call.method, "code": call.code, "given": _plain(call.given)} for call in last]
        return {"counters": self._api.counters, "pending": self._api.world.pending(), "calls": calls, "faults": len(self._api.faults)}

    def _person(self, request: Request) -> Person:
        return self._api.people[request.path_params["person"]]

    def _arguments(self, given: Json) -> Json:
        """A verb's arguments, a group's id and base64 content turned into what they stand for."""
        if isinstance(given.get("group"), int):
            group: Group = self._api.groups[given["group"]]
            given["group"] = group
        if "content_base64" in given:
            given["content"] = base64.b64decode(given.pop("content_base64"))
        return given


def _guarded(answer: Callable[[Request], Awaitable[object]]) -> Endpoint:
    """An endpoint that says what was wrong with the request."""
    codes: dict[type[Exception], int] = {CannotDo: 409, KeyError: 404, TypeError: 400, ValueError: 400}

    async def endpoint(request: Request) -> Response:
        try:
            return JSONResponse(await answer(request))
        except tuple(codes) as error:
            return JSONResponse({"error": str(error)}, next(code for kind, code in codes.items() if isinstance(error, kind)))

    return endpoint


async def _given(request: Request) -> Any:
    body = await request.body()
    return json.loads(body) if body else {}


def _shown(value: object) -> object:
    return _message(value) if isinstance(value, Message) else {"result": value}


def _message(message: Message) -> Json:
    """A message as it stands, with what it was before each edit."""
    versions = [{key: old[key] for key in ("text", "caption", "reply_markup") if key in old} for old in message.versions]
    state = {"by_bot": message.by_bot, "deleted": message.deleted, "keyboard": message.keyboard, "versions": versions}
    return {"id": message.id, "kind": content_kind(message.data), "text": message.text, **state, "message": message.data}


def _event(event: Event) -> Json:
    number = event.message.id if event.message else None
    return {"who": event.who, "kind": event.kind, "text": event.text, "alert": event.alert, "message_id": number, "line": event.line()}


def _plain(given: Json) -> Json:
    """Parameters without the content of their files."""
    return {name: value if isinstance(value, str | int | float | list | dict) else f"<file {value.name}>" for name, value in given.items()}
