"""Templates into HTML: everything escaped, every word in the reader's language, every address under the public one's path."""

from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.pages import labels
from bot.pages.assets import Assets
from catalogue.answers.labels import short
from catalogue.offer.model import Language
from catalogue.words.say import Say, in_language, unmarked
from enrolment.registration.references import shown

TEMPLATES = Path(__file__).parent / "templates"


class Rendering:
    """The templates, and what each of them may call."""

    def __init__(self, assets: Assets, root: str, zone: ZoneInfo) -> None:
        self.assets, self.root, self._zone = assets, root, zone
        self._templates = Environment(
            loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
        )

    def html(self, template: str, language: Language, **values: Any) -> str:
        """``say`` and ``many`` in a template give plain text, escaped where it stands."""
        say = in_language(language)
        common = {
            "say": say.plain,
            "many": lambda one, more, count, **facts: unmarked(say.many(one, more, count, **facts)),
            "number": say.number,
            "day": say.day,
            "when": lambda moment: self._when(say, moment),
            "asset": lambda name: self.root + self.assets.address(name),
            "root": self.root,
            "shown": shown,
            "language": language,
            "state": lambda code: labels.state(say, code),
            "reason": lambda code: labels.reason(say, code),
            "action": lambda code, entity="": labels.action(say, code, entity),
            "counts": labels.counts,
            "brief": short,
            "actor": lambda code: labels.actor(say, code),
            "choice": lambda name, code: labels.choice(say, name, code),
            "role_of": lambda rights: say.plain(labels.ROLES[rights.role]),
            "format_of": lambda name: say.plain(labels.FORMATS.get(name, name)),
            "answer": lambda name, value: labels.answer(say, name, value),
        }
        return self._templates.get_template(template).render({**common, **values})

    def _when(self, say: Say, moment: datetime) -> str:
        local = moment.astimezone(self._zone)
        return say.plain("{day}, {time}", day=say.day(local, year=True), time=say.time(local))
