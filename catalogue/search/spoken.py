"""What a message may say, word by word."""

from collections import defaultdict

from catalogue.search.pieces import Meaning


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
