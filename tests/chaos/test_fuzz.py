"""Whatever arrives: no unhandled error, nothing blocked, no call that the Bot API would refuse."""

import os
from collections import Counter
from pathlib import Path

import pytest
from support.fuzzing import MADE_UP, Fuzz
from support.running import serving
from support.world import KEY

from bot.double import BotApi
from bot.house import build
from bot.settings import read_settings
from bot.stocking import stock
from catalogue.store.database import Database
from enrolment import doctor
from enrolment.registration.unit import one_unit
from enrolment.store.migrate import migrate

pytestmark = pytest.mark.slow
UPDATES = int(os.environ.get("FUZZ_UPDATES", "5000"))
SEED = int(os.environ.get("FUZZ_SEED", "11"))
PEOPLE = 40
BATCH = 120


async def test_nothing_that_arrives_is_an_unhandled_error_or_makes_a_refused_call(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    database = Database(f"sqlite:///{tmp_path / 'fuzz.db'}")
    migrate(database)
    stock(database, None, sample=True)
    house = build(read_settings(None), database, key=KEY, admins=frozenset({3}), bot_name="InscrIA_bot")
    api = BotApi(journal=BATCH * 8)
    refused: Counter[tuple[str, str]] = Counter()
    examples: list[object] = []
    async with serving(house, api) as bot:
        fuzz = Fuzz(api, SEED, PEOPLE)
        for _ in range(0, UPDATES, BATCH):
            for _ in range(BATCH):
                fuzz.act()
            await bot.settle(120)
            bad = [call for call in api.calls if call.code >= 400 and not any(words in call.why for words in MADE_UP)]
            refused.update((call.method, call.why) for call in bad)
            examples += [(call.method, call.why, {k: str(v)[:80] for k, v in call.given.items()}) for call in bad[:3]]
            api.calls.clear()
        tally = bot.service.tally
    assert tally.errors.keys() <= {"Hopeless"}, tally.errors  # every fault of ours is counted by its kind
    assert not refused, (refused, examples[:6])
    assert tally.outcomes["answered"] > UPDATES / 2
    with one_unit(database, house.vault, house.desk.current().catalogue, house.rules, now=house.clock()) as unit:
        assert doctor.breaches(unit) == ()
    database.close()
