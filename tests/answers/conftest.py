"""Conversations to speak in, on the small catalogue of these tests."""

import pytest
from answers_talk import Talk, catalogue

from catalogue.offer.model import Catalogue


@pytest.fixture(scope="session")
def offer() -> Catalogue:
    return catalogue()


@pytest.fixture
def talk(offer: Catalogue) -> Talk:
    return Talk(offer)


@pytest.fixture
def english(offer: Catalogue) -> Talk:
    return Talk(offer, language="en")
