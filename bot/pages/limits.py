"""How much a browser may send: a catalogue file and a little more, counted as it comes."""

from starlette.types import Message, Receive

from catalogue.offer.source import MOST_BYTES

MOST = MOST_BYTES * 3 // 2  # the file, in the base 64 of a form, and the form around it
FIELDS = 400


class TooMuch(Exception):  # noqa: N818  (what the browser did)
    """More was sent than any page takes."""


def bounded(receive: Receive) -> Receive:
    """The same messages, no more bytes than that."""
    left = MOST

    async def counted() -> Message:
        nonlocal left
        message = await receive()
        left -= len(message.get("body", b""))
        if left < 0:
            raise TooMuch
        return message

    return counted
