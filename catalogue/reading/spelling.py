"""Slips of the finger in everyday words ("teh", "strat", "conbien"), put right before anything is read.

Only a word that nobody knows is touched: none of the two languages', of the catalogue, or of what several people write to us. It becomes
the usual word one slip away (usual.json, counted from the phrases by `make train`).
"""

import json
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from itertools import groupby
from math import log2
from pathlib import Path
from typing import Protocol

from catalogue.offer.model import Language
from catalogue.reading.normalise import Message, Token
from catalogue.reading.phrases import Phrase, masked
from catalogue.reading.tables import table
from catalogue.search.guard import ordinary
from catalogue.search.near import Neighbours
from catalogue.words.replacing import replace

USUAL = Path(__file__).parent / "usual.json"
LETTERS = "abcdefghijklmnopqrstuvwxyz"
VOWELS = frozenset("aeiouy")
ALIKE = frozenset(map(frozenset, ("ck", "kq", "cq", "sz", "sc", "iy", "mn")))  # letters that sound alike
SWAPPED, SOUNDED, DOUBLED, LEFT_OUT, TOO_MANY, OTHER, FIRST = 0.8, 0.9, 0.9, 1.0, 1.2, 1.4, 0.4
FREQUENT = 0.15  # what a word gains by each doubling of the hands that write it
SHORT, LISTED = 3, 4  # letters: words too short for any slip but a swap or a letter left out; those that the lists of ordinary words hold
SEEN, KNOWN, BORROWED, TARGET, COMMON = 2, 5, 3, 3, 8  # hands: kept in the file; no slip; none in the other language; a target; a short one
ELIDED = re.compile(r"(qu|[dljmnst])[aeiouyh]\w{3,}")
JOINTS = frozenset("-_/@.0123456789+&")
LEAST = 3  # times more hands than the slip itself

Hands = Mapping[str, int]


class Names(Protocol):
    """The words that stand in names of the catalogue."""

    def holds(self, word: str) -> bool: ...
    def beside(self, word: str) -> Iterable[str]:
        """Those one slip away, and perhaps some further."""


