"""What is said reaches the person: whole, escaped, in order, through 429s and faults; a blocked bot is known."""

import asyncio

import pytest
from telegram.ext import ExtBot

from bot.double import BotApi, Fault, ManualClock, Person
from bot.double.request import DoubleRequest
from catalogue.answers.values import Attachment, Button, Reply
from catalogue.words.say import Html, escape
from handlers import delivery
from handlers.delivery import Place, Unreachable, deliver, length, split


@pytest.fixture
def api() -> BotApi:
    return BotApi(clock=ManualClock())


@pytest.fixture
def zoe(api: BotApi) -> Person:
    person = api.person(42, "Zoé", "fr")
    person.say("allo")
    return person


@pytest.fixture
def bot(api: BotApi) -> ExtBot[None]:
    return ExtBot(api.token, request=DoubleRequest(api), get_updates_request=DoubleRequest(api))


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Sleeping is noted, not done."""
    slept: list[float] = []

    async def sleep(seconds: float, _: object = None) -> None:
        slept.append(seconds)

    monkeypatch.setattr(delivery.asyncio, "sleep", sleep)
    return slept


async def test_a_long_text_leaves_in_pieces_telegram_takes_with_the_buttons_under_the_last(bot: ExtBot[None], zoe: Person) -> None:
    text = Html("\n".join("é" * 90 + " &amp; <b>fin</b>" for _ in range(120)))
    await deliver(bot, Place(zoe.id), [Reply(text, rows=((Button("Oui", data="oui"),),))])
    sent = zoe.messages()
    assert len(sent) > 1
    assert "\n".join(one.text for one in sent).count("& fin") == 120
    assert [bool(one.buttons) for one in sent] == [False] * (len(sent) - 1) + [True]


def test_a_single_line_longer_than_a_message_is_cut_without_losing_a_character() -> None:
    text = escape("<" * 9000)
    pieces = split(text)
    assert all(length(piece) <= 4096 for piece in pieces)
    assert sum(length(piece) for piece in pieces) == 9000


async def test_a_press_edits_its_message_in_place_and_an_unchanged_one_is_no_fault(bot: ExtBot[None], zoe: Person) -> None:
    await deliver(bot, Place(zoe.id), [Reply(Html("un"), rows=((Button("A", data="a"),),))])
    query = zoe.press("A")
    shown = zoe.last
    for _ in range(2):
        await deliver(bot, Place(zoe.id, shown.id, query), [Reply(Html("deux"), edits=True)], "noté")
    assert [one.text for one in zoe.messages()] == ["deux"]
    assert (zoe.answer(query) or {}).get("text") == "noté"


async def test_a_message_that_can_no_longer_be_edited_is_sent_anew(bot: ExtBot[None], zoe: Person) -> None:
    await deliver(bot, Place(zoe.id, 999), [Reply(Html("neuf"), edits=True)])
    assert zoe.last.text == "neuf"


async def test_a_429_waits_as_long_as_it_asks(bot: ExtBot[None], api: BotApi, zoe: Person, quick: list[float]) -> None:
    api.faults.add(Fault("too_many", method="sendMessage", retry_after=7))
    await deliver(bot, Place(zoe.id), [Reply(Html("enfin"))])
    assert zoe.last.text == "enfin"
    assert 7.0 in quick


async def test_faults_of_the_network_are_outlasted_and_the_order_is_kept(bot: ExtBot[None], api: BotApi, zoe: Person) -> None:
    api.faults.add(Fault("error", method="sendMessage", code=502, times=2))
    api.faults.add(Fault("drop_before", method="sendMessage"))
    await deliver(bot, Place(zoe.id), [Reply(Html("un")), Reply(Html("deux"))])
    assert [one.text for one in zoe.messages()] == ["un", "deux"]


async def test_a_blocked_bot_is_unreachable_not_retried(bot: ExtBot[None], zoe: Person) -> None:
    zoe.block()
    with pytest.raises(Unreachable):
        await deliver(bot, Place(zoe.id), [Reply(Html("allo"))])


async def test_files_and_a_contact_keyboard_are_sent_as_such(bot: ExtBot[None], zoe: Person) -> None:
    await deliver(bot, Place(zoe.id), [Reply(Html("fichier"), files=(Attachment("a.ics", "text/calendar", b"BEGIN"),))])
    assert zoe.last.data["document"]["file_name"] == "a.ics"
    await deliver(bot, Place(zoe.id), [Reply(Html("tel"), asks_contact="Partager", asks_contact_skip="Passer")])
    assert zoe.labels() == ["Partager", "Passer"]
    await deliver(bot, Place(zoe.id), [Reply(Html("merci"), clears_keyboard=True)])
    assert zoe.chat.reply_keyboard is None


async def test_copy_url_and_share_buttons_are_what_they_say(bot: ExtBot[None], zoe: Person) -> None:
    row = (Button("C", copy="ABCD"), Button("U", url="https://exemple.org"), Button("S", share="IA"))
    await deliver(bot, Place(zoe.id), [Reply(Html("x"), rows=(row,))])
    kinds = [set(button) - {"text"} for button in zoe.last.buttons[0]]
    assert kinds == [{"copy_text"}, {"url"}, {"switch_inline_query"}]


async def test_one_chat_s_wait_holds_back_no_other(bot: ExtBot[None], api: BotApi, zoe: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    other = api.person(43, "Ali", "fr")
    other.say("allo")
    gate = asyncio.Event()
    monkeypatch.setattr(delivery.asyncio, "sleep", lambda *_: gate.wait())
    api.faults.add(Fault("too_many", chat_id=zoe.id, retry_after=60))
    held = asyncio.create_task(deliver(bot, Place(zoe.id), [Reply(Html("plus tard"))]))
    await deliver(bot, Place(other.id), [Reply(Html("tout de suite"))])
    assert other.last.text == "tout de suite"
    assert not held.done()
    gate.set()
    await held
    assert zoe.last.text == "plus tard"


async def test_an_edit_that_would_change_nothing_is_not_asked_for(bot: ExtBot[None], api: BotApi, zoe: Person) -> None:
    reply = Reply(Html("<b>Un</b> &amp; deux"), rows=((Button("Oui", data="x"),),), edits=True)
    await deliver(bot, Place(zoe.id), [reply])
    shown = delivery.Shown("Un & deux", delivery.markup(reply))  # type: ignore[arg-type]  # inline buttons, as the rows are
    await deliver(bot, Place(zoe.id, zoe.last.id, None, shown), [reply])
    assert len(zoe.messages()) == 1
    assert "editMessageText" not in api.counters
