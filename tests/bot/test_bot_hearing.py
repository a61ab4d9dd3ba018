"""A Telegram update becomes what the assistant hears."""

from typing import Any

import pytest
from telegram import Update

from enrolment.assistant.heard import Heard, Kind
from handlers.hearing import Unheard, heard

ZOE = {"id": 7, "is_bot": False, "first_name": "Zoé", "language_code": "fr"}
PRIVATE = {"id": 7, "type": "private"}


def hears(bot_name: str = "InscrIA_bot", **update: Any) -> Heard | None:
    return heard(Update.de_json({"update_id": 5, **update}, None), bot_name)


def message(**content: Any) -> dict[str, Any]:
    return {"message_id": 3, "date": 1, "chat": PRIVATE, "from": ZOE, **content}


def test_a_text_is_heard_with_who_wrote_it_and_where_to_answer() -> None:
    assert hears(message=message(text="bonjour")) == Heard(
        "tg:5", 7, Kind.TEXT, text="bonjour", language_code="fr", message_id=3, chat_id=7
    )


@pytest.mark.parametrize(
    ("typed", "command", "rest"),
    [
        ("/start course_IA-101", "start", "course_IA-101"),
        ("/start@inscria_BOT x", "start", "x"),
        ("/inscriptions", "mine", ""),
        ("/mesdonnees", "mydata", ""),
        ("/joindre\nvite", "contact", "vite"),
        ("/quoi", "quoi", ""),
    ],
)
def test_a_command_is_heard_under_its_english_name(typed: str, command: str, rest: str) -> None:
    what = hears(message=message(text=typed))
    assert what is not None
    assert (what.kind, what.command, what.text) == (Kind.COMMAND, command, rest)


def test_a_command_for_another_bot_is_not_heard() -> None:
    assert hears(message=message(text="/start@other_bot")) is None


def test_a_lone_slash_is_text() -> None:
    what = hears(message=message(text="/"))
    assert what is not None
    assert what.kind is Kind.TEXT


def test_a_press_says_which_message_and_which_query() -> None:
    query = {"id": "99", "from": ZOE, "chat_instance": "1", "data": "menu", "message": message(text="x")}
    what = hears(callback_query=query)
    assert what is not None
    assert (what.kind, what.press, what.message_id, what.press_id, what.chat_id) == (Kind.PRESS, "menu", 3, "99", 7)


def test_a_contact_says_whose_it_is() -> None:
    what = hears(message=message(contact={"phone_number": "+15145550100", "first_name": "Z", "user_id": 7}))
    assert what is not None
    assert (what.kind, what.contact_id, what.phone) == (Kind.CONTACT, 7, "+15145550100")


def test_a_voice_note_is_another_medium_by_name() -> None:
    what = hears(message=message(voice={"file_id": "f", "file_unique_id": "u", "duration": 1}))
    assert what is not None
    assert (what.kind, what.medium) == (Kind.OTHER, "voice")


def test_an_edited_command_is_read_as_edited_text() -> None:
    what = hears(edited_message=message(text="/start"))
    assert what is not None
    assert what.kind is Kind.EDITED


@pytest.mark.parametrize(("status", "kind"), [("kicked", Kind.LEFT), ("member", Kind.BACK)])
def test_blocking_and_coming_back_are_heard(status: str, kind: Kind) -> None:
    bot = {"id": 1, "is_bot": True, "first_name": "b"}
    after = {"status": status, "user": bot} | ({"until_date": 0} if status == "kicked" else {})
    change = {"chat": PRIVATE, "from": ZOE, "date": 1, "old_chat_member": {"status": "member", "user": bot}, "new_chat_member": after}
    what = hears(my_chat_member=change)
    assert what is not None
    assert what.kind is kind


def test_a_channel_post_has_nobody_to_answer() -> None:
    assert hears(channel_post={"message_id": 1, "date": 1, "chat": {"id": -1, "type": "channel", "title": "t"}, "text": "x"}) is None


def test_a_reply_to_a_message_of_ours_brings_its_buttons() -> None:
    keyboard = {"inline_keyboard": [[{"text": "Répondre", "callback_data": "adm:answer:7"}, {"text": "…", "url": "https://exemple.test"}]]}
    said = hears(message=message(text="Oui.", reply_to_message=message(text="…", reply_markup=keyboard)))
    assert said is not None
    assert said.replies_to == ("adm:answer:7",)


@pytest.mark.parametrize("spoiled", [{"language_code": True}, {"id": "x"}])
def test_an_update_whose_pieces_are_of_another_kind_is_not_heard(spoiled: dict[str, object]) -> None:
    sender = {"id": 1, "is_bot": False, "first_name": "Zoé", **spoiled}
    message = {"message_id": 1, "date": 0, "chat": {"id": 1, "type": "private"}, "from": sender, "text": "bonjour"}
    update = Update.de_json({"update_id": 1, "message": message}, None)
    with pytest.raises(Unheard):
        heard(update)
