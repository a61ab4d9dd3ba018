"""The subject that a message asks for and that nothing in the catalogue explains."""

from collections.abc import Iterator
from dataclasses import dataclass

from catalogue.search.asked import asked, of_herself, tongues
from catalogue.search.guard import Guard
from catalogue.search.ideas import Heard, Ideas
from catalogue.search.lexicon import Lexicon
from catalogue.search.pieces import Piece
from catalogue.search.register import Register
from catalogue.search.values import Said

SURE = 0.6
PERHAPS = 0.45


@dataclass(slots=True)
class Standing:
    """What is known of each piece: ``explained`` by a hit, or by the catalogue, the domain or the words of questions."""

    pieces: list[Piece]
    explained: frozenset[int]
    dead: frozenset[int]  # known to the domain, in no name of the catalogue
    lost: frozenset[int]  # known to nothing
    people: frozenset[int]  # names of partners and teachers


class Subjects:
    """Reads what is asked for and not there."""

    def __init__(self, register: Register, ideas: Ideas, lexicon: Lexicon, guard: Guard) -> None:
        self._guard = guard
        self._register = register
        self._ideas = ideas
        self._lexicon = lexicon
        self._longest = max(map(len, lexicon.subjects))
        self._first = frozenset(subject[0] for subject in lexicon.subjects)

    def gone(self, pieces: list[Piece], heard: list[Heard]) -> set[int]:
        """The places of subjects of several words, or of one unknown word, that no name of the catalogue has."""
        gone = self._ideas.dead(heard, pieces)
        for start, end in self._listed(pieces):
            places = [place for place in range(start, end) if not pieces[place].small]
            said = [pieces[place].ways[0][0] for place in places if pieces[place].ways]
            if len(said) < len(places) or not self._register.made(tuple(said)):
                gone.update(places)
        return gone

    def standing(
        self, pieces: list[Piece], explained: frozenset[int], heard: list[Heard], gone: set[int], people: frozenset[int]
    ) -> Standing:
        live, silent = set[int](), set[int]()
        for idea in heard:
            if idea.likely >= SURE:
                places = {place for place in range(idea.start, idea.end) if not pieces[place].small}
                (live if self._ideas.live(idea.known) else silent).update(places)
        dead = frozenset((silent - live | gone) - explained)
        lost = frozenset(place for place, piece in enumerate(pieces) if self._lost(piece) and place not in explained | live | dead)
        return Standing(pieces, explained, dead, lost, people)

    def _lost(self, piece: Piece) -> bool:
        if piece.masked or piece.kinds or piece.text.isdigit() or len(piece.text) < 2:
            return False
        return not any(likely >= PERHAPS and (likely >= SURE or self._register.holds(word)) for word, likely in piece.ways)

    def absent(self, message: Said, standing: Standing, named: bool) -> tuple[str | None, bool]:
        """The subject nobody offers, as written, and whether its place in the sentence says it is one.

        ``named``: a course is surely meant, so that only a subject's place tells.
        """
        for start, end in tongues(standing.pieces):
            if standing.explained.isdisjoint(range(start, end)):
                return self._words(message, standing.pieces, start, end), True
        for start, end, led in asked(message, standing.pieces):
            if self._missing(standing, start, end) and (led or (not named and self._plain(standing, start))):
                whole = next(((s, e) for s, e in self._listed(standing.pieces) if s <= start < e), (start, end))
                return self._words(message, standing.pieces, start, max(end, whole[1])), led
        if named:
            return None, False
        for start, end in self._listed(standing.pieces):
            if standing.explained.isdisjoint(range(start, end)) and not of_herself(standing.pieces, start):
                return self._words(message, standing.pieces, start, end), False
        return self._alone(message, standing), False

    def _alone(self, message: Said, standing: Standing) -> str | None:
        """A message that is nothing but a few ordinary words, all of them strange to the catalogue."""
        pieces = standing.pieces
        telling = [place for place, piece in enumerate(pieces) if not (piece.small or piece.masked or piece.is_a("course", "place"))]
        strange = all(place in standing.lost or (place in standing.dead and not pieces[place].weak) for place in telling)
        if not telling or len(telling) > 3 or not strange or not self._plain(standing, telling[0]):
            return None
        return self._words(message, pieces, telling[0], telling[-1] + 1)

    def _plain(self, standing: Standing, place: int) -> bool:
        """Whether the piece is a word that may name a subject: of the domain, or of the language."""
        return place in standing.dead or self._guard.names(standing.pieces[place].text)

    @staticmethod
    def _missing(standing: Standing, start: int, end: int) -> bool:
        places = [place for place in range(start, end) if not standing.pieces[place].small]
        gone = sum(place in standing.lost or (place in standing.dead and not standing.pieces[place].weak) for place in places)
        there = sum(
            place not in standing.lost and place not in standing.dead and not standing.pieces[place].is_a("generic", "frame", "audience")
            for place in places
        )
        if not standing.people.isdisjoint(places):
            return False
        plain = any(standing.pieces[place].is_a("generic") for place in places)
        return gone > 0 and gone >= there and not (plain and not there and gone < 2)

    def _listed(self, pieces: list[Piece]) -> Iterator[tuple[int, int]]:
        """Subjects of the list of those often asked for, wherever they stand."""
        telling = [(index, piece.text) for index, piece in enumerate(pieces) if not piece.small and not piece.masked]
        for at, (_, first) in enumerate(telling):
            if first not in self._first:
                continue
            for size in range(min(self._longest, len(telling) - at), 0, -1):
                run = telling[at : at + size]
                if tuple(text for _, text in run) in self._lexicon.subjects and run[-1][0] - run[0][0] <= size + 2:
                    yield run[0][0], run[-1][0] + 1
                    break

    @staticmethod
    def _words(message: Said, pieces: list[Piece], start: int, end: int) -> str:
        first, last = message.tokens[pieces[start].place], message.tokens[pieces[end - 1].place]
        return message.text[first.start : last.end].strip() or first.text

    def known(self, standing: Standing) -> float:
        """The share of the words that the product knows: words of questions count half, small words not at all."""
        total = sure = 0.0
        for place, piece in enumerate(standing.pieces):
            if piece.small or piece.masked:
                continue
            weight = 0.5 if piece.is_a("frame", "course", "place") and place not in standing.explained else 1.0
            total += weight
            if place not in standing.lost:
                sure += weight
        if not total:
            return 1.0 if standing.pieces else 0.0
        return sure / total
