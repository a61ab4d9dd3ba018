"""What a message may say, word by word, and which of very many names are worth a closer look."""

from collections import defaultdict
from collections.abc import Mapping
from collections.abc import Sequence as Many

from catalogue.search.pieces import Meaning

MANY = 1200  # holders of all the words said: beyond,
SHORTEST = 12  # each word's shortest names are looked at, and those that hold
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
    """Of very many names, those that hold words surely said in two places, and the shortest of each word."""
    if sum(map(len, holders.values())) <= MANY:
        return holders
    surest: defaultdict[int, float] = defaultdict(float)
    for word in holders:
        surest[spoken.place[word]] = max(surest[spoken.place[word]], spoken.likely[word])
    there: defaultdict[int, set[int]] = defaultdict(set)
    for word, names in holders.items():
        if spoken.likely[word] >= SURER * surest[spoken.place[word]]:
            there[spoken.place[word]].update(names)
    seen, twice = set[int](), set[int]()
    for said in there.values():
        twice |= seen & said
        seen |= said
    return {
        word: [*twice.intersection(names), *(name for name in names[:SHORTEST] if name not in twice)] for word, names in holders.items()
    }
