"""What people ask and do not find: kept masked and without who asked, near ones together, counted; settled by an administrator.

What she attaches or writes changes the catalogue itself: its version is raised, so that the next message anywhere is read with it, and
the next import keeps it.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import date

from msgspec import Struct
from rapidfuzz import fuzz, process

from catalogue.offer.model import FaqEntry, Language
from catalogue.store import offer_changes
from catalogue.words.replacing import replace
from enrolment import audit
from enrolment.form.typed import folded
from enrolment.office.masking import masked
from enrolment.registration.document import spoken
from enrolment.registration.unit import Unit
from enrolment.registration.values import Actor
from enrolment.store import questions

ABOUT = "question"
UNANSWERED, LOST, UNOFFERED = "unanswered", "lost", "unoffered"  # no answer, not understood, answered but nothing offered fits
TO_SETTLE = (UNANSWERED, LOST)
ATTACHED, DISMISSED = "attached", "dismissed"
NEAR = 86.0
MOST = 1000  # wordings looked at, the most asked


class Asked(Struct, frozen=True):
    """A question asked in one or several near wordings; ``subject`` is what it asked for that nobody offers, where that is known."""

    id: int
    text: str
    language: Language
    count: int
    last: date
    subject: str | None = None
    wordings: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


def keep(
    unit: Unit,
    text: str,
    language: Language,
    kind: str,
    *,
    facets: Mapping[str, str] | None = None,
    subject: str | None = None,
    hers: Iterable[str] = (),
) -> None:
    """Keep a question. ``hers``: what is known of her, to be taken out; ``facets`` are codes of what was asked for and is not offered."""
    known = tuple(hers)
    said = masked(text, unit.offer, known)
    wording = unit.vault.lookup("wording", folded(said))
    document = {"text": said, "subject": masked(subject, unit.offer, known) if subject else None}
    row = {
        "kind": kind,
        "state": DISMISSED if questions.dismissed(unit.session, wording) else questions.OPEN,
        "language": language,
        "wording": wording,
        "facets": dict(facets or {}),
        "sealed": unit.vault.seal(json.dumps(document, ensure_ascii=False).encode("utf-8", "surrogatepass"), ABOUT),
        "day": unit.now.astimezone(unit.rules.zone).date(),
    }
    questions.add(unit.session, row)


def asked(unit: Unit) -> tuple[Asked, ...]:
    """The questions to settle, near ones and those of one subject together, the most asked first."""
    groups: list[Asked] = []
    likenesses: list[str] = []
    subjects: dict[str, int] = {}
    for row in questions.counted(unit.session, TO_SETTLE, MOST):
        document = opened(unit, row["sealed"])
        one = Asked(
            row["first"], document["text"] or "", spoken(row["language"]), row["count"], row["last"], document["subject"], (row["wording"],)
        )
        plain = folded(one.text)
        near = process.extractOne(plain, likenesses, scorer=fuzz.token_sort_ratio, score_cutoff=NEAR)
        subject = folded(one.subject or "")
        place = near[2] if near else subjects.get(subject)
        if place is None:
            place = len(groups)
            groups.append(one)
            likenesses.append(plain)
        else:
            groups[place] = _joined(groups[place], one)
        if subject:
            subjects.setdefault(subject, place)
    return tuple(sorted(groups, key=lambda one: (-one.count, -one.last.toordinal(), one.id)))


def find(unit: Unit, question_id: int) -> Asked | None:
    """The question of that id with those near it, while it is to settle."""
    return next((one for one in asked(unit) if one.id == question_id), None)


def attach_to_course(unit: Unit, one: Asked, course_code: str, alias: str, actor: Actor) -> None:
    """Another name the course is asked for by, in the question's language. Raises what ``offer_changes`` raises."""
    offer_changes.add_alias(unit.session, course_code, one.language, alias, unit.now)
    _settled(unit, one, ATTACHED, actor, {"course": course_code})


def attach_to_faq(unit: Unit, one: Asked, code: str, actor: Actor) -> None:
    """Another way of asking an entry of the FAQ."""
    offer_changes.add_faq_wording(unit.session, code, one.language, one.text, unit.now)
    _settled(unit, one, ATTACHED, actor, {"faq": code})


def answer_with(unit: Unit, one: Asked, entry: FaqEntry, actor: Actor) -> None:
    """A new answer, in both languages."""
    offer_changes.add_faq_entry(unit.session, entry, unit.now)
    _settled(unit, one, ATTACHED, actor, {"faq": entry.code})


def dismiss(unit: Unit, one: Asked, actor: Actor) -> None:
    """Nothing to do about it, now and when it is asked again."""
    _settled(unit, one, DISMISSED, actor, {})


def opened(unit: Unit, sealed: bytes) -> dict[str, str | None]:
    document: dict[str, str | None] = json.loads(unit.vault.open(sealed, ABOUT).decode("utf-8", "surrogatepass"))
    return document


def _joined(one: Asked, other: Asked) -> Asked:
    return replace(
        one,
        count=one.count + other.count,
        last=max(one.last, other.last),
        subject=one.subject or other.subject,
        wordings=(*one.wordings, *other.wordings),
        others=(*one.others, other.text),
    )


def _settled(unit: Unit, one: Asked, state: str, actor: Actor, scope: Mapping[str, str]) -> None:
    count = questions.settle(unit.session, one.wordings, state)
    audit.append(unit.session, actor, state, "question", str(one.id), now=unit.now, count=count, scope=scope)
