"""An administrator's menu comes as soon as it can, and goes with her rights."""

import asyncio
from collections.abc import Callable

import pytest
from support.running import serving

from bot import menus
from bot.double import BotApi
from bot.double.profile import commands_shown
from bot.house import House
from catalogue.words.replacing import replace
from enrolment.registration.rights import Scope, grant, revoke
from enrolment.registration.states import Role
from enrolment.registration.unit import one_unit
from enrolment.registration.values import Actor

BOSS = Actor("cli", Role.REGISTRAR)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(menus, "ROUND", 0.05)


def shown(api: BotApi, person: int, language: str = "fr") -> set[str]:
    return {command["command"] for command in commands_shown(api.world, person, language)}


async def until(reached: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not reached():
            await asyncio.sleep(0.01)


async def test_an_administrator_who_first_writes_after_the_start_has_her_menu_then(house: House, api: BotApi) -> None:
    house = replace(house)
    boss = api.person(9, "Admin", "fr")
    async with serving(house, api) as bot:
        await bot.settle()
        assert "export" not in shown(api, 9)
        boss.say("bonjour")
        await bot.settle()
        await until(lambda: "export" in shown(api, 9))
        assert "export" in shown(api, 9, "en")


async def test_a_grant_brings_the_menu_of_its_role_and_a_revocation_takes_it_away(house: House, api: BotApi) -> None:
    zoe = api.person(4, "Zoé", "fr")
    async with serving(house, api) as bot:
        zoe.say("bonjour")
        await bot.settle()
        with one_unit(house.database, house.vault, house.desk.current().catalogue, house.rules, now=house.clock()) as unit:
            grant(unit, 4, Scope.READER, None, BOSS)
        await until(lambda: "stats" in shown(api, 4))
        assert "export" not in shown(api, 4)
        with one_unit(house.database, house.vault, house.desk.current().catalogue, house.rules, now=house.clock()) as unit:
            revoke(unit, 4, BOSS)
        await until(lambda: "stats" not in shown(api, 4))
