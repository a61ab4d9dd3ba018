"""A small invented catalogue, a reader that returns what it is given, and a conversation to speak in."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import yaml

from catalogue.answers.context import Context
from catalogue.answers.guide import Guide, Outcome
from catalogue.offer.model import Catalogue
from catalogue.reading.values import Filters, Found, Guess, Intent, Reading
from catalogue.words.say import unmarked

NOW = datetime(2030, 3, 4, 9, tzinfo=ZoneInfo("America/Toronto"))

SOURCE = Path(__file__).with_name("answers_catalogue.yaml")


@dataclass
class Given:
    """A reader that returns the reading it was given."""

    reading: Reading | None = None
    preferred: str | None = None

    def read(self, _text: str, _now: datetime, preferred: str | None = None) -> Reading:
        self.preferred = preferred
        assert self.reading is not None
        return self.reading


@dataclass
class Talk:
    """One person's conversation with the Guide, each turn with its reading made by hand."""

    catalogue: Catalogue
    language: str = "fr"
    now: datetime = NOW
    taken: dict[str, int] = field(default_factory=dict)
    context: Context = field(default_factory=Context)
    sample: bool = False

    def say(
        self,
        text: str,
        intent: str,
        *found: str,
        filters: Filters | None = None,
        tied: bool = False,
        language: str | None = None,
        confidence: float = 0.9,
        **more: object,
    ) -> Outcome:
        reading = Reading(
            text=text,
            language=language or self.language,  # type: ignore[arg-type]
            evident=True,
            guesses=(Guess(Intent(intent), found, confidence),),
            found=tuple(Found(code, 1.0) for code in found),
            ambiguous=tied,
            filters=filters or Filters(),
            **more,  # type: ignore[arg-type]
        )
        guide = Guide(self.catalogue, Given(reading), sample=self.sample)
        return self._kept(guide.answer(text, self.context, self.now, self.taken))

    def press(self, data: str) -> Outcome | None:
        outcome = Guide(self.catalogue, Given()).press(data, self.context, self.now, self.taken)
        return self._kept(outcome) if outcome else None

    def _kept(self, outcome: Outcome) -> Outcome:
        self.context = Context.from_json(outcome.context.to_json())
        assert self.context == outcome.context
        return outcome


def told(outcome: Outcome) -> str:
    """The answer as plain text with ordinary spaces."""
    return unmarked(outcome.answer.reply.text).replace("\u00a0", " ").replace("’", "'")


def catalogue() -> Catalogue:
    return Catalogue.model_validate(yaml.safe_load(SOURCE.read_text(encoding="utf-8")))
