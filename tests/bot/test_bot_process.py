"""The whole program as a process, on a Bot API over HTTP: it serves, stops when told, and loses nothing when killed."""

import asyncio
import os
import random
import re
import signal
import socket
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from support.processes import KEY, PATIENCE, Program, answered, step, until
from support.running import FORM

from bot.double import BotApi, CannotDo, Person
from bot.house import build
from bot.outgoing import AT_ONCE
from bot.settings import read_settings
from catalogue.offer.sample import sample_catalogue
from catalogue.store import offer
from catalogue.store.database import Database
from enrolment.office import broadcasts
from enrolment.registration import people, registering
from enrolment.registration.rights import actor_of
from enrolment.registration.unit import one_unit
from enrolment.registration.values import Consent
from enrolment.store.migrate import migrate
from enrolment.store.sql import run, table

pytestmark = pytest.mark.slow
KILLS = int(os.environ.get("CHAOS_KILLS", "20"))  # `make chaos` asks for more
ADMIN, CAST = 900, "Apportez votre portable"
CROWD = 12  # people who talk at the same time
REFERENCE = re.compile(r"\b[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}\b")


async def test_the_program_serves_and_stops_when_told_with_nothing_held_back(program: Program) -> None:
    program.start()
    zoe = program.api.person(1, "Zoé", "fr")
    for what in FORM:
        await answered(zoe, step(zoe, what))
        await asyncio.sleep(0.3)
    await until(lambda: len(program.rows("registration")) == 1)
    assert program.send(signal.SIGTERM) == 0
    assert {row["state"] for row in program.rows("inbox")} == {"handled"}
    assert program.api.world.pending() == 0
    assert program.api.world.commands
    assert KEY not in program.log
    assert program.api.token not in program.log
    assert "Zoé" not in program.log


async def test_a_wrong_token_ends_with_a_clear_line(program: Program) -> None:
    program.start(token="1:wrong")
    assert program.process is not None
    assert await asyncio.to_thread(program.process.wait, PATIENCE) == 2
    assert "INSCRIA_TOKEN was refused" in program.log
    assert "1:wrong" not in program.log
    assert "Traceback" not in program.log


@asynccontextmanager
async def killed_at_random(program: Program, seed: int, times: int) -> AsyncIterator[None]:
    """SIGKILL the program again and again while the body runs, each time after a few more of its answers."""
    chance = random.Random(seed)

    def said() -> int:
        return program.api.counters["sendMessage"] + program.api.counters["editMessageText"]

    async def killer() -> None:
        for _ in range(times):
            enough = said() + chance.randint(4, 14)
            await until(lambda enough=enough: said() >= enough)  # type: ignore[misc]
            await asyncio.sleep(chance.uniform(0, 0.05))
            program.send(signal.SIGKILL)
            program.start()

    task = asyncio.create_task(killer())
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


SCREENS = (  # what the screen asks, and what is answered: a text, or the button whose label begins so ("" is the first)
    ("Quelle session", "[]"),
    ("votre accord", "[J’accepte]"),
    ("Quel est votre nom", "Camille Numéro"),
    ("courriel", "camille@exemple.ca"),
    ("Où travaillez-vous", "Atelier du Nord"),
    ("rôle", "[]"),
    ("région", "[]"),
    ("Tout est bon", "[Confirmer]"),
)


def next_act(person: Person) -> Callable[[], object]:
    """What somebody does who reads the screen."""
    shown = person.messages()[-1].text if person.messages() else ""
    answer = next((answer for words, answer in SCREENS if words in shown), FORM[0])
    if not answer.startswith("["):
        return lambda: person.say(answer)
    label = next((label for label in person.labels() if label.startswith(answer.strip("[]"))), None)
    return (lambda: person.press(label)) if label else (lambda: person.say(FORM[0]))


def done(person: Person) -> bool:
    return any(REFERENCE.search(message.text) for message in person.messages())


async def stubborn(program: Program, number: int) -> None:
    """Somebody who answers what the screen asks until she has her reference, again where nothing comes for a while."""
    person = program.api.person(number, f"P{number}", "fr")
    async with asyncio.timeout(15 * PATIENCE):  # a busy machine starts a killed program again slowly
        while not done(person):
            with suppress(TimeoutError, CannotDo):
                async with asyncio.timeout(20):
                    await answered(person, next_act(person))
            await asyncio.sleep(0.3)


