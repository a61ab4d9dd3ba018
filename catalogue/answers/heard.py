"""A message with its context, and what the rules of a conversation ask of both."""

from dataclasses import dataclass
from functools import cached_property

from catalogue.answers import cues, references
from catalogue.answers.lone import settled
from catalogue.answers.references import Pointed, Pointing
from catalogue.answers.residue import residue
from catalogue.answers.turn import COURSE_INTENTS, Turn, alone
from catalogue.reading.values import Intent


@dataclass(frozen=True)
class Heard(Pointing):
    """What was read of a message, and the conversation it comes in."""

    dropping: tuple[str, ...] = ()  # the wishes she lets go

    @cached_property
    def lone(self) -> Turn:
        """What it means alone."""
        return settled(alone(self.reading), self.catalogue, self.vocabulary)

    @cached_property
    def pointed(self) -> Pointed | None:
        return references.pointed(self)

    @cached_property
    def residue(self) -> frozenset[str]:
        """The words that say something of their own: neither small words, nor a course's name, nor a wish."""
        codes = {*self.reading.courses, *self.context.courses, *self.context.shown}
        names = frozenset().union(
            *(self.vocabulary.names[code] | self.vocabulary.topics[code] for code in codes if code in self.vocabulary.names)
        )
        return residue(self.reading, names | self.vocabulary.topic_stems(self.reading.filters.topic))

    @property
    def bare(self) -> bool:
        """Whether the message asks nothing by itself."""
        return not self.residue

    @property
    def corrects(self) -> bool:
        return bool(cues.CORRECTION.search(self.folded))

    def carries_on(self, intent: Intent | None = None) -> Intent:
        """The question that goes on: the one that waited, or the last about a course."""
        last = self.context.pending or self.context.intent
        return last if last in COURSE_INTENTS else intent or Intent.COURSE_DETAIL

    def session(self, courses: tuple[str, ...]) -> str | None:
        """The session in talk, where it is one of that course."""
        found = self.catalogue.session(self.context.session) if self.context.session else None
        return found[1].code if found and courses[:1] == (found[0].code,) else None
