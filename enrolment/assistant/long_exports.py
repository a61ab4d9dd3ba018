"""Exports that are promised, by themselves or too long to wait for; zipped where too big for a chat, else found on the pages."""

import os
import tempfile
from collections.abc import Callable, Generator
from dataclasses import dataclass
from pathlib import PurePath
from typing import IO
from urllib.parse import quote, urlencode
from zipfile import ZIP_DEFLATED, ZipFile

from msgspec import Struct

from catalogue.answers.values import Attachment, Reply
from catalogue.words.say import Html, Say, in_language, lines
from enrolment.assistant import admin_web
from enrolment.assistant.export_choice import Choice, named, request
from enrolment.exports import export
from enrolment.exports.export import Request
from enrolment.exports.formats import FORMATS
from enrolment.exports.rows import Source
from enrolment.office import schedules
from enrolment.overview import signing
from enrolment.registration.rights import actor_of, role_of
from enrolment.registration.unit import Unit
from enrolment.registration.values import Actor, Person
from enrolment.store import outbox
from enrolment.store import schedules as stored
from enrolment.store.outbox import Message

ASKED = "export_asked"
KINDS = frozenset({ASKED, schedules.KIND})
LARGEST = 49 * 1024 * 1024  # bytes: Telegram takes 50 MB, the form around the file included
PIECE = 1 << 20


class Abandoned(Exception):  # noqa: N818  (what happened to it)
    """Nobody waits for the file any more."""


@dataclass
class Watch:
    """How far an export is, in rows; ``gone`` stops it at its next piece."""

    done: int = 0
    total: int = 0
    gone: bool = False

    def __call__(self, done: int, total: int) -> None:
        if self.gone:
            raise Abandoned
        self.done, self.total = done, total


class Making(Struct, frozen=True):
    """What makes the file, once the transaction that claims it is over: the ways to give it, each to be tried where the one before was
    too big for Telegram. ``say`` is for what is told meanwhile."""

    say: Say
    make: Callable[[Source, Watch], Generator[Reply, None, None]]

    def progress(self, watch: Watch) -> Html | None:
        """How far it is, in words; nothing before it began."""
        say = self.say
        if not watch.total:
            return None
        return say("Your export: {done} of {total} rows written.", done=say.number(watch.done), total=say.number(watch.total))


class _Asker(Struct, frozen=True):
    """For whom it is made, and where her pages are."""

    telegram_id: int
    actor: Actor
    say: Say
    pages: str = ""
    head: Html | None = None


def promise(unit: Unit, person_id: str, choice: Choice) -> None:
    """It will be made as soon as it may, whatever restarts."""
    known = unit.ids.new_id()
    made = outbox.Promise(person_id, ASKED, {"choice": choice.data()}, f"{ASKED}:{known}", unit.now)
    outbox.promise(unit.session, made, unit.now)


def prepared(unit: Unit, person: Person, message: Message, admins: frozenset[int], pages: str = "") -> Making | None:
    """What makes the file that was promised; None where it was stopped. A role taken back stops it."""
    if person.telegram_id is None:
        return None
    one = schedules.find(unit, str(message.params["schedule_id"])) if message.kind == schedules.KIND else None
    if one is None and message.kind == schedules.KIND:
        return None
    actor, rights = actor_of(unit, person.telegram_id), role_of(unit, person.telegram_id, admins)
    if rights is None or not rights.sees_names:
        stored.drop_of(unit.session, actor.id)
        return None
    say = in_language("en" if (person.extra.get("language") or person.language) == "en" else "fr")
    choice = Choice.read((one.choice if one else str(message.params["choice"])).split(":"), language=say.language)
    asker = _Asker(person.telegram_id, actor, say, pages, say("<b>{name}</b>", name=one.name) if one else None)
    wanted = request(unit, rights, choice, say.language, actor)
    return Making(say, lambda source, watch: _given(source, wanted, asker, watch))


def _given(source: Source, wanted: Request, asker: _Asker, watch: Watch) -> Generator[Reply, None, None]:
    """The file; the file zipped; the way to it on the pages."""
    say, chosen = asker.say, FORMATS[wanted.format]
    with tempfile.TemporaryFile() as file:
        count = export.export(source, wanted, file, asker.actor, watch)
        words = lines(asker.head, say.many("{count} row.", "{count} rows.", count))
        name = named(source, wanted.format)
        if _size(file) <= LARGEST:
            yield Reply(words, files=(Attachment(name, chosen.media_type, opened=file),))
        with tempfile.TemporaryFile() as packed:
            _zipped(file, packed, name)
            if _size(packed) <= LARGEST:
                packing = say("It is zipped: Telegram takes files of 50 MB at most.")
                yield Reply(lines(words, packing), files=(Attachment(f"{name}.zip", "application/zip", opened=packed),))
    yield _on_the_pages(source, wanted, asker, words)


def _size(file: IO[bytes]) -> int:
    return file.seek(0, os.SEEK_END)


def _zipped(file: IO[bytes], packed: IO[bytes], name: str) -> None:
    file.seek(0)
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive, archive.open(PurePath(name).name, "w", force_zip64=True) as out:
        while piece := file.read(PIECE):
            out.write(piece)


def _on_the_pages(source: Source, wanted: Request, asker: _Asker, words: Html) -> Reply:
    """A link that signs in once, to the list of just these, with its files; where no pages are served, what else to do."""
    say = asker.say
    if not asker.pages:
        too_big = say("This export is too big for a chat. Narrow it by course or period, or use the command line.")
        return Reply(lines(words, too_big))
    with source.database.writing() as session:
        unit = Unit(session, source.vault, source.offer, source.as_of, source.rules)
        key = signing.new_link(unit, asker.telegram_id, say.language)
    filters = wanted.filters
    given = {"course": filters.courses, "status": filters.statuses, "since": [filters.since.isoformat()] if filters.since else []}
    listed = f"/registrations?{urlencode(given, doseq=True)}".rstrip("?")
    told, rows = admin_web.told(say, asker.pages, f"{key}?to={quote(listed, safe='')}")
    too_big = say("This export is too big for Telegram: take it on the pages, under the list.")
    return Reply(lines(words, too_big, told), rows=rows)
