"""The command line run in a test: its exit code, what it printed, its complaints."""

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.__main__ import main
from catalogue.offer.sample import sample_catalogue
from catalogue.offer.writing import write_catalogue

KEY = "ab" * 32
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Runs a command line in a folder and database of its own: its exit code, what it printed, its complaints."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("INSCRIA_DATA_KEY", KEY)

    def go(*words: str, stdin: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["inscria", *words])
        monkeypatch.setattr("sys.stdin", io.StringIO(stdin))
        capfd.readouterr()
        try:
            main()
            code = 0
        except SystemExit as ended:
            code = int(ended.code or 0)
        said = capfd.readouterr()
        return code, said.out, said.err

    return go


@pytest.fixture(scope="session")
def offer_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A catalogue file: the sample's own."""
    path = tmp_path_factory.mktemp("offer") / "offre.json"
    write_catalogue(sample_catalogue(date(2027, 1, 5)), path)
    return path
