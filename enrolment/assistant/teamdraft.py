"""A group's places under way: what its contact has said so far, kept sealed between two updates."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from dataclasses import field as made
from datetime import datetime
from enum import StrEnum
from typing import Any


class TeamStep(StrEnum):
    """Where the conversation stands."""

    SESSION = "session"
    PLACES = "places"
    CONSENT = "consent"
    FIELD = "field"
    PEOPLE = "people"
    REVIEW = "review"


@dataclass
class TeamDraft:
    """``answers`` are the contact's, by the form's names; ``people`` who was named so far, each first_name, last_name, email.

    ``named``: enough was said of the people; ``options`` are the readings of a doubtful answer; ``renaming`` is the reference of a
    registered place for which someone else is being named.
    """

    token: str
    course: str = ""
    session: str = ""
    places: int = 0
    field: str = ""
    step: TeamStep = TeamStep.SESSION
    answers: dict[str, str] = made(default_factory=dict)
    former: dict[str, str] = made(default_factory=dict)
    options: list[dict[str, str]] = made(default_factory=list)
    people: list[dict[str, str]] = made(default_factory=list)
    named: bool = False
    changing: bool = False
    consent: str = ""
    renaming: str = ""
    paused: bool = False
    page: int = 0
    at: str = ""

    @classmethod
    def from_json(cls, kept: object) -> "TeamDraft | None":
        """What was kept; None for nothing, or one this version cannot read."""
        if not isinstance(kept, Mapping) or "token" not in kept:
            return None
        known = {one.name for one in fields(cls)}
        values = {name: value for name, value in kept.items() if name in known}
        return cls(**values | {"step": TeamStep(values.get("step", TeamStep.SESSION))})

    def to_json(self) -> dict[str, Any]:
        return {one.name: value for one in fields(self) if (value := getattr(self, one.name))}

    def touched(self) -> datetime | None:
        return datetime.fromisoformat(self.at) if self.at else None
