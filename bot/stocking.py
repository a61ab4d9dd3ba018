"""A catalogue for an empty database: the file that is named, else the bundled sample where that is allowed."""

from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.exc import IntegrityError

from bot.commands.trouble import Refused
from catalogue.offer.model import Catalogue
from catalogue.offer.reading import read_catalogue
from catalogue.offer.sample import sample_catalogue
from catalogue.store import offer
from catalogue.store.database import Database


def stock(database: Database, file: Path | None, *, sample: bool, setting: Path | None = None) -> None:
    """A catalogue for an empty database: the file, else the setting's, else the sample where that is allowed; else stop and say how."""
    with database.reading() as session:
        if offer.version(session):
            return
    catalogue = _given(file, setting, sample=sample)
    try:
        with database.writing() as session:
            if not offer.version(session):
                offer.import_catalogue(session, catalogue, datetime.now(UTC), sample=file is None and setting is None)
    except IntegrityError:  # another process starts at the same moment and was first
        with database.reading() as session:
            if not offer.version(session):
                raise


def named(file: Path) -> Catalogue:
    """The file of INSCRIA_CATALOGUE; one that is not there is said to be that setting's."""
    if not file.is_file():
        raise Refused(f"INSCRIA_CATALOGUE takes the path of a catalogue file (YAML, JSON or XLSX); there is no file {file}")
    return read_catalogue(file)


def _given(file: Path | None, setting: Path | None, *, sample: bool) -> Catalogue:
    if file is not None:
        return read_catalogue(file)
    if setting is not None:
        return named(setting)
    if sample:
        return sample_catalogue(datetime.now(UTC).date())
    raise Refused(
        "There is no catalogue in this database yet. Load one with `inscria catalogue import FILE`, name one in INSCRIA_CATALOGUE, "
        "or start with --sample to try the bundled sample."
    )
