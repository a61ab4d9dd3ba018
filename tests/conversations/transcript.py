"""Transcripts: conversations written so that anybody can read them, and played to the assistant line by line.

A file opens with what it shows (``# …``) and the language of the phone (``language: fr``); ``as: administrator`` where one types. Then:

    > what the person types (⏎ where she starts a new line)
    ↩ what she types as a reply to the last message
    [a button she presses]
    /a command
    (a stage direction: 7 days later, the program restarts, she sends a voice message…)
        what the bot answers, indented: each line as it is shown, rows of buttons as [One] [Two], files as 📎 name, notes as (note)

In an answer, "…" stands for any words, alone on its line for any lines; XXXX-XXXX for any reference. Where no row of buttons
is written, the buttons are not looked at.
``python tests/conversations/transcript.py FILE`` plays a file and prints it with the answers as they are now.
"""

import re
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from support.chat import ADMIN, Talker, World

from catalogue.offer.model import Region
from catalogue.words.say import unmarked
from enrolment.assistant.heard import Kind

INDENT = "    "
REFERENCE = "[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}"
BUTTONS = re.compile(r"(?:\[[^\]]+\] ?)+")


@dataclass
class Turn:
    """What the person does, and what is expected of the answer."""

    does: str
    line: int
    expected: list[str] = field(default_factory=list)


@dataclass
class Transcript:
    """A file, read."""

    title: str
    language: str
    administrator: bool
    turns: list[Turn]


def read(file: Path) -> Transcript:
    """The transcript in a file."""
    title, language, administrator, turns = "", "fr", False, list[Turn]()
    for number, line in enumerate(file.read_text("utf-8").splitlines(), start=1):
        if line.startswith("#"):
            title = title or line.lstrip("# ")
        elif line.startswith("language:"):
            language = line.partition(":")[2].strip()
        elif line.startswith("as:"):
            administrator = line.partition(":")[2].strip() == "administrator"
        elif line.startswith(INDENT):
            turns[-1].expected.append(line.strip())
        elif line.strip():
            turns.append(Turn(line.strip(), number))
    return Transcript(title, language, administrator, turns)


LAVAL = {"city": "Laval", "region": Region("laval")}
DIRECTIONS: list[tuple[re.Pattern[str], Callable[[World, Talker, re.Match[str]], object]]] = [
    (re.compile(r"quelqu’un s’inscrit|somebody registers"), lambda world, talker, _: somebody(world, talker).registers() and None),
    (
        re.compile(r"quelqu’un demande « (.+) »|somebody asks “(.+)”"),
        lambda world, talker, found: somebody(world, talker).types(found[1] or found[2]) and None,
    ),
    (
        re.compile(r"quelqu’un écrit « (.+) »|somebody writes “(.+)”"),
        lambda world, talker, found: writes(somebody(world, talker), found[1] or found[2]),
    ),
    (re.compile(r"quelqu’un reçoit|somebody receives"), lambda world, talker, _: received(somebody(world, talker))),
    (re.compile(r"(\d+) (?:jours?|days?)"), lambda world, _, found: world.clock.pass_(days=int(found[1]))),
    (re.compile(r"(\d+) (?:heures?|hours?)"), lambda world, _, found: world.clock.pass_(hours=int(found[1]))),
    (
        re.compile(r"([\w-]+) (?:change de lieu|moves to Laval)"),
        lambda world, _, found: world.offers(found[1], city="Laval", region=Region("laval")),
    ),
    (re.compile(r"([\w-]+) (?:est annulée|is cancelled)"), lambda world, _, found: world.offers(found[1], cancelled=True)),
    (re.compile(r"([\w-]+) (?:est remise|is put off)"), lambda world, _, found: world.offers(found[1], **later(world, found[1]))),
    (re.compile(r"courrier|mail"), lambda _, talker, __: talker.receives()),
    (re.compile(r"redémarre|restarts"), lambda world, *_: world.restart()),
    (re.compile(r"vocal|voice"), lambda _, talker, __: talker.does(Kind.OTHER, medium="voice")),
    (re.compile(r"autocollant|sticker"), lambda _, talker, __: talker.does(Kind.OTHER, medium="sticker")),
    (re.compile(r"photo|picture"), lambda _, talker, __: talker.does(Kind.OTHER, medium="photo")),
    (re.compile(r"ami|friend"), lambda _, talker, __: talker.shares("15145550142", 77)),
    (re.compile(r"numéro|number"), lambda _, talker, __: talker.shares("15145550142", talker.id)),
]


