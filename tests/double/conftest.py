"""A double that stands at a fixed time, and somebody who has started the bot."""

from __future__ import annotations

import pytest

from bot.double import BotApi, ManualClock, Person


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
def api(clock: ManualClock) -> BotApi:
    return BotApi(clock=clock)


@pytest.fixture
def maude(api: BotApi) -> Person:
    person = api.person(42, "Maude", "fr")
    person.start()
    return person
