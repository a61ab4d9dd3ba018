"""How much a word tells among the names of a kind: 1 for the rarest, little for what is everywhere."""

from collections.abc import Callable
from math import log

from catalogue.search.lexicon import Lexicon

FACTORS = {"generic": 0.3, "course": 0.3, "audience": 0.5, "frame": 0.5}
LEAST = 0.15
INSTITUTION = 0.2
OPENINGS = frozenset(("introduction", "intro", "initiation"))
OPENING = 0.75  # "introduction": generic, yet all that some titles have


class Weights(dict[int, float]):
    """The weights of words, each weighed when it is first asked for."""

    def __init__(self, weigh: Callable[[int], float]) -> None:
        super().__init__()
        self._weigh = weigh

    def __missing__(self, word: int) -> float:
        weight = self[word] = self._weigh(word)
        return weight


def weigh(kind: str, text: str, size: int, found: int, lexicon: Lexicon) -> float:
    """The weight of a word that so many of so many things of the kind have in a name."""
    rare = log((size + 1.5) / (found + 0.5)) / log((size + 1.5) / 1.5)
    if kind == "course" and text in OPENINGS:
        return max(LEAST, rare * OPENING)
    if kind == "partner" and lexicon.is_a("institution", text):
        return INSTITUTION
    factor = min((FACTORS[k] for k in lexicon.kinds.get(text, ()) if k in FACTORS), default=1.0)
    return max(LEAST, min(1.0, rare)) * factor
