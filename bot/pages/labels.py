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
    "erased": N_("the person erased their data"),
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
    "hand_over": N_("A place given to somebody else"),
    "take back consent": N_("Consent taken back"),
    "copy": N_("Copy of one’s data"),
    "search": N_("Search"),
    "view": N_("Card seen"),
    "export": N_("Export"),
    "schedule": N_("Export scheduled"),
    "import": N_("Catalogue imported"),
    "seats": N_("Places changed"),
    "move_session": N_("Dates changed"),
    "write": N_("Message received"),
    "answer": N_("Message answered"),
    "close": N_("Conversation closed"),
    "broadcast": N_("Message to the people of a session or a course"),
    "make": N_("Link made"),
    "note": N_("Note written"),
    "attached": N_("Question settled"),
    "dismissed": N_("Question dismissed"),
    "grant": N_("Role granted"),
    "revoke": N_("Role revoked"),
    "purge": N_("Retention applied"),
    "backup": N_("Backup"),
    "backup keys": N_("Keys’ backup"),
    "restore": N_("Backup put back"),
    "rotate": N_("New data key begun"),
    "rotated": N_("New data key in use"),
    "link": N_("Sign-in link sent"),
    "sign_in": N_("Signed in to the pages"),
    "sign_out": N_("Signed out of the pages"),
}
OF_ENTITY: Mapping[tuple[str, str], str] = {  # where the same action says something else
    ("view", "enquiry"): N_("Message read"),
    ("view", "twins"): N_("Possible duplicates seen"),
    ("export", "demand"): N_("Export of what is asked for and not offered"),
    ("export", "aggregates"): N_("Export for the funder"),
    ("cancel_session", "session"): N_("Session cancelled"),
}
COUNTED = frozenset({"export", "search", "import", "purge", "broadcast", "attached"})  # one is worth telling too
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


def action(say: Say, code: str, entity: str = "") -> str:
    return say.plain(OF_ENTITY.get((code, entity)) or ACTIONS.get(code, code))


def counts(code: str, count: int) -> bool:
    """Whether the number tells something: not that one card is one."""
    return count > 1 or code in COUNTED


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
