"""What the assistant hears and what it says back, free of Telegram's shapes."""

from enum import StrEnum

from msgspec import Struct

from catalogue.answers.values import Button, Reply
from catalogue.words.say import Html


class Kind(StrEnum):
    """The kinds of things a person can do in a chat."""

    TEXT = "text"
    EDITED = "edited"  # an earlier message changed
    COMMAND = "command"
    PRESS = "press"
    CONTACT = "contact"
    DOCUMENT = "document"
    OTHER = "other"  # voice, sticker, photo, location…: ``medium`` says which
    INLINE = "inline"  # a query typed in any chat, after the bot's name
    LEFT = "left"  # the person blocked the bot
    BACK = "back"  # the person unblocked it


class Heard(Struct, frozen=True):
    """One update, as values.

    ``key`` names the update for ever (``tg:123``); ``command`` is the English name without its slash, ``text`` what was typed
    (for a command, what follows it); ``press`` is a button's data; ``contact_id`` is the Telegram id of a shared contact, when
    the contact has one. ``private`` is false in groups. ``chat_id``, ``message_id`` and ``press_id`` say where the answer goes.
    ``replies_to``: the data of the buttons under the message of ours that this one replies to.
    """

    key: str
    telegram_id: int
    kind: Kind
    text: str = ""
    command: str = ""
    press: str = ""
    contact_id: int | None = None
    phone: str = ""
    medium: str = ""
    language_code: str | None = None
    private: bool = True
    message_id: int | None = None
    chat_id: int | None = None
    press_id: str = ""
    document: bytes | None = None
    document_name: str = ""
    document_size: int = 0
    replies_to: tuple[str, ...] = ()


class Card(Struct, frozen=True):
    """A course to share in any chat: what is chosen from (``title``, ``few`` words) and the message it becomes, with its ``button``."""

    code: str
    title: str
    few: str
    text: Html
    button: Button | None = None


class Said(Struct, frozen=True):
    """What to answer: messages in order, a short note on a pressed button (``toast``), the ``cards`` an inline query chooses from."""

    replies: tuple[Reply, ...] = ()
    toast: str | None = None
    cards: tuple[Card, ...] = ()
