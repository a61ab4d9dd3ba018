"""The peers: other ways to find a title that is misspelt. Each is optional (`pip install '.[bench]'`), said to be missing when absent."""

import importlib
import importlib.util
import re
import sqlite3
from collections.abc import Callable, Sequence

from rapidfuzz import fuzz, process

from bench.retrieval.spoiling import plain

Find = Callable[[str], str | None]
Titles = Sequence[tuple[str, str]]  # code and title
_WORD = re.compile(r"[a-z0-9]+")


def _words(text: str) -> list[str]:
    return _WORD.findall(plain(text.lower()))


def tantivy_fuzzy(titles: Titles) -> Find:
    """Every word by tantivy's fuzzy term query, none to two edits by its length, any of them."""
    import tantivy  # noqa: PLC0415  # an optional peer

    builder = tantivy.SchemaBuilder()
    builder.add_text_field("code", stored=True, tokenizer_name="raw")
    builder.add_text_field("title")
    schema = builder.build()
    index = tantivy.Index(schema)
    writer = index.writer(heap_size=50_000_000, num_threads=1)
    for code, title in titles:
        writer.add_document(tantivy.Document(code=[code], title=[" ".join(_words(title))]))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def find(text: str) -> str | None:
        parts = [
            (tantivy.Occur.Should, tantivy.Query.fuzzy_term_query(schema, "title", word, distance=(len(word) > 4) + (len(word) > 8)))
            for word in _words(text)
        ]
        hits = searcher.search(tantivy.Query.boolean_query(parts), 1).hits
        return str(searcher.doc(hits[0][1])["code"][0]) if hits else None

    return find


def fts_trigram(titles: Titles) -> Find:
    """SQLite's full-text search by trigrams, any of them, ranked by bm25."""
    base = sqlite3.connect(":memory:")
    base.execute("CREATE VIRTUAL TABLE course USING fts5(code UNINDEXED, title, tokenize = 'trigram')")
    base.executemany("INSERT INTO course VALUES (?, ?)", ((code, " ".join(_words(title))) for code, title in titles))

    def find(text: str) -> str | None:
        said = " ".join(_words(text))
        wanted = " OR ".join(f'"{said[at : at + 3]}"' for at in range(len(said) - 2))
        row = base.execute("SELECT code FROM course WHERE course MATCH ? ORDER BY bm25(course) LIMIT 1", (wanted,)).fetchone()
        return str(row[0]) if row else None

    return find


def wratio(titles: Titles) -> Find:
    """rapidfuzz's WRatio over every title."""
    codes = [code for code, _ in titles]
    names = [" ".join(_words(title)) for _, title in titles]

    def find(text: str) -> str | None:
        found = process.extractOne(" ".join(_words(text)), names, scorer=fuzz.WRatio)
        return codes[found[2]] if found else None

    return find


def tfidf(titles: Titles) -> Find:
    """scikit-learn's TF-IDF over the trigrams of words, by cosine."""
    vectorizer = importlib.import_module("sklearn.feature_extraction.text").TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 3))
    codes = [code for code, _ in titles]
    index = vectorizer.fit_transform([" ".join(_words(title)) for _, title in titles])

    def find(text: str) -> str | None:
        likeness = (index @ vectorizer.transform([" ".join(_words(text))]).T).toarray().ravel()
        return codes[likeness.argmax()] if likeness.any() else None

    return find


PEERS: dict[str, tuple[str, Callable[[Titles], Find]]] = {
    "tantivy, fuzzy": ("tantivy", tantivy_fuzzy),
    "SQLite FTS5, trigrams": ("sqlite3", fts_trigram),
    "rapidfuzz, WRatio": ("rapidfuzz", wratio),
    "scikit-learn, TF-IDF": ("sklearn", tfidf),
}


def present() -> dict[str, Callable[[Titles], Find]]:
    """The peers that are installed; those that are not are said to be missing."""
    found = {}
    for name, (module, build) in PEERS.items():
        if importlib.util.find_spec(module) is None:
            print(f"{name}: missing (pip install '.[bench]')")
        else:
            found[name] = build
    return found
