"""Every transcript of this folder, played to the assistant on the sample catalogue."""

import re
from pathlib import Path

import pytest
from support.chat import World
from transcript import REFERENCE, act, play, read, speaker

from bench.honesty import Truth

MADE = re.compile(rf"{REFERENCE}|https?://\S+")  # a reference, a link: the bot's own
OF_THE_FORM = "418 555-0199, 1, 4, 5, 49, 50, 249, 250"  # its example of a telephone, its sizes of organisation
HERE = Path(__file__).parent
FILES = sorted(HERE.glob("*/*.txt"))
OF_PEOPLE = [file for file in FILES if not read(file).administrator]


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_the_conversation_goes_as_written(file: Path, world: World) -> None:
    play(world, read(file))


@pytest.mark.parametrize("file", OF_PEOPLE, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_the_conversation_invents_nothing(file: Path, world: World) -> None:
    transcript = read(file)
    talker, asked, found = speaker(world, transcript), OF_THE_FORM, list[str]()
    for turn in transcript.turns:
        truth, asked = Truth.of(world.desk.current().catalogue), f"{asked}\n{turn.does}"
        for line in act(world, talker, turn):
            found += [f"line {turn.line}: {what}" for what in truth.invented(asked, MADE.sub("", line), [world.clock.now.date()])]
    assert not found, "\n".join(found)


def test_both_languages_have_their_dozen() -> None:
    assert all(len([file for file in FILES if file.parent.name == language]) >= 12 for language in ("fr", "en"))
