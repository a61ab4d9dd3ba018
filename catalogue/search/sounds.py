"""How a word sounds and what its root is: keys under which differently written words meet."""

import re
from operator import eq

Change = tuple[str, str]
Changes = tuple[tuple[str, tuple[Change, ...]], ...]  # each with a letter that a word must have for any of it

# In order; each letter group becomes one sign. Capitals are sounds that no single letter writes.
_FRENCH: Changes = (
    ("h", (("ph", "f"), ("th", "t"), ("sch", "C"), ("sh", "C"), ("ch", "C"))),
    ("q", (("qu", "k"), ("q", "k"))),
    ("c", (("ck", "k"), ("sce", "se"), ("sci", "si"), ("scy", "sy"), ("ce", "se"), ("ci", "si"), ("cy", "sy"), ("c", "k"))),
    ("g", (("gea", "ja"), ("geo", "jo"), ("geu", "ju"), ("ge", "je"), ("gi", "ji"), ("gy", "jy"), ("gue", "ge"), ("gui", "gi"),
           ("guy", "gy"), ("gn", "N"))),
    ("t", (("tion", "sion"),)),
    ("x", (("x", "ks"),)),
    ("z", (("z", "s"),)),
)  # fmt: skip
_FRENCH_VOWELS: Changes = (("u", (("eau", "o"), ("au", "o"), ("ou", "U"))), ("o", (("oi", "wa"), ("oy", "wa"))))
_FRENCH_NASALS = tuple(
    (re.compile(pattern + "(?![aeiouyn])"), sound)
    for pattern, sound in (("(?:ain|ein|aim|in|im|yn|ym|un)", "I"), ("(?:an|am|en|em)", "A"), ("(?:on|om)", "O"))
)
_FRENCH_ENDINGS = ("aient", "ais", "ait", "ees", "et", "er", "ez", "ee", "es")
_FRENCH_LAST: Changes = (
    ("i", (("ai", "e"), ("ei", "e"))),
    ("y", (("ay", "e"), ("ey", "e"))),
    ("u", (("oeu", "e"), ("eu", "e"))),
    ("y", (("y", "i"),)),
    ("h", (("h", ""),)),
)
_ENGLISH: Changes = (
    ("h", (("ph", "f"),)),
    ("i", (("tion", "Sn"), ("sion", "Sn"))),
    ("h", (("sh", "C"), ("ch", "C"))),
    ("c", (("ck", "k"), ("ce", "se"), ("ci", "si"), ("cy", "sy"), ("c", "k"))),
    ("q", (("q", "k"),)),
    ("z", (("z", "s"),)),
    ("w", (("wr", "r"), ("wh", "w"))),
    ("k", (("kn", "n"),)),
    ("g", (("igh", "i"),)),
)
_ENGLISH_I = re.compile("ea|ee|ei|ie|ey|y$|e(?=[^aeiouy]e$)")
_ENGLISH_LAST: Changes = (("a", (("ai", "e"), ("ay", "e"))), ("o", (("ou", "u"), ("oo", "u"))), ("w", (("ew", "u"),)), ("y", (("y", "i"),)))
_DOUBLED = re.compile(r"(.)\1+")
_ROOT = re.compile(
    r"(?:isations?|izations?|ations?|itions?|ions?|ments?|euses?|eurs?|trices?|teurs?|ives?|ifs?|ielles?|iels?|elles?|els?|isers?|izes?|izing|ising"
    r"|ings?|ed|ers?|ez|antes?|ants?|iques?|ics?|ical|ally|aux|ales?|al|ly|ees?|es|e|s|x)+$"
)


def single(word: str) -> str:
    """The word with doubled letters written once."""
    return _DOUBLED.sub(r"\1", word) if any(map(eq, word, word[1:])) else word


def _changed(word: str, changes: Changes) -> str:
    for letter, group in changes:
        if letter in word:
            for written, sign in group:
                word = word.replace(written, sign)
    return word


def _french(word: str) -> str:
    word = _changed(word[:-1] if word[-1] in "xs" else word, _FRENCH)
    word = _changed(single(word), _FRENCH_VOWELS)
    if "n" in word or "m" in word:
        for pattern, sound in _FRENCH_NASALS:
            word = pattern.sub(sound, word)
    ending = next((ending for ending in _FRENCH_ENDINGS if word.endswith(ending)), "")
    word = _mute(_changed(f"{word.removesuffix(ending)}e" if ending else word, _FRENCH_LAST), 3)
    return _mute(word.rstrip("stdxp"), 3)


def _english(word: str) -> str:
    word = _changed(_ENGLISH_I.sub("i", _changed(word, _ENGLISH)), _ENGLISH_LAST)
    return single(_mute(word, 2).replace("h", ""))


def _mute(word: str, after: int) -> str:
    """The word without the e it ends with, when that many letters stand before it."""
    return word[:-1] if len(word) > after and word[-1] == "e" else word


def sounds(word: str) -> tuple[str, ...]:
    """The word's French and English keys; none for short words and for what is not plain letters."""
    if len(word) < 4 or not (word.isascii() and word.isalpha()):
        return ()
    keys = ("f" + _french(word), "e" + _english(word))
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
