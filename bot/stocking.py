"""A catalogue for an empty database: the file that is named, else the bundled sample where that is allowed."""

from datetime import UTC, datetime
from pathlib import Path

from bot.commands.trouble import Refused
from catalogue.offer.model import Catalogue
from catalogue.offer.reading import read_catalogue
from catalogue.offer.sample import sample_catalogue
from catalogue.store import offer
from catalogue.store.database import Database


def stock(database: Database, file: Path | None, *, sample: bool) -> None:
    """Give an empty database a catalogue: the file's, else the bundled sample where that is allowed; else stop and say how."""
    with database.reading() as session:
        if offer.version(session):
            return
    catalogue = _given(file, sample=sample)
    with database.writing() as session:
        if not offer.version(session):
            offer.import_catalogue(session, catalogue, datetime.now(UTC), sample=file is None)


def _given(file: Path | None, *, sample: bool) -> Catalogue:
    if file is not None:
        return read_catalogue(file)
    if sample:
        return sample_catalogue(datetime.now(UTC).date())
    raise Refused(
        "There is no catalogue in this database yet. Load one with `inscria catalogue import FILE`, name one in INSCRIA_CATALOGUE, "
        "or start with --sample to try the bundled sample."
    )
