"""The phrase data, the weights trained on them, and what a new data file adds."""

import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from catalogue.offer.model import Catalogue
from catalogue.reading import train
from catalogue.reading.check import misread, stale
from catalogue.reading.model import WEIGHTS
from catalogue.reading.phrases import FOLDER, Phrase, load, masked
from catalogue.reading.reader import Reader, shipped
from catalogue.reading.values import Intent

FEW = ("greeting", "thanks", "goodbye", "price")


@pytest.fixture(scope="module")
def few() -> list[Phrase]:
    return [phrase for phrase in load() if phrase.intent in FEW and phrase.hand in ("trades", "young")]


def test_the_weights_are_in_step_with_the_phrases() -> None:
    assert not stale(load(), shipped()), "run: python -m catalogue.reading.train"


def test_the_weights_stay_under_three_megabytes() -> None:
    assert WEIGHTS.stat().st_size < 3_000_000


def test_no_feature_is_far_from_where_it_is_looked_for() -> None:
    model = shipped()
    assert all(abs((key * len(model.keys) >> 32) - row) < model.astray for row, key in enumerate(model.keys))


def test_the_model_knows_every_intent() -> None:
    assert set(shipped().labels) == {str(intent) for intent in Intent.__members__.values()}


def test_reading_needs_neither_scikit_learn_nor_numpy() -> None:
    code = (
        "import sys, catalogue.reading.reader as reader; reader.shipped()\n"
        "sys.exit(any(name.split('.')[0] in ('sklearn', 'scipy', 'numpy') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_training_twice_gives_the_same_weights(few: list[Phrase]) -> None:
    one, two = (train.train(few) for _ in range(2))
    assert (one.keys, one.rarity, one.scale, one.weights, one.bias) == (two.keys, two.rarity, two.scale, two.weights, two.bias)


def test_each_intent_has_many_phrases_in_each_language() -> None:
    phrases = load()
    for language in ("fr", "en"):
        counts = {intent: sum(p.intent == intent and p.language == language for p in phrases) for intent in Intent.__members__.values()}
        assert min(counts.values()) >= 100


def test_few_phrases_read_as_another_intent() -> None:
    phrases = load()[::7]
    assert len(list(misread(phrases, shipped()))) < 0.03 * len(phrases)


def test_phrases_of_an_unseen_hand_are_mostly_understood() -> None:
    phrases = [phrase for phrase in load() if phrase.intent in FEW]
    hand = frozenset({"fragments"})
    unseen = train.across(phrases, [hand])
    tested = [place for place, phrase in enumerate(phrases) if phrase.hand in hand]
    assert (unseen.scores[tested].argmax(axis=1) == unseen.truth[tested]).mean() > 0.85


def test_a_phrase_in_the_wrong_intent_is_found(few: list[Phrase]) -> None:
    wrong = Phrase("bonjour, combien coûte {course}?", "goodbye", "fr", "test")
    found = list(misread([wrong], train.train(few)))
    assert [(one.phrase, one.read_as) for one in found] == [(wrong, "price")]


def test_an_unknown_slot_is_refused_with_its_file(tmp_path: Path) -> None:
    (tmp_path / "new.yaml").write_text('fr: {price: ["le prix de {chose}"]}', encoding="utf-8")
    with pytest.raises(ValueError, match=r"new\.yaml: no such slot as \{chose\}"):
        load(tmp_path)


def test_slots_are_read_as_masks() -> None:
    assert masked("combien coûte {course} à {city}") == ("combien", "coute", "C", "a", "L")


def test_one_data_file_adds_an_intent(tmp_path: Path, few: list[Phrase], sample: Catalogue, now: datetime) -> None:
    for path in FOLDER.glob("fragments.yaml"):
        (tmp_path / path.name).write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "lost.yaml").write_text(
        "fr: {lost_property: [j'ai oublié mon parapluie, objets perdus, j'ai perdu mes gants dans le local, trouvé mon parapluie]}\n"
        'en: {lost_property: ["I forgot my umbrella", "lost and found", "I lost my gloves in the room", "did you find my umbrella?"]}\n',
        encoding="utf-8",
    )
    model = train.train(load(tmp_path))
    reading = Reader(sample, model=model).read("j'ai perdu mon parapluie", now)
    assert reading.intent == "lost_property"
    assert isinstance(reading.intent, Intent)


def test_an_extra_phrase_is_read_as_told(sample: Catalogue, now: datetime) -> None:
    extra = Phrase("la formule du vendredi", "list_courses", "fr", "administrators")
    assert Reader(sample, extra_phrases=[extra]).read("La formule du vendredi", now).intent == Intent.LIST_COURSES
