"""`inscria ask` and `inscria phrases check`: how messages are read, nothing created or written."""

import json
import sys
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct
from sqlalchemy.exc import ProgrammingError, SQLAlchemyError

from bot.settings import Settings, read_settings
from bot.stocking import named
from catalogue.answers.context import Context
from catalogue.answers.guide import Guide, Outcome
from catalogue.offer.model import Catalogue
from catalogue.offer.reading import read_catalogue
from catalogue.offer.sample import sample_catalogue
from catalogue.reading.reader import Reader
from catalogue.store import offer
from catalogue.store.database import Database, read_only
from catalogue.words.say import unmarked
from enrolment.store import places


class Source(Struct, frozen=True):
    """What is asked about: the catalogue, the places taken, whether it is the sample."""

    catalogue: Catalogue
    taken: Mapping[str, int]
    sample: bool = False


def ask(text: str | None, *, as_json: bool, conversation: bool, now: datetime | None, explain: bool, catalogue: Path | None) -> None:
    """One answer a line; with ``conversation`` the lines are turns, and an empty one starts a new person."""
    settings = read_settings()
    moment = _moment(now, settings)
    source = _source(catalogue, settings, moment)
    reader = Reader(source.catalogue)
    guide = Guide(source.catalogue, reader, sample=source.sample, timezone=settings.timezone)
    context = Context()
    for line in _lines(text):
        if conversation and not line.strip():
            context = Context()
            continue
        if explain:
            _explain(reader, line, moment)
        outcome = guide.answer(line, context, moment, source.taken)
        context = outcome.context if conversation else Context()
        _print(outcome, as_json=as_json)


def _moment(now: datetime | None, settings: Settings) -> datetime:
    if now is None:
        return datetime.now(UTC).astimezone(settings.zone)
    return now if now.tzinfo is not None else now.replace(tzinfo=settings.zone)


def _lines(text: str | None) -> Iterator[str]:
    if text is not None:
        yield text
        return
    for line in sys.stdin:
        yield line.rstrip("\r\n")


def _source(given: Path | None, settings: Settings, now: datetime) -> Source:
    """--catalogue, else the database's, else INSCRIA_CATALOGUE, else the sample."""
    if given is not None:
        return Source(read_catalogue(given), {})
    kept = _kept(settings)
    if kept is not None:
        return kept
    if settings.catalogue is not None:
        return Source(named(settings.catalogue), {})
    return Source(sample_catalogue(now.date()), {}, sample=True)


def _kept(settings: Settings) -> Source | None:
    """The database's catalogue, opened for reading alone; None where there is no database, or none in it."""
    url = read_only(settings.database_url)
    if url is None:
        return None
    database = Database(url, prepares=False)
    try:
        with database.reading() as session:
            state = offer.state(session)
            catalogue = offer.load(session)
            taken = {one.session_code: one.taken for one in places.of_all(session)} if catalogue else {}
    except ProgrammingError:
        return None  # reached, and empty: no catalogue to read
    except SQLAlchemyError:
        if not url.startswith("sqlite"):
            raise
        return None  # an empty or older file: no catalogue to read
    finally:
        database.close()
    return Source(catalogue, taken, state.sample) if catalogue else None


def _print(outcome: Outcome, *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(outcome.understood.as_json(outcome.answer), ensure_ascii=False), flush=True)
        return
    replies = (outcome.answer.reply, *outcome.answer.more)
    print("\n\n".join(unmarked(reply.text) for reply in replies), flush=True)


def _explain(reader: Reader, text: str, now: datetime) -> None:
    print(text)
    for name, said in reader.explain(text, now):
        print(f"  {name:16} {said}")


def check_phrases() -> None:
    """Each phrase that reads as another intent, on a line; exit code 1 where there is any."""
    from catalogue.reading.check import misread
    from catalogue.reading.phrases import load
    from catalogue.reading.reader import shipped

    found = 0
    for one in misread(load(), shipped()):
        found += 1
        print(f"{one.phrase.language} {one.phrase.intent} reads as {one.read_as} ({one.confidence:.2f}): {one.phrase.text}")
    print(f"{found} phrases read as another intent", file=sys.stderr)
    if found:
        raise SystemExit(1)
