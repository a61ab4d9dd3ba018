"""An index that follows changes of the catalogue answers as one made anew; the one it comes from stays as it was."""

from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.offer.model import Catalogue, Course, Text, Texts
from catalogue.reading.normalise import normalise
from catalogue.search.index import Index, Matches

NAMES = (
    "Introduction à l’astronomie",
    "Façonner le verre",
    "Culture des données et éthique",
    "Réseaux de neurones",
    "Modélisation statistique II",
    "IA au bureau",
    "Vente en ligne",
    "Zymologie",
    "Gestion",
)
SAID = (
    *NAMES,
    "zymologi",
    "fassonner le vere",
    "ia",
    "le cours de gestion",
    "combien coûte modélisation statistique",
    "ventes",
    "rdn",
    "culture",
    "couture",
    "donnees",
    "qui enseigne avec Aude Kirouac",
    "mod-1",
)

Edit = tuple[str, int, tuple[int, ...]]
EDITS = st.lists(
    st.tuples(
        st.sampled_from(("rename", "alias", "drop", "add")),
        st.integers(0, 30),
        st.lists(st.integers(0, 8), min_size=1, max_size=2).map(tuple),
    ),
    min_size=1,
    max_size=3,
)


def _edited(catalogue: Catalogue, edit: Edit) -> Catalogue:
    way, place, names = edit
    courses = list(catalogue.courses)
    place %= len(courses)
    title = Text(fr=NAMES[names[0]], en=NAMES[names[-1]])
    if way == "rename":
        courses[place] = courses[place].model_copy(update={"title": title})
    elif way == "alias":
        courses[place] = courses[place].model_copy(update={"aliases": Texts(fr=tuple(NAMES[name] for name in names)), "teachers": ()})
    elif way == "drop" and len(courses) > 8:
        del courses[place]
    elif way == "add":
        courses.insert(place, _new(courses, title))
    return catalogue.model_copy(update={"courses": tuple(courses)})


def _new(courses: list[Course], title: Text) -> Course:
    code = next(code for code in (f"NEW-{number}" for number in range(99)) if code not in {course.code for course in courses})
    return courses[0].model_copy(update={"code": code, "title": title, "aliases": Texts(), "sessions": ()})


def _found(index: Index, catalogue: Catalogue) -> Iterator[Matches]:
    titles = (title for course in catalogue.courses for title in (course.title.fr, course.title.en))
    return (index.find(normalise(text)) for text in (*SAID, *titles))


@settings(max_examples=30, deadline=None, derandomize=True)
@given(EDITS)
def test_an_index_that_follows_answers_as_one_made_anew(catalogue: Catalogue, edits: list[Edit]) -> None:
    index, now = Index.build(catalogue), catalogue
    list(_found(index, now))
    for edit in edits:
        after = _edited(now, edit)
        index, now = index.updated(now, after), after
    assert list(_found(index, now)) == list(_found(Index.build(now), now))


@settings(max_examples=10, deadline=None, derandomize=True)
@given(EDITS)
def test_the_index_it_comes_from_stays_as_it_was(catalogue: Catalogue, edits: list[Edit]) -> None:
    index = Index.build(catalogue)
    before = list(_found(index, catalogue))
    for edit in edits:
        index.updated(catalogue, _edited(catalogue, edit))
    assert list(_found(index, catalogue)) == before


def test_a_change_that_names_nothing_otherwise_keeps_every_name(catalogue: Catalogue) -> None:
    first = catalogue.courses[0]
    after = catalogue.model_copy(update={"courses": (first.model_copy(update={"duration_hours": 99}), *catalogue.courses[1:])})
    index = Index.build(catalogue)
    assert list(_found(index.updated(catalogue, after), after)) == list(_found(index, catalogue))
