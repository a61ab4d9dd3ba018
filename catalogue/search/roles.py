"""Words that look like a name and play another part in the sentence: who pays, who teaches, who is to be trained, "donnés par"."""

from collections.abc import Callable, Iterator

from catalogue.search.pieces import Piece

BY = frozenset(("par", "by"))
GIVEN = frozenset(("donne", "donnee", "donnes", "donnees"))
WHERE = frozenset(("par", "chez", "a", "au", "aux", "en", "dans"))
TEACHER = frozenset(
    (
        "formateur",
        "formatrice",
        "enseignant",
        "enseignante",
        "professeur",
        "professeure",
        "prof",
        "instructeur",
        "teacher",
        "instructor",
        "trainer",
    )
)
THE = frozenset(("le", "la", "l", "du", "the", "votre", "leur", "your", "nom", "quel", "quelle", "which", "ton"))
FOR = frozenset(("pour", "for"))
TRAINED = {"former": "a", "train": "to"}
TEACH = frozenset(("teach", "enseignez"))
YOU = frozenset(("you", "vous"))
LEARNT = frozenset(("apprendre", "learn", "comment", "how"))

RULES_OF = frozenset(("policy", "policies", "politique", "politiques", "procedure", "procedures", "process", "processus"))
OF = frozenset(("de", "d", "des", "du", "of", "for", "on"))
TEACHES = frozenset(("teaches", "enseigne"))
HERSELF = frozenset(("j", "je", "i"))


def taken(pieces: list[Piece]) -> Iterator[Piece]:
    """The words that name nothing here."""
    for rule in RULES:
        yield from rule(pieces)


def _payers(pieces: list[Piece]) -> Iterator[Piece]:
    """ "Payé par le gouvernement", "government funding"."""
    telling = [piece for piece in pieces if not piece.small or piece.text in BY]
    paid = any(piece.is_a("paying") for piece in telling)
    for index, piece in enumerate(telling):
        beside = telling[max(0, index - 1) : index] + telling[index + 1 : index + 2]
        if piece.is_a("payer") and any(other.is_a("paying") or (paid and other.text in BY) for other in beside):
            yield piece


def _given(pieces: list[Piece]) -> Iterator[Piece]:
    """ "Des cours donnés par l'école" is not about data ("données", its accents left out)."""
    for before, piece, after in zip(pieces, pieces[1:], pieces[2:], strict=False):
        if piece.text in GIVEN and before.is_a("course") and after.text in WHERE:
            yield piece


def _teachers(pieces: list[Piece]) -> Iterator[Piece]:
    """ "Le nom du formateur" asks who teaches; "pour le formateur" says whom a course is for."""
    for index, piece in enumerate(pieces):
        before = [other.text for other in pieces[max(0, index - 2) : index]]
        if piece.text in TEACHER and before and before[-1] in THE and FOR.isdisjoint(before) and TRAINED.keys().isdisjoint(before):
            yield piece


def _trained(pieces: list[Piece]) -> Iterator[Piece]:
    """ "Douze employés à former", "twelve people to train"."""
    for index, piece in enumerate(pieces[2:], 2):
        if TRAINED.get(piece.text) == pieces[index - 1].text and pieces[index - 2].text not in LEARNT:
            yield piece


def _teaching(pieces: list[Piece]) -> Iterator[Piece]:
    """ "Do you teach pottery?" asks what is offered, "qui enseigne Python?" who gives it; "j'enseigne" tells of oneself."""
    for before, piece, after in zip([None, *pieces], pieces, [*pieces[1:], None], strict=False):
        you = {other.text for other in (before, after) if other is not None}
        if piece.text in TEACH and not you.isdisjoint(YOU):
            yield piece
        if piece.text in TEACHES and (before is None or before.text not in HERSELF):
            yield piece


def _rules(pieces: list[Piece]) -> Iterator[Piece]:
    """ "Your refund policy", "la politique d'annulation": the rules of what questions are about, no subject."""
    for index, piece in enumerate(pieces):
        if piece.text in RULES_OF and (_asked(pieces[max(0, index - 1) : index]) or _asked(_after_of(pieces[index + 1 : index + 3]))):
            yield piece


def _after_of(pieces: list[Piece]) -> list[Piece]:
    """What follows "de" or "of"."""
    return pieces[1:] if pieces and pieces[0].text in OF else []


def _asked(pieces: list[Piece]) -> bool:
    """Whether it is a word of questions ("j'ai" is "AI" too)."""
    return any(piece.is_a("frame") and piece.text != "ai" and not piece.small and not piece.is_a("course") for piece in pieces)


RULES: tuple[Callable[[list[Piece]], Iterator[Piece]], ...] = (_payers, _given, _teachers, _trained, _teaching, _rules)
