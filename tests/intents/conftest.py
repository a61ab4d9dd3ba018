"""What the tests of intents share: the bundled sample catalogue, a reader, a fixed Monday."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import yaml

import catalogue
from catalogue.offer.model import Catalogue
from catalogue.reading.reader import Reader

NOW = datetime(2027, 1, 11, 9, tzinfo=ZoneInfo("America/Toronto"))


@pytest.fixture(scope="session")
def sample() -> Catalogue:
    path = Path(catalogue.__file__).parent / "sample" / "sample.yaml"
    return Catalogue.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))


@pytest.fixture(scope="session")
def reader(sample: Catalogue) -> Reader:
    return Reader(sample)


@pytest.fixture(scope="session")
def now() -> datetime:
    return NOW
