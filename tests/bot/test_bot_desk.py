"""Administrators through the whole bot: a file fetched from Telegram, a reply to a message of ours, a broadcast at the clock's pace."""

from support.running import FORM, rows_of, serving, walk

from bot.double import BotApi
from bot.house import House
from catalogue.offer.writing import catalogue_bytes

ADMIN = 9


async def test_a_catalogue_file_is_fetched_from_an_administrator_alone(house: House, api: BotApi) -> None:
    admin, zoe = api.person(ADMIN, "Ada", "fr"), api.person(1, "Zoé", "fr")
    held = house.desk.current().catalogue
    smaller = held.model_copy(update={"programme": held.programme.model_copy(update={"target": 30_000})})
    content = catalogue_bytes(smaller, ".yaml")
    async with serving(house, api) as bot:
        for person in (admin, zoe):
            person.send("document", name="catalogue.yaml", content=content, mime="application/yaml")
            await bot.settle()
        assert "30000" in admin.last.text
        assert "Appliquer" in admin.labels()
        assert "pas les fichiers" in zoe.last.text
        admin.press("Appliquer")
        await bot.settle()
    assert [row["target"] for row in rows_of(house, "programme")] == [30_000]


async def test_a_reply_to_the_bots_message_reaches_the_person(house: House, api: BotApi) -> None:
    admin, zoe = api.person(ADMIN, "Ada", "fr"), api.person(1, "Zoé", "fr")
    async with serving(house, api) as bot:
        admin.say("/start")
        await bot.settle()
        await walk(bot, zoe, FORM)
        for said in ("/joindre", None, "Le stationnement est-il compris?"):
            zoe.press("Écrire à quelqu’un ici") if said is None else zoe.say(said)
            await bot.settle()
        await bot.service.outgoing.once()
        received = next(message for message in reversed(admin.messages()) if "stationnement" in message.text)
        admin.say("Oui, dans le B.", reply_to=received.id)
        await bot.settle()
        await bot.service.outgoing.once()
    assert any("dans le B" in message.text for message in zoe.messages())