class Speller:
    """Puts words right. A word of the catalogue's ``names`` is left alone, as is what is a slip for one."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._known: dict[tuple[str, tuple[Language, ...]], str] = {}

    def right(self, message: Message, languages: tuple[Language, ...]) -> Message:
        """The message with its slips put right; ``languages``: those it may be in, the likelier first."""
        tokens = tuple(one for token in message.tokens for one in self._tokens(message.text, token, languages))
        if tokens == message.tokens:
            return message
        return replace(message, tokens=tokens, folded=" ".join(token.text for token in tokens))

    def _tokens(self, text: str, token: Token, languages: tuple[Language, ...]) -> tuple[Token, ...]:
        if _joined(text, token):
            return (token,)
        if "fr" in languages and _plain(token) and (cut := self._elided(token.text)):
            return tuple(token._replace(text=part) for part in (token.text[:cut], token.text[cut:]))
        return (self._token(token, languages),)

    def _elided(self, word: str) -> int:
        """Where the apostrophe was dropped ("dapprovisionnement", "lethique"): before a word that is known, where the whole is not."""
        glued = ELIDED.fullmatch(word)
        if not glued or self._names.holds(word) or known(word, "fr") or known(word, "en"):
            return 0
        rest = word[glued.end(1) :]
        return glued.end(1) if self._names.holds(rest) or usual("fr").get(rest, 0) >= KNOWN else 0

    def _token(self, token: Token, languages: tuple[Language, ...]) -> Token:
        if not _plain(token):
            return token
        key = token.text, languages
        if key not in self._known:
            if len(self._known) > MOST:
                self._known.clear()
            self._known[key] = self._word(*key)
        said = self._known[key]
        return token if said == token.text else token._replace(text=said)

    def _word(self, word: str, languages: tuple[Language, ...]) -> str:
        if self._names.holds(word) or known(word, languages[0]):
            return word
        ours = [name for name in self._names.beside(word) if cost(word, name) is not None]
        if any(not any(usual(language).get(name, 0) >= COMMON for language in languages) for name in ours):
            return word
        for language in languages:
            if found := _likeliest(word, language):
                return found
        return word


MOST = 20_000  # words remembered
APOSTROPHES = ("'", "’")


def spelt(message: Message) -> str:
    """The text as it was typed, with the words that were put right in their place."""
    text, end = [], 0
    for (start, stop), words in groupby(message.tokens, key=lambda token: (token.start, token.end)):
        said, typed = [word.text for word in words], message.text[start:stop]
        contracted = message.text[stop : stop + 1] in APOSTROPHES  # "don't": its first half stands for no word of its own
        if start >= end and not contracted and _put_right(said, typed):
            text += [message.text[end:start], " ".join(said)]
            end = stop
    return "".join((*text, message.text[end:]))


def _put_right(said: Sequence[str], typed: str) -> bool:
    """Whether the words stand for one word typed otherwise ("wen", "jhabite"), and not for a turn of phrase ("chu" is "je suis")."""
    plain = typed.isascii() and (typed.isalpha() or typed == "+") and typed.lower() != said[0]
    return plain and (len(said) == 1 or "".join(said) == typed.lower()) and all(word.isalpha() for word in said)


def _plain(token: Token) -> bool:
    """Whether it is a word as it was typed, that is no name (a capital inside the message) and no acronym."""
    word, raw = token.text, token.raw
    named = raw[0].isupper() and (token.start > 0 or raw.isupper())
    return len(word) >= SHORT and word.isalpha() and word.isascii() and len(raw) == len(word) and not named


def _joined(text: str, token: Token) -> bool:
    """Whether it is a part of something longer: "LOG-231", "Sept-Îles"."""
    return text[max(token.start - 1, 0) : token.start] in JOINTS or text[token.end : token.end + 1] in JOINTS


def known(word: str, language: Language) -> bool:
    """Whether the word is no slip in a message of that language: it is right there, or borrowed."""
    other: Language = "en" if language == "fr" else "fr"
    written = usual(language).get(word, 0) >= KNOWN or usual(other).get(word, 0) >= BORROWED
    return written or word in _short() or (len(word) >= LISTED and ordinary().knows(word))


@cache
def _short() -> frozenset[str]:
    return frozenset(word for words in table("short").values() for word in words.split())


def _likeliest(word: str, language: Language) -> str | None:
    """The usual word that the slip is most likely for."""
    hands, (listed, neighbours) = usual(language), _neighbours(language)
    least = max(COMMON if len(word) == SHORT else TARGET, LEAST * hands.get(word, 0))
    worth: dict[str, float] = {}
    for other in map(listed.__getitem__, neighbours.within(word, listed, 1)):
        if hands[other] >= least and _meant(other, language) and (slip := cost(word, other)) is not None:
            worth[other] = slip - FREQUENT * log2(hands[other])
    return min(worth, key=lambda other: (worth[other], other), default=None)


def _meant(word: str, language: Language) -> bool:
    """Whether the word is a right one: what several hands misspell alike is no target."""
    return len(word) < LISTED or usual(language).get(word, 0) >= COMMON or ordinary(language).knows(word)


def cost(word: str, meant: str) -> float | None:
    """How unlikely that one slip made the word of another; None where none does. Short words only have letters swapped or left out."""
    size, longer = len(word), len(meant) - len(word)
    if abs(longer) > 1 or (size <= SHORT and longer < 0):
        return None
    at = next((place for place, (one, other) in enumerate(zip(word, meant, strict=False)) if one != other), min(size, len(meant)))
    first = FIRST * (at == 0)
    if longer == 0:
        return _of_a_size(word, meant, at)
    if longer < 0:
        return _too_many(word, at, first) if word[at + 1 :] == meant[at:] else None
    if word[at:] != meant[at + 1 :] or meant[at] not in LETTERS:
        return None
    doubled = meant[at] in (word[at - 1 : at], word[at : at + 1])
    return DOUBLED if doubled else LEFT_OUT + first


def _of_a_size(word: str, meant: str, at: int) -> float | None:
    """The same for two words of one length that differ from that letter on."""
    if word[at + 1 :] == meant[at + 1 :]:
        return _other(word[at], meant[at]) + FIRST * (at == 0) if len(word) > SHORT and at < len(word) and meant[at] in LETTERS else None
    swapped = word[at : at + 2] == meant[at : at + 2][::-1] and word[at + 2 :] == meant[at + 2 :]
    return SWAPPED + FIRST * (at == 0) if swapped else None


def _too_many(word: str, at: int, first: float) -> float:
    return DOUBLED if at > 0 and word[at] == word[at - 1] else TOO_MANY + first


def _other(typed: str, letter: str) -> float:
    sounded = frozenset((typed, letter)) in ALIKE or (typed in VOWELS and letter in VOWELS)
    return SOUNDED if sounded else OTHER


@cache
def _neighbours(language: Language) -> tuple[list[str], Neighbours]:
    """The usual words as a list, and what leads to those near a word."""
    listed = list(usual(language))
    return listed, Neighbours(listed)


@cache
def usual(language: Language) -> Hands:
    """The words that people write to us, by how many hands write them."""
    listed = json.loads(USUAL.read_text(encoding="utf-8"))[language]
    return {word: int(hands) for hands, words in listed.items() for word in words.split()}


def count(phrases: Collection[Phrase]) -> dict[Language, dict[str, str]]:
    """The words of the phrases by the number of hands that write them."""
    wrote: dict[Language, dict[str, set[str]]] = {"fr": {}, "en": {}}
    for phrase in phrases:
        for word in masked(phrase.text):
            if word.isalpha() and word.islower() and word.isascii():
                wrote[phrase.language].setdefault(word, set()).add(phrase.hand)
    return {language: _by_hands({word: len(by) for word, by in words.items() if len(by) >= SEEN}) for language, words in wrote.items()}


def _by_hands(hands: Hands) -> dict[str, str]:
    counts = sorted(set(hands.values()), reverse=True)
    return {str(many): " ".join(sorted(word for word in hands if hands[word] == many)) for many in counts}


def write(phrases: Collection[Phrase], path: Path = USUAL) -> None:
    path.write_text(json.dumps(count(phrases), indent=1) + "\n", encoding="utf-8")
