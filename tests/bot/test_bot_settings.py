"""A wrong setting stops the start with its name and what it takes."""

import stat
from datetime import time
from pathlib import Path

import pytest

from bot.commands.run import check_webhook
from bot.commands.trouble import Refused
from bot.folders import WrongDataKey, data_key, key_of
from bot.settings import Settings, WrongSettings, read_settings


def faults(monkeypatch: pytest.MonkeyPatch, **values: str) -> list[str]:
    for name, value in values.items():
        monkeypatch.setenv(f"INSCRIA_{name}", value)
    with pytest.raises(WrongSettings) as caught:
        read_settings(None)
    return caught.value.faults


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("TOKEN", "not a token", "BotFather"),
        ("API_URL", "ftp://x", "http or https"),
        ("DATABASE_URL", "mysql://x/y", "sqlite:///file.db"),
        ("DATABASE_URL", "nonsense", "sqlite:///file.db"),
        ("ADMINS", "12,abc", "separated by commas"),
        ("WEBHOOK_URL", "http://example.org/hook", "https"),
        ("WEBHOOK_SECRET", "with space", "letters"),
        ("LISTEN", "nowhere", "host:port"),
        ("LISTEN", "localhost:99999", "host:port"),
        ("TIMEZONE", "Mars/Olympus", "America/Toronto"),
        ("OFFER_HOURS", "-1", "above 0"),
        ("OFFER_HOURS", "soon", "a number of hours"),
        ("QUIET_HOURS", "22h", "22:00-08:00"),
        ("MAX_ACTIVE", "-7", "from 1 to 1000"),
        ("DRAFT_DAYS", "soon", "a whole number of days"),
        ("LOG_LEVEL", "LOUD", "DEBUG"),
    ],
)
def test_a_wrong_setting_is_named_with_what_it_takes_and_never_repeated(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, says: str
) -> None:
    [fault] = faults(monkeypatch, **{name: value})
    assert fault.startswith(f"INSCRIA_{name}")
    assert says in fault
    assert value not in fault.removeprefix(f"INSCRIA_{name}")


def test_all_wrong_settings_are_named_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(faults(monkeypatch, ADMINS="a", LISTEN="x", TIMEZONE="y")) == 3


def test_settings_come_from_an_env_file_and_the_environment_wins(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("INSCRIA_ADMINS=1, 2,3\nINSCRIA_MAX_ACTIVE=7\nOTHER=x\n", encoding="utf-8")
    monkeypatch.setenv("INSCRIA_MAX_ACTIVE", "9")
    settings = read_settings(str(file))
    assert settings.admins == {1, 2, 3}
    assert settings.max_active == 9


def test_an_empty_variable_is_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INSCRIA_OFFER_HOURS", "")
    assert read_settings(None).offer_hours == 48


def test_quiet_hours_are_two_local_times_or_none(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_settings(None).quiet == (time(22), time(8))
    monkeypatch.setenv("INSCRIA_QUIET_HOURS", "none")
    assert read_settings(None).quiet is None


def test_a_loopback_webhook_may_be_plain_http(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INSCRIA_WEBHOOK_URL", "http://127.0.0.1:9000/hook")
    assert read_settings(None).webhook_url == "http://127.0.0.1:9000/hook"


def test_the_key_file_is_made_once_readable_by_its_owner_alone(capsys: pytest.CaptureFixture[str]) -> None:
    first = data_key(None, sqlite=True)
    assert "losing it loses" in capsys.readouterr().err
    assert data_key(None, sqlite=True) == first
    assert capsys.readouterr().err == ""
    [path] = Path.home().rglob("data.key")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_postgresql_needs_a_data_key() -> None:
    with pytest.raises(WrongDataKey, match="INSCRIA_DATA_KEY"):
        data_key(None, sqlite=False)


def test_a_key_is_32_bytes_in_hexadecimal_or_base64_or_derived_from_a_long_enough_text() -> None:
    assert key_of("ab" * 32) == bytes.fromhex("ab" * 32)
    assert key_of("q6urq6urq6urq6urq6urq6urq6urq6urq6urq6urq6s=") == bytes.fromhex("ab" * 32)
    assert len(key_of("correct horse battery staple")) == 32
    with pytest.raises(WrongDataKey):
        key_of("short")


@pytest.mark.parametrize(
    ("given", "names"),
    [({}, "INSCRIA_WEBHOOK_SECRET"), ({"webhook_secret": "abc", "listen": "none"}, "INSCRIA_LISTEN")],
)
def test_a_webhook_without_its_secret_or_a_place_to_be_served_stops_the_start(given: dict[str, str], names: str) -> None:
    settings = Settings(_env_file=None, webhook_url="https://example.org/hook", **given)
    with pytest.raises(Refused, match=names):
        check_webhook(settings)
