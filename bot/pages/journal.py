"""The audit log, for the programme's administrators."""

from starlette.responses import Response

from bot.pages import labels
from bot.pages.visit import Visit
from enrolment.overview import journal
from enrolment.store import registrations


def shown(visit: Visit) -> Response:
    """A page of it, of one kind of event where one is chosen."""
    chosen = visit.query.get("action", "")
    actions = (chosen,) if chosen in labels.ACTIONS else ()
    before = visit.query.get("before", "")
    with visit.reading() as unit:
        lines, more = journal.page(
            unit,
            visit.house.assistant.admins,
            before=int(before) if before.isdigit() and len(before) < 16 else None,
            actions=actions,
        )
        about = [line.entity_id for line in lines if line.entity == "registration" and line.entity_id]
        meant = registrations.references(unit.session, about)
    pairs = [("action", chosen)] if actions else []
    return visit.page(
        "audit.html",
        lines=lines,
        references=meant,
        chosen=chosen,
        actions=sorted(((code, visit.say.plain(words)) for code, words in labels.ACTIONS.items()), key=lambda pair: pair[1]),
        on=visit.link("/audit", [*pairs, ("before", str(lines[-1].id))]) if more else None,
    )
