"""French first, English equal: the two catalogues of messages say the same, point by point, and so do the exports' headers."""

import re
from collections.abc import Iterator

import pytest
from babel.messages.pofile import read_po

from catalogue.offer.model import Language
from catalogue.words.say import LOCALES, in_language
from enrolment.exports.columns import columns
from enrolment.form.fields import FORM

SAME_IN_BOTH = {"Consent", "Session", "Source", "Courriel", "Question", "Message", "Version", "Région"}


def strings(language: Language) -> dict[str, tuple[str, ...]]:
    """Each message's text, or texts where it counts, by its msgid."""
    with (LOCALES / language / "LC_MESSAGES" / "inscria.po").open("rb") as file:
        found = {}
        for message in read_po(file, locale=language):
            if message.id:
                key = message.id if isinstance(message.id, str) else message.id[0]
                found[key] = (message.string,) if isinstance(message.string, str) else tuple(message.string)
        return found


FR, EN = strings("fr"), strings("en")


def said() -> Iterator[tuple[str, str, str]]:
    """Each message with its French and its English (the msgid where the catalogue leaves it as it is)."""
    for key, french in FR.items():
        for one, other in zip(french, EN.get(key) or (key,), strict=False):
            yield key, one, other or key


def test_every_message_is_in_both_catalogues_and_none_is_empty_in_french() -> None:
    assert FR.keys() == EN.keys()
    assert [key for key, texts in FR.items() if not all(texts)] == []


def test_each_message_names_the_same_things_in_both_languages() -> None:
    """The same values, the same marks, the same commands."""
    for key, french, english in said():
        for points in (r"\{\w+\}", r"</?\w+>"):
            assert set(re.findall(points, french)) == set(re.findall(points, english)), key
        assert french.count("\n") == english.count("\n"), key
        assert len(re.findall(r"(?<![\w<])/[a-z]+", french)) == len(re.findall(r"(?<![\w<])/[a-z]+", english)), key


def test_french_is_never_the_poorer_text() -> None:
    """A French text is as long as its English or longer, a fifth less at most (and a few letters, for short ones)."""
    poorer = {key: (french, english) for key, french, english in said() if len(french) < 0.6 * len(english) - 12}
    assert poorer == {}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_exports_headers_are_all_there_and_all_different(language: Language) -> None:
    say = in_language(language)
    headers = [say.plain(column.header) for column in columns()]
    assert len(set(headers)) == len(headers) == len(columns())
    assert all(headers)


def test_no_header_and_no_field_is_left_in_english() -> None:
    french, english = in_language("fr"), in_language("en")
    words = [column.header for column in columns()]
    words += [text for one in FORM.fields for text in (one.label, one.prompt, one.why)]
    same = {word for word in words if french.plain(word) == english.plain(word)}
    assert same <= SAME_IN_BOTH
