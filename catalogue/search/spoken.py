"""What a message may say, word by word, and which of very many names are worth a closer look."""

from collections import defaultdict
from collections.abc import Mapping
from collections.abc import Sequence as Many

from catalogue.search.pieces import Meaning

MANY = 600  # holders of all the words said: beyond,
SHORTEST = 12  # each word's shortest names are looked at, and those that hold
ENOUGH = 12  # names that hold words of as many places as can be
SURER = 0.65  # words of two places, each at least so sure beside the surest there


class Spoken:
    """The meanings of a message by the first of their words; how likely each word is said, and where it is likeliest."""

    def __init__(self, meanings: list[Meaning]) -> None:
        self.meanings = meanings
        self.by_word: defaultdict[int, list[Meaning]] = defaultdict(list)
        self.likely: dict[int, float] = {}
        self.place: dict[int, int] = {}
        for meaning in meanings:
            self.by_word[meaning.words[0]].append(meaning)
            for word in meaning.words:
                if meaning.likely > self.likely.get(word, 0.0):
                    self.likely[word] = meaning.likely
                    self.place[word] = meaning.start


def narrowed(holders: Mapping[int, Many[int]], spoken: Spoken) -> Mapping[int, Many[int]]:
    """Of very many names, those that hold words surely said in two places or more, and the shortest of each word."""
    if sum(map(len, holders.values())) <= MANY:
        return holders
    surest: defaultdict[int, float] = defaultdict(float)
    for word in holders:
        surest[spoken.place[word]] = max(surest[spoken.place[word]], spoken.likely[word])
    there: defaultdict[int, set[int]] = defaultdict(set)
    for word, names in holders.items():
        if spoken.likely[word] >= SURER * surest[spoken.place[word]]:
            there[spoken.place[word]].update(names)
    kept = _together(list(there.values()))
    return {word: [*kept.intersection(names), *(name for name in names[:SHORTEST] if name not in kept)] for word, names in holders.items()}


def _together(there: list[set[int]]) -> set[int]:
    """The names that hold words of most places, down to two, until there are enough."""
    levels: list[set[int]] = [set() for _ in there]
    for said in there:
        for level in range(len(levels) - 1, 0, -1):
            levels[level] |= levels[level - 1] & said
        levels[0] |= said
    kept = set[int]()
    for names in levels[:0:-1]:
        kept |= names
        if len(kept) >= ENOUGH:
            break
    return kept
