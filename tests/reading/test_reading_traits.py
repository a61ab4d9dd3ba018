"""Format, level, audience and teaching language, and the words that look like them."""

from datetime import datetime

import pytest

from catalogue.reading.entities import Places, entities
from catalogue.reading.normalise import normalise

PLACES = Places([])
NOW = datetime(2027, 1, 10, 9)  # noqa: DTZ001  (the wall clock of the programme)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("formation à distance", {"format": "online"}), ("full online", {"format": "online"}),
        ("can I take it remotely", {"format": "online"}), ("sur Zoom", {"format": "online"}), ("de chez nous", {"format": "online"}),
        ("en présentiel", {"format": "in_person"}), ("face to face", {"format": "in_person"}),
        ("in a classroom", {"format": "in_person"}), ("hybride", {"format": "hybrid"}), ("mode bimodal", {"format": "hybrid"}),
        ("je pars de zéro", {"level": "beginner"}), ("chu débutante", {"level": "beginner"}), ("total newbie", {"level": "beginner"}),
        ("never touched this", {"level": "beginner"}), ("aucune expérience", {"level": "beginner"}),
        ("niveau intermédiaire", {"level": "intermediate"}), ("something advanced", {"level": "advanced"}),
        ("niveau avancé", {"level": "advanced"}),
        ("je suis gestionnaire", {"audience": "manager"}), ("pour superviseurs", {"audience": "manager"}),
        ("as a team lead", {"audience": "manager"}), ("I'm a VP", {"audience": "executive"}),
        ("pour les dirigeants", {"audience": "executive"}),
        ("je suis formatrice", {"audience": "trainer"}), ("for teachers", {"audience": "trainer"}),
        ("for professionals", {"audience": "professional"}),
        ("cours en anglais", {"language": "en"}), ("English classes", {"language": "en"}), ("en français seulement", {"language": "fr"}),
        ("taught in French", {"language": "fr"}),
        ("s'inscrire en ligne", {}), ("payer en ligne", {}), ("register online", {}), ("le lien zoom", {}), ("merci d'avance", {}),
        ("to pay in advance", {}), ("mon gestionnaire refuse", {}), ("my manager asked", {}),
        ("le nom du formateur", {}), ("le prof est bon", {}), ("dans le cadre de", {}), ("parles-tu anglais", {}),
        ("answer me in English", {}), ("on peut continuer en français", {}), ("formation professionnelle", {}),
        ("virtual assistant", {}), ("cours d'anglais", {}), ("je travaille à la maison", {}),
    ],
)  # fmt: skip
def test_traits_are_read_and_their_lookalikes_are_not(text: str, said: dict[str, object]) -> None:
    assert entities(normalise(text), "fr", PLACES, NOW).filters.said() == said


def test_a_mention_that_filters_nothing_still_has_its_span() -> None:
    spans = entities(normalise("answer me in English"), "en", PLACES, NOW).spans
    assert [(span.kind, span.value, span.filters) for span in spans] == [("teaching_language", "en", False)]
    assert [span.filters for span in entities(normalise("is it free?"), "en", PLACES, NOW).spans] == [False]
