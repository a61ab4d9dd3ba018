"""What an answer says that its catalogue does not: every number, date and proper name of it is looked up.

What need not stand in the catalogue is on a short list: what the person said herself, counts (courses, places, people, ranks of
a list), weekdays and months, the clock's day, and the programme's own few names.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from babel.dates import get_month_names

from catalogue.offer.model import Catalogue

NUMBER = re.compile(r"\d+(?:[\s\u00a0\u202f.,]\d{3})*(?:[.,]\d+)?")
NAME = re.compile(r"(?<=[a-zà-ÿ,;»] )[A-ZÀ-Ý][\w’'-]+")
WORD = re.compile(r"[\w’'-]+")
COUNTED = re.compile(
    r"^\d+\. |\d+\s(?:cours|courses?|places?|autres?|more|personnes?|people|person|sessions?|jours?|days?)\b|\(\d+\)|\b[12]\. "
)
OURS = {"InscrIA", "Telegram", "I", "IA", "AI", "Québec", "XLSX", "CSV", "JSON", "French", "English"}
WEEKDAYS = {f"{day}{many}" for day in ("Mon", "Tues", "Wednes", "Thurs", "Fri", "Satur", "Sun") for many in ("day", "days")}
MONTHS = {name.lower(): number for locale in ("fr_CA", "en_CA") for number, name in get_month_names("wide", locale=locale).items()}
MONTH = "|".join(MONTHS)
DAY = re.compile(rf"\b(\d{{1,2}})(?:er)? ({MONTH})\b|\b({MONTH}) (\d{{1,2}})\b(?! ?\$)", re.IGNORECASE)
FIRST_DAY = re.compile(rf"\bdu (\d{{1,2}})(?:er)? au \d{{1,2}}(?:er)? ({MONTH})\b|\b({MONTH}) \d{{1,2}} to (\d{{1,2}})\b", re.IGNORECASE)
DayOfYear = tuple[int, int]
"""Month and day: (1, 18) is January 18."""


@dataclass(frozen=True)
class Truth:
    """What may be said from one catalogue: plain numbers (``1295.5``), days of the year, words."""

    numbers: frozenset[str]
    days: frozenset[DayOfYear]
    words: frozenset[str]

    @classmethod
    def of(cls, catalogue: Catalogue) -> "Truth":
        text = catalogue.model_dump_json().replace("\\n", " ")
        days = set(_days(catalogue))
        numbers = {plain(number) for number in NUMBER.findall(text)}
        numbers |= {str(part) for day in days for part in (day.day, day.year)}
        for course in catalogue.courses:
            numbers |= {plain(f"{course.duration_hours:g}"), plain(f"{course.price_cad or 0:.2f}")}
        told = {(day.month, day.day) for day in days} | set(days_said(text))
        return cls(frozenset(numbers), frozenset(told), frozenset(WORD.findall(text)))

    def invented(self, asked: str, said: str, clock: Iterable[date] = ()) -> list[str]:
        """What ``said`` (plain text) holds that neither the catalogue nor ``asked`` does; ``clock``: days said by the calendar alone."""
        days = list(clock)
        days_of_clock = {(day.month, day.day) for day in days}
        numbers = self.numbers | {plain(number) for number in NUMBER.findall(asked)}
        numbers |= {str(part) for day in days for part in (day.day, day.year)}
        names = self.words | OURS | WEEKDAYS | set(WORD.findall(asked)) | {word.title() for word in WORD.findall(asked)}
        out: list[str] = []
        for line in said.split("\n"):
            out += [f"{month:02d}-{day:02d} in {line}" for month, day in days_said(line) if (month, day) not in self.days | days_of_clock]
            bare = COUNTED.sub("", line)
            out += [f"{number} in {line}" for number in NUMBER.findall(bare) if plain(number) not in numbers]
            out += [f"{name} in {line}" for name in NAME.findall(bare) if name not in names and name.lower() not in MONTHS]
        return out


def plain(number: str) -> str:
    """``1 295,50``, ``1,295.50``, ``1295.5`` alike."""
    digits = re.sub(r"\s", "", number)
    digits = re.sub(r",(?=\d{3}(?:\D|$))", "", digits).replace(",", ".")
    return f"{float(digits):g}" if re.fullmatch(r"\d+(?:\.\d+)?", digits) else digits


def days_said(text: str) -> Iterator[DayOfYear]:
    """Every day of the year written in words: ``18 janvier``, ``January 18 to 29``, ``du 18 au 29 janvier``."""
    for pattern in (DAY, FIRST_DAY):
        for before, month, english, after in pattern.findall(text):
            yield MONTHS[(month or english).lower()], int(before or after)


def _days(catalogue: Catalogue) -> Iterator[date]:
    for course in catalogue.courses:
        for session in course.sessions:
            yield from (session.first_day, session.last_day)
            yield from (meeting.starts.date() for meeting in session.meetings)
            if session.register_by:
                yield session.register_by
