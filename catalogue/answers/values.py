"""What the assistant says, as values: text, buttons, files. Nothing here sends anything."""

from dataclasses import dataclass, field
from typing import IO

from msgspec import Struct

from catalogue.words.say import Html


class Button(Struct, frozen=True):
    """A button, exactly one of: ``data`` (pressed back to us, 1 to 64 bytes), ``url``, ``copy`` (to the clipboard), ``share`` (inline)."""

    label: str
    data: str | None = None
    url: str | None = None
    copy: str | None = None
    share: str | None = None


Row = tuple[Button, ...]


@dataclass(frozen=True)
class Attachment:
    """A file sent with a message; ``name`` holds no personal data. Big ones come from ``path``, or are read from ``opened``."""

    name: str
    media_type: str
    content: bytes = b""
    path: str | None = None
    picture: bool = False
    opened: IO[bytes] | None = field(default=None, compare=False, repr=False)


class Reply(Struct, frozen=True):
    """One message. ``edits``: it takes the place of the message whose button was pressed, where there is one.

    ``asks_contact``: the label of a reply-keyboard button that shares the person's own phone number; ``clears_keyboard`` takes it away.
    """

    text: Html
    rows: tuple[Row, ...] = ()
    edits: bool = False
    files: tuple[Attachment, ...] = ()
    asks_contact: str | None = None
    asks_contact_skip: str | None = None
    clears_keyboard: bool = False
    preview: bool = False  # whether Telegram may show a link's preview


class Answer(Struct, frozen=True):
    """The answer to one question, with what `inscria ask --json` says of it.

    ``courses``: the codes the answer is about, best first, up to 20. ``shown``: those a person saw listed, in order.
    ``session``: the one session spoken of, where there is one; the talk may go on about it.
    """

    reply: Reply
    courses: tuple[str, ...] = ()
    faq: str | None = None
    answered: bool = True
    shown: tuple[str, ...] = ()
    more: tuple[Reply, ...] = ()
    session: str | None = None
