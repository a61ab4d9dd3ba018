"""One registration: its card, and the registrar's word on it."""

from starlette.responses import Response

from bot.pages.visit import Visit
from catalogue.words.say import in_language
from enrolment.assistant.admin_people import REASONS
from enrolment.office import notes
from enrolment.overview import card
from enrolment.registration import registrar
from enrolment.registration.states import CLOSED, Status
from enrolment.registration.values import Registration

LONGEST = 300
OWN = "own"


def shown(visit: Visit) -> Response:
    """The card; that it was looked at is recorded."""
    with visit.writing() as unit:
        one = card.found(unit, visit.path["reference"], visit.rights)
        if one is None:
            return visit.page("nothing.html", status=404)
        seen = card.card(unit, one, visit.rights, visit.who.actor)
        written = notes.of(unit, one) if seen.answers else ()
    found = visit.catalogue.session(one.session_code)
    return visit.page(
        "card.html",
        card=seen,
        one=one,
        course=found[0] if found else visit.catalogue.course(one.course_code),
        session=found[1] if found else None,
        partner=visit.catalogue.partner(one.partner_code),
        reasons=REASONS,
        can_confirm=one.status is Status.PRE_REGISTERED,
        can_decline=one.status not in CLOSED,
        done=visit.query.get("done", ""),
        longest=LONGEST,
        notes=written,
        longest_note=notes.LONGEST,
    )


def confirm(visit: Visit) -> Response:
    """The registrar's yes; the person is told in her language. Said twice, it is done once."""
    with visit.writing() as unit:
        one = card.found(unit, visit.path["reference"], visit.rights)
        many = registrar.confirm(unit, [one.id] if one else [], visit.who.actor)
    return _back(visit, "left" if many.skipped else "confirmed")


def decline(visit: Visit) -> Response:
    """The registrar's no, with the reason the person is told: one of ours in her language, or the registrar's own words."""
    with visit.writing() as unit:
        one = card.found(unit, visit.path["reference"], visit.rights)
        if one is None:
            return visit.page("nothing.html", status=404)
        many = registrar.decline(unit, [one.id], _reason(visit, one), visit.who.actor)
    return _back(visit, "left" if many.skipped else "declined")


def note(visit: Visit) -> Response:
    """What the registrar writes down, sealed under the person's key; hers to read in the copy of her data."""
    words = visit.typed("note")[: notes.LONGEST]
    with visit.writing() as unit:
        one = card.found(unit, visit.path["reference"], visit.rights)
        written = one is not None and one.person_id is not None and bool(words)
        if one is not None and written:
            notes.write(unit, one, words, visit.who.actor)
    return _back(visit, "noted" if written else "")


def _reason(visit: Visit, one: Registration) -> str | None:
    picked = visit.typed("reason")
    if picked == OWN:
        return " ".join(visit.typed("words").split())[:LONGEST] or None
    known = picked.isdigit() and int(picked) < len(REASONS)
    return in_language(one.language).plain(REASONS[int(picked)]) if known else None


def _back(visit: Visit, done: str) -> Response:
    return visit.go(f"/registrations/{visit.path['reference']}", [("done", done)])
