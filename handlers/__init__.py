"""Telegram in, Telegram out; decides nothing."""
