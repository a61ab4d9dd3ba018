"""The course index: a message in, the courses, topics, partners and teachers it names out."""

from collections.abc import Collection, Iterable

from msgspec import Struct

from catalogue.offer.model import Catalogue, Course
from catalogue.search.choice import Chooser
from catalogue.search.codes import Codes
from catalogue.search.expansion import Expander
from catalogue.search.guard import ordinary
from catalogue.search.ideas import Ideas
from catalogue.search.lexicon import lexicon
from catalogue.search.names import of_course, of_partner, of_topic
from catalogue.search.partners import partners
from catalogue.search.people import People
from catalogue.search.pieces import Piece
from catalogue.search.register import Register
from catalogue.search.scoring import Fit, Scorer
from catalogue.search.spoken import Spoken
from catalogue.search.subject import Subjects
from catalogue.search.tokens import words
from catalogue.search.values import Hit, Matches, Said
from catalogue.search.vocabulary import Vocabulary
from catalogue.words.replacing import replace

__all__ = ["Hit", "Index", "Matches"]

TOPIC = 0.52  # the least share of a topic's name
FIRM = 0.8
NEAR = 0.3  # how like a subject that nobody offers a course must be to be called near
NAMED = 0.7
MOST = 0.25  # of the courses filed anew: beyond, all are
UNHEARD = frozenset(("stop", "short", "institution", "payer", "paying"))  # kinds of words that nothing else is a slip for


class Typed(Struct, frozen=True):
    """A text of our own as tokens."""

    text: str
    raw: str
    start: int
    end: int


class Line(Struct, frozen=True):
    """A text of our own as a message."""

    text: str
    tokens: tuple[Typed, ...]


