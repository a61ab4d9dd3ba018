"""Course cards shared in any chat: typed after the bot's name, chosen, read by people who never met the bot."""

import pytest
from support.running import rows_of, serving

from bot.double import BotApi
from bot.house import House


@pytest.mark.parametrize(("language", "typed", "said"), [("fr", "python", "heures"), ("en", "python", "hours"), ("en", "", "hours")])
async def test_cards_of_the_courses_are_offered_in_the_language_of_who_asks(
    house: House, api: BotApi, language: str, typed: str, said: str
) -> None:
    zoe = api.person(1, "Zoé", language)
    async with serving(house, api) as bot:
        query = zoe.inquire(typed)
        await bot.settle()
    answer = zoe.answer(query)
    assert answer is not None
    assert answer["results"]
    for result in answer["results"]:
        assert result["title"]
        assert said in result["description"]
        [[button]] = result["reply_markup"]["inline_keyboard"]
        assert button["url"].endswith(f"?start=course_{result['id']}")


async def test_what_nobody_offers_has_no_card_and_nothing_is_kept_of_who_asks(house: House, api: BotApi) -> None:
    zoe = api.person(1, "Zoé", "fr")
    async with serving(house, api) as bot:
        query = zoe.inquire("cours de soudure")
        await bot.settle()
    answer = zoe.answer(query)
    assert answer is not None
    assert not answer["results"]
    assert rows_of(house, "person") == []
