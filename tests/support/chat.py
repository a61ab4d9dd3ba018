"""People who talk with the assistant in a test: they type, press what they see, read what is said."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from typing import IO
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import text

from catalogue.answers.guide import Guide
from catalogue.answers.values import Attachment, Button, Reply
from catalogue.offer.model import Catalogue, Session
from catalogue.offer.sample import sample_catalogue
from catalogue.reading.reader import Reader
from catalogue.store.database import Database
from catalogue.store.offer import import_catalogue, load, version
from catalogue.words.replacing import replace
from catalogue.words.say import unmarked
from enrolment.assistant import long_exports, promises
from enrolment.assistant.assistant import Assistant
from enrolment.assistant.desk import Desk, Snapshot
from enrolment.assistant.heard import Heard, Kind, Said
from enrolment.assistant.long_exports import Making, Watch
from enrolment.exports.rows import Source
from enrolment.form.fields import FORM
from enrolment.form.values import Form
from enrolment.office import broadcasts, schedules
from enrolment.registration import alerts, following, people, reminders, waiting
from enrolment.registration.unit import Rules, Unit, one_unit
from enrolment.store import outbox
from enrolment.store.migrate import migrate
from enrolment.vault import Vault

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=ZoneInfo("America/Toronto"))
ADMIN = 900


class Clock:
    """A clock the test moves."""

    def __init__(self, now: datetime = NOW) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def pass_(self, **times: float) -> None:
        self.now += timedelta(**times)


class CountingIds:
    """Ids and references one after the other."""

    def __init__(self) -> None:
        self._next = count(1)

    def new_id(self) -> str:
        return f"{next(self._next):032d}"

    def reference(self) -> str:
        number, letters = next(self._next), "23456789ABCDEFGHJKMNPQRSTVWXYZ"
        digits = [letters[number // len(letters) ** place % len(letters)] for place in range(8)]
        return "".join(digits)

    def claim_key(self) -> str:
        return f"claim-{next(self._next)}"


class FixedDesk(Desk):
    """A desk whose offer is built once for many tests; ``renews``: a change of the catalogue is taken up from that database."""

    def __init__(self, snapshot: Snapshot, renews: Database | None = None) -> None:
        self._snapshot = snapshot
        self._renews = renews

    def current(self) -> Snapshot:
        return self._snapshot

    def latest(self) -> Snapshot:
        if self._renews is None:
            return self._snapshot
        with self._renews.reading() as session:
            stored, changed = version(session), load(session) if version(session) > self._snapshot.version else None
        if changed is not None:
            self._snapshot = Snapshot(stored, changed, Guide(changed, Reader(changed), sample=True), sample=True)
        return self._snapshot


@dataclass
class World:
    """One database, one assistant, one clock; people in it."""

    database: Database
    desk: Desk
    clock: Clock = field(default_factory=Clock)
    rules: Rules = field(default_factory=Rules)
    form: Form = FORM
    ids: CountingIds = field(default_factory=CountingIds)
    keys: "count[int]" = field(default_factory=lambda: count(1))
    vault: Vault = field(default_factory=lambda: Vault(b"k" * 32))

    def __post_init__(self) -> None:
        self.restart()

    def restart(self) -> None:
        """The program stops and starts again: nothing is kept in memory."""
        admins = frozenset({ADMIN})
        self.assistant = Assistant(
            self.database, self.vault, self.desk, self.rules, self.clock, self.ids, admins, "InscrIA_bot", form=self.form, holder="test"
        )

    def seats(self, code: str, seats: int) -> None:
        """The session of that code has so many seats from now on."""
        held = self.desk.current()
        courses = tuple(
            course.model_copy(update={"sessions": tuple(_seated(one, code, seats) for one in course.sessions)})
            for course in held.catalogue.courses
        )
        offer = held.catalogue.model_copy(update={"courses": courses})
        with self.database.writing() as session:
            session.connection().execute(
                text("UPDATE course_session SET seats = :seats WHERE code = :code"), {"seats": seats, "code": code}
            )
        self.desk = FixedDesk(Snapshot(held.version + 1, offer, Guide(offer, held.guide.reader, sample=True), sample=True), self.database)
        self.restart()

    def offers(self, code: str, **changes: object) -> None:
        """The school changes a session, as an import does."""
        held = self.desk.current()
        courses = [
            course.model_copy(
                update={"sessions": tuple(one.model_copy(update=changes) if one.code == code else one for one in course.sessions)}
            )
            for course in held.catalogue.courses
        ]
        changed = held.catalogue.model_copy(update={"courses": tuple(courses)})
        with self.database.writing() as session:
            planned = import_catalogue(session, changed, self.clock.now, sample=True)
            unit = Unit(session, self.vault, planned.result, self.clock.now, self.rules, self.ids)
            following.follow(unit, planned.current, planned.result)
        guide = Guide(planned.result, held.guide.reader, sample=True)
        self.desk = FixedDesk(Snapshot(held.version + 1, planned.result, guide, sample=True), self.database)
        self.restart()

    def posts(self) -> dict[int, list[Reply]]:
        """The clock's round, then what is promised and due by now leaves: the messages each person gets, by her Telegram id."""
        found: dict[int, list[Reply]] = {}
        catalogue = self.desk.latest().catalogue
        with one_unit(self.database, self.vault, catalogue, self.rules, now=self.clock.now, ids=self.ids) as unit:
            waiting.settle(unit)
            alerts.tell(unit)
            reminders.remind(unit)
            broadcasts.advance(unit)
            schedules.promise_due(unit)
            exports: list[tuple[int, Making]] = []
            while claimed := outbox.claim_due(unit.session, "test", unit.now):
                for message in claimed:
                    person = people.load(unit, message.person_id)
                    if message.kind in long_exports.KINDS:
                        making = long_exports.prepared(unit, person, message, frozenset({ADMIN}))
                        exports += [(person.telegram_id or 0, making)] if making else []
                    found.setdefault(person.telegram_id or 0, []).extend(promises.worded(unit, person, message, frozenset({ADMIN})))
                    outbox.sent(unit.session, message.id, unit.now)
        source = Source(self.database, self.vault, catalogue, self.rules, self.clock.now)
        for telegram_id, making in exports:
            steps = making.make(source, Watch())
            found[telegram_id].append(_read(next(steps)))
            steps.close()
        return found

    def person(self, telegram_id: int = 1, language_code: str | None = "fr") -> "Talker":
        return Talker(self, telegram_id, language_code)