class Index:
    """Everything of a catalogue that has a name, ready to be found."""

    def __init__(self, register: Register, ideas: Ideas, courses: Iterable[Course]) -> None:
        self._register = register
        self._ideas = ideas
        self._scorer, self._chooser = Scorer(register), Chooser(register)
        self._expander = Expander(register.vocabulary, register, ideas, lexicon())
        self._subjects = Subjects(register, ideas, lexicon(), ordinary())
        self._codes, self._people = Codes(), People(ordinary())
        self._topics: dict[str, list[str]] = {}
        for course in courses:
            self._codes.add(course)
            self._people.add(course.teachers)
            for topic in course.topics:
                self._topics.setdefault(topic, []).append(course.code)

    @classmethod
    def build(cls, catalogue: Catalogue) -> "Index":
        """The index of all the catalogue."""
        vocabulary = Vocabulary(ordinary())
        register = Register(vocabulary, lexicon())
        register.fill([*map(of_course, catalogue.courses), *map(of_topic, catalogue.topics), *map(of_partner, catalogue.partners)])
        ideas = Ideas(vocabulary, register, lexicon())
        for word, kinds in lexicon().kinds.items():
            if not kinds <= UNHEARD:
                vocabulary.teach(word, weak=True)
        vocabulary.close()
        return cls(register, ideas, catalogue.courses)

    def updated(self, before: Catalogue, after: Catalogue) -> "Index":
        """The index of the catalogue that follows. Only courses that are called otherwise are filed anew; this one stays as it is."""
        known, now = ({course.code: of_course(course) for course in catalogue.courses} for catalogue in (before, after))
        shared = [code for code in known if code in now]
        gone = [names for code, names in known.items() if now.get(code) != names]
        come = [names for code, names in now.items() if known.get(code) != names]
        moved = shared != [code for code in now if code in known]
        if moved or (before.topics, before.partners) != (after.topics, after.partners) or len(come) + len(gone) > MOST * len(now):
            return Index.build(after)
        vocabulary = self._register.vocabulary.copied()
        register = self._register.copied(vocabulary)
        register.change("course", gone, come, {names.owner: place for place, names in enumerate(now.values())})
        return Index(register, self._ideas.against(register), after.courses)

    def holds(self, word: str) -> bool:
        """Whether the folded word stands in a name of the catalogue."""
        return self._register.holds(self._register.vocabulary.number.get(word, -1))

    def beside(self, word: str) -> list[str]:
        """The words of the catalogue's names that are one slip away from the folded word."""
        vocabulary = self._register.vocabulary
        return [vocabulary.words[number] for number in vocabulary.beside(word) if self._register.holds(number)]

    def find(self, message: Said, masked: Collection[tuple[int, int]] = ()) -> Matches:
        """What the message names. ``masked``: token ranges that something else explains (dates, prices)."""
        pieces = self._expander.pieces(message, masked)
        codes = list(self._codes.find(pieces))
        self._hide(pieces, [(start, end) for _, start, end in codes])
        heard = list(self._ideas.heard(pieces))
        gone = self._subjects.gone(pieces, heard)
        meanings = [m for m in self._expander.meanings(pieces, heard) if gone.isdisjoint(range(m.start, m.end))]
        spoken = Spoken(meanings)
        given = partners(self._register, self._scorer, pieces, Spoken([m for m in meanings if not m.bridged]))
        found = self._courses(pieces, codes, _outside(spoken, given))
        topics, people = self._topic_hits(pieces, spoken), self._people.find(pieces)
        hits = (*found.hits, *topics, *given, *people)
        standing = self._subjects.standing(pieces, _places(hits), heard, gone, _places((*given, *people)))
        named = bool(found.hits) and found.hits[0].score >= NAMED
        absent, led = self._subjects.absent(message, standing, named)
        if absent is not None and not named:
            found = Found((), 0, several=False)
        courses, topics, given, people = (_placed(kind, pieces) for kind in (found.hits, topics, given, people))
        ambiguous = found.tied > 1 and not found.several
        return Matches(courses, ambiguous, found.tied, found.several, topics, given, people, absent, led, self._subjects.known(standing))

    def _courses(self, pieces: list[Piece], codes: list[tuple[str, int, int]], spoken: Spoken) -> "Found":
        """The courses said by code, then those said by name."""
        choice = self._chooser.choose(self._scorer.fits("course", pieces, spoken), pieces)
        if not codes:
            hits = tuple(Hit("course", code, fit.score, fit.start, fit.end, fit.exact) for code, fit in choice.fits)
            return Found(hits, choice.tied, choice.several)
        said = {code: Hit("course", code, 1.0, start, end, exact=True) for code, start, end in reversed(codes)}
        coded = [said[code] for code in dict.fromkeys(code for code, _, _ in codes)]
        named = [Hit("course", code, min(fit.score, 0.99), fit.start, fit.end, fit.exact) for code, fit in choice.fits if code not in said]
        firm = [hit for hit in named if hit.exact]
        count = len(coded) + len(firm)
        return Found((*coded, *firm, *(hit for hit in named if not hit.exact)), count, several=count > 1)

    def near(self, text: str, limit: int = 2) -> tuple[str, ...]:
        """Codes of the courses nearest to a subject that none has."""
        said = words(text)
        line = Line(text, tuple(Typed(word, word, 0, len(text)) for word in said))
        pieces = self._expander.pieces(line, ())
        spoken = Spoken(self._expander.meanings(pieces, list(self._ideas.heard(pieces))))
        codes = [self._register.owners[fit.name][1] for fit in self._scorer.fits("course", pieces, spoken) if fit.score >= NEAR]
        for hit in self._topic_hits(pieces, spoken):
            codes.extend(self._topics.get(hit.code, ()))
        return tuple(dict.fromkeys(codes))[:limit]

    @staticmethod
    def _hide(pieces: list[Piece], ranges: list[tuple[int, int]]) -> None:
        for start, end in ranges:
            for piece in pieces[start:end]:
                piece.masked = True

    def _topic_hits(self, pieces: list[Piece], spoken: Spoken) -> tuple[Hit, ...]:
        """Topics wholly named; else those of whose name the greater part is said, in places where none is wholly named."""
        fits = self._scorer.fits("topic", pieces, spoken)
        whole = [fit for fit in fits if fit.whole and fit.covered >= TOPIC]
        taken = {place for fit in whole for place in fit.places}
        part = [fit for fit in fits if not fit.whole and taken.isdisjoint(fit.places) and min(m.likely for m in fit.used) >= FIRM]
        best: dict[str, Fit] = {}
        for fit in (*whole, *part):
            best.setdefault(self._register.owners[fit.name][1], fit)
        return tuple(Hit("topic", code, fit.score, fit.start, fit.end, fit.exact) for code, fit in best.items())


class Found(Struct, frozen=True):
    """The courses found, and how many of the first are tied or named together."""

    hits: tuple[Hit, ...]
    tied: int
    several: bool


def _outside(spoken: Spoken, given: tuple[Hit, ...]) -> Spoken:
    """The meanings of words that are no part of a partner's whole name."""
    sure = [(hit.start, hit.end) for hit in given if hit.exact]
    if not sure:
        return spoken
    return Spoken([m for m in spoken.meanings if not any(m.start < end and start < m.end for start, end in sure)])


def _places(hits: tuple[Hit, ...]) -> frozenset[int]:
    return frozenset(place for hit in hits if hit.score >= 0.5 for place in range(hit.start, hit.end))


def _placed(hits: tuple[Hit, ...], pieces: list[Piece]) -> tuple[Hit, ...]:
    """The hits with ranges of tokens instead of pieces."""
    return tuple(replace(hit, start=pieces[hit.start].place, end=pieces[hit.end - 1].place + 1) for hit in hits)
