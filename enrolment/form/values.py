"""What the form is made of: a field, its choices, an answer taken, an answer refused."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from msgspec import Struct


class FieldKind(StrEnum):
    """How an answer is read (``kinds.READERS`` has one reader for each)."""

    FULL_NAME = "full_name"  # a first name, or both names in one message
    NAME = "name"
    EMAIL = "email"
    PHONE = "phone"
    CHOICE = "choice"
    HEADCOUNT = "headcount"  # a choice of sizes, also said as a number
    TEXT = "text"
    LONG_TEXT = "long_text"


class Retention(StrEnum):
    """How long an answer is kept."""

    REGISTRATION = "registration"  # as long as the registration it was given for


class Reason(StrEnum):
    """The rule an answer broke."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    NO_LETTER = "no_letter"
    NOT_A_NAME = "not_a_name"
    NO_AT_SIGN = "no_at_sign"
    NO_DOMAIN = "no_domain"
    TWO_EMAILS = "two_emails"
    NOT_AN_EMAIL = "not_an_email"
    SAME_EMAIL = "same_email"
    A_PHONE = "a_phone"
    NOT_A_PHONE = "not_a_phone"
    SHORT_PHONE = "short_phone"
    NO_SUCH_CHOICE = "no_such_choice"
    IDENTITY_NUMBER = "identity_number"


class Doubt(StrEnum):
    """Why an answer has several readings."""

    SLIP = "slip"  # an address that looks mistyped
    SPLIT = "split"  # where the first name ends
    NEAR = "near"  # near several choices


class Choice(Struct, frozen=True):
    """One answer of a closed question: its code in the export, its label (a msgid), what people type for it, apart by commas.

    ``maybe``: words that may stand for it, and are asked back.
    """

    code: str
    label: str
    also: str = ""
    maybe: str = ""


class Field(Struct, frozen=True):
    """One question of the form; ``label``, ``prompt`` and ``why`` are msgids.

    ``line`` names the line of the review the answer stands on, where it shares one with another field. ``with_next`` is the field
    that the same message may answer too. ``sensitive``: seen by the registrar of the course alone. ``column``: its name in the export.
    """

    name: str
    kind: FieldKind
    label: str
    prompt: str
    why: str
    required: bool = False
    choices: tuple[Choice, ...] = ()
    likely: tuple[str, ...] = ()
    with_next: str | None = None
    line: str | None = None
    longest: int = 120
    sensitive: bool = False
    column: str = ""
    retention: Retention = Retention.REGISTRATION

    def choice(self, code: str) -> Choice | None:
        return next((choice for choice in self.choices if choice.code == code), None)


Answers = Mapping[str, str]


class NotTaken(Exception):  # noqa: N818  (named for what happened to the answer)
    """The answer cannot be taken as it is."""


class Refused(NotTaken):
    """The answer breaks a rule of its kind: which one, and what of it can be shown."""

    def __init__(self, reason: Reason, **shown: str) -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.shown = shown


class Unsure(NotTaken):
    """The answer has several readings: the person chooses one of ``options``."""

    def __init__(self, doubt: Doubt, options: tuple[Answers, ...]) -> None:
        super().__init__(doubt.value)
        self.doubt = doubt
        self.options = options


@dataclass(frozen=True)
class Form:
    """The fields in the order they are asked: the required ones before the confirmation, the others after."""

    fields: tuple[Field, ...]
    _by_name: Mapping[str, Field] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_name", {one.name: one for one in self.fields})

    def __getitem__(self, name: str) -> Field:
        return self._by_name[name]

    def get(self, name: str) -> Field | None:
        return self._by_name.get(name)

    @property
    def required(self) -> tuple[Field, ...]:
        return tuple(one for one in self.fields if one.required)

    @property
    def optional(self) -> tuple[Field, ...]:
        return tuple(one for one in self.fields if not one.required)

    def missing(self, answers: Answers) -> Field | None:
        """The first required field without an answer; an empty one was answered (a mononym)."""
        return next((one for one in self.required if one.name not in answers), None)
