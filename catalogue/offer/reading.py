"""A catalogue file read whole: a ``Catalogue``, or every fault at once."""

from collections.abc import Callable, Mapping
from pathlib import Path

from catalogue.offer.checks import agreement_flaws
from catalogue.offer.faults import Fault, Faults
from catalogue.offer.json_source import read_json
from catalogue.offer.model import Catalogue, Course
from catalogue.offer.sentences import type_flaws
from catalogue.offer.source import MOST_BYTES, Source
from catalogue.offer.workbook_source import read_workbook
from catalogue.offer.yaml_source import read_yaml
from catalogue.words.say import N_

MEGABYTE = 1024 * 1024


def read_catalogue(path: Path, name: str | None = None) -> Catalogue:
    """The catalogue of a file, by its suffix (``name`` says it where the path does not). Raises ``Faults``."""
    return understand(read_source(path, name))


def catalogue_in(content: bytes, name: str) -> Catalogue:
    """The same of a file that was sent, by the suffix of its name. Raises ``Faults``."""
    return understand(_reader(name)(_bounded(content)))


def read_source(path: Path, name: str | None = None) -> Source:
    """The file's plain values, not yet understood."""
    return _reader(name or path)(_bytes(path))


def _reader(name: str | Path) -> Callable[[bytes], Source]:
    suffix = Path(name).suffix.lower()
    if suffix not in READERS:
        taken = ", ".join(READERS)
        raise Faults([Fault("", N_("A catalogue file ends in one of {taken}."), {"taken": taken})])
    return READERS[suffix]


def understand(source: Source) -> Catalogue:
    """The catalogue those values are; raises ``Faults``."""
    if not source.value and not source.flaws:
        raise Faults([Fault("", N_("The file is empty."))])
    flaws = [*source.flaws, *type_flaws(source), *agreement_flaws(source.value)]
    if flaws:
        raise Faults(source.faults(flaws))
    return spelled(Catalogue.model_validate(source.value))


def spelled(catalogue: Catalogue) -> Catalogue:
    """References spelled as the code they name, each topic once."""
    partners = {partner.code.casefold(): partner.code for partner in catalogue.partners}
    topics = {topic.code.casefold(): topic.code for topic in catalogue.topics}
    courses = tuple(_spelled(course, partners, topics) for course in catalogue.courses)
    return catalogue.model_copy(update={"courses": courses})


def _spelled(course: Course, partners: Mapping[str, str], topics: Mapping[str, str]) -> Course:
    named = {
        "partner": partners.get(course.partner.casefold(), course.partner),
        "topics": tuple(dict.fromkeys(topics.get(code.casefold(), code) for code in course.topics)),
    }
    return course if named == {"partner": course.partner, "topics": course.topics} else course.model_copy(update=named)


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            held = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise Faults([Fault("", N_("There is no file {path}."), {"path": path})]) from None
    except OSError as error:
        raise Faults([Fault("", N_("The file {path} can't be read: {why}."), {"path": path, "why": error.strerror})]) from None
    return _bounded(held)


def _bounded(held: bytes) -> bytes:
    if len(held) > MOST_BYTES:
        raise Faults([Fault("", N_("The file is larger than {most} MB, the most a catalogue may be."), {"most": MOST_BYTES // MEGABYTE})])
    return held


def _text(held: bytes) -> str:
    try:
        return held.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = held.count(b"\n", 0, error.start) + 1
        raise Faults([Fault("", N_("The text is not UTF-8: see line {line}. Save the file again as UTF-8."), {"line": line})]) from None


READERS: Mapping[str, Callable[[bytes], Source]] = {
    ".yaml": lambda held: read_yaml(_text(held)),
    ".yml": lambda held: read_yaml(_text(held)),
    ".json": lambda held: read_json(_text(held)),
    ".xlsx": read_workbook,
}
