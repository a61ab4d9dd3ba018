"""Short words for the catalogue's values: formats, levels, audiences, languages, regions, prices, contacts."""

from collections.abc import Iterable
from decimal import Decimal

from catalogue.answers.question import Question
from catalogue.offer.model import Audience, Contact, Course, Format, Level, Region
from catalogue.words.say import N_, Html, Say, bold

FORMATS = {Format.ONLINE: N_("online"), Format.IN_PERSON: N_("in person"), Format.HYBRID: N_("hybrid")}
LEVELS = {Level.BEGINNER: N_("beginner"), Level.INTERMEDIATE: N_("intermediate"), Level.ADVANCED: N_("advanced")}
AUDIENCES = {
    Audience.PROFESSIONAL: N_("professionals"),
    Audience.MANAGER: N_("managers"),
    Audience.EXECUTIVE: N_("executives"),
    Audience.TRAINER: N_("trainers"),
}
TAUGHT = {"fr": N_("in French"), "en": N_("in English")}
REGIONS = {
    Region.BAS_SAINT_LAURENT: "Bas-Saint-Laurent",
    Region.SAGUENAY: "Saguenay–Lac-Saint-Jean",
    Region.CAPITALE_NATIONALE: "Capitale-Nationale",
    Region.MAURICIE: "Mauricie",
    Region.ESTRIE: "Estrie",
    Region.MONTREAL: "Montréal",
    Region.OUTAOUAIS: "Outaouais",
    Region.ABITIBI: "Abitibi-Témiscamingue",
    Region.COTE_NORD: "Côte-Nord",
    Region.NORD_DU_QUEBEC: "Nord-du-Québec",
    Region.GASPESIE: "Gaspésie–Îles-de-la-Madeleine",
    Region.CHAUDIERE_APPALACHES: "Chaudière-Appalaches",
    Region.LAVAL: "Laval",
    Region.LANAUDIERE: "Lanaudière",
    Region.LAURENTIDES: "Laurentides",
    Region.MONTEREGIE: "Montérégie",
    Region.CENTRE_DU_QUEBEC: "Centre-du-Québec",
}
LABEL_LENGTH = 34


def title(say: Say, course: Course) -> Html:
    return bold(say.text(course.title))


def short(text: str, length: int = LABEL_LENGTH) -> str:
    """The text cut at a word for a button's label."""
    if len(text) <= length:
        return text
    cut = text[:length].rsplit(" ", 1)[0].rstrip(" :,;–-")
    return f"{cut}…"


def price(say: Say, course: Course) -> str:
    if course.price_cad is None:
        return say.plain("price not announced")
    return say.plain("free") if course.price_cad == 0 else say.money(course.price_cad)


def money(amount: float | None) -> Decimal:
    return Decimal(str(amount or 0))


def level(say: Say, course: Course) -> str:
    return say.plain(LEVELS[course.level])


def audiences(say: Say, course: Course) -> str:
    return say.all_of(say.plain(AUDIENCES[audience]) for audience in course.audiences)


def formats(say: Say, found: Iterable[Format]) -> str:
    return say.all_of(say.plain(FORMATS[one]) for one in dict.fromkeys(found))


def languages(say: Say, found: Iterable[str]) -> str:
    return say.all_of(say.plain(TAUGHT[one]) for one in dict.fromkeys(found))


def region(code: str) -> str:
    return REGIONS[Region(code)] if code in set(Region) else code


def partner(asked: Question, course: Course) -> str:
    found = asked.catalogue.partner(course.partner)
    return asked.say.text(found.name) if found else course.partner


def reach(contact: Contact) -> str | None:
    """A telephone and an email on one line; the address of a page only where there is neither."""
    return ", ".join(part for part in (contact.phone, contact.email) if part) or contact.url


def who_knows(asked: Question, course: Course | None = None) -> Html | None:
    """Whom to ask, on one line; None where the catalogue gives nobody."""
    say = asked.say
    name, contact = asked.contact(course)
    reached = reach(contact)
    return say("{name} can tell you: {contact}.", name=name, contact=reached) if reached else None
