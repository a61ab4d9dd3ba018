"""From a message to what its words may mean in the index: words, joined and split words, acronyms, synonyms, numerals."""

from collections.abc import Collection, Iterator
from itertools import accumulate

from catalogue.search.ideas import Heard, Ideas
from catalogue.search.lexicon import Lexicon
from catalogue.search.pieces import JOINING, Meaning, Piece
from catalogue.search.register import Register
from catalogue.search.roles import taken
from catalogue.search.tokens import parts as split
from catalogue.search.values import Said
from catalogue.search.vocabulary import Vocabulary

WRITTEN = 0.9  # how sure a part of a code ("STR-400") must be to be a word
SURE = 0.6  # below, a word is only perhaps a known one
NUMERALS = {
    **dict.fromkeys(("1", "i", "premier", "premiere", "first", "1er", "1re", "1ere", "1st"), "1"),
    **dict.fromkeys(("2", "ii", "deuxieme", "second", "seconde", "2e", "2eme", "2nd"), "2"),
    **dict.fromkeys(("3", "iii", "troisieme", "third", "3e", "3eme", "3rd"), "3"),
    **dict.fromkeys(("4", "iv", "quatrieme", "fourth", "4e"), "4"),
}
AFTER = frozenset(["1", "2", "3", "4", "i", "ii", "iii", "iv"])  # said after the title only: "2 places en statistique" counts places
COUNTED = {"un": "1", "une": "1", "one": "1", "deux": "2", "two": "2", "trois": "3", "three": "3", "quatre": "4", "four": "4"}
PARTS = frozenset(("part", "partie", "parties", "niveau", "level", "volume", "vol", "module", "cours", "course", "tome"))


class Expander:
    """Reads messages against a vocabulary and the names that use it."""

    def __init__(self, vocabulary: Vocabulary, register: Register, ideas: Ideas, lexicon: Lexicon) -> None:
        self._vocabulary = vocabulary
        self._register = register
        self._ideas = ideas
        self._lexicon = lexicon

    def pieces(self, message: Said, masked: Collection[tuple[int, int]]) -> list[Piece]:
        hidden = {place for start, end in masked for place in range(start, end)}
        none: frozenset[str] = frozenset()
        kinds = self._lexicon.kinds
        found = [
            Piece.of(text, place, place in hidden, kinds.get(text, none))
            for place, token in enumerate(message.tokens)
            for text in split(token.text)
            if len(text) <= 40
        ]
        for piece in found:
            if not piece.masked and not piece.small:
                piece.ways = self._vocabulary.ways(piece.text)
                if piece.ways and _coded(message, piece.place):
                    piece.ways = tuple(way for way in piece.ways if way[1] >= WRITTEN)
        for piece in taken(found):
            piece.masked, piece.ways = True, ()
        return found

    def meanings(self, pieces: list[Piece], heard: list[Heard]) -> list[Meaning]:
        """All that the pieces may mean among the catalogue's words."""
        found = [*self._alone(pieces), *self._joined(pieces), *self._ideas.meanings(heard)]
        for index, piece in enumerate(pieces):
            if piece.masked:
                continue
            found.extend(self._shortened(index, piece))
            found.extend(self._counted(index, pieces))
            if not piece.ways or piece.ways[0][1] < SURE:
                found.extend(self._split(index, piece))
        return self._best(found, list(accumulate(int(piece.text in JOINING) for piece in pieces)))

    @staticmethod
    def _best(found: list[Meaning], parts: list[int]) -> list[Meaning]:
        """Each meaning of a place once, at its likeliest."""
        best: dict[tuple[int, int, tuple[int, ...]], Meaning] = {}
        for meaning in found:
            key = meaning.start, meaning.end, meaning.words
            if key not in best or best[key].likely < meaning.likely:
                best[key] = meaning
                meaning.part = parts[meaning.start]
        return list(best.values())

    def _alone(self, pieces: list[Piece]) -> Iterator[Meaning]:
        for index, piece in enumerate(pieces):
            if piece.text in NUMERALS:
                continue
            for word, likely in piece.ways:
                if self._register.holds(word):
                    yield Meaning(index, index + 1, (word,), likely)

    def _joined(self, pieces: list[Piece]) -> Iterator[Meaning]:
        """ "chat gpt" is "chatgpt": two or three pieces that make one word of a name."""
        for first in range(len(pieces) - 1):
            joined = pieces[first].text
            for last in range(first + 1, min(first + 3, len(pieces))):
                if pieces[last].masked or pieces[first].masked:
                    break
                joined += pieces[last].text
                word = self._vocabulary.number.get(joined) if len(joined) > 3 or not joined.isalpha() else None
                if word is not None and self._register.holds(word):
                    yield Meaning(first, last + 1, (word,), 0.97)

    def _split(self, index: int, piece: Piece) -> Iterator[Meaning]:
        """ "powerbi" is "power bi": one piece made of two words of names, the second perhaps misspelt."""
        text = piece.text
        if len(text) < 6 or not text.isalpha():
            return
        known, holds = self._vocabulary.number, self._register.holds
        for cut in range(2, len(text) - 1):
            first = known.get(text[:cut])
            second = known.get(text[cut:])
            if first is not None and second is not None and holds(first) and holds(second):
                yield Meaning(index, index + 1, (first, second), 0.93)

    def _shortened(self, index: int, piece: Piece) -> Iterator[Meaning]:
        """ "rh": the initials of a whole name."""
        if len(piece.text) == 2 and piece.ways:
            return  # a word by itself
        if 2 <= len(piece.text) <= 6 and piece.text not in NUMERALS and not piece.is_a("stop", "frame", "generic", "course", "short"):
            for sequence in self._register.acronyms(piece.text):
                yield Meaning(index, index + 1, sequence, 0.8 if len(piece.text) > 2 else 0.7)

    def _counted(self, index: int, pieces: list[Piece]) -> Iterator[Meaning]:
        """ "part one", "2", "II": a number in a title, said right after the rest of it."""
        text = pieces[index].text
        number = NUMERALS.get(text)
        part = index > 0 and pieces[index - 1].text in PARTS
        if part or (index and text in COUNTED and self._last(index, pieces)):
            number = number or COUNTED.get(text)
        word = self._vocabulary.number.get(number) if number else None
        if word is not None and self._register.holds(word):
            yield Meaning(index, index + 1, (word,), 0.95, number="after" if text in AFTER or not (part or text in NUMERALS) else "around")

    @staticmethod
    def _last(index: int, pieces: list[Piece]) -> bool:
        """Whether "two" counts nothing: it follows a word of a name and no noun comes after it."""
        before, after = pieces[index - 1], pieces[index + 1 : index + 2]
        return bool(before.ways) and not before.weak and (not after or after[0].small)


def _coded(message: Said, place: int) -> bool:
    """Whether the token is the letters of something written like a code: digits in it, or after a hyphen."""
    token, after = message.tokens[place], message.tokens[place + 1 : place + 2]
    if any(letter.isdigit() for letter in token.text):
        return True
    return bool(after) and after[0].text.isdigit() and message.text[token.end : after[0].start] in {"-", ""}
