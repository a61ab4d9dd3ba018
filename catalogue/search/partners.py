"""Partners in a message; a town that is also a partner's name is one only where a partner is expected."""

from catalogue.search.pieces import Piece
from catalogue.search.register import Register
from catalogue.search.scoring import Fit, Scorer
from catalogue.search.spoken import Spoken
from catalogue.search.values import Hit

EXPECTED = frozenset(
    [
        "universite",
        "university",
        "cegep",
        "college",
        "ecole",
        "school",
        "institut",
        "institute",
        "uni",
        "univ",
        "par",
        "by",
        "chez",
        "offert",
        "offerts",
        "donne",
        "donnes",
        "given",
        "offered",
    ]
)
AT = frozenset(("a", "in", "at"))
COVERED = 0.7
TOWN = 0.3


def partners(register: Register, scorer: Scorer, pieces: list[Piece], spoken: Spoken) -> tuple[Hit, ...]:
    """The partners said, best first."""
    best: dict[str, Fit] = {}
    for fit in scorer.fits("partner", pieces, spoken):
        code = register.owners[fit.name][1]
        if fit.covered >= COVERED and min(m.likely for m in fit.used) > 0.5 and (code not in best or _longer(fit, best[code], pieces)):
            best[code] = fit
    hits = sorted((_hit(code, fit, pieces) for code, fit in best.items()), key=lambda hit: -hit.score)
    firm = [hit for hit in hits if hit.exact]
    return tuple(hit for hit in hits if hit in firm or not any(hit.start < other.end and other.start < hit.end for other in firm))


def _longer(fit: Fit, best: Fit, pieces: list[Piece]) -> bool:
    """Whether a name says the same and more: "Polytechnique Montréal", but not "Polytechnique à Montréal", where the town is one."""
    apart = any(piece.text in AT for piece in pieces[fit.start : fit.end])
    return fit.whole and fit.places > best.places and not apart


def _hit(code: str, fit: Fit, pieces: list[Piece]) -> Hit:
    said = [pieces[place] for place in sorted(fit.places) if not pieces[place].small]
    if all(piece.is_a("place") for piece in said) and not _expected(fit, pieces):
        return Hit("partner", code, TOWN, fit.start, fit.end, exact=False)
    return Hit("partner", code, fit.score, fit.start, fit.end, fit.exact)


def _expected(fit: Fit, pieces: list[Piece]) -> bool:
    """Whether "cégep", "par" or the like stands before the town."""
    before = [piece.text for piece in pieces[max(0, fit.start - 3) : fit.start]]
    while before and before[-1] in ("de", "d", "du", "l", "la", "le", "des", "the", "of", "s"):
        before.pop()
    return bool(before) and before[-1] in EXPECTED
