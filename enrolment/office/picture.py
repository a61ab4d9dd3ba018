"""Draws the totals as a picture, in a process of its own that ends with it: the bot never holds the drawing library.

``drawn`` asks for the picture; ``python -m enrolment.office.picture`` draws it, from what it reads to what it writes.
"""

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass

import structlog

log = structlog.get_logger(__name__)
SECONDS = 30.0
WIDTH, MARGIN, BAR, GAP = 1000, 40, 26, 58
INK, SOFT, HELD, WAITING = "#1b1b1f", "#5c5f66", "#0b6e8f", "#e0a030"


@dataclass(frozen=True)
class Bar:
    """A course: how many hold a place, how many wait or left."""

    label: str
    held: int
    others: int


@dataclass(frozen=True)
class Picture:
    """What is drawn: words, the share of the target where there is one (0 to 1), the bars."""

    title: str
    subtitle: str
    share: float | None
    held: str
    others: str
    bars: tuple[Bar, ...]


def drawn(picture: Picture) -> bytes | None:
    """The picture as PNG; None, and a line in the log, where the drawing process fails: the totals stand without it."""
    asked = json.dumps(asdict(picture)).encode()
    try:
        done = subprocess.run([sys.executable, "-m", __name__], input=asked, capture_output=True, timeout=SECONDS, check=True)  # noqa: S603  (ourselves)
    except (subprocess.SubprocessError, OSError) as fault:
        log.warning("picture_not_drawn", fault=type(fault).__name__)
        return None
    return done.stdout


def _draw(title: str, subtitle: str, share: float | None, legend: Sequence[str], bars: Sequence[Bar]) -> bytes:
    import io  # noqa: PLC0415  (what only the drawing process needs)
    from importlib.resources import files  # noqa: PLC0415  (the same)

    from PIL import Image, ImageDraw, ImageFont  # noqa: PLC0415  (the same)

    face = str(files("font_lato") / "files" / "Lato-Regular.ttf")
    large, small = ImageFont.truetype(face, 34), ImageFont.truetype(face, 22)
    image = Image.new("RGB", (WIDTH, 230 + GAP * len(bars)), "white")
    pen = ImageDraw.Draw(image)
    pen.text((MARGIN, 28), title, font=large, fill=INK)
    pen.text((MARGIN, 76), subtitle, font=small, fill=SOFT)
    room = WIDTH - 2 * MARGIN
    if share is not None:
        pen.rectangle((MARGIN, 112, MARGIN + room, 126), fill="#e6e8eb")
        pen.rectangle((MARGIN, 112, MARGIN + max(4, int(room * min(share, 1))), 126), fill=HELD)
    for place, (colour, word) in enumerate(zip((HELD, WAITING), legend, strict=True)):
        left = MARGIN + 300 * place
        pen.rectangle((left, 152, left + 18, 170), fill=colour)
        pen.text((left + 28, 148), word, font=small, fill=INK)
    most = max((bar.held + bar.others for bar in bars), default=1) or 1
    for place, bar in enumerate(bars):
        top = 196 + GAP * place
        held, whole = (int((room - 90) * count / most) for count in (bar.held, bar.held + bar.others))
        pen.text((MARGIN, top), bar.label, font=small, fill=INK)
        pen.rectangle((MARGIN, top + 28, MARGIN + max(whole, 2), top + 28 + BAR - 8), fill=WAITING)
        pen.rectangle((MARGIN, top + 28, MARGIN + max(held, 2), top + 28 + BAR - 8), fill=HELD)
        pen.text((MARGIN + max(whole, 2) + 10, top + 22), f"{bar.held + bar.others}", font=small, fill=INK)
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()


def _main() -> None:
    asked = json.load(sys.stdin)
    bars = [Bar(**bar) for bar in asked["bars"]]
    sys.stdout.buffer.write(_draw(asked["title"], asked["subtitle"], asked["share"], (asked["held"], asked["others"]), bars))


if __name__ == "__main__":
    _main()
