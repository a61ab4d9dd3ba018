"""Where a conversation stands, kept sealed between two updates: what the talk is about, the form under way."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from enum import StrEnum
from typing import Any

from catalogue.answers.context import Context
from enrolment.assistant.choosing import Choosing
from enrolment.assistant.teamdraft import TeamDraft

REMEMBERED = 10  # forms whose confirmation is still recognised when its button is pressed again


class Purpose(StrEnum):
    """What the questions are for."""

    REGISTER = "register"
    MORE = "more"  # the optional rest, after the confirmation
    CORRECT = "correct"  # one answer given earlier


class Step(StrEnum):
    """Where the form stands."""

    SESSION = "session"
    CONSENT = "consent"
    REUSE = "reuse"
    FIELD = "field"
    REVIEW = "review"


@dataclass
class Draft:
    """A form under way. ``token`` stands in its buttons: those of another form are old.

    ``options`` are the readings of a doubtful answer, offered as buttons; ``former`` the answers taken back, offered again;
    ``narrowed`` the sessions meant by what was typed; ``messages`` says which message answered which field; ``passed`` are the
    optional fields skipped, ``asked`` the fields of a correction.
    """

    token: str
    purpose: Purpose = Purpose.REGISTER
    step: Step = Step.SESSION
    course: str = ""
    session: str = ""
    field: str = ""
    answers: dict[str, str] = dataclasses.field(default_factory=dict)
    former: dict[str, str] = dataclasses.field(default_factory=dict)
    options: list[dict[str, str]] = dataclasses.field(default_factory=list)
    doubt: str = ""
    asked: list[str] = dataclasses.field(default_factory=list)
    passed: list[str] = dataclasses.field(default_factory=list)
    fresh: bool = False  # the person wants to answer anew instead of reusing what she gave
    changing: bool = False  # the review shows which answer to change
    paused: bool = False
    narrowed: list[str] = dataclasses.field(default_factory=list)
    page: int = 0
    messages: dict[str, str] = dataclasses.field(default_factory=dict)
    consent: dict[str, str] = dataclasses.field(default_factory=dict)
    reference: str = ""
    claim: str = ""  # the key of a place a company gives
    at: str = ""

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Draft":
        known = {one.name for one in fields(cls)}
        values = {name: value for name, value in kept.items() if name in known}
        return cls(**values | {"purpose": Purpose(values["purpose"]), "step": Step(values["step"])})

    def to_json(self) -> dict[str, Any]:
        """What is not empty, as plain values."""
        return {one.name: value for one in fields(self) if (value := getattr(self, one.name))}

    def touched(self) -> datetime | None:
        return datetime.fromisoformat(self.at) if self.at else None


@dataclass
class Talk:
    """One person's conversation. ``confirmed`` maps the tokens of the last forms to the references they gave."""

    context: Context = dataclasses.field(default_factory=Context)
    draft: Draft | None = None
    team: TeamDraft | None = None  # a group's places under way
    choosing: Choosing | None = None  # the questions that help her choose, under way
    waiting: Draft | None = None  # a registration's form, set aside for a correction
    confirmed: dict[str, str] = dataclasses.field(default_factory=dict)
    source: str = ""
    target: str = ""  # the deep link's course or session, for the language's two buttons
    searching: bool = False
    greeted: bool = False
    asking: tuple[str, str] | None = None  # what yes and no stand for, where the last message asked it
    writing: dict[str, str] | None = None  # what the next message typed is for ("for"), and to what it belongs

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Talk":
        """The talk again; a draft this version cannot read is left aside."""
        return cls(
            context=Context.from_json(kept.get("context")),
            draft=_draft(kept.get("draft")),
            team=TeamDraft.from_json(kept.get("team")),
            choosing=Choosing.from_json(kept.get("choosing")),
            waiting=_draft(kept.get("waiting")),
            confirmed=dict(kept.get("confirmed", {})),
            source=str(kept.get("source", "")),
            target=str(kept.get("target", "")),
            searching=bool(kept.get("searching")),
            greeted=bool(kept.get("greeted")),
            asking=_pair(kept.get("asking")),
            writing=kept.get("writing"),
        )

    def to_json(self) -> dict[str, Any]:
        pairs = {
            "context": self.context.to_json(),
            "draft": self.draft and self.draft.to_json(),
            "team": self.team and self.team.to_json(),
            "choosing": self.choosing and self.choosing.to_json(),
            "waiting": self.waiting and self.waiting.to_json(),
            "confirmed": self.confirmed,
            "source": self.source,
            "target": self.target,
            "searching": self.searching,
            "greeted": self.greeted,
            "asking": self.asking and list(self.asking),
            "writing": self.writing,
        }
        return {name: value for name, value in pairs.items() if value}

    def confirm(self, token: str, reference: str) -> None:
        """Remember what a form gave, the last few only."""
        kept = [*((known, ref) for known, ref in self.confirmed.items() if known != token), (token, reference)]
        self.confirmed = dict(kept[-REMEMBERED:])


def _pair(kept: object) -> tuple[str, str] | None:
    return (str(kept[0]), str(kept[1])) if isinstance(kept, list) and len(kept) == 2 else None


def _draft(kept: object) -> Draft | None:
    """The form that was kept; None for none, or one this version cannot read."""
    return Draft.from_json(kept) if isinstance(kept, Mapping) and {"token", "purpose", "step"} <= kept.keys() else None
