"""A catalogue as rows of its tables, and back."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from catalogue.offer.model import Catalogue, Contact, Course, FaqEntry, Partner, Programme, Session, Text, Texts, Topic
from catalogue.offer.values import as_json, plain, written
from catalogue.store.tables import ONLY

Row = dict[str, Any]
TABLES = ("programme", "partner", "topic", "course", "course_session", "faq_entry")
COURSE_TEXTS = ("title", "summary", "funding", "prerequisites", "certificate", "cancellation")


def rows_of(catalogue: Catalogue | None) -> dict[str, dict[str, Row]]:
    """The rows of each table, by code."""
    if catalogue is None:
        return {table: {} for table in TABLES}
    return {
        "programme": {"": _programme_row(catalogue.programme)},
        "partner": _listed(catalogue.partners, _partner_row),
        "topic": _listed(catalogue.topics, _topic_row),
        "course": _listed(catalogue.courses, _course_row),
        "course_session": {
            session.code: _coded(session.code, place) | {"course_code": course.code} | _session_row(session)
            for course in catalogue.courses
            for place, session in enumerate(course.sessions)
        },
        "faq_entry": _listed(catalogue.faq, _faq_row),
    }


def catalogue_of(rows: Mapping[str, Iterable[Mapping[Any, Any]]]) -> Catalogue | None:
    """The catalogue those rows are, read in their order; None when there is no programme yet."""
    programme = next(iter(rows["programme"]), None)
    if programme is None:
        return None
    sessions: dict[str, list[Row]] = {}
    for row in rows["course_session"]:
        sessions.setdefault(row["course_code"], []).append(_session_values(row))
    return Catalogue.model_validate(
        {
            "programme": _programme_values(programme),
            "partners": [_partner_values(row) for row in rows["partner"]],
            "topics": [{"code": row["code"], "name": _pair(row, "name"), "aliases": row["aliases"]} for row in rows["topic"]],
            "courses": [_course_values(row, sessions.get(row["code"], [])) for row in rows["course"]],
            "faq": [{"code": row["code"], "question": row["question"], "answer": _pair(row, "answer")} for row in rows["faq_entry"]],
        }
    )


def _listed(entries: Iterable[Any], row: Callable[[Any], Row]) -> dict[str, Row]:
    return {entry.code: _coded(entry.code, place) | row(entry) for place, entry in enumerate(entries)}


def _coded(code: str, place: int) -> Row:
    return {"code": code, "folded": code.casefold(), "position": place}


def _texts(name: str, text: Text | None) -> Row:
    return {f"{name}_fr": text.fr if text else None, f"{name}_en": text.en if text else None}


def _words(texts: Texts) -> dict[str, list[str]]:
    return {"fr": list(texts.fr), "en": list(texts.en)}


def _contact(contact: Contact) -> Row:
    return {"contact_email": contact.email, "contact_phone": contact.phone, "contact_url": contact.url}


def _programme_row(programme: Programme) -> Row:
    officer = programme.privacy_officer
    named = {"id": ONLY, "target": programme.target, "privacy_officer_name": officer.name, "privacy_officer_email": officer.email}
    return named | _texts("name", programme.name) | _texts("about", programme.about) | _contact(programme.contact)


def _partner_row(partner: Partner) -> Row:
    own = {"aliases": list(partner.aliases), "url": partner.url}
    return own | _texts("name", partner.name) | _contact(partner.contact) | _texts("next_steps", partner.next_steps)


def _topic_row(topic: Topic) -> Row:
    return {"aliases": _words(topic.aliases)} | _texts("name", topic.name)


def _faq_row(entry: FaqEntry) -> Row:
    return {"question": _words(entry.question)} | _texts("answer", entry.answer)


def _course_row(course: Course) -> Row:
    row: Row = {
        "aliases": _words(course.aliases),
        "partner_code": course.partner,
        "topics": list(course.topics),
        "level": course.level.value,
        "audiences": [audience.value for audience in course.audiences],
        "duration_hours": course.duration_hours,
        "price_cad": course.price_cad,
        "teachers": list(course.teachers),
        "url": course.url,
        "withdrawn": course.withdrawn,
    }
    for name in COURSE_TEXTS:
        row |= _texts(name, getattr(course, name))
    return row


def _session_row(session: Session) -> Row:
    row: Row = {
        "starts": written(session.starts),
        "ends": written(session.ends),
        "first_day": session.first_day,
        "last_day": session.last_day,
        "format": session.format.value,
        "region": session.region.value if session.region else None,
        "meetings": as_json(plain(session.meetings)),
    }
    row |= {name: getattr(session, name) for name in ("city", "language", "seats", "register_by", "timezone", "cancelled", "withdrawn")}
    return row | _texts("schedule", session.schedule) | _texts("place", session.place)


def _pair(row: Mapping[Any, Any], name: str) -> dict[str, str] | None:
    fr = row[f"{name}_fr"]
    return None if fr is None else {"fr": fr, "en": row[f"{name}_en"]}


def _contact_values(row: Mapping[Any, Any]) -> Row:
    return {"email": row["contact_email"], "phone": row["contact_phone"], "url": row["contact_url"]}


def _programme_values(row: Mapping[Any, Any]) -> Row:
    officer = {"name": row["privacy_officer_name"], "email": row["privacy_officer_email"]}
    named = {"name": _pair(row, "name"), "about": _pair(row, "about"), "target": row["target"]}
    return named | {"contact": _contact_values(row), "privacy_officer": officer}


def _partner_values(row: Mapping[Any, Any]) -> Row:
    named = {"code": row["code"], "name": _pair(row, "name"), "aliases": row["aliases"], "url": row["url"]}
    return named | {"contact": _contact_values(row), "next_steps": _pair(row, "next_steps")}


def _course_values(row: Mapping[Any, Any], sessions: list[Row]) -> Row:
    names = ("code", "aliases", "topics", "level", "audiences", "duration_hours", "price_cad", "teachers", "url", "withdrawn")
    values: Row = {name: row[name] for name in names} | {"partner": row["partner_code"], "sessions": sessions}
    return values | {name: _pair(row, name) for name in COURSE_TEXTS}


def _session_values(row: Mapping[Any, Any]) -> Row:
    names = ("code", "starts", "ends", "format", "city", "region", "language", "seats", "register_by", "meetings", "timezone")
    values: Row = {name: row[name] for name in (*names, "cancelled", "withdrawn")}
    return values | {"schedule": _pair(row, "schedule"), "place": _pair(row, "place")}
