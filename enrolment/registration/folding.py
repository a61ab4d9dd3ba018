"""Names and addresses folded for comparing: typed in NFC or NFD, in capitals or not, a person is found once; what she typed is kept."""

import unicodedata

_APART = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ß": "ss"})


def folded(text: str) -> str:
    """Without accents, case, apostrophes' shapes, marks of direction or doubled spaces; other scripts stay themselves."""
    plain = unicodedata.normalize("NFKD", text).casefold().translate(_APART)
    kept = (" " if _separates(character) else character for character in plain if not _drops(character))
    return " ".join("".join(kept).split())


def folded_email(email: str) -> str:
    """An address as one compares it: the domain has no case, and no provider people use tells cases apart before it."""
    return unicodedata.normalize("NFKC", email).strip().casefold()


def words(text: str) -> tuple[str, ...]:
    """The folded words of a name."""
    return tuple(dict.fromkeys(folded(text).split()))


def _separates(character: str) -> bool:
    return character.isspace() or unicodedata.category(character).startswith("P") or character in "`´"


def _drops(character: str) -> bool:
    return unicodedata.category(character) in {"Mn", "Cf", "Cc"} and not character.isspace()
