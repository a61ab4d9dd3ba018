"""The running bot: nothing lost, nothing doubled, one person's trouble kept to that person."""

import asyncio
import itertools

import pytest
from support.running import FORM, rows_of, serving, walk

from bot import service as running
from bot.double import BotApi, Fault
from bot.house import House
from catalogue.store import offer
from enrolment.store import inbox


async def test_a_question_is_answered_in_its_language(house: House, api: BotApi) -> None:
    zoe, bob = api.person(1, "Zoé", "fr"), api.person(2, "Bob", "en")
    async with serving(house, api) as bot:
        zoe.say("avez-vous des cours gratuits?")
        bob.say("any free courses?")
        await bot.settle()
    assert "gratuit" in zoe.last.text.casefold()
    assert "free" in bob.last.text.casefold()


async def test_a_person_registers_from_the_first_word_to_the_reference(house: House, api: BotApi) -> None:
    zoe = api.person(1, "Zoé", "fr")
    async with serving(house, api) as bot:
        await walk(bot, zoe, FORM)
    [registration] = rows_of(house, "registration")
    assert registration["status"] == "pre_registered"
    reference = registration["reference"]
    assert f"{reference[:4]}-{reference[4:]}" in "\n".join(message.text for message in zoe.messages())
    assert any("document" in message.data for message in zoe.messages())


async def test_the_same_update_three_times_has_one_effect_and_one_answer(house: House, api: BotApi) -> None:
    zoe = api.person(1, "Zoé", "fr")
    received: list[list[dict[str, object]]] = []
    async with serving(house, api) as bot:
        await walk(bot, zoe, FORM[:-1])
        keep = bot.service.intake.receive

        async def noted(updates: list[dict[str, object]]) -> None:
            received.append(list(updates))
            await asyncio.gather(*(keep(updates) for _ in range(3)))

        bot.service.poller.receive = noted
        zoe.press(zoe.labels()[0])
        await bot.settle()
        before = len(zoe.messages())
        for updates in received:
            await keep(updates)
        await bot.settle()
        assert len(zoe.messages()) == before
    assert len(rows_of(house, "registration")) == 1


async def test_a_press_sent_again_with_a_new_number_gives_the_same_reference(house: House, api: BotApi) -> None:
    zoe = api.person(1, "Zoé", "fr")
    async with serving(house, api) as bot:
        await walk(bot, zoe, FORM[:-1])
        review = zoe.last
        label = next(label for label in zoe.labels(review) if "Confirmer" in label)
        data = next(b["callback_data"] for row in review.buttons for b in row if b["text"] == label)
        zoe.press(label, review)
        zoe.forge_press(data, review)
        await bot.settle()
        zoe.forge_press(data, review)
        await bot.settle()
    [registration] = rows_of(house, "registration")
    shown = [message.text for message in zoe.messages() if registration["reference"][:4] in message.text]
    assert shown


async def test_an_update_nobody_can_parse_is_set_aside_and_the_others_go_on(house: House, api: BotApi) -> None:
    zoe = api.person(1, "Zoé", "fr")
    async with serving(house, api) as bot:
        api.malformed()
        zoe.say("bonjour")
        await bot.settle(60)
    assert zoe.messages()
    assert "set_aside" in {row["state"] for row in rows_of(house, "inbox")}


async def test_what_was_committed_and_not_yet_said_is_said_by_the_next_start(
    house: House, api: BotApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "GRACE", 0.2)
    zoe = api.person(1, "Zoé", "fr")
    async with serving(house, api) as bot:
        await walk(bot, zoe, FORM[:-1])
        api.faults.add(Fault("error", method="sendMessage", code=502, times=None))
        api.faults.add(Fault("error", method="editMessageText", code=502, times=None))
        zoe.press(next(label for label in zoe.labels() if "Confirmer" in label))
        while not rows_of(house, "registration"):
            await asyncio.sleep(0.01)
    assert [row["state"] for row in rows_of(house, "inbox")].count(inbox.ANSWERED) == 1
    api.faults.clear()
    async with serving(house, api) as bot:
        await bot.settle()
    [registration] = rows_of(house, "registration")
    assert registration["reference"][:4] in "\n".join(message.text for message in zoe.messages())


