"""The language of a message is read from its grammar, not from the titles and words it borrows."""

import pytest

from catalogue.reading.language import detect, spoken
from catalogue.reading.normalise import normalise


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("prix", "fr"), ("price", "en"), ("c koi ça", "fr"), ("wat is it", "en"), ("cours online le weekend", "fr"),
        ("ai-je droit à un badge", "fr"), ("le cours de machine learning est full", "fr"),
        ("how much is Gouvernance des données", "en"), ("quand commence Deep Learning for Industry", "fr"),
        ("je veux canceller mon booking", "fr"), ("can I do the formation in French", "en"), ("pantoute", "fr"),
        ("nope", "en"), ("merci", "fr"), ("thx", "en"), ("y a-tu de la place", "fr"), ("any seats left", "en"), ("combien", "fr"),
        ("deadline to register?", "en"), ("chu gestionnaire", "fr"), ("location", "en"),
        ("formation", "fr"), ("teacher for mlops", "en"), ("qui donne mlops", "fr"), ("horaire", "fr"), ("schedule", "en"),
        ("outline du cours svp", "fr"), ("what does attestation mean", "en"), ("oui", "fr"), ("yes", "en"),
        ("durée", "fr"), ("more info on L'éthique de l'IA please", "en"), ("is it in Trois-Rivières", "en"), ("en français svp", "fr"),
        ("AI", None), ("AI course", "en"),
        ("python?", None), ("ML-201", None), ("ok", None), ("", None), ("12345", None), ("👍", None), ("Laval", None),
    ],
)  # fmt: skip
def test_the_language_of_the_grammar_is_found(text: str, language: str | None) -> None:
    assert detect(normalise(text))[0] == language


def test_the_words_of_a_title_tell_little() -> None:
    message = normalise("Science des données pour décideurs location")
    assert detect(message, taken=[(0, 5)])[0] == "en"


def test_without_evidence_the_preferred_language_is_kept() -> None:
    assert spoken(normalise("python?"), "en") == ("en", False)
    assert spoken(normalise("python?"), None) == ("fr", False)
    assert spoken(normalise("c'est quand?"), "en") == ("fr", True)
