"""What was typed, made plain: one spacing, no invisible marks, letters kept as they are."""

import re
import unicodedata

from catalogue.words.pattern import Pattern

HIDDEN = Pattern(r"[\u0000-\u0008\u000b-\u001f\u007f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
LEAD_IN = Pattern(
    r"^(?:(?:je|j[’'])\s*(?:travaille|bosse|suis)\s+(?:chez|pour|à|a|au|aux|dans|comme|avec)\s+|moi,?\s+c[’']est\s+|c[’']est\s+|i\s+work\s+(?:at|for|in|with|as)\s+|it[’']?s\s+|i(?:[’']?m|\s+am)\s+(?:at|with|an?)\s+)(?=\S)",
    re.IGNORECASE,
)
APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'", "œ": "oe", "æ": "ae", "Œ": "oe", "Æ": "ae"})


def cleaned(typed: str) -> str:
    """The text in NFC, without control and direction marks; its lines kept."""
    text = HIDDEN.sub("", unicodedata.normalize("NFC", typed.replace("\r\n", "\n")))
    return "\n".join(" ".join(line.split()) for line in text.split("\n")).strip()


def tidy(typed: str) -> str:
    """The text on one line."""
    return " ".join(cleaned(typed).split())


def letters(text: str) -> int:
    return sum(1 for character in text if character.isalpha())


def folded(text: str) -> str:
    """The text for comparing: no case, no accents, words apart by one space."""
    plain = unicodedata.normalize("NFKD", text.translate(APOSTROPHES).casefold())
    bare = "".join(character for character in plain if not unicodedata.combining(character))
    return " ".join(re.sub(r"[^\w+]+", " ", bare).split())


def without_lead(text: str) -> str:
    """The answer without what leads in to it: ``je travaille chez …``, ``it's …``."""
    return LEAD_IN.sub("", text)
