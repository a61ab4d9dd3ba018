"""Every sentence a person sees passes here: gettext through Babel, values escaped, numbers and dates in the reader's conventions.

``say("Hello {name}", name=typed)`` returns Telegram HTML (``Html``) in which the values are escaped;
``say.plain(...)`` returns plain text (button labels, file names). English is the msgid.
"""

import gettext
import html
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path

from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal
from babel.support import Translations

from catalogue.offer.model import Language, Text

LOCALES = Path(__file__).parent / "locales"
BABEL = {"fr": "fr_CA", "en": "en_CA"}
NBSP = "\u00a0"


class Html(str):
    """Text that is already Telegram HTML: not escaped again."""

    __slots__ = ()


def escape(text: object) -> Html:
    """Plain text as Telegram HTML; what is Html already stays as it is."""
    return text if isinstance(text, Html) else Html(html.escape(str(text), quote=False))


def bold(text: object) -> Html:
    return Html(f"<b>{escape(text)}</b>")


def lines(*parts: str | None) -> Html:
    """The parts on lines of their own, the missing ones left out; plain parts are escaped."""
    return Html("\n".join(escape(part) for part in parts if part is not None))


def unmarked(text: str) -> str:
    """Telegram HTML as plain text: tags off, entities back."""
    out, inside = [], False
    for character in text:
        if character == "<":
            inside = True
        elif character == ">" and inside:
            inside = False
        elif not inside:
            out.append(character)
    return html.unescape("".join(out))


def N_(message: str) -> str:  # noqa: N802  (gettext's own name for a message translated later)
    """Mark a message for extraction; it is translated where it is said."""
    return message


class Say:
    """Sentences, numbers, money, dates and lists in one language."""

    def __init__(self, language: Language) -> None:
        self.language: Language = language
        self.locale = BABEL[language]
        self._messages = _messages(language)

    def __call__(self, message: str, /, **values: object) -> Html:
        """The message in the reader's language, as HTML; values are escaped unless they are Html."""
        said = self._messages.gettext(message)
        return Html(said.format(**{name: escape(value) for name, value in values.items()}) if values else said)

    def many(self, one: str, more: str, count: int, /, **values: object) -> Html:
        """The form of the message for that count (``{count}`` is filled in)."""
        said = self._messages.ngettext(one, more, count)
        return Html(said.format(count=self.number(count), **{name: escape(value) for name, value in values.items()}))

    def plain(self, message: str, /, **values: object) -> str:
        """The message as plain text, nothing escaped: for labels and names of files."""
        said = self._messages.gettext(message)
        return said.format(**values) if values else said

    def text(self, text: Text) -> str:
        return text.of(self.language)

    def number(self, value: float | Decimal) -> str:
        return format_decimal(value, locale=self.locale)

    def money(self, amount: Decimal) -> str:
        """``1 295,50 $`` or ``$1,295.50``; whole dollars without cents."""
        pattern = "#,##0" if amount == amount.to_integral_value() else "#,##0.00"
        number = format_decimal(amount, format=pattern, locale=self.locale)
        return f"{number}{NBSP}$" if self.language == "fr" else f"${number}"

    def hours(self, hours: float) -> str:
        """A length: ``3,5 heures``, ``1 hour``."""
        number = format_decimal(hours, format="#,##0.##", locale=self.locale)
        if self.language == "fr":
            return f"{number}{NBSP}{'heures' if hours >= 2 else 'heure'}"
        return f"{number} {'hour' if hours == 1 else 'hours'}"

    def day(self, day: date, *, year: bool = False, weekday: bool = False) -> str:
        """``18 janvier``, ``January 18``; the year and the weekday where asked."""
        if self.language == "fr":
            number = "1er" if day.day == 1 else str(day.day)
            said = f"{number} {format_date(day, 'MMMM', locale=self.locale)}"
            return " ".join(
                filter(None, [format_date(day, "EEEE", locale=self.locale) if weekday else "", said, str(day.year) if year else ""])
            )
        said = f"{format_date(day, 'MMMM', locale=self.locale)} {day.day}"
        said = f"{format_date(day, 'EEEE', locale=self.locale)}, {said}" if weekday else said
        return f"{said}, {day.year}" if year else said

    def days(self, first: date, last: date, *, year: bool = False) -> str:
        """``du 18 au 29 janvier``, ``January 18 to 29``; a single day as ``le 18 janvier``."""
        french = self.language == "fr"
        if first == last:
            return f"le {self.day(first, year=year)}" if french else self.day(first, year=year)
        same_month = (first.year, first.month) == (last.year, last.month)
        if french:
            start = ("1er" if first.day == 1 else str(first.day)) if same_month else self.day(first, year=first.year != last.year)
            return f"du {start} au {self.day(last, year=year or first.year != last.year)}"
        end = (
            (f"{last.day}, {last.year}" if year else str(last.day)) if same_month else self.day(last, year=year or first.year != last.year)
        )
        return f"{self.day(first, year=first.year != last.year)} to {end}"

    def month(self, day: date, *, year: bool = False) -> str:
        name = format_date(day, "LLLL", locale=self.locale)
        return f"{name} {day.year}" if year else name

    def time(self, moment: datetime) -> str:
        """``18 h 30`` and ``6:30 p.m.``, as Québec writes them (OQLF; Canadian English)."""
        if self.language == "fr":
            return f"{moment.hour}{NBSP}h" + (f"{NBSP}{moment.minute:02d}" if moment.minute else "")
        hour = moment.hour % 12 or 12
        return f"{hour}" + (f":{moment.minute:02d}" if moment.minute else "") + f"{NBSP}{'a.m.' if moment.hour < 12 else 'p.m.'}"

    def all_of(self, items: Iterable[str]) -> str:
        return str(format_list(list(items), style="standard", locale=self.locale))

    def one_of(self, items: Iterable[str]) -> str:
        return str(format_list(list(items), style="or", locale=self.locale))


@cache
def _messages(language: Language) -> gettext.NullTranslations:
    found: gettext.NullTranslations = Translations.load(LOCALES, [language], domain="inscria")
    return found


@cache
def in_language(language: Language) -> Say:
    """The one Say of a language."""
    return Say(language)
