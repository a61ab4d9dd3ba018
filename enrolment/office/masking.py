"""A question kept without its author: addresses, numbers and names are taken out before anything is written.

What stays is what the offer is about: the catalogue's own names (teachers among them), places, the words of the field.
"""

import re
from collections.abc import Iterable

from catalogue.offer.model import Catalogue
from catalogue.search.guard import ordinary
from catalogue.search.lexicon import lexicon
from catalogue.words.pattern import Pattern
from enrolment.form.typed import folded, tidy

GAP = "…"
LONGEST = 300
_WORD = r"[^\W\d_][\w'’-]*"
_NAME = rf"{_WORD}(?:\s+(?!(?:et|and|pis|je|j|i|de la|du|from|chez)\b){_WORD}){{0,2}}"
_PATTERNS = (
    Pattern(r"(?:https?://|www\.)\S+", re.IGNORECASE),
    Pattern(r"[\w.+'-]+\s?(?:@|\(at\)|\[at\])\s?[\w-]+(?:\.[\w-]+)+", re.IGNORECASE),
    Pattern(r"(?<!\w)@\w+"),
    Pattern(r"\b[A-Za-z]\d[A-Za-z][ -]?\d[A-Za-z]\d\b"),  # a postal code
    Pattern(r"\b[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}\b"),  # a reference of ours
    Pattern(r"\b\d{1,6}\s?,?\s+(?:rue|avenue|av|boul|boulevard|chemin|ch|rang|place|street|st|road|rd)\b\.?(?:\s+\w+){1,3}", re.IGNORECASE),
    Pattern(r"\+?\d(?:[\s().-]{0,2}\d){6,}"),
    Pattern(r"\b\w*\d{5,}\w*\b"),
)
_SAYS_NAME = Pattern(
    rf"(\b(?:je\s*m\s*['’]?\s*appelle?s?|j\s*m\s*['’]?\s*appelle?|mon\s+nom\s+(?:est|c['’]est)|mon\s+nom|my\s+name\s*(?:is|['’]?s)|moi\s+c['’]est|call\s+me)\s*:?\s+)({_NAME})",
    re.IGNORECASE,
)
_TITLED = Pattern(rf"(\b(?:M\.|Mme|Mlle|Mr\.?|Mrs\.?|Ms\.?|Dr\.?|Monsieur|Madame)\s+)({_WORD}(?:\s+[A-ZÀ-Ý][\w'’-]*)?)")
_PAIR = Pattern(r"\b[A-ZÀ-Ý][\w'’]*(?:-[A-ZÀ-Ý][\w'’]*)*(?:\s+[A-ZÀ-Ý][\w'’]*(?:-[A-ZÀ-Ý][\w'’]*)*)+")


def masked(text: str, offer: Catalogue, hers: Iterable[str] = ()) -> str:
    """The text on one line without what could say who asked. ``hers``: answers known of her, taken out word by word."""
    said = tidy(text)[:LONGEST]
    for pattern in _PATTERNS:
        said = pattern.sub(GAP, said)
    keeps = names_of(offer)
    said = _SAYS_NAME.sub(lambda found: found[1] + GAP, said)
    for pattern in (_TITLED, _PAIR):
        said = pattern.sub(lambda found: _kept(found, keeps), said)
    hidden = {word for answer in hers for word in folded(answer).split() if len(word) > 2} - keeps
    said = re.sub(_WORD, lambda found: GAP if folded(found[0]) in hidden and not ordinary().knows(folded(found[0])) else found[0], said)
    return re.sub(rf"{GAP}(?:\s*{GAP})+", GAP, said)


def names_of(offer: Catalogue) -> frozenset[str]:
    """The words of the catalogue that are names: teachers, partners, courses, topics, towns."""
    texts = [teacher for course in offer.courses for teacher in course.teachers]
    texts += [name for partner in offer.partners for name in (partner.name.fr, partner.name.en, *partner.aliases)]
    texts += [name for course in offer.courses for name in (course.title.fr, course.title.en, course.code, *course.aliases.all())]
    texts += [name for topic in offer.topics for name in (topic.name.fr, topic.name.en, *topic.aliases.all())]
    texts += [session.city for _, session in offer.sessions() if session.city]
    return frozenset(word for text in texts for word in folded(text).split())


def _kept(found: re.Match[str], keeps: frozenset[str]) -> str:
    """A title's name or several capitals in a row: a person's, unless each word is known as something else."""
    titled = found.lastindex is not None
    words = folded(found[2] if titled else found[0]).split()
    known = [word in keeps or (not titled and (_of_the_field(word) or ordinary().knows(word))) for word in words]
    if all(known) or (not titled and sum(known) > len(known) / 2):
        return found[0]
    return found[1] + GAP if titled else GAP


def _of_the_field(word: str) -> bool:
    """Whether a word stands in the field's own vocabulary or among the subjects people ask for."""
    held = lexicon()
    ideas = (*held.same, *held.toward)
    return (word,) in held.subjects or any(word in name for idea in ideas for name in idea.names)
