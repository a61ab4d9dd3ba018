"""Slips of the finger in everyday words ("teh", "strat", "conbien"), put right before anything is read.

Only a word that nobody knows is touched: none of the two languages', of the catalogue, or of what several people write to us. It becomes
the usual word one slip away (usual.json, counted from the phrases by `make train`).
"""

import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from math import log2
from pathlib import Path

from catalogue.offer.model import Language
from catalogue.reading.normalise import Message, Token
from catalogue.reading.phrases import Phrase, masked
from catalogue.reading.tables import table
from catalogue.search.guard import ordinary

USUAL = Path(__file__).parent / "usual.json"
LETTERS = "abcdefghijklmnopqrstuvwxyz"
VOWELS = frozenset("aeiouy")
ALIKE = frozenset(map(frozenset, ("ck", "kq", "cq", "sz", "sc", "iy", "mn")))  # letters that sound alike
SWAPPED, SOUNDED, DOUBLED, LEFT_OUT, TOO_MANY, OTHER, FIRST = 0.8, 0.9, 0.9, 1.0, 1.2, 1.4, 0.4
FREQUENT = 0.15  # what a word gains by each doubling of the hands that write it
SHORT, LISTED = 3, 4  # letters: words too short for any slip but a swap or a letter left out; those that the lists of ordinary words hold
SEEN, KNOWN, BORROWED, TARGET, COMMON = 2, 5, 3, 3, 8  # hands: kept in the file; no slip; none in the other language; a target; a short one
JOINTS = frozenset("-_/@.0123456789+&")
LEAST = 3  # times more hands than the slip itself

Hands = Mapping[str, int]


class Speller:
    """Puts words right. ``held``: whether a word stands in a name of the catalogue, and so is left alone, as what is a slip for one."""

    def __init__(self, held: Callable[[str], bool]) -> None:
        self._held = held
        self._known: dict[tuple[str, tuple[Language, ...]], str] = {}

    def right(self, message: Message, languages: tuple[Language, ...]) -> Message:
        """The message with its slips put right; ``languages``: those it may be in, the likelier first."""
        tokens = tuple(token if _joined(message.text, token) else self._token(token, languages) for token in message.tokens)
        if tokens == message.tokens:
            return message
        return replace(message, tokens=tokens, folded=" ".join(token.text for token in tokens))

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
        if self._held(word) or known(word, languages[0]):
            return word
        slips = dict(edits(word))
        if any(self._held(slip) and not any(usual(language).get(slip, 0) >= COMMON for language in languages) for slip in slips):
            return word
        for language in languages:
            if found := _likeliest(word, slips, language):
                return found
        return word


MOST = 20_000  # words remembered


def spelt(message: Message) -> str:
    """The text as it was typed, with the words that were put right in their place."""
    text, end = [], 0
    for index, token in enumerate(message.tokens):
        alone = _alone(message.tokens, index)
        if token.start < end or not alone or not token.text.isalpha() or token.text == token.raw.lower():
            continue
        if token.raw.isascii() and token.raw.isalpha():
            text += [message.text[end : token.start], token.text]
            end = token.end
    return "".join((*text, message.text[end:]))


def _alone(tokens: Sequence[Token], index: int) -> bool:
    """Whether no other token stands for the same letters ("chu" is "je suis")."""
    token = tokens[index]
    return all(not 0 <= other < len(tokens) or tokens[other].start != token.start for other in (index - 1, index + 1))


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


def _likeliest(word: str, slips: Mapping[str, float], language: Language) -> str | None:
    """The usual word that the slip is most likely for."""
    hands = usual(language)
    least = max(COMMON if len(word) == SHORT else TARGET, LEAST * hands.get(word, 0))
    meant = [slip for slip in slips if hands.get(slip, 0) >= least and _meant(slip, language)]
    worth = {slip: slips[slip] - FREQUENT * log2(hands[slip]) for slip in meant}
    return min(worth, key=lambda slip: (worth[slip], slip), default=None)


def _meant(word: str, language: Language) -> bool:
    """Whether the word is a right one: what several hands misspell alike is no target."""
    return len(word) < LISTED or usual(language).get(word, 0) >= COMMON or ordinary(language).knows(word)


def edits(word: str) -> Iterator[tuple[str, float]]:
    """The words one slip away, the costly ways before the cheap ones; for a short word only swaps and letters left out."""
    size = len(word)
    if size > SHORT:
        for at in range(size):
            for letter in LETTERS:
                if letter != word[at]:
                    yield word[:at] + letter + word[at + 1 :], _other(word[at], letter) + FIRST * (at == 0)
        for at in range(size):
            doubled = at > 0 and word[at] == word[at - 1]
            yield word[:at] + word[at + 1 :], DOUBLED if doubled else TOO_MANY + FIRST * (at == 0)
    for at in range(size + 1):
        for letter in LETTERS:
            doubled = letter in (word[at - 1 : at], word[at : at + 1])
            yield word[:at] + letter + word[at:], DOUBLED if doubled else LEFT_OUT + FIRST * (at == 0)
    for at in range(size - 1):
        if word[at] != word[at + 1]:
            yield word[:at] + word[at + 1] + word[at] + word[at + 2 :], SWAPPED + FIRST * (at == 0)


def _other(typed: str, letter: str) -> float:
    sounded = frozenset((typed, letter)) in ALIKE or (typed in VOWELS and letter in VOWELS)
    return SOUNDED if sounded else OTHER


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
