"""The three questions that lead to a recommendation: each one a block, its choices with what they say of the person's wishes."""

# ruff: noqa: E501  (what people type for a choice stands on one line)
from collections.abc import Callable, Mapping

from msgspec import Struct, field

from catalogue.answers.fitting import of_session
from catalogue.answers.recommend import NOTHING_NEEDED
from catalogue.offer.model import Audience, Format, Level, Region
from catalogue.reading.values import Filters, Schedule
from catalogue.words.replacing import replace
from catalogue.words.say import N_
from enrolment.form.fields import FORM
from enrolment.form.regions import LIKELY, OUTSIDE, REGIONS
from enrolment.form.values import Choice, Field, FieldKind

FROM_ZERO = replace(NOTHING_NEEDED, level=Level.BEGINNER.value)
EVENING, WEEKEND = Schedule(parts=frozenset({"evening"})), Schedule(weekdays=frozenset({5, 6}))


class Advised(Struct, frozen=True):
    """A question: how it is asked, whether what was said answers it already, what each choice says (as wishes, as words).

    ``first``: the choices shown at first; the others are one button away.
    """

    question: Field
    known: Callable[[Filters], bool]
    filters: Mapping[str, Filters] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    first: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return self.question.name


QUESTIONS = (
    Advised(
        question=Field(
            name="role",
            kind=FieldKind.CHOICE,
            label="",
            prompt=N_("What do you do for work? Choose, or say it in your own words."),
            why=N_(
                "Courses are made for people who do the work, who manage it or who decide: I look for yours. Nothing is sent to anyone."
            ),
            choices=FORM["role"].choices,
        ),
        known=lambda said: said.audience is not None,
        filters={one.value: Filters(audience=one.value) for one in Audience},
        first=tuple(one.value for one in Audience),
    ),
    Advised(
        question=Field(
            name="goal",
            kind=FieldKind.CHOICE,
            label="",
            prompt=N_("What would you like to do with AI? Choose, or say it in your own words."),
            why=N_("So that you get a course on what you will use, and at your level. Nothing is sent to anyone."),
            choices=(
                Choice("zero", N_("Understand it, from zero"), "zéro, débuter, commencer, à zéro, from scratch, the basics, les bases"),
                Choice(
                    "use",
                    N_("Use it at work"),
                    "l’utiliser, m’en servir, s’en servir, use it, work faster, aller plus vite, gagner du temps, save time, courriels, emails, rapports, reports",
                ),
                Choice("lead", N_("Plan it for my team"), "stratégie, strategy, gérer, diriger, lead, manage it"),
                Choice("build", N_("Code, analyze data"), "programmer, coder, code, coding, programming, données, data"),
            ),
        ),
        known=lambda said: bool(said.topic or said.level),
        filters={"zero": FROM_ZERO},
        words={
            "use": "ChatGPT Copilot générative generative bureau office rédaction writing productivité productivity",
            "lead": "stratégie strategy feuille route roadmap gouvernance governance gestion management",
            "build": "Python programmation programming données data science analyse",
        },
        first=("zero", "use", "lead", "build"),
    ),
    Advised(
        question=Field(
            name="place",
            kind=FieldKind.CHOICE,
            label="",
            prompt=N_("Where, or when? A town, a month, “in the evening”, or choose."),
            why=N_("So that you only see sessions you can get to. Nothing is sent to anyone."),
            choices=(
                Choice("online", N_("Online"), "en ligne, online, à distance, remote, from home, de chez nous, de chez moi, zoom, teams"),
                Choice("evening", N_("In the evening"), "le soir, soir, evening, evenings, at night"),
                Choice("weekend", N_("On weekends"), "la fin de semaine, fin de semaine, weekend, week-end, samedi, saturday"),
                *REGIONS,
            ),
        ),
        known=of_session,
        filters={
            "online": Filters(format=Format.ONLINE.value),
            "evening": Filters(schedule=EVENING),
            "weekend": Filters(schedule=WEEKEND),
            OUTSIDE: Filters(format=Format.ONLINE.value),
            **{one.value: Filters(region=one.value) for one in Region},
        },
        first=("online", "evening", "weekend", *LIKELY[:3]),
    ),
)
BY_NAME: Mapping[str, Advised] = {one.name: one for one in QUESTIONS}
