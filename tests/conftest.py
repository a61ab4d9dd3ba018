"""Every test runs away from the person's own folders and settings."""

import os

import pytest

from bot.logs import set_up_logs

os.environ["PTB_TIMEDELTA"] = "1"


@pytest.fixture(autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting of the machine's, and folders that go with the test."""
    for name in [name for name in os.environ if name.startswith("INSCRIA_")]:
        monkeypatch.delenv(name)
    set_up_logs("INFO")
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "data"))
