"""From names that fit to courses: which are plausible, which are tied, which are named together."""

from dataclasses import dataclass

from catalogue.search.names import Owner
from catalogue.search.pieces import JOINING, Piece
from catalogue.search.register import Register
from catalogue.search.scoring import Fit
from catalogue.words.replacing import replace

LEAST = 0.34  # below, a course is not plausible
ALONE = 0.62  # the score of the only course with a telling word said
TIED, LOOSE, TIED_WHOLE = 0.82, 0.68, 0.95
ALIKE = 0.8  # how sure the words of a tied course must be beside the first's
OPENED = 6  # introductions offered at once
MORE = 0.2  # weight said that a fuller fit must add
SHOWN = 20
FULLER = 0.04  # what each further word said is worth between names that fit alike
COMPARING = ("compar", "differen", "versus", "lequel", "laquelle", "distingu")
BETWEEN = frozenset(("entre", "between", "vs", "better", "mieux", "which"))


@dataclass(slots=True)
class Choice:
    """Courses with their fits, best first; the first ``tied`` equally good, or several named together."""

    fits: list[tuple[str, Fit]]
    tied: int = 0
    several: bool = False


class Chooser:
    """Chooses courses among the names that fit."""

    def __init__(self, register: Register) -> None:
        self._register = register

    def choose(self, fits: list[Fit], pieces: list[Piece]) -> Choice:
        best = self._fuller(self._best(fits))
        if not best:
            return Choice([])
        if best[0][1].opening:
            return self._opened(best)
        together = self._together(best, fits, pieces)
        if len(together) > 1:
            codes = {code for code, _ in together}
            rest = [pair for pair in best if pair[0] not in codes]
            return Choice([*together, *rest][:SHOWN], len(together), several=True)
        tied = self._tied(best)
        if tied == 1:
            self._raise(best)
        for _, fit in best[1:tied]:  # what is offered with the first is as plausible as the first
            fit.score = max(fit.score, best[0][1].score - 0.01)
        return Choice(best[:SHOWN], tied)

    def _best(self, fits: list[Fit]) -> list[tuple[str, Fit]]:
        """The best fit of each course, the plausible ones; names in the other language that explain more words break a draw."""
        by_owner: dict[Owner, list[Fit]] = {}
        for fit in fits:
            if fit.score >= LEAST and max(m.likely for m in fit.used) >= 0.5:
                by_owner.setdefault(self._register.owners[fit.name], []).append(fit)
        best = []
        for owner, own in by_owner.items():
            first = max(own, key=lambda fit: (fit.score, len(fit.places)))  # of two wholly said, the longer
            places = frozenset().union(*(fit.places for fit in own))
            extra = len(places) - len(first.places)
            if extra and not first.exact:
                first.score = min(0.99, first.score + 0.05 * extra)
            first.reach = places
            best.append((owner[1], first))
        best.sort(key=lambda pair: (-pair[1].score - FULLER * len(pair[1].reach), -pair[1].sense))
        return best

    @staticmethod
    def _fuller(best: list[tuple[str, Fit]]) -> list[tuple[str, Fit]]:
        """A course that explains all that the first does, and more, comes before it unless the first is wholly named."""
        for index in range(1, min(len(best), 6)):
            top, (code, fit) = best[0][1], best[index]
            if not top.whole and fit.reach > top.reach and fit.sense > top.sense + MORE:
                fit.score = max(fit.score, min(0.95, top.score))
                return [(code, fit), *best[:index], *best[index + 1 :]]
        return best

    def _opened(self, best: list[tuple[str, Fit]]) -> Choice:
        """ "The intro course": all those whose title begins so, the shortest title first."""
        code, top = best[0]
        titles = sorted(self._register.openings.items(), key=lambda pair: (pair[0][1] != code, len(pair[1]), pair[0]))
        fits = [(owner[1], replace(top, score=top.score - 0.01 * rank)) for rank, (owner, _) in enumerate(titles[:OPENED])]
        return Choice(fits, len(fits)) if fits else Choice(best[:SHOWN], 1)

    @staticmethod
    def _tied(best: list[tuple[str, Fit]]) -> int:
        top = best[0][1]
        like = [fit for _, fit in best if Chooser._alike(top, fit)]
        if top.whole:
            least = TIED_WHOLE * top.score
        elif len(like) > 1 and TIED * top.score > like[1].score >= LOOSE * top.score and like[1].sense > 0.9 * top.sense:
            least = TIED * like[1].score  # "python": one title is shorter than the others
        else:
            least = TIED * top.score
        count = 0
        for _, fit in best:
            if fit.score < least or not Chooser._alike(top, fit):
                break
            count += 1
        return count

    @staticmethod
    def _alike(top: Fit, fit: Fit) -> bool:
        """Whether the same words said speak for both."""
        if (top.whole and not fit.whole) or (top.exact and not fit.exact):
            return False
        if top.places <= fit.reach and not fit.reach < top.reach:
            return fit.surety >= ALIKE * top.surety
        return False

    @staticmethod
    def _raise(best: list[tuple[str, Fit]]) -> None:
        """The only course that has what was said is meant, even by one word of its title."""
        top = best[0][1]
        second = best[1][1].score if len(best) > 1 else 0.0
        if top.score < ALONE and not top.beside and second < 0.75 * top.score and top.sense >= 0.6:
            top.score = ALONE

    def _together(self, best: list[tuple[str, Fit]], fits: list[Fit], pieces: list[Piece]) -> list[tuple[str, Fit]]:
        """The courses named side by side: their words are apart, and something joins or compares them."""
        code, top = best[0]
        found = [(code, top)]
        if not self._firm(top):
            return found
        found.extend(self._numbered(top, pieces))
        taken = set(top.places)
        compared = any(piece.text.startswith(COMPARING) or piece.text in BETWEEN for piece in pieces)
        for fit in fits:
            owner = self._register.owners[fit.name][1]
            if not self._firm(fit) or owner in dict(found) or self._within(fit, found, fits):
                continue
            if not taken.isdisjoint(fit.places) and not (compared and self._mostly_apart(top, fit)):
                continue
            if compared or self._joined(fit, taken, pieces) or (fit.exact and top.exact):
                found.append((owner, fit))
                taken |= fit.places
        return sorted(found, key=lambda pair: pair[1].start)

    @staticmethod
    def _mostly_apart(top: Fit, fit: Fit) -> bool:
        """Whether two names wholly said share a word that both need: "first steps in generative AI or writing"."""
        shared = len(top.places & fit.places)
        return top.whole and fit.whole and 2 * shared <= min(len(top.places), len(fit.places))

    def _within(self, fit: Fit, found: list[tuple[str, Fit]], fits: list[Fit]) -> bool:
        """Whether a longer name of a course already found says the same words at least as well."""
        codes = {code for code, _ in found}
        return any(
            fit.places < other.places and other.score >= fit.score and self._register.owners[other.name][1] in codes for other in fits
        )

    @staticmethod
    def _firm(fit: Fit) -> bool:
        """Whether enough of a name is said, and surely enough, for a course beside another."""
        enough = fit.sense >= 0.4 if fit.score >= 0.6 else fit.score >= 0.42 and fit.sense >= 0.8
        return enough and fit.covered >= 0.4 and min(m.likely for m in fit.used) >= 0.7

    @staticmethod
    def _joined(fit: Fit, taken: set[int], pieces: list[Piece]) -> bool:
        low, high = (max(taken), fit.start) if max(taken) < fit.start else (fit.end - 1, min(taken))
        return high - low <= 6 and any(piece.text in JOINING for piece in pieces[low + 1 : high])

    def _numbered(self, top: Fit, pieces: list[Piece]) -> list[tuple[str, Fit]]:
        """ "I et II": a second numeral after a numbered title names its sibling."""
        register = self._register
        number = next((m for m in top.used if m.number), None)
        if number is None:
            return []
        found = []
        words = set(register.sequences[top.name])
        for place in range(top.end, min(top.end + 4, len(pieces))):
            for word, sibling in self._siblings(pieces[place].text, words, number.words[0]):
                between = {piece.text for piece in pieces[top.end : place]}
                if word not in words and not between.isdisjoint(JOINING | {"a", "to", "&"}):
                    moved = replace(top, name=sibling, score=top.score - 0.001)
                    found.append((register.owners[sibling][1], moved))
                    break
        return found

    def _siblings(self, text: str, words: set[int], number: int) -> list[tuple[int, int]]:
        register = self._register
        digit = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}.get(text, text)
        word = register.vocabulary.number.get(digit)
        if word is None or not digit.isdigit():
            return []
        wanted = (words - {number}) | {word}
        return [(word, name) for name in register.holders("course", word) if set(register.sequences[name]) == wanted]
