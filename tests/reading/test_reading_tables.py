"""The tables of words, kept as one JSON file."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from catalogue.reading import tables


@pytest.fixture
def rooms(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A room with one table, read afresh."""
    folder = tmp_path / "reading" / "data"
    folder.mkdir(parents=True)
    (folder / "small.yaml").write_text("words: [on, 4]\n", encoding="utf-8")
    monkeypatch.setattr(tables, "ROOMS", tmp_path)
    monkeypatch.setattr(tables, "KEPT", tmp_path / "tables.json")
    _forget()
    yield tmp_path
    _forget()


def _forget() -> None:
    tables.table.cache_clear()
    tables._kept.cache_clear()


def test_every_scalar_is_text_kept_or_not(rooms: Path) -> None:
    assert tables.table("small") == {"words": ["on", "4"]}
    tables.keep()
    _forget()
    assert tables.table("small") == {"words": ["on", "4"]}


def test_the_kept_table_is_the_one_read(rooms: Path) -> None:
    tables.keep()
    kept = json.loads(tables.KEPT.read_bytes())
    kept["reading/small"]["content"] = {"words": ["kept"]}
    tables.KEPT.write_text(json.dumps(kept), encoding="utf-8")
    assert tables.table("small") == {"words": ["kept"]}


def test_a_table_changed_since_is_read_from_its_own_file(rooms: Path) -> None:
    tables.keep()
    (rooms / "reading" / "data" / "small.yaml").write_text("words: [changed]\n", encoding="utf-8")
    assert tables.table("small") == {"words": ["changed"]}


def test_all_the_programs_tables_are_kept_as_they_are_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "KEPT", tmp_path / "tables.json")
    tables.keep()
    kept = json.loads(tables.KEPT.read_bytes())
    assert {f"{file.parts[-3]}/{file.stem}" for file in tables.ROOMS.glob("*/data/*.yaml")} == set(kept)
    for name, table in kept.items():
        room, file = name.split("/")
        assert table["content"] == tables.parsed((tables.ROOMS / room / "data" / f"{file}.yaml").read_bytes())
