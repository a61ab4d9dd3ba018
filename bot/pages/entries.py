"""Every entry point of the pages, one line each, with who may use it. There is no other door: the gate serves what stands here."""

import re
from collections.abc import Callable, Mapping
from enum import Enum

from msgspec import Struct
from starlette.responses import Response

from bot.pages import asking, card, download, figures, funding, journal, lists, offering, twins, visiting, wanting
from bot.pages.visit import Visit
from enrolment.registration.rights import Rights, Scope

Work = Callable[[Visit], Response]
PLACE = re.compile(r"\{(\w+)\}")


class Needs(Enum):
    """Which roles may use an entry point. An address that names a registration also needs it to be hers to see."""

    ANY = frozenset(Scope)
    NAMES = frozenset({Scope.PROGRAMME, Scope.PARTNER})
    PROGRAMME = frozenset({Scope.PROGRAMME})


class Entry(Struct, frozen=True):
    """A door: its name, method and address, who may use it, what it does."""

    name: str
    method: str
    address: str
    needs: Needs
    work: Work

    def match(self, method: str, path: str) -> Mapping[str, str] | None:
        """The address's own values where this is the door asked for."""
        pattern = PLACE.sub(r"(?P<\1>[^/]+)", self.address)
        found = re.fullmatch(pattern, path) if method == self.method else None
        return found.groupdict() if found else None

    def lets(self, rights: Rights) -> bool:
        return rights.role in self.needs.value


ENTRIES: tuple[Entry, ...] = (
    Entry("home", "GET", "/", Needs.ANY, visiting.home),
    Entry("speak", "POST", "/language/{language}", Needs.ANY, visiting.speak),
    Entry("sign_out", "POST", "/out", Needs.ANY, visiting.sign_out),
    Entry("sign_out_everywhere", "POST", "/out/everywhere", Needs.ANY, visiting.sign_out_everywhere),
    Entry("list", "GET", "/registrations", Needs.NAMES, lists.shown),
    Entry("find", "POST", "/registrations/find", Needs.NAMES, lists.find),
    Entry("confirm_many", "POST", "/registrations/confirm", Needs.NAMES, lists.confirm),
    Entry("export", "GET", "/registrations/export/{format}", Needs.NAMES, download.export),
    Entry("card", "GET", "/registrations/{reference}", Needs.NAMES, card.shown),
    Entry("confirm", "POST", "/registrations/{reference}/confirm", Needs.NAMES, card.confirm),
    Entry("decline", "POST", "/registrations/{reference}/decline", Needs.NAMES, card.decline),
    Entry("statistics", "GET", "/statistics", Needs.ANY, figures.shown),
    Entry("aggregates", "GET", "/statistics/aggregates", Needs.ANY, funding.shown),
    Entry("aggregates_file", "GET", "/statistics/aggregates.csv", Needs.ANY, funding.as_file),
    Entry("demand", "GET", "/demand", Needs.ANY, wanting.shown),
    Entry("demand_file", "GET", "/demand.csv", Needs.ANY, wanting.as_file),
    Entry("twins", "GET", "/twins", Needs.NAMES, twins.shown),
    Entry("questions", "GET", "/questions", Needs.NAMES, asking.shown),
    Entry("name_course", "POST", "/questions/{question}/course", Needs.NAMES, asking.as_course),
    Entry("ask_entry", "POST", "/questions/{question}/entry", Needs.PROGRAMME, asking.as_entry),
    Entry("answer_question", "POST", "/questions/{question}/answer", Needs.PROGRAMME, asking.answer),
    Entry("dismiss_question", "POST", "/questions/{question}/dismiss", Needs.PROGRAMME, asking.dismiss),
    Entry("note", "POST", "/registrations/{reference}/note", Needs.NAMES, card.note),
    Entry("catalogue", "GET", "/catalogue", Needs.NAMES, offering.shown),
    Entry("take_catalogue", "GET", "/catalogue/{name}", Needs.NAMES, offering.taken),
    Entry("look_at_catalogue", "POST", "/catalogue/look", Needs.NAMES, offering.look),
    Entry("apply_catalogue", "POST", "/catalogue/apply", Needs.NAMES, offering.apply),
    Entry("audit", "GET", "/audit", Needs.PROGRAMME, journal.shown),
)


def found(method: str, path: str) -> tuple[Entry, Mapping[str, str]] | None:
    """The door of that method and address, with the address's values."""
    for entry in ENTRIES:
        values = entry.match(method, path)
        if values is not None:
            return entry, values
    return None
