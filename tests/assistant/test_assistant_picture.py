"""The totals as a picture, drawn by a process that ends with it."""

import io
import subprocess
import sys

from PIL import Image
from support.chat import ADMIN, World

from enrolment.office.picture import Bar, Picture, drawn


def test_the_totals_come_with_a_picture(world: World) -> None:
    world.person(1).registers()
    admin = world.person(ADMIN)
    assert "1 préinscription" in admin.commands("/stats")
    (file,) = admin.files
    assert file.picture
    assert Image.open(io.BytesIO(file.content)).size[0] == 1000


def test_the_bot_itself_never_loads_the_drawing_library() -> None:
    asks = "import sys, bot.service, bot.commands.run; sys.exit('PIL' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", asks], check=False).returncode == 0


def test_long_names_and_no_bars_are_drawn_too() -> None:
    for bars in ((), (Bar("Œuvrer à l’ère de l’IA " * 3, 0, 0), Bar("b", 10, 3))):
        assert drawn(Picture("Titre", "…", 0.4, "avec", "sans", tuple(bars))).startswith(b"\x89PNG")
