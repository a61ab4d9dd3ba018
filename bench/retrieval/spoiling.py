"""Titles as people get them wrong: letters lost, doubled, swapped or beside the right key, accents left out, words turned round."""

import random
import unicodedata
from collections.abc import Callable, Iterable, Iterator

ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
LONG = 6  # letters of a word that may be misspelt
SENTENCES = (
    "bonjour, combien coûte {} et quand est-ce que ça commence?",
    "jsuis intéressé par {} mais jai pas beaucoup de temps",
    "hi there, my manager told me about {} and i want to know if it is online",
    "is there still room in {} please",
)
Spoil = Callable[[str, random.Random], str]


def plain(text: str) -> str:
    """The text without its accents."""
    return "".join(letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter))


def _beside(letter: str, chance: random.Random) -> str:
    row = next((row for row in ROWS if letter in row), "")
    place = row.find(letter)
    near = [row[at] for at in (place - 1, place + 1) if row and 0 <= at < len(row)]
    return chance.choice(near) if near else letter


def slip(word: str, chance: random.Random) -> str:
    """The word with a letter lost, doubled, swapped or beside the right key; never its first."""
    place = chance.randrange(1, len(word) - 1)
    ways = (
        word[:place] + word[place + 1 :],
        word[:place] + word[place] + word[place:],
        word[:place] + word[place + 1] + word[place] + word[place + 2 :],
        word[:place] + _beside(word[place], chance) + word[place + 1 :],
    )
    return chance.choice(ways)


def _misspelt(title: str, chance: random.Random, times: int = 1) -> str:
    said = plain(title.lower()).replace("’", " ").split()
    long = [place for place, word in enumerate(said) if len(word) >= LONG and word.isalpha()]
    for place in chance.sample(long, min(times, len(long))):
        said[place] = slip(said[place], chance)
    return " ".join(said)


def _turned(title: str, chance: random.Random) -> str:
    said = title.lower().replace("’", " ").split()
    number = [said.pop()] if said[-1] in ("i", "ii", "iii") else []  # a numeral stays at the end
    chance.shuffle(said)
    return " ".join((*said, *number))


KINDS: dict[str, Spoil] = {
    "exact": lambda title, _: title,
    "bare": lambda title, _: plain(title.lower()).replace("’", " "),
    "one slip": _misspelt,
    "two slips": lambda title, chance: _misspelt(title, chance, 2),
    "turned": _turned,
    "in a sentence": lambda title, chance: chance.choice(SENTENCES).format(title),
}


def spoiled(titles: Iterable[tuple[str, str]], seed: int = 11) -> Iterator[tuple[str, str, str]]:
    """Kind, text and code: each title in each way, the same at each run."""
    chance = random.Random(seed)
    for title, code in titles:
        for kind, spoil in KINDS.items():
            yield f"{kind}*", spoil(title, chance), code
