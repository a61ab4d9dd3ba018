"""Numbers, money, dates and sentences in each reader's conventions; both message catalogues complete."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from catalogue.words.say import Html, Say, bold, escape, in_language, lines, unmarked
from scripts import messages

FR, EN = in_language("fr"), in_language("en")
NB = "\u00a0"


@pytest.mark.parametrize(
    ("amount", "french", "english"),
    [
        ("0", f"0{NB}$", "$0"),
        ("495.00", f"495{NB}$", "$495"),
        ("1295.50", f"1{NB}295,50{NB}$", "$1,295.50"),
        ("25000", f"25{NB}000{NB}$", "$25,000"),
    ],
)
def test_money_is_written_as_its_reader_writes_it(amount: str, french: str, english: str) -> None:
    assert FR.money(Decimal(amount)) == french
    assert EN.money(Decimal(amount)) == english


@pytest.mark.parametrize(
    ("first", "last", "french", "english"),
    [
        ((2027, 1, 18), (2027, 1, 29), "du 18 au 29 janvier", "January 18 to 29"),
        ((2027, 1, 1), (2027, 1, 1), "le 1er janvier", "January 1"),
        ((2027, 1, 1), (2027, 1, 3), "du 1er au 3 janvier", "January 1 to 3"),
        ((2027, 1, 29), (2027, 2, 5), "du 29 janvier au 5 février", "January 29 to February 5"),
        ((2026, 12, 28), (2027, 1, 8), "du 28 décembre 2026 au 8 janvier 2027", "December 28, 2026 to January 8, 2027"),
    ],
)
def test_dates_are_said_without_what_goes_without_saying(
    first: tuple[int, int, int], last: tuple[int, int, int], french: str, english: str
) -> None:
    assert FR.days(date(*first), date(*last)) == french
    assert EN.days(date(*first), date(*last)) == english


def test_times_follow_quebec_and_canadian_usage() -> None:
    evening, nine = datetime(2027, 1, 1, 18, 30), datetime(2027, 1, 1, 9)  # noqa: DTZ001  (a local time of day)
    assert (FR.time(evening), FR.time(nine)) == (f"18{NB}h{NB}30", f"9{NB}h")
    assert (EN.time(evening), EN.time(nine)) == (f"6:30{NB}p.m.", f"9{NB}a.m.")


@pytest.mark.parametrize(
    ("hours", "french", "english"), [(1, "1 heure", "1 hour"), (3.5, "3,5 heures", "3.5 hours"), (21, "21 heures", "21 hours")]
)
def test_lengths_agree_with_their_number(hours: float, french: str, english: str) -> None:
    assert FR.hours(hours).replace(NB, " ") == french
    assert EN.hours(hours) == english


def test_months_are_whole_words() -> None:
    assert (FR.month(date(2027, 2, 1)), EN.month(date(2027, 2, 1), year=True)) == ("février", "February 2027")


def test_lists_have_their_word_before_the_last() -> None:
    assert FR.all_of(["a", "b", "c"]) == "a, b et c"
    assert EN.one_of(["a", "b"]) == "a or b"


def test_values_are_escaped_and_html_is_not_escaped_twice() -> None:
    say = Say("en")
    assert say("Hello {name}", name="<b>&") == "Hello &lt;b&gt;&amp;"
    assert say("Hello {name}", name=bold("<")) == "Hello <b>&lt;</b>"
    assert lines("a<", None, Html("<i>b</i>")) == "a&lt;\n<i>b</i>"
    assert unmarked(escape("1 < 2 & <b>")) == "1 < 2 & <b>"
    assert unmarked(bold("x")) == "x"


def test_every_message_has_its_french_and_english_with_the_same_fields_and_quebec_typography() -> None:
    found = messages.extracted()
    assert [fault for language in messages.PLURALS for fault in messages.faults(language, found)] == []


@pytest.mark.parametrize("wrong", ["Vraiment ?", "Prix : 3", "« mot »", "l'IA", "«mot»"])
def test_the_typography_rules_see_what_is_wrong(wrong: str) -> None:
    assert messages.typography(wrong)


@pytest.mark.parametrize("right", ["Vraiment?", f"Prix{NB}: 3", f"«{NB}mot{NB}»", "l’IA", "à 18:30", "voir https://x.org/a?b=c"])
def test_and_leave_alone_what_is_right(right: str) -> None:
    assert messages.typography(right) == []
