"""A list an administrator looks at: its buttons can be pressed, or their rank typed."""

from catalogue.answers.values import Row
from enrolment.assistant.heard import Said
from enrolment.assistant.scene import Scene
from enrolment.assistant.sessions import ORDINALS
from enrolment.form.typed import folded
from enrolment.registration.rights import Rights

PICK = "pick"


def numbered(scene: Scene, rows: list[Row]) -> list[Row]:
    """The rows, the first button of each kept: a rank typed next presses it."""
    ranks = {str(place): row[0].data for place, row in enumerate(rows, 1) if row[0].data}
    scene.talk.writing = {"for": PICK, **ranks}
    return rows


def dropped(scene: Scene, _rights: Rights, _parts: list[str]) -> Said:
    """What was asked for is let go."""
    return scene.tell(scene.say("All right, nothing was done."))


def picked(scene: Scene, text: str) -> list[str] | None:
    """What the button of that rank says after its room; None where no list was shown, or what is typed is no rank of it."""
    kept, bare = scene.writing, folded(text)
    if kept is None or kept.get("for") != PICK:
        return None
    rank = bare if bare.isdecimal() else str(ORDINALS.get(bare.removeprefix("le ").removeprefix("la ").removeprefix("the "), -1) + 1)
    return kept[rank].split(":")[1:] if rank in kept else None
