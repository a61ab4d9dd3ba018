"""A Telegram update as the assistant hears it."""

from telegram import Message, Update

from catalogue.words.replacing import replace
from enrolment.assistant.heard import Heard, Kind

FRENCH = {
    "aide": "help",
    "cours": "courses",
    "chercher": "search",
    "inscriptions": "mine",
    "annuler": "cancel",
    "confidentialite": "privacy",
    "mesdonnees": "mydata",
    "effacer": "erase",
    "joindre": "contact",
    "langue": "language",
    "reglages": "settings",
}
MEDIA = (
    "voice",
    "audio",
    "video",
    "video_note",
    "photo",
    "sticker",
    "animation",
    "location",
    "venue",
    "poll",
    "dice",
    "document",
    "story",
    "game",
)


class Unheard(Exception):  # noqa: N818  (named for what it is)
    """An update that is not of the shape the Bot API gives: no second look helps."""


def heard(update: Update, bot_name: str = "") -> Heard | None:
    """What was heard, or None for an update that has nobody to answer. Raises Unheard for one that is not what it should be."""
    try:
        what = _heard(update, bot_name)
    except (AttributeError, TypeError, ValueError) as wrong:
        raise Unheard from wrong
    chat = update.effective_chat
    if what is not None and not (isinstance(what.telegram_id, int) and (chat is None or isinstance(chat.id, int)) and _worded(what)):
        raise Unheard
    return what


def _worded(what: Heard) -> bool:
    """Whether what should be words is."""
    words: tuple[object, ...] = (what.text, what.press, what.press_id, what.phone, what.document_name, what.language_code or "")
    return all(isinstance(each, str) for each in words)


def _named(query: object) -> None:
    """Raises Unheard for a query that cannot be answered: its id is no text, or none."""
    if not isinstance(query, str) or not query:
        raise Unheard


def _heard(update: Update, bot_name: str) -> Heard | None:
    key = f"tg:{update.update_id}"
    if update.callback_query is not None:
        return _press(update, key)
    if update.inline_query is not None:
        query = update.inline_query
        _named(query.id)
        return Heard(key, query.from_user.id, Kind.INLINE, text=query.query, language_code=query.from_user.language_code, private=False)
    if update.my_chat_member is not None:
        return _membership(update, key)
    message = update.message or update.edited_message
    if message is None or message.from_user is None or message.from_user.is_bot:
        return None
    return _message(message, key, edited=update.edited_message is not None, bot_name=bot_name)


def _press(update: Update, key: str) -> Heard | None:
    query = update.callback_query
    if query is None:
        return None
    message = query.message
    return Heard(
        key,
        query.from_user.id,
        Kind.PRESS,
        press=query.data or "",
        language_code=query.from_user.language_code,
        private=message is None or message.chat.type == "private",
        message_id=message.message_id if message is not None else None,
        chat_id=message.chat.id if message is not None else None,
        press_id=query.id,
    )


def _membership(update: Update, key: str) -> Heard | None:
    change = update.my_chat_member
    if change is None or change.chat.type != "private":
        return None
    left = change.new_chat_member.status in ("kicked", "left")
    return Heard(key, change.from_user.id, Kind.LEFT if left else Kind.BACK, language_code=change.from_user.language_code)


def _message(message: Message, key: str, *, edited: bool, bot_name: str) -> Heard | None:
    sender = message.from_user
    if sender is None:
        return None
    said = Heard(
        key,
        sender.id,
        Kind.OTHER,
        language_code=sender.language_code,
        private=message.chat.type == "private",
        message_id=message.message_id,
        chat_id=message.chat.id,
        replies_to=_buttons(message.reply_to_message),
    )
    if message.contact is not None:
        return replace(said, kind=Kind.CONTACT, contact_id=message.contact.user_id, phone=message.contact.phone_number)
    if message.text is None:
        return _medium(message, said)
    if message.text.startswith("/") and message.text[1:2].isalnum() and not edited:
        return _command(message.text, said, bot_name)
    return replace(said, kind=Kind.EDITED if edited else Kind.TEXT, text=message.text)


def _buttons(replied: Message | None) -> tuple[str, ...]:
    """The data of the buttons under the message that is replied to."""
    keyboard = replied.reply_markup if replied is not None else None
    rows = keyboard.inline_keyboard if keyboard is not None else ()
    return tuple(button.callback_data for row in rows for button in row if isinstance(button.callback_data, str))


def _medium(message: Message, said: Heard) -> Heard:
    medium = next((name for name in MEDIA if getattr(message, name, None)), "other")
    if message.document is None:
        return replace(said, medium=medium, text=message.caption or "")
    return replace(
        said,
        kind=Kind.DOCUMENT,
        medium="document",
        text=message.caption or "",
        document_name=message.document.file_name or "",
        document_size=message.document.file_size or 0,
    )


def _command(text: str, said: Heard, bot_name: str) -> Heard | None:
    """A command addressed to us, under its English name; one addressed to another bot is not heard."""
    first, *rest = text[1:].split(maxsplit=1)
    name, _, addressee = first.partition("@")
    if addressee and bot_name and addressee.casefold() != bot_name.casefold():
        return None
    name = name.casefold()
    return replace(said, kind=Kind.COMMAND, command=FRENCH.get(name, name), text="".join(rest).strip())
