"""Text of the catalogue as folded words: lower case, no accents, no punctuation, Roman numerals as digits."""

import re
import unicodedata

ROMAN = {"I": "1", "II": "2", "III": "3", "IV": "4", "V": "5", "VI": "6"}
_WORD = re.compile(r"[^\W_]+")
_STUCK = re.compile(r"([a-z]{2,})([0-9]+)")
_NUMERAL = re.compile(r"(?<=\s)(?:I{1,3}|IV|VI?)(?=\s*(?:$|[:,;.!?()–—-]))")


def fold(text: str) -> str:
    """The text in lower case without accents; ligatures are taken apart."""
    if text.isascii():
        return text.lower()
    spread = unicodedata.normalize("NFKD", text.lower().replace("œ", "oe").replace("æ", "ae"))
    return "".join(letter for letter in spread if not unicodedata.combining(letter))


def hissed(text: str) -> list[tuple[str, str]]:
    """Words with a ç before a, o or u, which folding would take for a k: as they are folded and as they sound."""
    return [(fold(word), fold(word.lower().replace("ç", "ss"))) for word in _WORD.findall(text) if "ç" in word.lower()]


def words(text: str) -> list[str]:
    """The folded words of a name; "Apprentissage automatique II" ends with "2"."""
    return _WORD.findall(fold(_NUMERAL.sub(lambda found: ROMAN[found.group()], text)))


def parts(folded: str) -> list[str]:
    """The words inside one token of a message, which may hold a hyphen or a dot, or letters stuck to a number ("loi25")."""
    if folded.isalpha() and folded.isascii():
        return [folded]
    found: list[str] = []
    for word in _WORD.findall(fold(folded)):
        stuck = _STUCK.fullmatch(word)
        found.extend(stuck.groups() if stuck else (word,))
    return found
