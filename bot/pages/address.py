"""Where the pages are found: the public address, or else this very machine's."""

from bot.settings import Settings

EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104  (read here, not listened on)


def address(settings: Settings, port: int) -> str:
    """The address without its last slash, for the port that is really listened on."""
    if settings.public_url:
        return settings.public_url
    host = settings.listen.rpartition(":")[0].strip("[]")
    host = EVERYWHERE.get(host, host)
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
