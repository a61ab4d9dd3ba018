"""The peer: a bare python-telegram-bot echo bot, polling the same double."""

import os
from typing import Any

from telegram import Update
from telegram.ext import Application, CallbackContext, MessageHandler, filters


async def echo(update: Update, _: CallbackContext[Any, Any, Any, Any]) -> None:
    if update.message is not None:
        await update.message.reply_text(update.message.text or "-")


def main() -> None:
    url = os.environ["INSCRIA_API_URL"]
    builder = Application.builder().token(os.environ["INSCRIA_TOKEN"]).base_url(f"{url}/bot").concurrent_updates(True)
    application = builder.build()
    application.add_handler(MessageHandler(filters.ALL, echo))
    application.run_polling(stop_signals=None, close_loop=False)


if __name__ == "__main__":
    main()
