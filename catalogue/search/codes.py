"""Course codes in whatever way they are typed: "GEN-210", "gen210", "Gen 210"; a session's code names its course."""

import re
from collections.abc import Iterator

from catalogue.offer.model import Course
from catalogue.search.pieces import Piece

_PLAIN = re.compile(r"[^a-z0-9]+")
LONGEST = 5  # pieces of a code
_DIGITS = str.maketrans("ol", "01")
OTHER = {"ai": "ia", "ia": "ai", "hr": "rh", "rh": "hr"}  # the initials of one language typed in the other


def compact(code: str) -> str:
    return _PLAIN.sub("", code.lower())


class Codes:
    """Codes by their letters and digits alone."""

    def __init__(self) -> None:
        self._course: dict[str, str] = {}
        self._session: dict[str, str] = {}
        self._numbered = True  # every code has a digit

    def add(self, course: Course) -> None:
        self._course[compact(course.code)] = course.code
        self._numbered = self._numbered and not compact(course.code).isalpha()
        for session in course.sessions:
            self._session.setdefault(compact(session.code), course.code)

    def find(self, pieces: list[Piece]) -> Iterator[tuple[str, int, int]]:
        """Each code said, with its range of pieces; the longest that begins at a place."""
        if self._numbered and not any(not piece.text.isalpha() for piece in pieces):
            return
        index = 0
        while index < len(pieces):
            found = self._at(pieces, index)
            if found:
                yield found[0], index, found[1]
                index = found[1]
            else:
                index += 1

    def _at(self, pieces: list[Piece], first: int) -> tuple[str, int] | None:
        joined, best = "", None
        if first and pieces[first].text in OTHER and pieces[first - 1].ways and not pieces[first - 1].kinds:
            return None  # "gen ai 101"
        for last in range(first, min(first + LONGEST, len(pieces))):
            joined += pieces[last].text
            code = self._of(joined, pieces[first], last == first)
            if code:
                best = (code, last + 1)
        return best

    def _of(self, said: str, piece: Piece, alone: bool) -> str | None:
        if said.isdigit() or (said.isalpha() and (not alone or len(said) < 3 or piece.kinds or piece.ways)):
            return None
        return self._course.get(said) or self._session.get(said) or self._misread(said)

    def _misread(self, said: str) -> str | None:
        """Letters typed for digits ("11O"), or the initials of the other language ("AI-101")."""
        start = re.match("[a-z]+", said)
        if start is None or start.end() == len(said):
            return None
        letters, rest = start.group(), said[start.end() :].translate(_DIGITS)
        return self._course.get(letters + rest) or self._course.get(OTHER.get(letters, letters) + rest)
