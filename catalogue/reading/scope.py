"""Whether a message is for this program at all: the intent model's guesses weighed with what is known of its words (scope.json)."""

import json
import re
from collections.abc import Mapping, Sequence
from functools import cache
from math import exp, log
from pathlib import Path
from typing import Protocol

from msgspec import Struct

from catalogue.reading.faq import Likeness
from catalogue.reading.features import Words, lives
from catalogue.reading.normalise import Message
from catalogue.reading.values import Intent
from catalogue.search.guard import ordinary
from catalogue.search.lexicon import lexicon
from catalogue.search.values import Hit, Matches

WEIGHTS = Path(__file__).parent / "scope.json"
REFUSED = 0.5  # from here on a message is out of scope: training lays `outside` so that few phrases for us are beyond
STEM = 5  # letters
MOST = 30.0
LEAST = 1e-4  # the smallest chance that tells
EACH = tuple(intent for intent in Intent if intent is not Intent.OUT_OF_SCOPE)
SOCIAL = frozenset({Intent.GREETING, Intent.THANKS, Intent.GOODBYE, Intent.AFFIRM, Intent.DENY})
OURS = frozenset(
    {
        *(Intent.HELP, Intent.ABOUT, Intent.HUMAN, Intent.SWITCH_LANGUAGE, Intent.PRIVACY, Intent.COMPLAINT),
        *(Intent.MY_REGISTRATIONS, Intent.CANCEL, Intent.MODIFY),
    }
)
CODE = re.compile(r"[<>{}\[\];=*`\\_|/#]")

Marks = dict[str, float]


class Seen(Protocol):
    """What was read of a message before its scope is asked."""

    @property
    def message(self) -> Message: ...
    @property
    def said(self) -> Words: ...
    @property
    def ranked(self) -> tuple[tuple[Intent, float], ...]: ...
    @property
    def matches(self) -> Matches: ...
    @property
    def faq(self) -> tuple[Likeness, ...]: ...
    @property
    def programme(self) -> bool: ...
    @property
    def clauses(self) -> tuple[tuple[Intent, float], ...]: ...


class Scope(Struct, frozen=True):
    """What each mark is worth, the stems that several hands wrote in phrases for us, and the thresholds.

    From ``doubt`` to REFUSED a message may be foreign; under ``sure`` a guess is offered beside others rather than acted upon, under
    ``lost`` not even that.
    """

    worths: Mapping[str, float]
    offset: float
    doubt: float
    sure: float
    lost: float
    stems: frozenset[str]

    @classmethod
    def load(cls, path: Path = WEIGHTS) -> "Scope":
        said = json.loads(path.read_text(encoding="utf-8"))
        return cls(**{**said, "stems": frozenset(said["stems"].split())})

    def outside(self, seen: Seen) -> float:
        """From 0 to 1, how surely the message is out of scope: over REFUSED it is refused."""
        found = marks(seen, self.stems)
        total = sum([worth * found[name] for name, worth in self.worths.items()]) + self.offset
        return 1 / (1 + exp(-max(min(total, MOST), -MOST)))

    def familiar(self, said: Words) -> bool:
        """Whether every word of it is of questions for us, none of everyday life."""
        found = _words(said, plain(said), self.stems)
        return not found["far"] and not found["life"]

    def weighed(self, seen: Seen) -> Marks:
        """What each mark adds."""
        found = marks(seen, self.stems)
        return {name: worth * found[name] for name, worth in self.worths.items()}


@cache
def shipped_scope() -> Scope:
    """The scope learned from the phrases of this program, loaded once."""
    return Scope.load()


def plain(said: Words) -> list[str]:
    """The words that are neither masks nor numbers."""
    return [word for word in said if not word.isupper() and not word.isdigit()]


def marks(seen: Seen, stems: frozenset[str]) -> Marks:
    """Everything that weighs in the decision, by name."""
    bare = plain(seen.said)
    found = _guesses(dict(seen.ranked)) | _clauses(seen.clauses) | _names(seen.matches)
    found |= _words(seen.said, bare, stems) | _shape(seen, bare)
    found["odds and absent"] = found["odds"] * found["absent alone"]
    found["odds and far"] = found["odds"] * found["far share"]
    found["odds and named"] = found["odds"] * found["named"]
    return found


