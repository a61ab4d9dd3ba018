"""The conversation: what was heard in, what to say out; no Telegram inside."""
