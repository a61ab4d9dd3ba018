"""What a person did and saw, line by line."""

from __future__ import annotations

from dataclasses import dataclass

from bot.double.attachments import MAKERS
from bot.double.world import Json, Message


@dataclass(slots=True)
class Event:
    """A line of a transcript: who did what, and the message it shows, which later edits change in place.

    kind: `message`, `press`, `answer` to a press, `inline` query or `member` (joined, blocked…).
    """

    who: str
    kind: str
    text: str = ""
    message: Message | None = None
    alert: bool = False

    def line(self) -> str:
        """The line as people read it, buttons included."""
        if self.message is None:
            return f"{self.who}: [{self.kind}] {self.text}".rstrip()
        if self.message.deleted:
            return f"{self.who}: [deleted]"
        rows = ["  " + " ".join(f"[{button['text']}]" for button in row) for row in self.message.buttons]
        return "\n".join([f"{self.who}: {self.message.text or '[' + content_kind(self.message.data) + ']'}", *rows])


def content_kind(data: Json) -> str:
    """What a message is made of: `text` or an attachment's kind."""
    kinds = ("text", "venue", *MAKERS)
    return next((kind for kind in kinds if kind in data), "service")
