"""What each column of enrolment's tables holds, and how what is personal goes: a column without its line here fails a test."""

from enum import StrEnum

from msgspec import Struct


class Holds(StrEnum):
    """Kinds of content, by what it says of someone."""

    PERSONAL = "personal"  # sealed, or a keyed hash of something of hers
    PSEUDONYM = "pseudonym"  # an id that says nothing once the person is erased
    STATISTIC = "statistic"  # a code kept without her: region, role, language
    PLAIN = "plain"  # of no one: codes, counts, instants, states


class Rule(Struct, frozen=True):
    """What a column holds and, where it is personal, how it goes."""

    holds: Holds
    goes: str = ""


KEY_GONE = "unreadable once the person's key is destroyed, and the row deleted or emptied by the erasure"
EMPTIED = "emptied or deleted by the erasure"
HANDLED = "emptied when the update is handled, deleted after 25 hours, deleted by the erasure"
REVOKED = "deleted when the grant is revoked"
VISITED = "deleted when the grant is revoked or the person erased, else a day after its end"
NOBODYS = "masked, of nobody; deleted after 180 days"
OFFICE = "written by an administrator for many; deleted 30 days after it was sent"
WORDS = "coded words stay; a registrar's own words are emptied by the erasure"

_PERSONAL = {
    "person": {"telegram_hash": EMPTIED, "sealed": KEY_GONE},
    "person_key": {"wrapped": EMPTIED},
    "person_lookup": {"hash": EMPTIED},
    "conversation": {"sealed": KEY_GONE},
    "registration": {"status_reason": WORDS},
    "registration_group": {"sealed": KEY_GONE, "dedupe": "a keyed hash of a pseudonym and a request; nothing to read"},
    "group_place": {"sealed": KEY_GONE, "claim_hash": "a keyed hash of a key; nothing to read"},
    "outbox": {"sealed": KEY_GONE},
    "alert": {"sealed": KEY_GONE, "dedupe": "a keyed hash of a pseudonym and what is sealed; deleted by the erasure"},
    "inbox": {"chat_hash": HANDLED, "sealed": HANDLED, "replies": HANDLED, "identity": HANDLED},
    "trial": {"who": "deleted when its window ends (an hour at most after the last try), and by the erasure"},
    "admin_grant": {"telegram_hash": REVOKED, "sealed": REVOKED},
    "web_link": {"hash": VISITED, "telegram_hash": VISITED},
    "web_session": {"hash": VISITED, "telegram_hash": VISITED},
    "letter": {"sealed": KEY_GONE},
    "registration_note": {"sealed": KEY_GONE},
    "open_question": {"wording": NOBODYS, "sealed": NOBODYS},
    "broadcast": {"sealed": OFFICE},
    "export_schedule": {"owner": REVOKED, "sealed": REVOKED},
    "catalogue_upload": {"owner": "deleted when it is applied or dropped, or after a day", "sealed": "deleted with it"},
}
_STATISTICS = {"registration": ("language", "region", "role", "consent_language")}
_PSEUDONYMS = {
    "person": ("id",),
    "person_key": ("person_id",),
    "person_lookup": ("person_id",),
    "erasure": ("person_id",),
    "conversation": ("person_id",),
    "registration": ("id", "reference", "person_id", "group_reference"),
    "reference_used": ("reference",),
    "place_offer": ("id", "registration_id"),
    "registration_group": ("reference", "contact_id"),
    "group_place": ("registration_id", "group_reference"),
    "alert": ("id", "person_id"),
    "alert_told": ("alert_id",),
    "reminder_wish": ("person_id",),
    "outbox": ("person_id", "params", "dedupe"),
    "audit_event": ("actor", "entity_id"),
    "admin_grant": ("granted_by",),
    "enquiry": ("id", "person_id"),
    "letter": ("id", "enquiry_id", "by"),
    "registration_note": ("id", "registration_id", "person_id", "by"),
    "deep_link": ("made_by",),
    "broadcast": ("last", "made_by"),
}
_PLAIN = {
    "vault_check": "id key_id",
    "vault_key": "key_id lookups other",
    "person": "reachable created_at seen_at erased_at",
    "person_lookup": "kind",
    "erasure": "erased_at",
    "conversation": "version updated_at",
    "registration": (
        "course_code session_code partner_code starts_at ends_at facts status wait_seq silent_offers source consent_version consent_at "
        "created_at updated_at closed_at"
    ),
    "place_count": "session_code taken waiting wait_seq short_since",
    "place_offer": "session_code made_at ends_at outcome closed_at",
    "registration_group": "session_code places created_at",
    "group_place": "claimed_at",
    "outbox": "id kind not_before retry_at attempts state claimed_by claimed_until created_at done_at",
    "inbox": "update_id state attempts claimed_by claimed_until received_at done_at",
    "alert": "created_at",
    "alert_told": "session_code",
    "open_session": "session_code",
    "reminder_wish": "since",
    "audit_event": "id at role action entity count scope",
    "audit_seal": "position event_id batch hash",
    "admin_grant": "id role partner_code granted_at",
    "lease": "name holder until",
    "web_link": "language made_at ends_at used_at",
    "web_session": "language made_at seen_at ends_at",
    "enquiry": "partner_code course_code state opened_at touched_at",
    "letter": "at",
    "open_question": "id kind state language facets day",
    "registration_note": "at",
    "deep_link": "id source target made_at",
    "broadcast": "id kind code partner_code state people sent lost made_at done_at",
    "export_schedule": "id choice weekday hour next_at made_at",
    "catalogue_upload": "id suffix version made_at",
    "trial": "what count until",
}

COLUMNS: dict[tuple[str, str], Rule] = {
    **{(name, column): Rule(Holds.PERSONAL, goes) for name, rules in _PERSONAL.items() for column, goes in rules.items()},
    **{(name, column): Rule(Holds.STATISTIC) for name, columns in _STATISTICS.items() for column in columns},
    **{(name, column): Rule(Holds.PSEUDONYM) for name, columns in _PSEUDONYMS.items() for column in columns},
    **{(name, column): Rule(Holds.PLAIN) for name, columns in _PLAIN.items() for column in columns.split()},
}
