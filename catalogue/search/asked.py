"""Where in a message a subject stands: after or before a word for course, after "learn", "something on"."""

from collections.abc import Iterator
from itertools import pairwise

from catalogue.search.pieces import Piece
from catalogue.search.values import Said

INTO = frozenset(("de", "d", "des", "du", "en", "sur", "about", "on", "in", "of", "a", "au", "aux", "with", "avec"))
LINKS = frozenset(("par", "by", "de", "d", "des", "du", "l", "la", "le", "les", "of", "the", "and", "et", "en"))
ARTICLES = frozenset(("l", "la", "le", "les", "the", "un", "une", "a", "an", "du", "des", "some", "to", "how", "comment"))
LEARN = frozenset(
    [
        "apprendre",
        "apprends",
        "learn",
        "learning",
        "enseigner",
        "enseignez",
        "teach",
        "teaches",
        "study",
        "etudier",
        "offrez",
        "offer",
        "donnez",
    ]
)
HERSELF = frozenset(
    ("suis", "chu", "chuis", "jsuis", "jsu", "shui", "etais", "am", "m", "im", "was", "comme", "as", "sommes", "are", "ancien", "ancienne")
)
NAMED_AFTER = frozenset(("formation", "cours"))  # "formation Excel"
ENTER = frozenset(
    ("inscrire", "inscris", "inscrivez", "inscription", "suivre", "enroll", "enrol", "enrolled", "register", "registered", "sign", "signed")
)
VAGUE = frozenset(("anything", "something", "one", "ones", "thing", "stuff", "quelque", "chose", "qqch", "kekchose", "truc", "affaire"))
TONGUES = frozenset(
    """francais anglais espagnol italien allemand arabe portugais mandarin chinois japonais coreen russe
    french english spanish italian german arabic portuguese chinese japanese korean russian""".split()  # noqa: SIM905  (two lines)
)
LEARNT = LEARN - {"enseignez", "donnez", "offrez", "offer", "teach", "teaches", "learning"} | {"parler"}
LESSONS = frozenset(("lessons", "lesson", "langue", "seconde", "conversation"))
COURSE = frozenset(("cours", "formation", "formations", "classe", "classes", "lecons"))
STOPS = frozenset(",.;!?")
LONGEST = 6


def tongues(pieces: list[Piece]) -> Iterator[tuple[int, int]]:
    """A language to be learned, not one to be taught in: "cours de français", "English lessons", "apprendre l'anglais"."""
    for index, piece in enumerate(pieces):
        if piece.text in TONGUES and not piece.masked:
            before, after = _said_before(pieces, index), pieces[index + 1].text if index + 1 < len(pieces) else ""
            if before in LEARNT or after in LESSONS or _of_course(pieces, index):
                yield index, index + 1


def _said_before(pieces: list[Piece], index: int) -> str:
    """The word before, articles passed over."""
    while index and pieces[index - 1].text in ARTICLES:
        index -= 1
    return pieces[index - 1].text if index else ""


def _of_course(pieces: list[Piece], index: int) -> bool:
    """Whether "cours de" stands before."""
    return index > 1 and pieces[index - 1].text in ("de", "d") and pieces[index - 2].text in COURSE


def asked(message: Said, pieces: list[Piece]) -> Iterator[tuple[int, int, bool]]:
    """The places where a subject stands: after or before a word for course, after "learn", "something on"; and whether it is led in."""
    stops = _stops(message, pieces)
    for index, piece in enumerate(pieces):
        if piece.is_a("course") and not piece.masked:
            yield from _after(pieces, index, stops, bare=piece.text in NAMED_AFTER and not _verb(pieces, index + 1))
            yield from _before(pieces, index, stops, led=piece.text not in VAGUE)
        elif piece.text in LEARN or (piece.text in ENTER and _into(pieces, index)):
            yield from _after(pieces, index, stops, bare=True)


def _verb(pieces: list[Piece], index: int) -> bool:
    """Whether it looks like what courses do: "quels cours rentrent là-dedans"."""
    return index < len(pieces) and pieces[index].text.endswith("ent")


def _into(pieces: list[Piece], index: int) -> bool:
    """Whether "register", "m'inscrire" are followed by what into."""
    return index + 1 < len(pieces) and pieces[index + 1].text in ("in", "for", "a", "au", "aux", "en", "dans")


def _after(pieces: list[Piece], index: int, stops: frozenset[int], bare: bool = False) -> Iterator[tuple[int, int, bool]]:
    start = index + 1
    led = bare
    while start < len(pieces) and start not in stops and (pieces[start].text in INTO or pieces[start].text in ARTICLES):
        led = led or pieces[start].text in INTO
        start += 1
    end = last = start
    while end < len(pieces) and end not in stops and end - start < LONGEST and not pieces[end].masked:
        piece = pieces[end]
        if piece.text in LINKS and end > start:
            end += 1
            continue
        if piece.small or piece.is_a("frame", "course", "place"):
            break
        end = last = end + 1
    if last > start and (led or start == index + 1):
        yield start, last, led and not any(piece.is_a("institution") for piece in pieces[start:last])


def _before(pieces: list[Piece], index: int, stops: frozenset[int], led: bool) -> Iterator[tuple[int, int, bool]]:
    start = index
    while start and start not in stops and index - start < 4:
        piece = pieces[start - 1]
        if piece.masked or piece.small or piece.is_a("frame", "course", "place"):
            break
        start -= 1
    if start < index:
        yield start, index, led


def _stops(message: Said, pieces: list[Piece]) -> frozenset[int]:
    """The pieces that a comma or the end of a sentence comes before."""
    places = [piece.place for piece in pieces]
    tokens = message.tokens
    return frozenset(
        index
        for index, (before, place) in enumerate(pairwise(places), 1)
        if place > before and not STOPS.isdisjoint(message.text[tokens[before].end : tokens[place].start])
    )


def of_herself(pieces: list[Piece], start: int) -> bool:
    """Whether the person says what she is ("je suis soudeur"), not what she wants."""
    before = [piece.text for piece in pieces[max(0, start - 3) : start] if piece.text not in ARTICLES]
    return bool(before) and before[-1] in HERSELF
