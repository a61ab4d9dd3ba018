"""The catalogue's tables, the same on SQLite and PostgreSQL: rows refer to each other by code, never by object.

A code keeps the spelling it was first given; ``folded`` is the same code without case, and unique. Money is ``Numeric(10, 2)``.
A session's ``starts`` and ``ends`` are the file's own local words (``2027-01-18`` or ``2027-01-18T18:30:00``) beside the days they fall on.
"""

from sqlalchemy import Index, Table, UniqueConstraint

from catalogue.store.columns import METADATA, day, document, flag, instant, money, number, real, text

ONLY = 1  # the id of a table's only row

# The programme: one row.
Table(
    "programme",
    METADATA,
    number("id", default=ONLY, autoincrement=False, primary_key=True),
    text("name_fr"),
    text("name_en"),
    text("about_fr"),
    text("about_en"),
    number("target", optional=True),
    text("contact_email", optional=True),
    text("contact_phone", optional=True),
    text("contact_url", optional=True),
    text("privacy_officer_name"),
    text("privacy_officer_email"),
)

# An institution that gives courses.
Table(
    "partner",
    METADATA,
    text("code", 32, primary_key=True),
    text("folded", 32, unique=True),
    number("position"),
    text("name_fr"),
    text("name_en"),
    document("aliases"),
    text("url", optional=True),
    text("contact_email", optional=True),
    text("contact_phone", optional=True),
    text("contact_url", optional=True),
    text("next_steps_fr", optional=True),
    text("next_steps_en", optional=True),
)

# A subject people ask for; ``aliases`` is ``{"fr": [...], "en": [...]}``.
Table(
    "topic",
    METADATA,
    text("code", 32, primary_key=True),
    text("folded", 32, unique=True),
    number("position"),
    text("name_fr"),
    text("name_en"),
    document("aliases"),
)

# A course; ``topics`` are codes, ``audiences`` the contract's words.
Table(
    "course",
    METADATA,
    text("code", 32, primary_key=True),
    text("folded", 32, unique=True),
    number("position"),
    text("title_fr"),
    text("title_en"),
    document("aliases"),
    text("summary_fr"),
    text("summary_en"),
    text("partner_code", 32, refers="partner.code", index=True),
    document("topics"),
    text("level", 16),
    document("audiences"),
    real("duration_hours"),
    money("price_cad", optional=True),
    text("funding_fr", optional=True),
    text("funding_en", optional=True),
    text("prerequisites_fr", optional=True),
    text("prerequisites_en", optional=True),
    text("certificate_fr", optional=True),
    text("certificate_en", optional=True),
    text("cancellation_fr", optional=True),
    text("cancellation_en", optional=True),
    document("teachers"),
    text("url", optional=True),
    flag("withdrawn", default=False),
)

# One run of a course; never deleted, since registrations refer to it. ``seats`` absent is unlimited.
Table(
    "course_session",
    METADATA,
    text("code", 32, primary_key=True),
    text("folded", 32, unique=True),
    text("course_code", 32, refers="course.code"),
    number("position"),
    text("starts", 32),
    text("ends", 32),
    day("first_day", index=True),
    day("last_day", index=True),
    text("schedule_fr"),
    text("schedule_en"),
    text("format", 16),
    text("city", optional=True),
    text("region", 32, optional=True),
    text("language", 2),
    number("seats", optional=True),
    day("register_by", optional=True),
    text("place_fr", optional=True),
    text("place_en", optional=True),
    document("meetings"),
    text("timezone", 64, optional=True),
    flag("cancelled", default=False),
    flag("withdrawn", default=False),
    Index("ix_course_session_course_position", "course_code", "position"),
)

# An entry of the FAQ; ``question`` holds its ways of being asked, ``{"fr": [...], "en": [...]}``.
Table(
    "faq_entry",
    METADATA,
    text("code", 32, primary_key=True),
    text("folded", 32, unique=True),
    number("position"),
    document("question"),
    text("answer_fr"),
    text("answer_en"),
)

# One row: the version every change raises, and whether what is offered is the bundled sample.
STATE = Table(
    "catalogue_state",
    METADATA,
    number("id", default=ONLY, autoincrement=False, primary_key=True),
    number("version", default=0),
    flag("sample", default=False),
    instant("imported_at", optional=True),
)

# A value administrators changed in the bot: kept by the next import unless the file itself changes it (``base`` is the file's).
CHANGES = Table(
    "catalogue_change",
    METADATA,
    number("id", primary_key=True),
    text("kind", 16),
    text("code", 32),
    text("field", 32),
    document("value", optional=True),
    document("base", optional=True),
    instant("made_at"),
    UniqueConstraint("kind", "code", "field", name="uq_catalogue_change_kind_code_field"),
)
