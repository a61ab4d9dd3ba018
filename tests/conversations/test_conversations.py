"""Every transcript of this folder, played to the assistant on the sample catalogue."""

from pathlib import Path

import pytest
from support.chat import World
from transcript import play, read

HERE = Path(__file__).parent
FILES = sorted(HERE.glob("*/*.txt"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_the_conversation_goes_as_written(file: Path, world: World) -> None:
    play(world, read(file))


def test_both_languages_have_their_dozen() -> None:
    assert all(len([file for file in FILES if file.parent.name == language]) >= 12 for language in ("fr", "en"))
