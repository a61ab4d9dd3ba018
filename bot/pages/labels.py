"""What administrators read for the codes: states, actions of the audit, roles, formats."""

from collections.abc import Mapping

from catalogue.words.say import N_, Say
from enrolment.form.fields import FORM
from enrolment.overview.states import STATES
from enrolment.registration.rights import Scope
from enrolment.registration.states import Status

REASONS: Mapping[str, str] = {
    "withdrawn": N_("the person withdrew"),
    "offer_declined": N_("the person let the offered place go"),
    "two_silences": N_("two offers were left without an answer"),
    "session_started": N_("the session has started"),
    "session_cancelled": N_("the session was cancelled"),
    "erased": N_("the person erased her data"),
}
ACTIONS: Mapping[str, str] = {
    "register": N_("Pre-registered"),
    "wait": N_("Joined the waiting list"),
    "offer": N_("A place was offered"),
    "accept": N_("Took the offered place"),
    "decline_offer": N_("Let the offered place go"),
    "lapse": N_("The offer ended without an answer"),
    "expire": N_("Left the list after two offers without an answer"),
    "close_list": N_("The list closed at the start of the session"),
    "withdraw": N_("Withdrew"),
    "move": N_("Moved to another session"),
    "confirm": N_("Confirmed"),
    "decline": N_("Declined"),
    "cancel_session": N_("Cancelled with the session"),
    "erase": N_("Data erased"),
    "rename": N_("A place of a group was given to somebody else"),
    "claim": N_("A place of a group was taken by its person"),
    "pass_group": N_("A group that did not fit was passed over"),
    "correct": N_("Details corrected"),
    "view": N_("Card seen"),
    "export": N_("Export"),
    "import": N_("Catalogue imported"),
    "note": N_("Note written"),
    "attached": N_("Question settled"),
    "dismissed": N_("Question dismissed"),
    "grant": N_("Role granted"),
    "revoke": N_("Role revoked"),
    "purge": N_("Retention applied"),
    "link": N_("Sign-in link sent"),
    "sign_in": N_("Signed in to the pages"),
    "sign_out": N_("Signed out of the pages"),
}
ACTORS: Mapping[str, str] = {
    "person": N_("the person"),
    "registrar": N_("an administrator"),
    "provider": N_("the catalogue"),
    "clock": N_("the clock"),
}
ROLES: Mapping[Scope, str] = {
    Scope.PROGRAMME: N_("programme administrator"),
    Scope.PARTNER: N_("partner administrator"),
    Scope.READER: N_("reader"),
}
FORMATS: Mapping[str, str] = {"csv-excel": N_("CSV for Excel"), "xlsx": N_("Excel"), "csv": N_("plain CSV"), "json": "JSON"}


def state(say: Say, code: str) -> str:
    return say.plain(STATES[Status(code)]) if code in set(Status) else code


def reason(say: Say, code: str) -> str:
    """A coded reason in words; a registrar's own words as they are."""
    return say.plain(REASONS[code]) if code in REASONS else code


def action(say: Say, code: str) -> str:
    return say.plain(ACTIONS.get(code, code))


def actor(say: Say, role: str) -> str:
    return say.plain(ACTORS.get(role, role))


def choice(say: Say, name: str, code: str | None) -> str:
    """A closed answer of the form in words (region, role)."""
    field = FORM.get(name)
    found = field.choice(code) if field and code else None
    return say.plain(found.label) if found else (code or "–")


def answer(say: Say, name: str, value: str) -> str:
    """Any answer of the form as people read it."""
    field = FORM.get(name)
    return choice(say, name, value) if field is not None and field.choices else value
