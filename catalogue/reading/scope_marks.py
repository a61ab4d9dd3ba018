"""What tells whether a message is for this program at all: its words and their fields, what the catalogue knows of it, what it asks."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from math import log
from typing import Protocol

from catalogue.reading.faq import Likeness
from catalogue.reading.features import Concepts, Range, Words, blocks, concepts
from catalogue.reading.normalise import Message
from catalogue.reading.tables import table
from catalogue.reading.values import Intent
from catalogue.search.guard import ordinary
from catalogue.search.lexicon import lexicon
from catalogue.search.values import Hit, Matches

STEM = 5  # letters
SOCIAL = (Intent.GREETING, Intent.THANKS, Intent.GOODBYE, Intent.AFFIRM, Intent.DENY)
OURS = (
    Intent.HELP,
    Intent.ABOUT,
    Intent.HUMAN,
    Intent.SWITCH_LANGUAGE,
    Intent.PRIVACY,
    Intent.COMPLAINT,
    Intent.MY_REGISTRATIONS,
    Intent.FAQ,
)
CODE = frozenset("<>{}[];=*`\\_|/#")

Marks = dict[str, float]
Spread = Callable[[str], int]  # how many hands wrote the word, or another of its stem behind a star, in phrases that are for us


class Seen(Protocol):
    """What was read of a message before its scope is asked."""

    @property
    def message(self) -> Message: ...
    @property
    def said(self) -> Words: ...
    @property
    def spans(self) -> Sequence[Range]: ...
    @property
    def ranked(self) -> tuple[tuple[Intent, float], ...]: ...
    @property
    def matches(self) -> Matches: ...
    @property
    def faq(self) -> tuple[Likeness, ...]: ...
    @property
    def programme(self) -> bool: ...


@cache
def fields() -> Concepts:
    """The fields of everyday life and their words."""
    return Concepts(table("everyday"))


def stem(word: str) -> str:
    return f"*{word[:STEM]}"


def plain(said: Words) -> list[str]:
    return [word for word in said if not word.isupper() and not word.isdigit()]


def telling(said: Words) -> list[str]:
    """The words that count in a search."""
    return [word for word in plain(said) if not lexicon().is_a("stop", word)]


def everyday(said: Words) -> int:
    """How many words are of some field of everyday life."""
    return sum(map(bool, fields().of(said)))


def features(said: Words, asks: bool) -> tuple[list[str], ...]:
    """The blocks that the intent model sees, and the fields of life beside what is asked."""
    return (*blocks(said, asks), _lives(said))


def _lives(said: Words) -> list[str]:
    named = fields().of(said)
    count = sum(map(bool, named))
    lives = sorted({life for place in named for life in place})
    asked = sorted({concept for place in concepts().of(said) for concept in place})
    masks = sorted({word for word in said if word.isupper()})
    found = [life for place in named for life in place]
    found.extend((f"#{min(count, 5)}", f"%{5 * count // max(len(said), 1)}", f"={''.join(masks)}"))
    found.extend(f"{life}&{concept}" for life in lives for concept in asked)
    found.extend(f"{min(count, 3)}&{other}" for other in (*masks, *asked))
    return found


def strangeness(said: Words, spread: Spread) -> list[float]:
    """How many words, and what share of them, no phrase for us holds, or holds by their stem, or by one hand only."""
    words, length = plain(said), max(len(said), 1)
    new = sum(not spread(word) for word in words)
    far = sum(not spread(stem(word)) for word in words)
    once = sum(spread(word) == 1 for word in words)
    return [min(new, 4) / 4, new / length, min(far, 4) / 4, far / length, once / length]


def marks(seen: Seen, score: float, parts: Sequence[tuple[Words, float]], spread: Spread) -> Marks:
    """Everything that weighs in the decision. ``score``: of the wording; ``parts``: the clauses and the score of each."""
    found = {"s": score, "s+": max(score, 0.0)}
    found |= _clauses(seen, score, parts) | _guesses(dict(seen.ranked)) | _words(seen.said, spread) | _names(seen.matches)
    found |= _shape(seen)
    life, strange = found["everyday share"], found["far share"]
    found |= {"s*life": score * life, "s*far": score * strange, "s*exact": score * found["exact"], "s*clean": score * found["clean"]}
    found |= {"absent*s": score * found["absent"], "absent*top": found["absent"] * found["top"], "top*far": found["top"] * strange}
    return found | {"absent*exact": found["absent"] * found["exact"]}


def _clauses(seen: Seen, score: float, parts: Sequence[tuple[Words, float]]) -> Marks:
    """The best clause says in, the last one is often the question; a clean one is sure and free of everyday life."""
    scores = [score for _, score in parts] or [score]
    lives = [everyday(said) for said, _ in parts] or [everyday(seen.said)]
    sizes = [len(said) for said, _ in parts] or [len(seen.said)]
    clean = any(life == 0 and score < -0.5 and size > 2 for life, score, size in zip(lives, scores, sizes, strict=True))
    return {
        "least": min(scores),
        "most": max(scores),
        "last": scores[-1],
        "mean": sum(scores) / len(scores),
        "clauses": min(len(scores), 5),
        "life of best": min(lives[scores.index(min(scores))], 4),
        "life of last": min(lives[-1], 4),
        "least life": min(*lives, 4),
        "clean": float(clean),
    }


def _guesses(chances: Mapping[Intent, float]) -> Marks:
    outside = chances.get(Intent.OUT_OF_SCOPE, 0.0)
    top = max((chance for intent, chance in chances.items() if intent is not Intent.OUT_OF_SCOPE), default=0.0)
    return {
        "outside": log(outside + 1e-3),
        "top": top,
        "log top": log(top + 1e-3),
        "margin": top - outside,
        "entropy": -sum(chance * log(chance + 1e-9) for chance in chances.values()),
        "social": sum(chances.get(intent, 0.0) for intent in SOCIAL),
        "ours": sum(chances.get(intent, 0.0) for intent in OURS),
    }


def _words(said: Words, spread: Spread) -> Marks:
    words, known = telling(said), lexicon()
    count = max(len(words), 1)
    new = [word for word in words if not spread(word)]
    far = [word for word in words if not spread(stem(word))]
    real = sum(ordinary().knows(word) for word in far)
    life = everyday(said)
    return {
        "new": min(len(new), 5),
        "new share": len(new) / count,
        "far": min(len(far), 5),
        "far share": len(far) / count,
        "few share": sum(spread(word) <= 2 for word in words) / count,
        "far real": min(real, 4),
        "far odd": min(len(far) - real, 3),
        "all far": float(bool(words) and len(far) == len(words)),
        "everyday": min(life, 5),
        "everyday share": life / max(len(said), 1),
        "no life": float(not life),
        "course word": float(any(known.is_a("course", word) for word in plain(said))),
        "frame": sum(known.is_a("frame", word) for word in words) / count,
    }


def _names(matches: Matches) -> Marks:
    best = matches.courses[0].score if matches.courses else 0.0
    return {
        "exact": float(any(hit.exact for hit in matches.courses)),
        "course": best,
        "firm": float(best >= 0.8),
        "some": float(bool(matches.courses)),
        "topic exact": float(any(hit.exact for hit in matches.topics)),
        "topic": _best(matches.topics),
        "partner": float(bool(matches.partners)),
        "teacher": float(bool(matches.teachers)),
        "absent": float(matches.absent is not None),
        "known": matches.known,
        "none known": float(matches.known == 0),
    }


def _best(hits: Sequence[Hit]) -> float:
    return max((hit.score for hit in hits), default=0.0)


def _shape(seen: Seen) -> Marks:
    said, entry = seen.said, seen.faq[0] if seen.faq else None
    return {
        "wording": entry.wording if entry else 0.0,
        "entry": entry.score if entry else 0.0,
        "programme": float(seen.programme),
        "length": min(len(said), 30) / 10,
        "log length": log(1 + len(said)),
        "one": float(len(said) == 1),
        "two": float(len(said) == 2),
        "asks": float("?" in seen.message.text),
        "masks": min(sum(word.isupper() for word in said), 3),
        "mask share": sum(word in "CPHT" for word in said if word.isupper()) / max(len(said), 1),
        "code": min(sum(character in CODE for character in seen.message.text), 4),
    }
