"""What is seen of a message on the way to its reading."""

from msgspec import Struct

from catalogue.offer.model import Language
from catalogue.reading.decide import Evidence
from catalogue.reading.entities import Entities
from catalogue.reading.features import Words
from catalogue.reading.normalise import Message
from catalogue.search.values import Matches


class Layers(Struct, frozen=True):
    """Everything seen on the way."""

    message: Message
    language: Language
    evident: bool
    entities: Entities
    matches: Matches
    masked: Words
    evidence: Evidence