async def test_killed_at_random_moments_everyone_ends_with_one_registration_and_its_confirmation(program: Program) -> None:
    program.start()
    people = max(CROWD, KILLS)
    async with killed_at_random(program, seed=7, times=KILLS):
        for first in range(1, people + 1, CROWD):
            await asyncio.gather(*(stubborn(program, number) for number in range(first, min(first + CROWD, people + 1))))
    await until(lambda: program.api.world.pending() == 0)
    await asyncio.sleep(2)
    program.send(signal.SIGTERM)
    registrations = program.rows("registration")
    held = Counter(row["person_id"] for row in registrations)
    assert len(held) == people
    assert set(held.values()) == {1}
    references = {str(row["reference"]) for row in registrations}
    assert program.doctor() == 0
    shown = "\n".join(message.text for person in program.api.people.values() for message in person.messages())
    assert all(f"{reference[:4]}-{reference[4:]}" in shown for reference in references)


def peopled(program: Program, crowd: int) -> str:
    """A database of so many people in one session, who all wrote to the bot, and a message to them just begun; its id."""
    database = Database(f"sqlite:///{program.folder / 'run.db'}")
    migrate(database)
    now = datetime.now(UTC)
    with database.writing() as session:
        offer.import_catalogue(session, sample_catalogue(now.date()), now)
    house = build(read_settings(None), database, key=bytes.fromhex(KEY), admins=frozenset({ADMIN}))
    catalogue = house.desk.current().catalogue
    closing = now.date() + timedelta(days=20)
    code = next(one.code for _, one in catalogue.sessions() if one.seats is None and one.first_day > closing and not one.cancelled)
    with one_unit(database, house.vault, catalogue, house.rules) as unit:
        for number in range(1, crowd + 1):
            met = people.meet(unit, number, "fr")
            people.correct_answers(unit, met.id, {"first_name": f"P{number}"})
            registering.register(unit, met.id, code, Consent("1", unit.now, "fr"), language="fr")
        run(unit.session, table("outbox").delete())
        people.meet(unit, ADMIN, "fr")
        begun = broadcasts.begin(unit, "session", code, {"fr": CAST}, actor_of(unit, ADMIN))
    database.close()
    return begun


async def test_a_message_to_many_resumes_after_each_kill_and_reaches_nobody_who_blocked_the_bot(program: Program) -> None:
    program.more["INSCRIA_QUIET_HOURS"] = "none"
    crowd, kills = 120, 3  # more than one page of them
    begun = peopled(program, crowd)
    everyone = [program.api.person(number, f"P{number}", "fr") for number in range(1, crowd + 1)]
    program.api.person(ADMIN, "Chef", "fr")
    blocked, reached = everyone[::30], [person for place, person in enumerate(everyone) if place % 30]
    for person in everyone:
        person.say("bonjour")
    for person in blocked:
        person.block()

    def got(person: Person) -> int:
        return sum(message.text.count(CAST) for message in person.messages())

    program.start()
    async with killed_at_random(program, seed=11, times=kills):
        await until(lambda: all(map(got, reached)), 3 * PATIENCE)  # a killed process keeps its lease for half a minute
        await until(lambda: [row["state"] for row in program.rows("broadcast")] == ["done"], 2 * PATIENCE)
    assert sum(map(got, blocked)) == 0
    twice = [person for person in reached if got(person) > 1]
    assert len(twice) <= kills * AT_ONCE, "only what was on its way at a kill may come again"
    (row,) = program.rows("broadcast")
    assert (row["id"], row["sent"], row["lost"]) == (begun, len(reached), len(blocked))


def test_a_taken_port_ends_with_a_clear_line_and_1(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        program = Program(BotApi(), "http://127.0.0.1:9", tmp_path, listen=f"127.0.0.1:{other.getsockname()[1]}")
        program.start()
        assert program.process is not None
        assert program.process.wait(PATIENCE) == 1
    assert "INSCRIA_LISTEN" in program.log
    assert "Traceback" not in program.log
