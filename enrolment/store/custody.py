"""How each personal column is sealed, where /mydata shows it, what backups do with it: one without its line fails a test."""

from enum import StrEnum


class Part(StrEnum):
    """The parts of /mydata (``enrolment/assistant/held.py`` writes one for each)."""

    WHO = "who"
    ANSWERS = "answers"
    ALERTS = "alerts"
    TALK = "talk"
    REGISTRATIONS = "registrations"
    GROUPS = "groups"
    MESSAGES = "messages"
    ROLES = "roles"
    LETTERS = "letters"


SHOWN: dict[tuple[str, str], Part | str] = {  # a part, or why there is nothing to read
    ("person", "telegram_hash"): Part.WHO,
    ("person", "sealed"): Part.ANSWERS,
    ("person_key", "wrapped"): "a key, which says nothing",
    ("person_lookup", "hash"): "hashes of her answers, which are shown",
    ("conversation", "sealed"): Part.TALK,
    ("registration", "status_reason"): Part.REGISTRATIONS,
    ("registration_group", "sealed"): Part.GROUPS,
    ("registration_group", "dedupe"): "a hash that says nothing",
    ("group_place", "sealed"): Part.GROUPS,
    ("group_place", "claim_hash"): "a hash that says nothing",
    ("alert", "sealed"): Part.ALERTS,
    ("alert", "dedupe"): "a hash that says nothing",
    ("outbox", "sealed"): Part.MESSAGES,
    ("inbox", "chat_hash"): "a hash of her Telegram number, which is shown",
    ("inbox", "sealed"): "the message she is sending just now",
    ("inbox", "replies"): "the answer she is receiving just now",
    ("inbox", "identity"): "a hash of a message's number and moment",
    ("trial", "who"): "a hash of her Telegram number, which is shown",
    ("admin_grant", "telegram_hash"): Part.ROLES,
    ("admin_grant", "sealed"): Part.ROLES,
    ("web_link", "hash"): "a hash that says nothing",
    ("web_link", "telegram_hash"): "a hash of her Telegram number, which is shown",
    ("web_session", "hash"): "a hash that says nothing",
    ("web_session", "telegram_hash"): "a hash of her Telegram number, which is shown",
    ("letter", "sealed"): Part.LETTERS,
    ("registration_note", "sealed"): Part.REGISTRATIONS,
    ("open_question", "wording"): "masked and of nobody",
    ("open_question", "sealed"): "masked and of nobody",
    ("broadcast", "sealed"): "an administrator’s words to many, which they received",
    ("export_schedule", "owner"): "a hash of her Telegram number, which is shown",
    ("export_schedule", "sealed"): "an export she asked for, listed by /export",
    ("catalogue_upload", "owner"): "a hash of her Telegram number, which is shown",
    ("catalogue_upload", "sealed"): "the catalogue file she is looking at",
}

HER_SEALED = frozenset(  # under the person's own key: gone with it
    {
        ("person", "sealed"),
        ("conversation", "sealed"),
        ("registration_group", "sealed"),
        ("group_place", "sealed"),
        ("alert", "sealed"),
        ("outbox", "sealed"),
        ("letter", "sealed"),
        ("registration_note", "sealed"),
    }
)
VAULT_SEALED = {  # under the data key: what binds each to its row; sealed anew by a rotation
    ("admin_grant", "sealed"): "grant",
    ("open_question", "sealed"): "question",
    ("broadcast", "sealed"): "broadcast",
    ("export_schedule", "sealed"): "schedule",
    ("catalogue_upload", "sealed"): "upload",
    ("inbox", "sealed"): "update:{update_id}",
    ("inbox", "replies"): "update:{update_id}",
}
OWN_SECRETS = frozenset({("person_key", "wrapped"), ("vault_key", "lookups"), ("vault_key", "other")})  # keys, in the keys' own backup

# What ``inscria backup`` leaves out. An older backup must give nobody back with the keys of today, so it holds no key, no keyed hash of
# something of hers (made anew from her document at the restore), nothing sealed under the data key.
WITH_KEYS = ("vault_check", "vault_key", "person_key", "admin_grant", "export_schedule")  # in the keys' backup instead
LEFT_OUT = frozenset(
    {*WITH_KEYS, "person_lookup", "inbox", "lease", "trial", "web_link", "web_session", "open_question", "broadcast", "catalogue_upload"}
)
EMPTIED = {"person": ("telegram_hash",)}
STAYS = {  # personal columns not under her own key that a backup holds all the same
    ("registration", "status_reason"): "a registrar's words to a person whom nothing else in the backup names",
    ("registration_group", "dedupe"): "a hash of an id and a request number",
    ("group_place", "claim_hash"): "a hash of a random key",
    ("alert", "dedupe"): "a hash of an id and of what is sealed",
}
BOTH = ("erasure", "reference_used", "audit_event", "audit_seal")  # only ever added to: a restore takes today's and the backup's
