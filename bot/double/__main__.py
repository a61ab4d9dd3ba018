"""`python -m bot.double --port N --token T`: the double as a process of its own."""

from __future__ import annotations

import argparse
import asyncio

from bot.double.clock import SystemClock
from bot.double.front import HOST, Server, bound, config
from bot.double.server import DEFAULT_TOKEN, BotApi


async def _serve(port: int, token: str, speed: float) -> None:
    """Serve until a signal; say where once listening."""
    api = BotApi(token, clock=SystemClock(speed))
    listening = bound(port)
    server = Server(config(api))
    task = asyncio.create_task(server.serve(sockets=[listening]))
    await server.ready.wait()
    print(f"bot.double listening on http://{HOST}:{listening.getsockname()[1]} token {token}", flush=True)
    await task
    await api.close()


def main() -> None:
    """Read the command line and serve."""
    parser = argparse.ArgumentParser(prog="python -m bot.double", description="A double of Telegram's Bot API server.")
    parser.add_argument("--port", type=int, default=0, help="port on the loopback; any free one by default")
    parser.add_argument("--token", default=DEFAULT_TOKEN, help="the bot's token")
    parser.add_argument("--speed", type=float, default=1.0, help="how many seconds of the double pass in one")
    given = parser.parse_args()
    asyncio.run(_serve(given.port, given.token, given.speed))


if __name__ == "__main__":
    main()