def _guesses(chances: Mapping[Intent, float]) -> Marks:
    """How sure the intent model is of each intent, the foreign one beside the likeliest."""
    outside = log(chances.get(Intent.OUT_OF_SCOPE, 0.0) + 1e-5)
    top = log(max((chance for intent, chance in chances.items() if intent is not Intent.OUT_OF_SCOPE), default=0.0) + 1e-5)
    return {
        "odds": outside - top,
        "beyond": max(outside - top, 0.0),
        "outside": outside,
        "top": top,
        "social": sum(chances.get(intent, 0.0) for intent in SOCIAL),
        "ours": sum(chances.get(intent, 0.0) for intent in OURS),
        **{f"chance of {intent}": log(chances.get(intent, 0.0) + LEAST) for intent in EACH},
    }


def _clauses(asked: Sequence[tuple[Intent, float]]) -> Marks:
    """Of several clauses, how surely one is foreign, and one, or the last, is for us."""
    foreign = [chance if intent is Intent.OUT_OF_SCOPE else 0.0 for intent, chance in asked]
    ours = [chance if intent not in SOCIAL | {Intent.OUT_OF_SCOPE} else 0.0 for intent, chance in asked]
    return {
        "several": float(len(asked) > 1),
        "foreign clause": max(foreign, default=0.0),
        "our clause": max(ours, default=0.0),
        "last foreign": foreign[-1] if foreign else 0.0,
        "last ours": ours[-1] if ours else 0.0,
    }


def _words(said: Words, bare: Sequence[str], stems: frozenset[str]) -> Marks:
    """How much of it is in the words of other people's questions, how much of everyday life."""
    known, none = lexicon().kinds, frozenset[str]()
    kinds = [known.get(word, none) for word in bare]
    words = [word for word, of in zip(bare, kinds, strict=True) if "stop" not in of]
    count = max(len(words), 1)
    far = [word for word in words if word[:STEM] not in stems]
    life = lives(said)
    return {
        "far": min(len(far), 5),
        "far share": len(far) / count,
        "all far": float(bool(words) and len(far) == len(words)),
        "far real": min(sum(map(ordinary().knows, far)), 4),
        "life": min(life, 5),
        "life share": life / max(len(said), 1),
        "course word": float(any("course" in of for of in kinds)),
        "frame": sum(["frame" in of and "stop" not in of for of in kinds]) / count,
    }


def _names(matches: Matches) -> Marks:
    named = any(hit.exact for hit in (*matches.courses, *matches.topics)) or bool(matches.partners or matches.teachers)
    return {
        "named": float(named),
        "absent alone": float(matches.absent is not None and not named and not matches.topics),
        "exact": float(any(hit.exact for hit in matches.courses)),
        "course": _best(matches.courses),
        "topic": _best(matches.topics),
        "topic exact": float(any(hit.exact for hit in matches.topics)),
        "partner": float(bool(matches.partners)),
        "teacher": float(bool(matches.teachers)),
        "absent": float(matches.absent is not None),
        "absent led": float(matches.led and not named),
        "absent and named": float(matches.absent is not None and named),
        "known": matches.known,
        "none known": float(not matches.known),
    }


def _best(hits: Sequence[Hit]) -> float:
    return max((hit.score for hit in hits), default=0.0)


def _shape(seen: Seen, bare: Sequence[str]) -> Marks:
    said, entry = seen.said, seen.faq[0] if seen.faq else None
    masks = sum([word.isupper() for word in said])
    return {
        "wording": entry.wording if entry else 0.0,
        "entry": entry.score if entry else 0.0,
        "programme": float(seen.programme),
        "length": min(len(said), 30) / 10,
        "log length": log(1 + len(said)),
        "one word": float(len(said) == 1),
        "asks": float("?" in seen.message.text),
        "masks": min(masks, 3),
        "only names": float(len(bare) <= 4 and masks > 0),
        "code": min(len(CODE.findall(seen.message.text, 0, 200)), 4),
    }
