"""Properties over the bundled sample: writing habits and one slip change nothing; no text raises."""

import random
import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.offer.model import Catalogue
from catalogue.reading.normalise import normalise
from catalogue.search.index import Index


def _first(index: Index, text: str) -> str | None:
    courses = index.find(normalise(text)).courses
    return courses[0].code if courses else None


def _plain(text: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter))


def test_accents_capitals_apostrophes_and_spaces_change_nothing(sample: Catalogue, sample_index: Index) -> None:
    for course in sample.courses:
        for title in (course.title.fr, course.title.en):
            said = {
                _first(sample_index, way)
                for way in (title, _plain(title), title.upper(), title.replace("’", "'"), title.replace(" ", "  "))
            }
            assert said == {course.code}, title


def test_one_slip_in_a_long_word_keeps_the_course(sample: Catalogue, sample_index: Index) -> None:
    chance = random.Random(7)
    tried = kept = 0
    for course in sample.courses:
        for title in (course.title.fr, course.title.en):
            long = [word for word in title.split() if len(word) >= 8 and word.isalpha()]
            for word in long:
                tried += 1
                kept += _first(sample_index, title.replace(word, _slip(word, chance), 1)) == course.code
    assert tried > 100
    assert kept / tried >= 0.99


def _slip(word: str, chance: random.Random) -> str:
    place = chance.randrange(1, len(word) - 1)
    letter = chance.choice("abcdefghijklmnopqrstuvwxyz")
    return chance.choice(
        (
            word[:place] + word[place + 1 :],
            word[:place] + letter + word[place:],
            word[:place] + letter + word[place + 1 :],
            word[:place] + word[place + 1] + word[place] + word[place + 2 :],
        )
    )


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.text(max_size=120))
def test_no_text_of_any_script_raises(sample_index: Index, text: str) -> None:
    found = sample_index.find(normalise(text))
    assert 0.0 <= found.known <= 1.0
    assert all(0.0 < hit.score <= 1.0 and hit.start < hit.end for hit in (*found.courses, *found.topics, *found.partners, *found.teachers))
    sample_index.near(text)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(
    st.lists(
        st.sampled_from(
            [
                "cours",
                "de",
                "ia",
                "le",
                "2",
                "i",
                "ii",
                "et",
                "vs",
                "gen",
                "ml",
                "power",
                "bi",
                "introduction",
                "au",
                "la",
                "données",
                "25",
                "loi",
                "pour",
                "former",
            ]
        ),
        max_size=14,
    )
)
def test_no_heap_of_common_words_raises(sample_index: Index, words: list[str]) -> None:
    found = sample_index.find(normalise(" ".join(words)))
    assert found.tied <= len(found.courses)
    assert not (found.several and found.ambiguous)
