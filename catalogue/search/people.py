"""Teachers in a message: by their full name, or by a last name that only one of them bears."""

from collections.abc import Iterable

from rapidfuzz.distance import OSA

from catalogue.search.guard import Guard
from catalogue.search.pieces import Piece
from catalogue.search.tokens import words
from catalogue.search.values import Hit

ANNOUNCED = frozenset(
    [
        "prof",
        "professeur",
        "professeure",
        "m",
        "mr",
        "mme",
        "madame",
        "monsieur",
        "ms",
        "mrs",
        "dr",
        "me",
        "maitre",
        "formateur",
        "formatrice",
        "enseignant",
        "enseignante",
        "teacher",
        "instructor",
        "trainer",
        "by",
        "par",
        "avec",
        "with",
        "donne",
        "enseigne",
        "teach",
        "teaches",
    ]
)
FULL, LAST = 1.0, 0.7


class People:
    """Names of teachers by each of their words; a first name alone names nobody."""

    def __init__(self, guard: Guard) -> None:
        self._guard = guard
        self._words: dict[str, tuple[str, ...]] = {}  # a name's words
        self._bearing: dict[str, set[str]] = {}

    def add(self, names: Iterable[str]) -> None:
        for name in names:
            said = tuple(word for word in words(name) if len(word) > 2)
            if len(said) < 2 or name in self._words:
                continue
            said = said[1:] if said[0] in ANNOUNCED and len(said) > 2 else said
            self._words[name] = said
            for word in said:
                self._bearing.setdefault(word, set()).add(name)

    def find(self, pieces: list[Piece]) -> tuple[Hit, ...]:
        """The teachers said, best first."""
        places: dict[str, dict[str, int]] = {}
        for index, piece in enumerate(pieces):
            if piece.masked or piece.small or len(piece.text) < 3:
                continue
            for word in self._meant(piece):
                for name in self._bearing[word]:
                    places.setdefault(name, {}).setdefault(word, index)
        hits = [hit for name, said in places.items() if (hit := self._hit(name, said, pieces))]
        best = max((hit.score for hit in hits), default=0.0)
        return tuple(sorted((hit for hit in hits if hit.score >= best - 0.25), key=lambda hit: (-hit.score, hit.code)))

    def _meant(self, piece: Piece) -> Iterable[str]:
        if piece.text in self._bearing:
            return (piece.text,)
        if len(piece.text) < 6 or piece.kinds or (piece.ways and piece.ways[0][1] > 0.8) or self._guard.knows(piece.text):
            return ()
        return [word for word in self._bearing if OSA.distance(piece.text, word, score_cutoff=1) <= 1]

    def _hit(self, name: str, said: dict[str, int], pieces: list[Piece]) -> Hit | None:
        wanted = self._words[name]
        start, end = min(said.values()), max(said.values()) + 1
        last = [word for word in said if word in wanted[1:]]
        if not last or (len(said) > 1 and end - start > len(wanted) + 2):
            return None
        if wanted[0] in said:
            whole = len(said) == len(wanted)
            return Hit("teacher", name, FULL if whole else 0.95, start, end, whole)
        bearers = set.intersection(*(self._bearing[word] for word in last))
        before = {piece.text for piece in pieces[max(0, start - 2) : start]}
        announced = not before.isdisjoint(ANNOUNCED)
        if all(pieces[said[word]].kinds or self._guard.knows(word) for word in last) and not announced:
            return None
        return Hit("teacher", name, (LAST if len(bearers) == 1 else 0.5) + (0.2 if announced else 0.0), start, end, False)
