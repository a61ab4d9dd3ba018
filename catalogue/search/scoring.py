"""How well a name fits what was said: the share of the name that is said, and the share of the words there that it explains."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from catalogue.search.laying import lay
from catalogue.search.names import Owner
from catalogue.search.narrowing import together
from catalogue.search.pieces import JOINING, Meaning, Piece
from catalogue.search.register import Register
from catalogue.search.spoken import Spoken
from catalogue.search.weights import OPENINGS

BESIDE = 0.25  # what a telling word right beside the name takes away
SURELY = 0.7  # how likely a word of a name is the one said, of its root, or another name of the same
STRANGE = 1.0  # the same where one word of a name stands beside one that nobody knows: "contrôle aérien"
WANTED, FEWER, EACH = 20, 12, 4  # names looked at closely, in all, among very many, and of one thing
MANY = 600  # holders of all the words said: beyond, those of words of several places are looked at, and
SHORTEST = 12  # the shortest of each word
EXACT = 1 << 32
LEAST = {"course": 0.27, "topic": 0.42, "partner": 0.65}  # the least share of a name that could make it plausible
LIGHT = 0.2  # the weight of words that are nearly everywhere
WORSE, WORST = 0.2, 0.25  # names that may be said far less than the best are not looked at


@dataclass(slots=True)
class Fit:
    """A name laid over a message. ``covered``: share of the name said; ``sense``: weight of the words said."""

    name: int
    covered: float
    score: float
    sense: float
    used: list[Meaning]
    places: frozenset[int]
    exact: bool
    whole: bool
    opening: bool  # nothing but "introduction" was said of it
    beside: bool = False  # one word of it, right beside a word that nobody knows
    reach: frozenset[int] = frozenset()  # the pieces that any name of its thing explains

    @property
    def start(self) -> int:
        return min(self.places)

    @property
    def end(self) -> int:
        return max(self.places) + 1

    @property
    def surety(self) -> float:
        """How sure the surest of its words is."""
        return max(meaning.likely for meaning in self.used)


class Scorer:
    """Finds the names of one kind of thing in a message."""

    def __init__(self, register: Register) -> None:
        self._register = register

    def fits(self, kind: str, pieces: list[Piece], spoken: Spoken) -> list[Fit]:
        """The names of that kind that the message may say, best first."""
        fits: list[Fit] = []
        whole: Fit | None = None
        for name in self._worth(kind, spoken):
            if whole and self._under(whole, name, spoken):
                continue
            fit = self._fit(kind, name, pieces, spoken.by_word)
            if fit:
                fits.append(fit)
                whole = whole or (fit if fit.whole else None)
        order = self._register.order
        fits.sort(key=lambda fit: (-fit.score, order[fit.name]))
        return fits

    def _under(self, whole: Fit, name: int, spoken: Spoken) -> bool:
        """Whether a name that is said in part says nothing but words of one that is said wholly."""
        words, owners = self._register.sequences[name], self._register.owners
        said = [spoken.place[word] for word in words if word in spoken.place]
        return owners[name] != owners[whole.name] and len(said) < len(words) and whole.places.issuperset(said)

    def _worth(self, kind: str, spoken: Spoken) -> list[int]:
        """The names that hold most of what may be meant, roughly counted."""
        counted, wanted = self._counted(kind, spoken)
        totals, least = self._register.totals, LEAST[kind]
        order, owners = self._register.order, self._register.owners
        ranked = [(amount * amount / totals[name], -order[name], name) for name, amount in counted.items() if amount > least * totals[name]]
        ranked.sort(reverse=True)
        floor = min(WORST, ranked[0][0] * WORSE) if ranked else 0.0
        chosen: list[int] = []
        seen: Counter[Owner] = Counter()
        for rough, _, name in ranked:
            owner = owners[name]
            if rough < floor or len(chosen) == wanted:
                break
            if seen[owner] < EACH:
                seen[owner] += 1
                chosen.append(name)
        return chosen

    def _counted(self, kind: str, spoken: Spoken) -> tuple[dict[int, float], int]:
        """For each name that holds a telling word said, the weight of all that may be said of it; how many to look at closely."""
        weigh, holding = self._register.weights[kind], self._register.postings[kind]
        held = [word for word in spoken.likely if word in holding]
        heavy = [word for word in held if weigh[word] >= LIGHT]
        if not heavy and len(held) == len(spoken.likely):
            heavy = held
        worth = {word: weigh[word] * spoken.likely[word] for word in held}
        heavy.sort(key=lambda word: len(holding[word]))
        if sum([len(holding[word]) for word in heavy]) > MANY:
            return self._among_many(kind, heavy, spoken, worth), FEWER
        counted: dict[int, float] = {}
        for word in heavy:
            weight = worth[word]
            for name in holding[word]:
                counted[name] = counted.get(name, 0.0) + weight
        if light := set(held).difference(heavy):
            for name in counted:
                for word in light.intersection(self._register.sequences[name]):
                    counted[name] += worth[word]
        return counted, WANTED

    def _among_many(self, kind: str, heavy: list[int], spoken: Spoken, worth: dict[int, float]) -> dict[int, float]:
        """The same of the names that hold words of most places, and of the shortest of each word."""
        register = self._register
        holding, sequences, totals = register.postings[kind], register.sequences, register.totals
        exact = {word: round(amount * EXACT) for word, amount in worth.items()}  # whole numbers: sums are the same in any order
        said, of = frozenset(exact), exact.__getitem__
        counted = {
            name: sum(map(of, said.intersection(sequences[name]))) / EXACT for name in together(heavy, spoken, partial(register.bits, kind))
        }
        best = max([amount * amount / totals[name] for name, amount in counted.items()], default=0.0)
        floor = min(WORST, best * WORSE)
        shortest: dict[int, int] = {}
        for word in heavy:
            for name in holding[word][:SHORTEST]:
                shortest[name] = shortest.get(name, 0) + exact[word]
        light = said.difference(heavy)
        most = sum(map(of, light))
        for name, amount in shortest.items():
            if name not in counted and (amount + most) ** 2 >= floor * totals[name] * EXACT * EXACT:
                counted[name] = (amount + sum(map(of, light.intersection(sequences[name])))) / EXACT
        return counted

    def _fit(self, kind: str, name: int, pieces: list[Piece], by_word: dict[int, list[Meaning]]) -> Fit | None:
        weigh = self._register.weights[kind]
        weights = {word: weigh[word] for word in self._register.sequences[name]}
        used = lay(weights, by_word)
        if not used:
            return None
        places = frozenset([place for m in used for place in range(m.start, m.end)])
        whole = sum([len(m.words) for m in used]) >= len(weights)
        sense = sum([weights[word] * m.likely for m in used for word in m.words])
        covered = sense / sum(weights.values())
        start, end = min(places), max(places) + 1
        tight = all(place in places or pieces[place].small for place in range(start, end))
        if all(pieces[place].is_a("course") or pieces[place].small for place in places):
            return None  # "cours" alone, all that an alias has beside small words
        opening = False
        if all(pieces[place].weak or pieces[place].small for place in places):
            opening = len(used) == 1 and _opens(pieces, used[0].start)
            town = kind == "partner" and any(pieces[place].is_a("place") for place in places)
            if not opening and not town and not (tight and _stands(pieces, places, whole, covered, len(weights))):
                return None
        exact = whole and tight and covered > 0.93 and all(m.likely > 0.9 for m in used)
        beside = not whole and len(places) == 1 and _qualified(pieces, used[0]) and not self._register.alone(used[0].words)
        score = 1.0 if exact else covered**0.85 * (0.45 + 0.55 * _explained(pieces, places, start, end, STRANGE if beside else BESIDE))
        return Fit(name, covered, score, sense, used, places, exact, whole, opening and not whole, beside)


def _opens(pieces: list[Piece], place: int) -> bool:
    """Whether "introduction" is said as a course: beside a word for course, after an article, or alone."""
    if pieces[place].text not in OPENINGS:
        return False
    beside = pieces[max(0, place - 2) : place] + pieces[place + 1 : place + 2]
    return len(pieces) < 3 or any(piece.is_a("course") or piece.text in ("l", "the") for piece in beside)


def _stands(pieces: list[Piece], places: frozenset[int], whole: bool, covered: float, size: int) -> bool:
    """Whether common words said in a row make the name: all of them, most of a long one, or nothing else being said."""
    if whole or (covered > 0.8 and size > 2 and not all(pieces[place].is_a("frame") for place in places)):
        return True
    others = [piece for place, piece in enumerate(pieces) if place not in places and not piece.small and not piece.is_a("course")]
    return len(places) > 1 and not others


def _explained(pieces: list[Piece], places: frozenset[int], start: int, end: int, beside: float) -> float:
    """Of the words said between the first and the last of the name and right beside them, the share that is the name's."""
    ours, others = 0.0, 0.0
    for place in range(start, end):
        piece = pieces[place]
        if not piece.small and not piece.masked:
            if place in places:
                ours += 1.0
            else:
                others += 0.3 if piece.is_a("frame", "course") else 0.6
    others += beside * sum(_telling(piece) for piece in _beside(pieces, start, end))
    ours = ours or 1.0
    return ours / (ours + others)


def _beside(pieces: list[Piece], start: int, end: int) -> Iterator[Piece]:
    """The words right before and right after, small ones passed over."""
    for step, first in ((-1, start - 1), (1, end)):
        place = first
        while 0 <= place < len(pieces) and pieces[place].small and pieces[place].text not in JOINING:
            place += step
        if 0 <= place < len(pieces):
            yield pieces[place]


def _telling(piece: Piece) -> bool:
    return not (piece.masked or piece.weak or piece.small or piece.text.isdigit())


def _qualified(pieces: list[Piece], said: Meaning) -> bool:
    """Whether a word of a name stands right beside one of which nothing is known: the two together may name something else."""
    beside = pieces[max(0, said.start - 1) : said.start] + pieces[said.end : said.end + 1]
    return said.likely >= SURELY and any(_telling(piece) and not piece.ways and not piece.kinds and len(piece.text) > 3 for piece in beside)