def somebody(world: World, talker: Talker) -> Talker:
    """Another person, who speaks the same language."""
    return world.person(2, talker.language_code)


def writes(person: Talker, words: str) -> None:
    """To the registrars."""
    person.commands("/contact")
    person.sends("human:write")
    person.types(words)


def received(person: Talker) -> Talker:
    """What came to her by itself is what she was told last."""
    person.receives()
    return person


def later(world: World, code: str) -> dict[str, date]:
    """A session's dates a week later."""
    found = world.desk.current().catalogue.session(code)
    assert found is not None
    return {name: getattr(found[1], name) + timedelta(days=7) for name in ("starts", "ends")}


def act(world: World, talker: Talker, turn: Turn) -> list[str]:
    """Play a turn; the lines of the answer."""
    does = turn.does
    if does.startswith("("):
        happens, found = next((happens, found) for pattern, happens in DIRECTIONS if (found := pattern.search(does)))
        spoken = happens(world, talker, found)
        told = spoken if isinstance(spoken, Talker) else talker if isinstance(spoken, str) else None
        return shown(told) if told else []
    if does.startswith("↩"):
        talker.replies(does.removeprefix("↩").strip(), talker.labels[0])
    elif does.startswith("["):
        talker.presses(does[1:-1])
    elif does.startswith("/"):
        talker.commands(does)
    else:
        talker.types(does.removeprefix(">").strip().replace(" ⏎ ", "\n"))
    return shown(talker)


def shown(talker: Talker) -> list[str]:
    """The answer as lines: text, rows of buttons, files, the note on the press."""
    lines = [f"(note) {talker.toast}"] if talker.toast else []
    for reply in talker.said.replies:
        lines += [plain(line) for line in unmarked(reply.text).split("\n") if line.strip()]
        lines += [plain(" ".join(f"[{button.label}]" for button in row)) for row in reply.rows]
        lines += [f"[{reply.asks_contact}] [{reply.asks_contact_skip}]"] if reply.asks_contact else []
        lines += [f"📎 {file.name}" for file in reply.files]
    return lines


def plain(line: str) -> str:
    return line.replace("\u00a0", " ").strip()


def matches(expected: list[str], answer: list[str]) -> bool:
    """Whether the answer is what was expected, "…" standing for anything."""
    if not any(BUTTONS.fullmatch(line) for line in expected):
        answer = [line for line in answer if not BUTTONS.fullmatch(line)]
    pattern = "".join(r"(?:[^\n]*\n)*" if line == "…" else _line(line) + r"\n" for line in expected)
    return re.fullmatch(pattern, "".join(f"{line}\n" for line in answer)) is not None


def _line(expected: str) -> str:
    words = re.escape(plain(expected)).replace(re.escape("…"), r"[^\n]*")
    return words.replace(re.escape("XXXX-XXXX"), REFERENCE)


def play(world: World, transcript: Transcript) -> None:
    """Play it whole; the first answer that differs stops."""
    talker = speaker(world, transcript)
    for turn in transcript.turns:
        answer = act(world, talker, turn)
        assert not turn.expected or matches(turn.expected, answer), "\n".join(
            [
                f"line {turn.line}: {turn.does}",
                "expected:",
                *(f"{INDENT}{line}" for line in turn.expected),
                "answered:",
                *(f"{INDENT}{line}" for line in answer),
            ]
        )


def speaker(world: World, transcript: Transcript) -> Talker:
    return world.person(ADMIN if transcript.administrator else 1, transcript.language)


def rewritten(world: World, file: Path) -> str:
    """The file with the answers as they are now."""
    transcript = read(file)
    talker = speaker(world, transcript)
    out = [f"# {transcript.title}", f"language: {transcript.language}", *(["as: administrator"] if transcript.administrator else [])]
    for turn in transcript.turns:
        out += ["", turn.does, *(f"{INDENT}{line}" for line in act(world, talker, turn))]
    return "\n".join(out) + "\n"


if __name__ == "__main__":
    import tempfile

    from support.chat import FixedDesk, sample_database

    from catalogue.answers.guide import Guide
    from catalogue.reading.reader import Reader
    from catalogue.store.database import Database
    from enrolment.assistant.desk import Snapshot

    for name in sys.argv[1:]:
        base = Path(tempfile.mkdtemp()) / "sample.db"
        offer = sample_database(base)
        desk = FixedDesk(Snapshot(1, offer, Guide(offer, Reader(offer), sample=True), sample=True))
        database = Database(f"sqlite:///{base}")
        sys.stdout.write(rewritten(World(database, FixedDesk(desk.current(), database)), Path(name)))
