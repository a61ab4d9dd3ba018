"""The Guide: a message and its context in; what was understood, the answer and the next context out."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from msgspec import Struct, field

from catalogue.answers import doubt, presses, table
from catalogue.answers.availability import PROGRAMME_ZONE
from catalogue.answers.context import Context
from catalogue.answers.dialogue import resolve
from catalogue.answers.memory import remember
from catalogue.answers.question import Question
from catalogue.answers.recommend import advised
from catalogue.answers.turn import Turn
from catalogue.answers.values import Answer
from catalogue.answers.words import Vocabulary
from catalogue.offer.model import Catalogue, Language
from catalogue.reading.values import Filters, Guess, Intent, Reading
from catalogue.words.replacing import replace
from catalogue.words.say import in_language, unmarked

RESOLVED = 0.7  # how sure an intent is that the context gives rather than the words


class Reader(Protocol):
    """What reads a message alone (catalogue.reading)."""

    def read(self, text: str, now: datetime, preferred: Language | None = None) -> Reading: ...


class Understood(Struct, frozen=True):
    """What a message was taken to mean, in its context."""

    text: str
    language: Language
    intent: Intent
    courses: tuple[str, ...] = ()
    filters: Filters = field(default_factory=Filters)
    confidence: float = 1.0
    readings: tuple[Guess, ...] = ()
    faq: str | None = None
    evident: bool = False
    ellipsis: bool = False  # the message leaned on what was said before
    answer_in: Language | None = None  # the answer's language: another than the message's where a change was asked for
    absent: str | None = None  # the subject asked for that nobody offers, in the message's words

    def as_json(self, answer: Answer) -> dict[str, object]:
        """The contract's object (section 4), keys in its order; the answer as plain text."""
        readings = [
            {"intent": guess.intent.value, "courses": list(guess.courses), "confidence": round(guess.confidence, 2)}
            for guess in self.readings[:3]
        ]
        return {
            "text": self.text,
            "language": self.language,
            "intent": self.intent.value,
            "courses": list(answer.courses),
            "faq": answer.faq,
            "filters": self.filters.said(),
            "confidence": round(self.confidence, 2),
            "readings": readings,
            "answered": answer.answered,
            "answer": "\n\n".join(unmarked(reply.text) for reply in (answer.reply, *answer.more)),
        }


class Outcome(Struct, frozen=True):
    """What was understood, what is answered, and the context for the next turn."""

    understood: Understood
    answer: Answer
    context: Context


class Guide:
    """Answers questions on one catalogue. ``sample``: it is the bundled sample, and the cards say so."""

    def __init__(self, catalogue: Catalogue, reader: Reader, *, sample: bool = False, timezone: str = PROGRAMME_ZONE) -> None:
        self.catalogue = catalogue
        self.reader = reader
        self.sample = sample
        self.timezone = timezone
        self.vocabulary = Vocabulary(catalogue)

    def answer(
        self,
        text: str,
        context: Context,
        now: datetime,
        taken: Mapping[str, int] | None = None,
        preferred: Language | None = None,
    ) -> Outcome:
        """The answer to a message. ``taken``: places by session code; ``preferred``: her choice of language, before the conversation's."""
        context = context.current(now)
        reading = self.reader.read(text, now, preferred or context.language)
        turn = resolve(reading, context, self.catalogue, self.vocabulary, lambda part: self.reader.read(part, now, reading.language))
        asked = self._question(turn, context, now, taken)
        answer = doubt.which(asked, reading.guesses) if doubt.unsure(reading, turn) else table.answer(asked)
        return Outcome(self._understood(reading, turn, answer), answer, remember(asked, answer, turn))

    def press(self, data: str, context: Context, now: datetime, taken: Mapping[str, int] | None = None) -> Outcome | None:
        """The answer to a button of this room, as an edit of its message; None where the verb is another room's."""
        context = context.current(now)
        turn = presses.read(data, context, self.catalogue)
        if turn is None:
            return None
        asked = self._question(turn, context, now, taken)
        answer = table.answer(asked)
        edited = replace(answer, reply=replace(answer.reply, edits=True))
        understood = Understood("", turn.language, turn.intent, answer.courses, turn.filters, faq=answer.faq)
        return Outcome(understood, edited, remember(asked, answer, turn))

    def advise(self, text: str, filters: Filters, context: Context, now: datetime, taken: Mapping[str, int] | None = None) -> Outcome:
        """Up to three courses for what a person said of herself: ``text`` are her words, ``filters`` what was read of them."""
        turn = Turn(context.language or "fr", Intent.RECOMMEND, text=text, filters=filters, anew=True)
        asked = self._question(turn, context.current(now), now, taken)
        answer = advised(asked)
        understood = Understood(text, turn.language, turn.intent, answer.courses, filters)
        return Outcome(understood, answer, remember(asked, answer, turn))

    def _question(self, turn: Turn, context: Context, now: datetime, taken: Mapping[str, int] | None) -> Question:
        courses = tuple(course for code in turn.courses if (course := self.catalogue.course(code)))
        return Question(
            catalogue=self.catalogue,
            vocabulary=self.vocabulary,
            say=in_language(turn.answer_in or turn.language),
            now=now,
            intent=turn.intent,
            text=turn.text,
            courses=courses,
            tied=turn.tied,
            named=turn.named,
            filters=turn.filters,
            fresh=turn.fresh,
            session=turn.session,
            faq=turn.faq,
            absent=turn.absent,
            near=turn.near,
            teacher=turn.teacher,
            second=turn.second,
            follows=turn.follows,
            context=context,
            taken=taken or {},
            weighs=turn.weighs,
            why=turn.why,
            page=turn.page,
            browse=turn.browse,
            stale=turn.stale,
            sample=self.sample,
            timezone=self.timezone,
        )

    @staticmethod
    def _understood(reading: Reading, turn: Turn, answer: Answer) -> Understood:
        confidence = reading.confidence if turn.intent is reading.intent else max(reading.confidence, RESOLVED)
        acted = Guess(turn.intent, answer.courses, confidence)
        others = [guess for guess in reading.guesses if guess.intent is not turn.intent]
        return Understood(
            text=reading.text,
            language=turn.language,
            intent=turn.intent,
            courses=answer.courses,
            filters=turn.filters,
            confidence=confidence,
            readings=(acted, *others)[:3],
            faq=answer.faq,
            evident=reading.evident,
            ellipsis=turn.follows,
            answer_in=turn.answer_in or turn.language,
            absent=turn.absent,
        )