def _read(reply: Reply) -> Reply:
    """With the content of its open files."""
    return replace(reply, files=tuple(replace(file, content=_whole(file.opened), opened=None) for file in reply.files))


def _whole(opened: IO[bytes] | None) -> bytes:
    assert opened is not None
    opened.seek(0)
    return opened.read()


def _seated(session: Session, code: str, seats: int) -> Session:
    return session.model_copy(update={"seats": seats}) if session.code == code else session


@dataclass
class Talker:
    """Someone with a phone: what she saw last is ``last``, every button she can still press is ``buttons``."""

    world: World
    id: int
    language_code: str | None
    screen: list[Reply] = field(default_factory=list)
    said: Said = field(default_factory=Said)
    seen: list[Button] = field(default_factory=list)

    def receives(self) -> str:
        """What comes by itself: all the promised messages that are hers by now."""
        self.said = Said(tuple(self.world.posts().get(self.id, [])))
        self.screen.extend(self.said.replies)
        self.seen += [button for reply in self.said.replies for row in reply.rows for button in row]
        return self.last

    def types(self, words: str, message_id: int | None = None) -> str:
        return self.does(Kind.TEXT, text=words, message_id=message_id)

    def edits(self, words: str, message_id: int | None = None) -> str:
        return self.does(Kind.EDITED, text=words, message_id=message_id)

    def registers(self, session: str = "GEN-20-3", name: str = "Zoé Tremblay") -> str:
        """The whole form, to its confirmation."""
        self.commands(f"/start session_{session}")
        for said in ("oui", name, "zoe@exemple.ca", "Hydro-Québec", "gestionnaire", "Montréal", "oui"):
            self.types(said)
        return self.last

    def replies(self, words: str, label: str) -> str:
        """Type as a reply to the newest message that has a button of that label."""
        reply = next(one for one in reversed(self.screen) if any(button.label == label for row in one.rows for button in row))
        return self.does(Kind.TEXT, text=words, replies_to=tuple(button.data or "" for row in reply.rows for button in row))

    def commands(self, line: str) -> str:
        name, _, rest = line.removeprefix("/").partition(" ")
        return self.does(Kind.COMMAND, command=name, text=rest)

    def presses(self, label: str) -> str:
        """Press the button whose label starts so, the newest first."""
        newest = [button for button in reversed(self.seen) if button.data]
        wanted = label.replace("\u00a0", " ")
        found = [button for button in newest if button.label.replace("\u00a0", " ") == wanted] or [
            button for button in newest if button.label.startswith(label)
        ]
        assert found, f"no button {label!r} among {[button.label for button in self.seen[-12:]]}"
        return self.sends(found[0].data or "")

    def sends(self, data: str) -> str:
        return self.does(Kind.PRESS, press=data, message_id=7)

    def attaches(self, name: str, content: bytes) -> str:
        """Send a file."""
        given = {"document": content, "document_name": name, "document_size": len(content), "medium": "document"}
        return self.does(Kind.DOCUMENT, **given)

    def shares(self, phone: str, contact_id: int | None) -> str:
        return self.does(Kind.CONTACT, phone=phone, contact_id=contact_id)

    def does(self, kind: Kind, **what: object) -> str:
        heard = Heard(f"tg:{next(self.world.keys)}", self.id, kind, language_code=self.language_code)
        return self.hears(replace(heard, **what))  # type: ignore[arg-type]  # a test's own words

    def hears(self, heard: Heard) -> str:
        self.said = self.world.assistant.hear(heard)
        if heard.kind is Kind.PRESS and self.said.replies:
            self.screen = self.screen[:-1]
        self.screen.extend(self.said.replies)
        self.seen += [button for reply in self.said.replies for row in reply.rows for button in row]
        return self.last

    @property
    def last(self) -> str:
        """All that was said last, as plain text."""
        return "\n\n".join(unmarked(reply.text) for reply in self.said.replies)

    @property
    def labels(self) -> list[str]:
        """The buttons of the last thing said."""
        return [button.label for reply in self.said.replies for row in reply.rows for button in row]

    @property
    def files(self) -> list[Attachment]:
        return [file for reply in self.said.replies for file in reply.files]

    @property
    def toast(self) -> str | None:
        return self.said.toast


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, FixedDesk]:
    """One sample database made once, to be copied for each test; and its desk."""
    file = tmp_path_factory.mktemp("sample") / "sample.db"
    offer = sample_database(file)
    return file, FixedDesk(Snapshot(1, offer, Guide(offer, Reader(offer), sample=True), sample=True))


@pytest.fixture
def world(sample: tuple[Path, FixedDesk], tmp_path: Path) -> Iterator[World]:
    """A database of its own, with the sample in it."""
    file, desk = sample
    shutil.copy(file, tmp_path / "talk.db")
    database = Database(f"sqlite:///{tmp_path / 'talk.db'}")
    yield World(database, FixedDesk(desk.current(), database))
    database.close()


def sample_database(file: Path) -> Catalogue:
    """A database with the newest schema and the sample of the fixed day."""
    database = Database(f"sqlite:///{file}")
    migrate(database)
    offer = sample_catalogue(NOW.date())
    with database.writing() as session:
        import_catalogue(session, offer, NOW, sample=True)
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    return offer
