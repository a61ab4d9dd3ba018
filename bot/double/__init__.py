"""A double of Telegram's Bot API server: strict where Telegram is strict, in process or over HTTP on the loopback.

`BotApi` is the server, `Person` somebody who uses it, `DoubleRequest` (in `bot.double.request`) the way to it for
python-telegram-bot, `bot.double.front` its HTTP front, `python -m bot.double` the same as a process.
"""

from bot.double.clock import ManualClock, SystemClock
from bot.double.errors import ApiError, CannotDo
from bot.double.faults import Fault
from bot.double.files import Upload
from bot.double.people import Person
from bot.double.presence import Group
from bot.double.server import DEFAULT_TOKEN, BotApi
from bot.double.world import Message

__all__ = [
    "DEFAULT_TOKEN",
    "ApiError",
    "BotApi",
    "CannotDo",
    "Fault",
    "Group",
    "ManualClock",
    "Message",
    "Person",
    "SystemClock",
    "Upload",
]