async def test_the_inbox_keeps_no_content_once_it_is_answered(house: House, api: BotApi) -> None:
    zoe = api.person(1, "Zoé", "fr")
    async with serving(house, api) as bot:
        zoe.say("bonjour")
        await bot.settle()
    assert {(row["state"], row["sealed"], row["replies"]) for row in rows_of(house, "inbox")} == {("handled", None, None)}


async def test_messages_of_one_person_are_answered_in_order(house: House, api: BotApi) -> None:
    people = [api.person(number, f"P{number}", "fr") for number in range(1, 6)]
    async with serving(house, api) as bot:
        for _, person in itertools.product(range(4), people):
            person.say("bonjour")
        await bot.settle(60)
    assert all(len(person.messages()) == 4 for person in people)


async def test_a_429_for_one_chat_delays_no_other(house: House, api: BotApi) -> None:
    zoe, ali = api.person(1, "Zoé", "fr"), api.person(2, "Ali", "fr")
    async with serving(house, api) as bot:
        zoe.say("bonjour")
        ali.say("bonjour")
        await bot.settle()
        said = len(zoe.messages())
        api.faults.add(Fault("too_many", chat_id=zoe.id, retry_after=1))
        zoe.say("aide")
        ali.say("aide")
        while len(ali.messages()) < 2:
            await asyncio.sleep(0.01)
        assert len(zoe.messages()) == said
        await bot.settle()
    assert len(zoe.messages()) > said


async def test_a_person_who_blocks_the_bot_is_unreachable_until_she_comes_back(house: House, api: BotApi) -> None:
    zoe = api.person(1, "Zoé", "fr")
    async with serving(house, api) as bot:
        zoe.say("bonjour")
        await bot.settle()
        zoe.block()
        await bot.settle()
        assert rows_of(house, "person")[0]["reachable"] in (False, 0)
        zoe.start()
        await bot.settle()
        assert rows_of(house, "person")[0]["reachable"] in (True, 1)


@pytest.mark.parametrize("kind", ["voice", "sticker", "photo", "location", "document", "dice", "poll"])
async def test_whatever_is_sent_gets_an_answer(house: House, api: BotApi, kind: str) -> None:
    zoe = api.person(1, "Zoé", "fr")
    async with serving(house, api) as bot:
        zoe.say("bonjour")
        await bot.settle()
        zoe.send(kind)
        await bot.settle()
    assert len(zoe.messages()) == 2


async def test_four_thousand_characters_of_noise_and_forged_presses_are_answered(house: House, api: BotApi) -> None:
    zoe = api.person(1, "Zoé", "fr")
    async with serving(house, api) as bot:
        zoe.say("<b>&" + "ж" * 4080 + "</i>")
        await bot.settle()
        query = zoe.forge_press("adm:export:everything")
        await bot.settle()
    assert zoe.messages()
    assert zoe.answer(query) is not None


async def test_an_administrator_s_command_is_for_others_a_command_that_does_not_exist(house: House, api: BotApi) -> None:
    zoe, boss = api.person(1, "Zoé", "fr"), api.person(9, "Admin", "fr")
    async with serving(house, api) as bot:
        for person in (zoe, boss):
            person.say("/export")
        await bot.settle()
        answers = zoe.last.text, boss.last.text
        zoe.say("/exporx")
        await bot.settle()
    assert answers[0].replace("export", "x") == zoe.last.text.replace("exporx", "x")
    assert answers[1] != answers[0]


async def test_a_catalogue_imported_by_another_process_is_served_within_seconds(house: House, api: BotApi) -> None:
    zoe = api.person(1, "Zoé", "fr")
    async with serving(house, api) as bot:
        before = house.desk.current().version
        with house.database.writing() as session:
            held = offer.load(session)
            assert held is not None
            changed = held.model_copy(update={"courses": tuple(c.model_copy(update={"duration_hours": 77.0}) for c in held.courses)})
            offer.import_catalogue(session, changed, house.clock(), sample=True)
        await asyncio.sleep(1.1)
        zoe.say("c'est quoi la durée du cours Python pour grands débutants?")
        await bot.settle()
    assert house.desk.current().version > before
    assert "77" in zoe.last.text
