"""How a word sounds and what its root is: keys under which differently written words meet."""

import re
from functools import lru_cache

# In order; each letter group becomes one sign. Capitals are sounds that no single letter writes.
_FRENCH = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"[xs]$", ""),
        (r"ph", "f"), (r"th", "t"), (r"sch|sh|ch", "C"), (r"qu|ck|q|k", "k"), (r"sc(?=[eiy])", "s"), (r"c(?=[eiy])", "s"), (r"c", "k"),
        (r"ge(?=[aou])", "j"), (r"g(?=[eiy])", "j"), (r"gu(?=[eiy])", "g"), (r"gn", "N"), (r"t(?=ion)", "s"), (r"x", "ks"), (r"z", "s"),
        (r"(.)\1+", r"\1"), (r"eau|au", "o"), (r"ou", "U"), (r"oi|oy", "wa"), (r"(?:ain|ein|aim|in|im|yn|ym|un)(?![aeiouyn])", "I"),
        (r"(?:an|am|en|em)(?![aeiouyn])", "A"), (r"(?:on|om)(?![aeiouyn])", "O"), (r"(?:ais|ait|aient|et|er|ez|ees|ee|es)$", "e"),
        (r"ai|ei|ay|ey", "e"), (r"oeu|eu", "e"), (r"y", "i"), (r"h", ""), (r"(?<=.{3})e$", ""), (r"[stdxp]+$", ""), (r"(?<=.{3})e$", ""),
    )
)  # fmt: skip
_ENGLISH = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"ph", "f"), (r"tion|sion", "Sn"), (r"sh|ch", "C"), (r"ck|q|k|c(?![eiy])", "k"), (r"c(?=[eiy])", "s"), (r"z", "s"),
        (r"wr", "r"), (r"wh", "w"), (r"kn", "n"), (r"igh", "i"), (r"ea|ee|ei|ie|ey|y$|e(?=[^aeiouy]e$)", "i"), (r"ai|ay", "e"),
        (r"ou|oo|ew", "u"), (r"y", "i"),
        (r"(?<=.{2})e$", ""), (r"h", ""), (r"(.)\1+", r"\1"),
    )
)  # fmt: skip
_ROOT = re.compile(
    r"(?:isations?|izations?|ations?|itions?|ions?|ments?|euses?|eurs?|trices?|teurs?|ives?|ifs?|ielles?|iels?|elles?|els?|isers?|izes?|izing|ising"
    r"|ings?|ed|ers?|ez|antes?|ants?|iques?|ics?|ical|ally|aux|ales?|al|ly|ees?|es|e|s|x)+$"
)


def _key(rules: tuple[tuple[re.Pattern[str], str], ...], word: str) -> str:
    for pattern, sound in rules:
        word = pattern.sub(sound, word)
    return word


@lru_cache(maxsize=8192)
def sounds(word: str) -> tuple[str, ...]:
    """The word's French and English keys; none for short words and for what is not plain letters."""
    if len(word) < 4 or not (word.isascii() and word.isalpha()):
        return ()
    keys = ("f" + _key(_FRENCH, word), "e" + _key(_ENGLISH, word))
    return tuple(key for key in keys if len(key) > 3)


def stem(word: str) -> str:
    """The word without its mark of plural and one mute e: "gestionnaires" meets "gestionnaire"."""
    if len(word) < 4:
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith("aux"):
        return word[:-3] + "al"
    if word[-1] in "sx" and word[-2] != "s":
        word = word[:-1]
    return word[:-1] if word[-1] == "e" and len(word) > 4 else word


@lru_cache(maxsize=8192)
def root(word: str) -> str:
    """What is left without the endings that make nouns, verbs and adjectives; "" when less than four letters are."""
    cut = _ROOT.search(word)
    if cut is None:
        return word
    left = word[: cut.start()]
    while len(left) < 4 and cut is not None:
        cut = _ROOT.search(word, cut.start() + 1)
        left = word[: cut.start()] if cut else word
    return left if len(left) >= 4 else ""
