"""The domain's synonyms in both languages, bridged to the words that a catalogue's names really use."""

from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass, field

from msgspec import Struct

from catalogue.search.lexicon import Idea, Lexicon
from catalogue.search.names import Sequence
from catalogue.search.pieces import Meaning, Piece
from catalogue.search.register import Register
from catalogue.search.vocabulary import Vocabulary

SAME = 0.9  # another name of the same thing
TOWARD = 0.6  # something that leads to it
SURE = 0.6  # an idea surely heard


@dataclass(slots=True)
class Known:
    """One name of an idea as word numbers, and the groups of names it may stand for with how surely."""

    words: Sequence
    groups: list[tuple[list[Sequence], float]] = field(default_factory=list)

    def stands_for(self) -> Iterator[Sequence]:
        """Its own words, then the names it may stand for."""
        yield self.words
        for names, _ in self.groups:
            yield from names


class Heard(Struct, frozen=True):
    """An idea heard in pieces ``start`` to ``end``. ``live``: some name of the catalogue is made of its words."""

    start: int
    end: int
    known: Known
    likely: float


class Ideas:
    """All ideas, found by the first word of each of their names."""

    def __init__(self, vocabulary: Vocabulary, register: Register, lexicon: Lexicon) -> None:
        self._register = register
        self._live: dict[Sequence, bool] = {}  # whether the catalogue has an idea, once it was asked
        self._known: dict[Sequence, Known] = {}
        numbered = {idea: [self._number(vocabulary, lexicon, name) for name in idea.names] for idea in (*lexicon.same, *lexicon.toward)}
        called: dict[tuple[str, ...], list[Idea]] = {}
        for idea in lexicon.same:
            for name in idea.names:
                called.setdefault(name, []).append(idea)
            self._link(numbered[idea], numbered[idea], SAME)
        for idea in lexicon.toward:
            for lead in map(lexicon.content, idea.leads):
                for wanted in called[lead]:
                    self._link(self._alike(idea, called, numbered), numbered[wanted], TOWARD)
        self._first: dict[int, list[Known]] = {}
        for known in self._known.values():
            self._first.setdefault(known.words[0], []).append(known)

    @staticmethod
    def _alike(idea: Idea, called: dict[tuple[str, ...], list[Idea]], numbered: dict[Idea, list[Sequence]]) -> list[Sequence]:
        """The idea's names, and the other names of what they name."""
        return [*numbered[idea], *(name for said in idea.names for other in called.get(said, ()) for name in numbered[other])]

    @staticmethod
    def _number(vocabulary: Vocabulary, lexicon: Lexicon, name: tuple[str, ...]) -> Sequence:
        return tuple(vocabulary.teach(word, weak=lexicon.is_a("frame", word) or lexicon.is_a("course", word)) for word in name)

    def _link(self, names: list[Sequence], targets: list[Sequence], likely: float) -> None:
        for name in names:
            known = self._known.get(name)
            if known is None:
                known = self._known[name] = Known(name)
            known.groups.append((targets, likely))

    def heard(self, pieces: list[Piece]) -> Iterator[Heard]:
        """The ideas named in the message, small words apart."""
        telling = [index for index, piece in enumerate(pieces) if not piece.small and not piece.masked]
        for at, index in enumerate(telling):
            for word, likely in pieces[index].ways:
                for known in self._first.get(word, ()):
                    found = self._follow(known, pieces, telling[at:], likely)
                    if found:
                        yield found

    @staticmethod
    def _follow(known: Known, pieces: list[Piece], telling: list[int], likely: float) -> Heard | None:
        if len(telling) < len(known.words):
            return None
        last = telling[0]
        for word, index in zip(known.words[1:], telling[1:], strict=False):
            better = next((sure for number, sure in pieces[index].ways if number == word), 0.0)
            if not better or index > last + 3:
                return None
            likely, last = min(likely, better), index
        return Heard(telling[0], last + 1, known, likely)

    def live(self, known: Known) -> bool:
        """Whether the catalogue has names made of the idea's words, or of those of one it leads to."""
        live = self._live.get(known.words)
        if live is None:
            live = self._live[known.words] = any(self._register.made(words) for words in known.stands_for())
        return live

    def against(self, register: Register) -> "Ideas":
        """The same ideas against other names."""
        other = copy(self)
        other._register, other._live = register, {}
        return other

    def dead(self, heard: list[Heard], pieces: list[Piece]) -> set[int]:
        """The places of ideas of several words that no name has, so that a part of them names nothing either."""
        sure = [idea for idea in heard if idea.likely >= SURE]
        live = {place for idea in sure if self.live(idea.known) for place in range(idea.start, idea.end) if len(idea.known.words) > 1}
        whole = {place for idea in sure if len(idea.known.words) > 1 and not self.live(idea.known) for place in range(idea.start, idea.end)}
        return {place for place in whole - live if not pieces[place].small}

    def meanings(self, heard: list[Heard]) -> Iterator[Meaning]:
        """What the ideas heard may be called in the catalogue."""
        holds = self._register.holds
        for idea in heard:
            for names, likely in idea.known.groups:
                for words in names:
                    if words != idea.known.words and all(map(holds, words)):
                        yield Meaning(idea.start, idea.end, words, likely * idea.likely, bridged=True)
