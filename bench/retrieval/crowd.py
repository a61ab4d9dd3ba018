"""Large invented catalogues: titles in both languages put together from the domain's own words."""

import random
from collections.abc import Iterator

from bench.retrieval.beds import invented
from bench.retrieval.spoiling import SENTENCES, plain, slip
from catalogue.offer.model import Catalogue, Course, Text
from catalogue.search.lexicon import lexicon

FORMS = (
    ("{} pour {} et {}", "{} for {} and {}"),
    ("{} appliqué : {}, {}", "Applied {}: {}, {}"),
    ("Introduction à {} en {} ({})", "Introduction to {} in {} ({})"),
    ("{} et {}, avec {}", "{} and {}, with {}"),
)


def crowd(count: int, seed: int = 5) -> Catalogue:
    """A catalogue of that many courses, no two titles alike; the rest of the catalogue is that of a small bed."""
    chance = random.Random(seed)
    names = [(" ".join(idea.names[0]), " ".join(idea.names[-1])) for idea in lexicon().same if len(idea.names) > 1]
    seen: dict[tuple[str, str], None] = {}
    while len(seen) < count:
        parts = chance.sample(names, 3)
        french, english = chance.choice(FORMS)
        seen[french.format(*(part[0] for part in parts)).capitalize(), english.format(*(part[1] for part in parts)).capitalize()] = None
    base = invented("centre")
    model = base.courses[0]
    courses = tuple(_course(model, f"C{number}", *titles) for number, titles in enumerate(seen))
    return base.model_copy(update={"courses": courses})


def _course(model: Course, code: str, french: str, english: str) -> Course:
    title = Text.model_construct(fr=french, en=english)
    return model.model_copy(update={"code": code, "title": title, "aliases": type(model.aliases)(), "teachers": ()})


def asked(catalogue: Catalogue, count: int, seed: int = 6) -> Iterator[tuple[str, str]]:
    """What is typed, one or two long words misspelt, in a sentence every other time; and the code of the course meant."""
    chance = random.Random(seed)
    for turn, course in enumerate(chance.sample(catalogue.courses, count)):
        said = plain(chance.choice((course.title.fr, course.title.en)).lower()).split()
        long = [place for place, word in enumerate(said) if len(word) >= 6 and word.isalpha()]
        for place in chance.sample(long, min(len(long), chance.choice((1, 2)))):
            said[place] = slip(said[place], chance)
        typed = " ".join(said)
        yield (chance.choice(SENTENCES).format(typed) if turn % 2 else typed), course.code
