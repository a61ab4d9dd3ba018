"""The terminal chat: one person, the whole bot, Telegram's double in between; buttons are pressed by number."""

import asyncio
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.text import Text

from bot.double import BotApi, CannotDo, Message, Person
from catalogue.words.say import Say

BOT, SYSTEM = "bold cyan", "dim"
WIDTH = 80


class Terminal:
    """Shows what the bot sends and sends what is typed."""

    def __init__(self, api: BotApi, person: Person, say: Say, files: Path | None, *, console: Console | None = None) -> None:
        self._api = api
        self._person = person
        self._say = say
        self._files = files
        self._interactive = sys.stdin.isatty()
        self._console = console or Console(highlight=False, soft_wrap=not self._interactive, width=None if self._interactive else 10_000)
        self._buttons: list[tuple[str, Message]] = []
        self._news: list[tuple[str, Message]] = []
        person.chat.heard.append(self._hear)

    async def talk(self, settle: Callable[[], Awaitable[Any]]) -> None:
        """Until the input ends: each line is sent, its answer awaited and shown."""
        self._person.start()
        await settle()
        self._show()
        async for line in self._lines():
            await self.turn(line, settle)

    async def turn(self, line: str, settle: Callable[[], Awaitable[Any]]) -> None:
        """One line typed: a button's number, ``\\1`` for the number itself, or text."""
        if not line.strip():
            return
        query = None
        try:
            query = self._act(line)
        except CannotDo as refusal:
            self._console.print(str(refusal), style=SYSTEM, markup=False)
            return
        await settle()
        self._show()
        note = self._person.answer(query) if query else None
        if note and note.get("text"):
            self._console.print(f"({note['text']})", style=SYSTEM, markup=False)

    def _act(self, line: str) -> str | None:
        typed = line.strip()
        if typed.isdecimal() and typed.isascii() and 1 <= int(typed) <= len(self._buttons):
            label, message = self._buttons[int(typed) - 1]
            if not message.buttons:
                self._person.press(label)
                return None
            done = self._person.press(label, message)
            return self._shown(done, message, label)
        self._person.say(typed[1:] if typed.startswith("\\") and typed[1:].isdecimal() else line)
        return None

    def _shown(self, done: str, message: Message, label: str) -> str | None:
        """What pressing gave: a query to be answered, or the address or text that the button itself gives."""
        button = next(b for row in message.buttons for b in row if b["text"] == label)
        if "callback_data" in button:
            return done
        self._console.print(f"→ {done}", style=SYSTEM, markup=False)
        return None

    def _hear(self, event: str, message: Message) -> None:
        if message.by_bot and event in ("sent", "edited"):
            self._news = [(before, known) for before, known in self._news if known is not message]
            self._news.append((event, message))

    def _show(self) -> None:
        news, self._news = self._news, []
        for _, message in news:
            if not message.deleted:
                self._print(message)

    def _print(self, message: Message) -> None:
        self._console.print()
        if message.text:
            self._console.print(Text(message.text, style=BOT if self._interactive else ""))
        self._save(message)
        labels = [[b["text"] for b in row] for row in message.buttons]
        keyboard = message.keyboard or {}
        if not labels and "keyboard" in keyboard:
            labels = [[b["text"] for b in row] for row in keyboard["keyboard"]]
        if labels:
            self._buttons = []
        for row in labels:
            shown = []
            for label in row:
                self._buttons.append((label, message))
                shown.append(f"[{len(self._buttons)}] {label}")
            self._console.print("  " + "  ".join(shown), style=SYSTEM if self._interactive else "", markup=False)

    def _save(self, message: Message) -> None:
        """A file the bot sent, kept where the person asked; its path is printed."""
        document = message.data.get("document") or (message.data.get("photo") or [None])[-1]
        if document is None:
            return
        name = Path(document.get("file_name") or "picture.png").name
        if self._files is None:
            self._console.print(f"📎 {name}", style=SYSTEM, markup=False)
            return
        self._files.mkdir(parents=True, exist_ok=True)
        target = self._free(self._files / name)
        target.write_bytes(self._api.world.files.find(document["file_id"]).upload.content)
        self._console.print(f"📎 {target}", style=SYSTEM, markup=False)

    @staticmethod
    def _free(path: Path) -> Path:
        """The path, or the first of its kind that is not taken."""
        number, free = 1, path
        while free.exists():
            number += 1
            free = path.with_stem(f"{path.stem}-{number}")
        return free

    async def _lines(self) -> AsyncIterator[str]:
        """What is typed, until the end of the input."""
        while True:
            if self._interactive:
                self._console.print()
            line = await asyncio.to_thread(self._read)
            if line is None:
                return
            yield line

    def _read(self) -> str | None:
        if self._interactive:
            try:
                return input("> ")
            except (EOFError, KeyboardInterrupt):
                return None
        line = sys.stdin.readline()
        return line.rstrip("\r\n").encode("utf-8", "replace").decode("utf-8", "replace") if line else None
