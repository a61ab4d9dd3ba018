"""Every object the Bot API may put into an update, in each field that may hold it: no unhandled error, no call it would refuse."""

import random

import pytest
from support.fuzzing import MADE_UP
from support.running import serving
from support.shapes import Shapes, objects, unions

from bot.double import BotApi
from bot.house import House

KINDS = tuple(kind for kind in objects()["Update"] if kind != "update_id")
ANSWERED = {"message", "edited_message", "channel_post", "callback_query", "inline_query", "my_chat_member"}


def test_the_table_of_shapes_names_nothing_it_does_not_have() -> None:
    plain = {"String", "Integer", "Float", "Boolean", "True"}
    known = set(objects()) | set(unions()) | plain
    named = {
        one
        for fields in objects().values()
        for part in fields.values()
        if not part.type.startswith("=")
        for one in part.type.strip("[]").split("/")
    }
    assert named | {member.strip("[]") for members in unions().values() for member in members} <= known
    assert set(KINDS) >= ANSWERED


@pytest.mark.parametrize("kind", KINDS)
async def test_an_update_of_each_kind_with_each_of_its_fields_harms_nothing(house: House, api: BotApi, kind: str) -> None:
    zoe = api.person(1, "Zoé", "fr")
    zoe.say("bonjour")
    shapes = Shapes(random.Random(kind), zoe.user, zoe.chat.data)
    table = objects()[objects()["Update"][kind].type]
    async with serving(house, api) as bot:
        for field in table:
            for full in (0.0, 0.4):
                api.world.emit_raw(shapes.update(kind, field, full=full))
        await bot.settle(60)
        tally = bot.service.tally
        zoe.say("quels cours sont gratuits?")
        before = len(zoe.messages())
        await bot.settle()
    assert tally.errors.keys() <= {"Hopeless"}, tally.errors
    refused = [(call.method, call.why) for call in api.calls if call.code >= 400 and not any(words in call.why for words in MADE_UP)]
    assert refused == []
    assert len(zoe.messages()) > before
