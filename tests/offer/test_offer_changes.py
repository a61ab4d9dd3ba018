"""What administrators change in the bot is in the catalogue at once, and outlives the next import."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from offer_files import catalogue, put
from sqlmodel import Session

from catalogue.offer.faults import Faults
from catalogue.offer.model import Catalogue, Course, FaqEntry, Meeting, Text, Texts
from catalogue.offer.model import Session as CourseSession
from catalogue.store import offer
from catalogue.store.database import Database
from catalogue.store.offer_changes import (
    UnknownCodeError,
    add_alias,
    add_faq_entry,
    add_faq_wording,
    cancel_session,
    move_session,
    restore_session,
    set_seats,
)

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)
PARKING = Texts(fr=("Où stationner?",), en=("Where to park?",))
NEW = FaqEntry(code="stationnement", question=PARKING, answer=Text(fr="Sur place.", en="On site."))
NONSENSE = [(date(2027, 2, 5), date(2027, 2, 1), "ends"), (date(1927, 2, 5), date(2027, 2, 1), "starts")]


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with database.writing() as opened:
        offer.import_catalogue(opened, catalogue(), NOON)
        yield opened


def held(session: Session) -> Catalogue:
    found = offer.load(session)
    assert found
    return found


def first(session: Session) -> tuple[Course, CourseSession]:
    found = held(session).session("IA-101-H27")
    assert found
    return found


def test_seats_are_set_at_once_and_kept_by_the_next_import(session: Session) -> None:
    assert set_seats(session, "ia-101-h27", 30, NOON) == 2
    assert first(session)[1].seats == 30
    planned = offer.import_catalogue(session, catalogue(), NOON)
    assert (first(session)[1].seats, len(planned.kept), offer.version(session)) == (30, 1, 2)


def test_a_file_that_changes_the_same_value_wins_for_good(session: Session) -> None:
    set_seats(session, "IA-101-H27", 30, NOON)
    planned = offer.import_catalogue(session, catalogue(put("courses.0.sessions.0.seats", 12)), NOON)
    assert (first(session)[1].seats, len(planned.conflicts), offer.changes(session)) == (12, 1, ())


def test_back_to_the_files_value_leaves_nothing_to_remember(session: Session) -> None:
    set_seats(session, "IA-101-H27", 30, NOON)
    set_seats(session, "IA-101-H27", None, NOON)
    assert [change.base for change in offer.changes(session)] == [24]
    set_seats(session, "IA-101-H27", 24, NOON)
    assert offer.changes(session) == ()


def test_what_changes_nothing_raises_no_version(session: Session) -> None:
    assert set_seats(session, "IA-101-H27", 24, NOON) == 1
    assert add_alias(session, "IA-101", "fr", "Intro IA", NOON) == 1


def test_a_session_is_cancelled_and_restored(session: Session) -> None:
    cancel_session(session, "IA-101-H27", NOON)
    offer.import_catalogue(session, catalogue(), NOON)
    assert first(session)[1].cancelled
    restore_session(session, "IA-101-H27", NOON)
    assert held(session) == catalogue()


def test_a_session_is_moved_with_its_meetings(session: Session) -> None:
    meeting = Meeting(starts=datetime(2027, 2, 1, 9), ends=datetime(2027, 2, 1, 12))  # noqa: DTZ001  (local to the session)
    move_session(session, "IA-101-H27", starts=date(2027, 2, 1), ends=date(2027, 2, 5), meetings=[meeting], at=NOON)
    offer.import_catalogue(session, catalogue(), NOON)
    moved = first(session)[1]
    assert (moved.starts, moved.ends, moved.register_by, moved.meetings) == (date(2027, 2, 1), date(2027, 2, 5), None, (meeting,))


@pytest.mark.parametrize(("starts", "ends", "place"), NONSENSE)
def test_dates_that_make_no_sense_are_refused(session: Session, starts: date, ends: date, place: str) -> None:
    with pytest.raises(Faults) as caught:
        move_session(session, "IA-101-H27", starts=starts, ends=ends, at=NOON)
    assert caught.value.faults[0].place == place
    assert held(session) == catalogue()


def test_fewer_than_no_seats_are_refused(session: Session) -> None:
    with pytest.raises(Faults, match="0 or more"):
        set_seats(session, "IA-101-H27", -1, NOON)


def test_wordings_add_up_and_outlive_an_import(session: Session) -> None:
    add_alias(session, "IA-101", "en", "starter course", NOON)
    add_alias(session, "IA-101", "en", "day one", NOON)
    add_faq_wording(session, "PRIX", "fr", "ça coûte-tu cher?", NOON)
    offer.import_catalogue(session, catalogue(put("courses.0.aliases.en", ["AI 1"])), NOON)
    assert first(session)[0].aliases.en == ("AI 1", "starter course", "day one")
    assert held(session).faq[0].question.fr == ("C’est combien?", "ça coûte-tu cher?")


def test_a_new_answer_stays_and_its_code_is_its_own(session: Session) -> None:
    add_faq_entry(session, NEW, NOON)
    add_faq_wording(session, "stationnement", "en", "any parking?", NOON)
    offer.import_catalogue(session, catalogue(), NOON)
    assert held(session).faq[1].question.en == ("Where to park?", "any parking?")
    with pytest.raises(Faults, match="already taken"):
        add_faq_entry(session, NEW.model_copy(update={"code": "PRIX"}), NOON)


def test_an_export_with_all_these_changes_imports_as_nothing(session: Session) -> None:
    set_seats(session, "IA-101-H27", 30, NOON)
    add_alias(session, "IA-101", "en", "day one", NOON)
    add_faq_entry(session, NEW, NOON)
    version = offer.version(session)
    assert offer.import_catalogue(session, held(session), NOON).changes_nothing
    assert (offer.version(session), offer.changes(session)) == (version, ())


def test_an_unknown_code_is_said(session: Session) -> None:
    with pytest.raises(UnknownCodeError):
        set_seats(session, "IA-999", 3, NOON)


def test_nothing_can_be_changed_before_there_is_a_catalogue(database: Database) -> None:
    with pytest.raises(UnknownCodeError), database.writing() as opened:
        cancel_session(opened, "IA-101-H27", NOON)
