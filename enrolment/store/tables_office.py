"""The tables of what administrators do: letters to people, questions left open, notes, links, broadcasts, schedules, files to look at.

Words that a person or an administrator typed stand only in columns named ``sealed``: under the person's own key where they are about
her, under the vault's where they are about nobody.
"""

from sqlalchemy import Index, Table

from catalogue.store.columns import METADATA, day, document, instant, number, sealed, text
from enrolment.store.columns import person

# A person's talk with the registrars: about which school's course, and whether it waits for an answer.
Table(
    "enquiry",
    METADATA,
    text("id", 32, primary_key=True),
    person("person_id", index=True),
    text("partner_code", 32, optional=True),
    text("course_code", 32, optional=True),
    text("state", 12),
    instant("opened_at"),
    instant("touched_at"),
    Index("ix_enquiry_state_touched", "state", "touched_at"),
)

# One message of it, sealed under the person's key. ``by`` is "person" or an administrator's keyed hash.
Table(
    "letter",
    METADATA,
    text("id", 32, primary_key=True),
    text("enquiry_id", 32, refers="enquiry.id", index=True),
    text("by", 64),
    sealed("sealed"),
    instant("at"),
)

# A question nobody could answer, masked, on a day, by nobody: the keyed hash of its wording counts the same ones together.
Table(
    "open_question",
    METADATA,
    number("id", primary_key=True),
    text("kind", 12),
    text("state", 12),
    text("language", 2),
    text("wording", 64),
    document("facets"),
    sealed("sealed"),
    day("day", index=True),
    Index("ix_open_question_state_wording", "state", "wording"),
)

# What a registrar wrote down about a registration, sealed under the person's key.
Table(
    "registration_note",
    METADATA,
    text("id", 32, primary_key=True),
    text("registration_id", 32, refers="registration.id", index=True),
    person("person_id", index=True),
    text("by", 64),
    sealed("sealed"),
    instant("at"),
)

# A link with its source's name and where it leads (``course_CODE``, ``session_CODE``, or nowhere in particular).
Table(
    "deep_link",
    METADATA,
    text("id", 16, primary_key=True),
    text("source", 60),
    text("target", 48),
    text("made_by", 64),
    instant("made_at"),
)

# A message to the people of a session or a course: how far it has come (``last`` is the last person promised it).
Table(
    "broadcast",
    METADATA,
    text("id", 32, primary_key=True),
    text("kind", 8),
    text("code", 32),
    text("partner_code", 32),
    sealed("sealed"),
    text("state", 12, index=True),
    text("last", 32, default=""),
    number("people", default=0),
    number("sent", default=0),
    number("lost", default=0),
    text("made_by", 64),
    instant("made_at"),
    instant("done_at", optional=True),
)

# An export that comes by itself: whose it is and its name sealed, what it is of, when it comes next. ``weekday`` None is each day.
Table(
    "export_schedule",
    METADATA,
    text("id", 32, primary_key=True),
    text("owner", 64, index=True),
    sealed("sealed"),
    text("choice", 64),
    number("weekday", optional=True),
    number("hour"),
    instant("next_at", index=True),
    instant("made_at"),
)

# A catalogue file sent in the chat, kept while its sender looks at what it would change.
Table(
    "catalogue_upload",
    METADATA,
    text("id", 32, primary_key=True),
    text("owner", 64),
    text("suffix", 8),
    number("version"),
    sealed("sealed"),
    instant("made_at"),
)
