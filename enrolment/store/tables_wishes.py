"""The tables of what people asked to be told: alerts on sessions to come, reminders of their own."""

from sqlalchemy import Table

from catalogue.store.columns import METADATA, instant, sealed, text

# What someone waits to be told: it is sealed under the person's key; ``dedupe`` is a keyed hash of it.
Table(
    "alert",
    METADATA,
    text("id", 32, primary_key=True),
    text("person_id", 32, refers="person.id", index=True),
    text("dedupe", 64, unique=True),
    sealed("sealed"),
    instant("created_at"),
)

# A session an alert has spoken of, or that was known when it was asked for: never told twice.
Table(
    "alert_told",
    METADATA,
    text("alert_id", 32, refers="alert.id", primary_key=True),
    text("session_code", 32, primary_key=True),
)

# A session that had places at the last look: what is open and not here has just opened.
Table(
    "open_session",
    METADATA,
    text("session_code", 32, primary_key=True),
)

# Someone who wants to be reminded of her sessions, since when.
Table(
    "reminder_wish",
    METADATA,
    text("person_id", 32, refers="person.id", primary_key=True),
    instant("since"),
)
