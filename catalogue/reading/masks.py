"""Where the named things of a message stand, none over another: what the intent model sees as masks."""

from collections.abc import Sequence

from catalogue.reading.features import MASKS, Range
from catalogue.reading.normalise import Message
from catalogue.reading.spans import Span
from catalogue.search.values import Hit, Matches

CERTAIN = 0.8  # a name found over this score is said whole enough that no word of it is a filter
SURE = 0.5  # a course found under this score leaves its words to the intent


def named(matches: Matches) -> list[tuple[int, int]]:
    """The token ranges of names, inside which nothing is a filter."""
    found = (*matches.courses, *matches.partners, *matches.teachers)
    return sorted({(hit.start, hit.end) for hit in found if hit.exact or hit.score >= CERTAIN})


def hits(matches: Matches) -> list[Range]:
    """What the index found and is to be masked, the most telling first: courses, people, schools, topics."""
    whole = [(hit.start, hit.end) for hit in matches.topics if hit.exact]
    courses = [hit for hit in matches.courses if hit.exact or (hit.score >= SURE and not _told_by(whole, hit))]
    layers = (("course", courses), ("teacher", matches.teachers), ("partner", matches.partners), ("topic", matches.topics))
    return [(hit.start, hit.end, slot) for slot, found in layers for hit in sorted(found, key=lambda hit: hit.start - hit.end)]


def _told_by(topics: Sequence[tuple[int, int]], course: Hit) -> bool:
    """Whether a topic named whole says all that the course's words say, or more than those of a doubtful one."""
    if course.score >= CERTAIN:
        return (course.start, course.end) in topics
    return any(start <= course.start and course.end <= end for start, end in topics)


def ranges(message: Message, named: Sequence[Range], spans: Sequence[Span]) -> list[Range]:
    """The masks of a message, none over another: names of the catalogue, topics last, then what entities found."""
    said = [(span.start, span.end, span.kind) for span in spans if span.kind in MASKS]
    topics = [found for found in named if found[2] == "topic"]
    kept: list[Range] = []
    for start, end, slot in (*(found for found in named if found[2] != "topic"), *said, *topics):
        if start < end <= len(message.tokens) and all(end <= first or last <= start for first, last, _ in kept):
            kept.append((start, end, slot))
    return sorted(kept)
