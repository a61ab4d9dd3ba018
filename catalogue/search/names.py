"""What everything of the catalogue is called."""

from collections.abc import Mapping

from msgspec import Struct

from catalogue.offer.model import Course, Partner, Topic
from catalogue.search.tokens import words

KINDS = ("course", "topic", "partner")
Owner = tuple[str, str]  # kind and code
Sequence = tuple[int, ...]  # word numbers
Places = Mapping[Owner, int]  # where a thing stands in the catalogue: the first of two that fit alike comes first


class Names(Struct, frozen=True):
    """The texts by which one thing is called."""

    owner: Owner
    texts: tuple[str, ...]


def of_course(course: Course) -> Names:
    heads = [head for title in (course.title.fr, course.title.en) if (head := head_of(title))]
    return Names(("course", course.code), (course.title.fr, course.title.en, *course.aliases.all(), *heads))


def head_of(title: str) -> str | None:
    """What a title says before its colon or dash, where that is a name by itself: "Décider avec l’IA : stratégie pour dirigeants"."""
    head, cut, _ = title.replace(" – ", ": ").partition(":")
    return head.strip() if cut and len(words(head)) > 2 else None


def of_topic(topic: Topic) -> Names:
    return Names(("topic", topic.code), (topic.name.fr, topic.name.en, *topic.aliases.all()))


def of_partner(partner: Partner) -> Names:
    return Names(("partner", partner.code), (partner.name.fr, partner.name.en, *partner.aliases))


def initials_of(said: list[str], telling: list[str]) -> list[str]:
    """The initials of a whole name, with and without its small words."""
    if not 2 <= len(telling) <= 6:
        return []
    return sorted({"".join(word[0] for word in telling), "".join(word[0] for word in said)})


def rank(places: Places, owner: Owner, turn: int, sequence: Sequence) -> int:
    """Where a name comes among those that fit alike: by its length, its kind, its thing's place in the catalogue, its turn."""
    return len(sequence) << 48 | KINDS.index(owner[0]) << 44 | places[owner] << 12 | turn
