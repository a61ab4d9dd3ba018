"""A person's message as standard words: accents off, apostrophes split, SMS and joual spellings rewritten, offsets kept."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from msgspec import Struct

from catalogue.reading.wording import Wording, wording

LONGEST = 4096  # characters read: Telegram's own limit of a message
APOSTROPHES = dict.fromkeys("'’‘ʼ`´′＇‛", "'")
INVISIBLE = dict.fromkeys("\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad", "")
SPECIAL = {**APOSTROPHES, **INVISIBLE, "œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l"}
SPLIT = re.compile(
    r"""(?<![\w.+-])[\w.+-]{1,64}@[\w-]+\.[\w.-]+ | https?://\S+ | www\.\S+          # addresses stay whole
      | \d{4}([-/.])\d{1,2}\1\d{1,2}(?!\d) | \d{1,2}([-.])\d{1,2}\2\d{4}(?!\d) | \d{1,2}/\d{1,2}(?:/\d{2,4})?(?!\d) | \d{1,2}:\d{2}(?!\d)
      | \d{1,2}(?:,\d{3})+(?:\.\d+)?(?!\d) | \d+[.,]\d{1,2}k?(?![\d\w])
      | (?<!\w)[^\W\d_](?:\.[^\W\d_])+(?!\w) | c\+\+ | c\# | a\+(?!\w)   # I.A., p.m
      | [^\W_]+(?:'(?:s|re|ll|ve|m|d|t|hui)(?![^\W_]))?
      | (?<=[ ])\+(?=[ ]) | [$%€&]""",
    re.VERBOSE,
)
UNITS = "h|hrs?|heures?|hours?|jours?|days?|pers|personnes?|ppl|employes?|people|piasses?|semaines?|weeks?|mois|am|pm|cad"
GLUED = re.compile(rf"(\d+(?:\.\d+)?)({UNITS})")
STRETCHED = re.compile(r"([^\W\d_])\1{2,}")
SWALLOWED = re.compile(r"j[bcdfgklmnpqrstvz][a-z]{2,}")  # "jpense": je + a consonant starts no French word
SUFFIXES = {"s": "is", "re": "are", "ll": "will", "ve": "have", "m": "am", "d": "would"}


class Token(NamedTuple):
    """One word: ``text`` folded and standard, ``raw`` as typed, ``start`` and ``end`` in the message."""

    text: str
    raw: str
    start: int
    end: int


class Message(Struct, frozen=True):
    """A message and its tokens; ``folded`` is their texts with a space between."""

    text: str
    tokens: tuple[Token, ...]
    folded: str


def fold(text: str) -> str:
    """Lower case, accents off, one shape of apostrophe."""
    return text.lower().replace("`", "'") if text.isascii() else "".join(map(_character, text))


@lru_cache(maxsize=4096)
def _character(character: str) -> str:
    if (special := SPECIAL.get(character)) is not None:
        return special
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", character).lower())
    folded = "".join(letter for letter in plain if not unicodedata.combining(letter) and letter != "\u0345")
    return "".join(SPECIAL.get(letter, letter) for letter in folded.lower())


def normalise(text: str) -> Message:
    """The tokens of a message. Never raises; what is beyond Telegram's length is left out."""
    tokens = _split(text[:LONGEST])
    rules = wording()
    tokens = _phrased(_in_context(_reworded(tokens, rules), rules), rules)
    return Message(text, tuple(tokens), " ".join(token.text for token in tokens))


def _split(text: str) -> list[Token]:
    pieces = [_character(character) for character in text]
    folded = "".join(pieces)
    places = _places(pieces)
    tokens: list[Token] = []
    for match in SPLIT.finditer(folded):
        word = match.group()
        if word.isalpha() and not STRETCHED.search(word):
            begin, end = places[match.start()], places[match.end() - 1] + 1
            tokens.append(Token(word, text[begin:end], begin, end))
        else:
            tokens.extend(_parts(word, match.start(), text, places))
    return tokens


def _places(pieces: list[str]) -> Sequence[int]:
    """For each character of the folded text, the character of the message it comes from; then the end."""
    if set(map(len, pieces)) <= {1}:
        return range(len(pieces) + 1)
    return [index for index, piece in enumerate(pieces) for _ in piece] + [len(pieces)]


def _parts(word: str, start: int, text: str, places: Sequence[int]) -> list[Token]:
    def token(said: str, first: int, last: int) -> Token:
        begin, end = places[start + first], places[start + last - 1] + 1
        return Token(said, text[begin:end], begin, end)

    if "'" in word:
        stem, _, tail = word.partition("'")
        cut = len(stem)
        if tail == "hui":
            return [token(stem + tail, 0, len(word))]
        if tail == "t" and stem.endswith("n"):
            whole = {"won": "will", "can": "can", "shan": "shall"}.get(stem, stem[:-1])
            return [token(whole, 0, cut), token("not", cut, len(word))]
        possessive = tail == "s" and stem not in wording().askers
        return [token(stem, 0, cut), token(tail if possessive else SUFFIXES.get(tail, tail), cut + 1, len(word))]
    if glued := GLUED.fullmatch(word):
        cut = glued.end(1)
        return [token(word[:cut], 0, cut), token(word[cut:], cut, len(word))]
    return [token(_tidy(word), 0, len(word))]


def _tidy(word: str) -> str:
    """Numbers in one shape ("1,250" and "12,5"), dotted letters joined, doubled letters taken off."""
    if word[0].isdigit():
        return word.replace(",", "") if re.fullmatch(r"\d{1,2}(?:,\d{3})+(?:\.\d+)?", word) else word.replace(",", ".")
    if "." in word and "@" not in word and not word.startswith(("http", "www")):
        return word.replace(".", "")
    if not STRETCHED.search(word) or word in ("iii", "www"):
        return word
    double = STRETCHED.sub(r"\1\1", word)
    return double if double in wording().known else STRETCHED.sub(r"\1", word)


def _reworded(tokens: list[Token], rules: Wording) -> list[Token]:
    """Each spelling that stands for standard words replaced by them; "jpense" is "je pense"."""
    done: list[Token] = []
    for token in tokens:
        said = rules.words.get(token.text)
        if said is None and token.text[0] == "j" and token.text not in rules.kept and SWALLOWED.fullmatch(token.text):
            said = ("je", *rules.words.get(token.text[1:], (token.text[1:],)))
        if said is None:
            done.append(token)
        else:
            done.extend(Token(word, token.raw, token.start, token.end) for word in said)
    return done


def _in_context(tokens: list[Token], rules: Wording) -> list[Token]:
    """Short forms that are also words ("c", "4", "r"): rewritten only beside the words that betray them."""
    done: list[Token] = []
    for index, token in enumerate(tokens):
        context = rules.contexts.get(token.text)
        previous = done[-1].text if done else ""
        following = tokens[index + 1].text if index + 1 < len(tokens) else ""
        if context and context.fits(previous, following):
            done.extend(Token(word, token.raw, token.start, token.end) for word in context.said)
        else:
            done.append(token)
    return done


def _phrased(tokens: list[Token], rules: Wording) -> list[Token]:
    done: list[Token] = []
    index = 0
    while index < len(tokens):
        for wanted, said in rules.phrases.get(tokens[index].text, ()):
            span = tokens[index : index + len(wanted)]
            if tuple(token.text for token in span) == wanted:
                raw = " ".join(dict.fromkeys(token.raw for token in span))
                done.extend(Token(word, raw, span[0].start, span[-1].end) for word in said)
                index += len(wanted)
                break
        else:
            done.append(tokens[index])
            index += 1
    return done
