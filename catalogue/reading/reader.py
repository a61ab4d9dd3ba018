"""Reads a message: language, entities, courses, intent, FAQ entry, composed into one Reading."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cache

from catalogue.offer.model import Catalogue, Language
from catalogue.reading.clauses import clauses as cut
from catalogue.reading.decide import Evidence, decided, like
from catalogue.reading.entities import Places, entities
from catalogue.reading.explained import explained
from catalogue.reading.faq import Faq
from catalogue.reading.features import Range, Words, words
from catalogue.reading.filters import chosen, refused
from catalogue.reading.language import spoken
from catalogue.reading.layers import Layers
from catalogue.reading.masks import hits, named, ranges
from catalogue.reading.model import Model
from catalogue.reading.normalise import Message, Token, normalise
from catalogue.reading.phrases import Phrase, masked
from catalogue.reading.scope import shipped_scope
from catalogue.reading.spelling import Speller, spelt
from catalogue.reading.values import Found, Guess, Intent, Reading, intent_named
from catalogue.search.index import Index
from catalogue.search.values import Matches
from catalogue.words.replacing import replace


@cache
def shipped() -> Model:
    """The model trained on the phrases of this program, loaded once."""
    return Model.load()


class Reader:
    """Reads messages against one catalogue. ``extra_phrases`` are known wordings whose intent is certain."""

    def __init__(
        self, catalogue: Catalogue, index: Index | None = None, extra_phrases: Sequence[Phrase] = (), *, model: Model | None = None
    ) -> None:
        self._catalogue = catalogue
        self._index = index or Index.build(catalogue)
        self._model = model or shipped()
        self._speller = Speller(self._index)
        self._places = Places({(session.city, session.region) for _, session in catalogue.sessions() if session.city})
        names = (catalogue.programme.name.fr, catalogue.programme.name.en)
        self._programme = tuple(normalise(name).folded for name in names)
        self._faq = Faq(catalogue, self._model.rare)
        self._known = {masked(phrase.text): intent_named(phrase.intent) for phrase in extra_phrases}

    def renewed(self, catalogue: Catalogue) -> "Reader":
        """A reader of the catalogue that follows: what has not changed in the index is not made again."""
        other = Reader(catalogue, self._index.updated(self._catalogue, catalogue), model=self._model)
        other._known = self._known
        return other

    def read(self, text: str, now: datetime, preferred: Language | None = None) -> Reading:
        """What the message says, by itself; thresholds and context are for the caller."""
        return self._reading(self._layers(text, now, preferred))

    def explain(self, text: str, now: datetime) -> list[tuple[str, str]]:
        """The same, layer by layer, for a person to read."""
        layers = self._layers(text, now, None)
        return explained(layers, self._reading(layers))

    def seen(self, text: str, now: datetime) -> Evidence:
        """What is seen in a message, before anything is decided."""
        return self._layers(text, now, None).evidence

    def _layers(self, text: str, now: datetime, preferred: Language | None) -> Layers:
        typed = normalise(text)
        message, language, evident = self._spelt(typed, preferred)
        matches = self._index.find(message)
        found = entities(message, language, self._places, now, named(matches))
        if places := [(span.start, span.end) for span in found.spans if span.kind in MASKED]:
            matches = self._index.find(message, places)
        spans = ranges(message, hits(matches), found.spans)
        said = words(message, spans)
        return Layers(message, language, evident, found, matches, said, self._evidence(message, said, spans, matches, words(typed, spans)))

    def _spelt(self, typed: Message, preferred: Language | None) -> tuple[Message, Language, bool]:
        """The message with its slips put right, its language, and whether the message itself shows it."""
        language, evident = spoken(typed, preferred)
        other: Language = "en" if language == "fr" else "fr"
        message = self._speller.right(typed, (language,) if evident else (language, other))
        return (message, language, evident) if message is typed else (message, *spoken(message, preferred))

    def _evidence(self, message: Message, said: Words, spans: Sequence[Range], matches: Matches, typed: Words) -> Evidence:
        likeness = self._faq.find(tuple(token.text for token in message.tokens))
        bare = Evidence(message, said, spans, (), matches, likeness, self._names_programme(message))
        seen = judged(bare, self._model)
        if known := self._known.get(typed):
            ranked = ((known, CERTAIN), *(pair for pair in seen.ranked if pair[0] != known))
            return replace(seen, ranked=ranked, told=True)
        return replace(seen, foreign=shipped_scope().outside(seen))

    def _reading(self, layers: Layers) -> Reading:
        left_out = refused((*layers.matches.partners, *layers.matches.topics), layers.message)
        decision = decided(layers.evidence, layers.entities.filters, (*layers.entities.spans, *left_out))
        filters = chosen(decision, layers.entities, layers.matches, layers.message)
        courses = tuple(Found(hit.code, hit.score) for hit in decision.courses)
        codes = tuple(found.code for found in courses)
        absent = layers.matches.absent if decision.guesses[0][0] is Intent.OUT_OF_SCOPE else None
        return Reading(
            text=layers.message.text,
            spelt=spelt(layers.message),
            language=layers.language,
            evident=layers.evident,
            guesses=tuple(Guess(intent, codes, confidence) for intent, confidence in decision.guesses),
            found=courses,
            like=tuple(Found(hit.code, hit.score) for hit in like(layers.matches)),
            ambiguous=decision.ambiguous,
            absent=absent,
            near=self._index.near(absent, limit=NEAREST) if absent else (),
            faq=decision.faq,
            teacher=layers.matches.teachers[0].code if layers.matches.teachers else None,
            filters=filters,
            second=decision.second,
            known=layers.matches.known,
            valued=frozenset(said for token in _valued(layers) for said in (token.raw, token.text)),
            wishes=layers.entities.filters,
            layers=decision.marks,
        )

    def _names_programme(self, message: Message) -> bool:
        return any(f" {name} " in f" {message.folded} " for name in self._programme)


def _valued(layers: Layers) -> Iterator[Token]:
    """The tokens that say a value."""
    for span in layers.entities.spans:
        yield from layers.message.tokens[span.start : span.end]


def judged(seen: Evidence, model: Model) -> Evidence:
    """The evidence with what that model makes of the message, and of each clause where there are several."""
    asks = "?" in seen.message.text
    clauses = tuple([model.best(*clause) for clause in cut(seen.message, seen.spans)])
    short = seen.spans and len(seen.message.tokens) <= SHORT
    unmasked = (model.best(words(seen.message), asks),) if short else ()
    return replace(seen, ranked=model.ranked(seen.said, asks), clauses=clauses, unmasked=unmasked)


SHORT = 4  # words
CERTAIN = 0.99  # a wording whose intent the administrators gave
NEAREST = 5  # courses called near an absent subject, of which the first two that are offered are shown
MASKED = frozenset({"period", "city", "region", "price", "hours", "count", "email"})
