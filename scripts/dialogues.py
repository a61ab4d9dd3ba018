"""The README's dialogues and pictures, played by the real bot: ``update`` writes them, ``check`` fails where they are out of step."""

import asyncio
import contextlib
import html
import io
import re
import sys
import tempfile
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path

from rich.console import Console

from bot.double import BotApi, ManualClock, Person
from bot.double.request import DoubleRequest
from bot.double.transcript import Event
from bot.house import House, build
from bot.logs import set_up_logs
from bot.service import Service
from bot.settings import read_settings
from bot.terminal import Terminal
from catalogue.offer.sample import sample_catalogue
from catalogue.store import offer
from catalogue.store.database import Database
from catalogue.words.say import in_language
from enrolment.assistant.scene import spoken
from enrolment.store.migrate import migrate

ROOT = Path(__file__).resolve().parent.parent
NOW = datetime(2027, 1, 5, 15, tzinfo=UTC)
PICTURES = ROOT / "docs" / "pictures"
SCRIPTS: dict[str, tuple[str, ...]] = {
    "fr": ("ya tu de quoi gratis pour débuter en IA", "le premier, c'est long tu?", "faut tu être bon en maths?", "ok jveux m'inscrire"),
    "en": ("anything on chatgpt in english, not too expensive?", "how much is the first one", "and who teaches it?", "sign me up"),
}


class FixedIds:
    """Ids that are the same at each run."""

    def __init__(self) -> None:
        self._numbers = count(1)

    def new_id(self) -> str:
        return f"{next(self._numbers):032d}"

    def reference(self) -> str:
        return "K7M2QX4P"

    def claim_key(self) -> str:
        return "key"


@dataclass(frozen=True)
class Played:
    """A conversation: as the terminal shows it, and event by event."""

    text: str
    events: Sequence[Event]
    name: str


def house_for(folder: str) -> House:
    database = Database(f"sqlite:///{Path(folder) / 'played.db'}")
    migrate(database)
    with database.writing() as session:
        offer.import_catalogue(session, sample_catalogue(date(2027, 1, 5)), NOW, sample=True)
    house = build(read_settings(None), database, key=bytes(32), bot_name="InscrIA_bot", clock=lambda: NOW)
    house.assistant.ids = FixedIds()
    return house


async def play(house: House, language: str, lines: Sequence[str], number: int) -> Played:
    api = BotApi(clock=ManualClock(NOW.timestamp()))
    person = api.person(number, "Camille", language)
    service = Service(house, api.token, "https://double.invalid", DoubleRequest(api), DoubleRequest(api))
    shown = io.StringIO()
    terminal = Terminal(api, person, in_language(spoken(language)), None, console=Console(file=shown, width=10_000, soft_wrap=True))
    stop = asyncio.Event()
    serving = asyncio.create_task(service.run(stop))

    async def settle() -> None:
        while api.world.pending() or not service.idle:  # noqa: ASYNC110  (two parties' states, neither with an event)
            await asyncio.sleep(0.005)

    for line in lines:
        shown.write(f"\n> {line}\n")
        await terminal.turn(line, settle)
    stop.set()
    await serving
    return Played(_tidy(shown.getvalue()), list(person.transcript), _name(person))


def _tidy(text: str) -> str:
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


def _name(person: Person) -> str:
    return person.first_name


WIDTH, LINE, PAD, CHARS = 460, 19, 12, 50


def picture(played: Played) -> str:
    """The conversation as chat bubbles, an SVG."""
    parts, y = [], 16
    for event in played.events:
        if event.message is None or event.message.deleted:
            continue
        mine = event.who == played.name
        wrapped = [piece for line in event.message.text.split("\n") for piece in (textwrap.wrap(line, CHARS) or [""])]
        height = len(wrapped) * LINE + 2 * PAD
        width = min(WIDTH - 60, int(max(map(len, wrapped)) * 7.6) + 2 * PAD)
        x = WIDTH - width - 14 if mine else 14
        parts.append(f'<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="12" fill="{"#d9f2c9" if mine else "#ffffff"}"/>')
        parts.extend(
            f'<text x="{x + PAD}" y="{y + PAD + 14 + number * LINE}">{html.escape(line)}</text>' for number, line in enumerate(wrapped)
        )
        y += height + 6
        for row in event.message.buttons:
            share = (WIDTH - 60 - 6 * (len(row) - 1)) // len(row)
            for place, button in enumerate(row):
                left = 14 + place * (share + 6)
                label = html.escape(textwrap.shorten(button["text"], max(4, share // 8), placeholder="…"))
                parts.append(f'<rect x="{left}" y="{y}" width="{share}" height="30" rx="8" fill="#ffffff" fill-opacity="0.75"/>')
                parts.append(f'<text x="{left + share // 2}" y="{y + 20}" text-anchor="middle" fill="#1f5f86">{label}</text>')
            y += 36
        y += 8
    style = "text{font:14px system-ui,-apple-system,'Segoe UI',Roboto,'DejaVu Sans',sans-serif;fill:#1b1b1b}"
    body = "\n".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{y + 8}" viewBox="0 0 {WIDTH} {y + 8}">\n'
        f"<style>{style}</style>\n"
        f'<rect width="{WIDTH}" height="{y + 8}" rx="16" fill="#b7d3df"/>\n{body}\n</svg>\n'
    )


def made() -> dict[Path, str]:
    """Every file this script writes, with its content."""
    set_up_logs("ERROR")
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    files: dict[Path, str] = {}
    for number, (language, lines) in enumerate(SCRIPTS.items(), start=1):
        with tempfile.TemporaryDirectory() as folder, contextlib.closing(house_for(folder)) as house:
            played = asyncio.run(play(house, language, lines, number))
            files[PICTURES / f"chat-{language}.svg"] = picture(played)
            pattern = rf"(<!-- dialogue: {language} -->\n).*?(<!-- end -->)"
            block = f"```text\n{played.text}```\n"
            readme = re.sub(pattern, lambda found, block=block: found[1] + block + found[2], readme, flags=re.DOTALL)  # type: ignore[misc]
    return {ROOT / "README.md": readme, **files}


def main() -> int:
    files = made()
    if "update" in sys.argv:
        PICTURES.mkdir(parents=True, exist_ok=True)
        for path, content in files.items():
            path.write_text(content, encoding="utf-8")
        return 0
    stale = [path for path, content in files.items() if not path.exists() or path.read_text(encoding="utf-8") != content]
    for path in stale:
        print(f"{path.relative_to(ROOT)}: not in step with the bot (make dialogues)", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
