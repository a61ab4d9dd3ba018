"""The settings: environment variables or a .env file, each checked at the start (contract, section 2)."""

import re
from datetime import time
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from bot.folders import SHORTEST_KEY

PREFIX = "INSCRIA_"
TAKES = {
    "offer_hours": "a number of hours above 0 and up to 8760, such as 48 or 1.5",
    "max_active": "a whole number from 1 to 1000",
    "draft_days": "a whole number of days from 1 to 3650",
    "retention_days": "a whole number of days from 1 to 36500",
}
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")


class WrongSettings(Exception):  # noqa: N818  (named for what is wrong, as a person reads it)
    """One line a wrong setting: the variable's name and what it takes."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


def _ids(given: object) -> object:
    if not isinstance(given, str):
        return given
    parts = [part.strip() for part in given.split(",") if part.strip()]
    if not all(part.isdigit() for part in parts):
        raise ValueError("takes Telegram ids separated by commas, such as 123456,789012")
    return frozenset(int(part) for part in parts)


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError("takes a time zone's name, such as America/Toronto") from None
    return name


def _database(url: str) -> str:
    try:
        backend = make_url(url).get_backend_name()
    except ArgumentError:
        backend = ""
    if backend not in ("sqlite", "postgresql", "postgres"):
        raise ValueError("takes sqlite:///file.db or postgresql://user:password@host/name")
    return url


def _web(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("takes an http or https address")
    return url.rstrip("/")


def _webhook(url: str) -> str:
    parts = urlsplit(_web(url))
    loopback = parts.hostname in ("127.0.0.1", "localhost", "::1")
    if parts.scheme != "https" and not loopback:
        raise ValueError("takes an https address (http for a loopback address only)")
    return url


def _public(url: str) -> str:
    return _webhook(url).rstrip("/")


def _listen(given: str) -> str:
    if given.lower() == "none":
        return "none"
    host, _, port = given.rpartition(":")
    if not host or not port.isdigit() or not 0 <= int(port) <= 65535:
        raise ValueError("takes host:port, such as 127.0.0.1:8080, or none")
    return given


def _quiet(given: str) -> str:
    if given.lower() != "none" and not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d", given):
        raise ValueError("takes two times, such as 22:00-08:00, or none")
    return given.lower()


def _secret(given: SecretStr) -> SecretStr:
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", given.get_secret_value()):
        raise ValueError("takes 1 to 256 letters, digits, _ and -")
    return given


def _token(given: SecretStr) -> SecretStr:
    if not re.fullmatch(r"\d+:[A-Za-z0-9_-]+", given.get_secret_value()):
        raise ValueError("takes the token BotFather gives, such as 123456:ABC-DEF")
    return given


def _key(given: SecretStr) -> SecretStr:
    if len(given.get_secret_value().strip()) < SHORTEST_KEY:
        raise ValueError(f"takes 32 bytes in base64 or hexadecimal, or at least {SHORTEST_KEY} characters")
    return given


def _level(given: str) -> str:
    if given.upper() not in LOG_LEVELS:
        raise ValueError(f"takes one of {', '.join(LOG_LEVELS)}")
    return given.upper()


class Settings(BaseSettings):
    """Every setting, read once at the start."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_file=".env", env_file_encoding="utf-8", extra="ignore", env_ignore_empty=True)

    token: Annotated[SecretStr, AfterValidator(_token)] | None = None
    api_url: Annotated[str, AfterValidator(_web)] = "https://api.telegram.org"
    database_url: Annotated[str, AfterValidator(_database)] = "sqlite:///inscria.db"
    admins: Annotated[frozenset[int], NoDecode, BeforeValidator(_ids)] = frozenset()
    webhook_url: Annotated[str, AfterValidator(_webhook)] | None = None
    webhook_secret: Annotated[SecretStr, AfterValidator(_secret)] | None = None
    listen: Annotated[str, AfterValidator(_listen)] = "127.0.0.1:8080"
    catalogue: Path | None = None
    public_url: Annotated[str, AfterValidator(_public)] | None = None
    timezone: Annotated[str, AfterValidator(_zone)] = "America/Toronto"
    offer_hours: Annotated[float, Field(gt=0, le=24 * 365)] = 48
    quiet_hours: Annotated[str, AfterValidator(_quiet)] = "22:00-08:00"
    max_active: Annotated[int, Field(ge=1, le=1000)] = 5
    draft_days: Annotated[int, Field(ge=1, le=3650)] = 30
    retention_days: Annotated[int, Field(ge=1, le=36500)] = 730
    data_key: Annotated[SecretStr, AfterValidator(_key)] | None = None
    log_level: Annotated[str, AfterValidator(_level)] = "INFO"

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    @property
    def quiet(self) -> tuple[time, time] | None:
        """The quiet hours as two local times, or None."""
        if self.quiet_hours == "none":
            return None
        start, end = (time.fromisoformat(part) for part in self.quiet_hours.split("-"))
        return start, end


def read_settings(env_file: str | None = ".env") -> Settings:
    """The settings, or WrongSettings naming each wrong variable; a value itself is never repeated (it may be a secret)."""
    try:
        return Settings(_env_file=env_file)
    except UnicodeDecodeError:
        raise WrongSettings([f"{env_file} is not a text in UTF-8"]) from None
    except ValidationError as error:
        raise WrongSettings([_fault(one["loc"], one["type"], one["msg"], one.get("ctx") or {}) for one in error.errors()]) from None


def _fault(place: tuple[int | str, ...], kind: str, message: str, context: dict[str, object]) -> str:
    name = PREFIX + str(place[0]).upper()
    if takes := TAKES.get(str(place[0])):
        return f"{name} takes {takes}"
    if kind == "value_error":
        return f"{name} {context.get('error')}"
    return f"{name}: {message[:1].lower()}{message[1:]}"
