"""What is typed, replied, sent and what comes by itself, times every role, times her own and somebody else's object.

Each list is the code's own: a command, a question of ours, a sentence, a reply or a kind of file that has no line here fails.
"""

from collections.abc import Callable

import pytest
from support.chat import FixedDesk, Talker
from support.matrix import MISSING, OTHER, OWN, ROLES, TURNCOAT, WHO, Case, Stage, becomes, same, scene, stage
from support.visiting import unit_of

from catalogue.offer.writing import catalogue_bytes
from enrolment.assistant import admin_choice, admin_export, admin_people, admin_sentences, commands, long_exports, presses
from enrolment.assistant.administrators import COMMANDS, DOCUMENT, NAMES, PRESSES, REPLIES, WRITINGS, Entry
from enrolment.assistant.heard import Kind
from enrolment.office import schedules
from enrolment.registration.rights import actor_of

__all__ = ["scene", "stage"]  # the fixtures

TYPED: dict[str, tuple[str, ...]] = {  # an administrator's command, with what may be typed after it
    "people": ("{reference}", "{name}"),
    "session": ("{session}",),
    "broadcast": ("{session}",),
    "link": ("salon-2027 {course}", "salon-2027 {session}"),
    **dict.fromkeys(("export", "stats", "inbox", "admins", "web"), ("",)),
}
DONE = ""  # it changed something; else what shows that it was understood
PROMPTS: dict[str, tuple[tuple[str, ...], str, str]] = {  # what asks for it, what is typed then, what shows that it was taken
    "answer": (("adm:answer:{enquiry}",), "Oui, avec plaisir.", DONE),
    "plan": (("adm:phour:0:8:csv:-:-:{course}",), "Le lundi", DONE),
    "note": (("adm:note:{reference}",), "A téléphoné.", DONE),
    "reason": (("adm:why:{reference}",), "Le groupe est complet.", DONE),
    "search": (("/people",), "{name}", "1 inscription trouvée"),
    "seats": (("adm:sseats:{session}",), "40", DONE),
    "dates": (("adm:sdates:{session}",), "2027-04-14", "Changer les dates"),
    "broadcast": (("adm:cast:s:{session}",), "Bienvenue.", "Envoyer à"),
    "link": (("/link",), "salon-2027 {course}", DONE),
    "grant": (("adm:grant:reader",), "950", DONE),
    "naming": (("adm:qname:1:{course}",), "soudage", DONE),
    "faq_fr": (("adm:qnew:1",), "Non, pas de soudure.", "en anglais"),
    "faq_en": (("adm:qnew:1", "Non, pas de soudure."), "No, no welding.", DONE),
    "pick": (("/people {name}",), "1", "Écrire une note"),
}
OF_NO_OBJECT = {"plan", "grant", "faq_fr", "faq_en"}  # hers whatever it names: an export of another's course has no row (below)
SENTENCES = {  # the words, the entry that says who may
    "seats": ("ajoute 5 places à la session {session}", "smore"),
    "cancel": ("annule la session {session}", "scancel"),
    "move": ("reporte la session {session}", "sdates"),
    "write": ("écris aux gens de la session {session}", "cast"),
    "close": ("ferme la session {session}", "session"),
    "asked": ("quelles questions sont sans réponse?", "asked"),
    "demand": ("qu'est-ce que les gens cherchent qu'on n'offre pas?", "demand"),
    "twins": ("y a-t-il des doublons?", "twins"),
    "web": ("ouvre les pages", "web"),
    "link": ("fais un lien pour le salon", "link"),
    "admins": ("qui administre?", "admins"),
    "standing": ("montre-moi les inscriptions à confirmer", "people"),
    "registered": ("qui s'est inscrit aujourd'hui?", "people"),
    "export": ("sors-moi la liste excel des inscrits", "export"),
    "counted": ("combien d'inscrits à la session {session}", "stats"),
    "inbox": ("qui attend une réponse?", "inbox"),
    "person": ("cherche {name}", "people"),
}
OF_A_REGISTRATION = {  # a person's own buttons
    **{f"my:{verb}": "{reference}" for verb in ["keep", "leave", "left", "move", "take", "pass", "rejoin", "give", "given", "ics"]},
    "my:to": "{reference}:{session}",
    "mine": "{reference}",
    "more": "{reference}",
}
OF_HERSELF = {"details", "fix", "language", "privacy", "data", "consent", "unconsent", "remind"}
OF_EVERYBODY = {"reg", "take", "form", "team", "lang", "choose", "menu", "human", "erase"}  # of the catalogue, or of her own talk
LINKS = {"course", "session", "src", "link", "claim"}  # the catalogue, a name of a source, a key that was given
FOR_EVERYBODY = """
    start help courses search mine cancel privacy mydata erase contact developer_info language settings
"""
SECRET = ("reference", "session", "enquiry", "broadcast")


def test_every_way_in_has_its_line() -> None:
    assert set(COMMANDS) == set(TYPED)
    assert set(commands.COMMANDS) == set(FOR_EVERYBODY.split())
    assert set(commands.LINKS) == LINKS
    assert {*WRITINGS, admin_choice.PICK} == set(PROMPTS)
    assert set(admin_sentences.SENTENCES) == set(SENTENCES)
    assert set(REPLIES) == {"letter", "answer"}
    assert set(presses.PRESSES) == OF_EVERYBODY | {"mine", "more", "my", "adm"}
    assert {f"my:{verb}" for verb in presses.MY} == {*(OF_A_REGISTRATION.keys() - {"mine", "more"}), *(f"my:{each}" for each in OF_HERSELF)}
    assert {long_exports.ASKED, schedules.KIND} == long_exports.KINDS


def may(who: str, entry: Entry) -> bool:
    return who in {scope.value for scope in entry.may}


def tells_nothing_of(stage: Stage, case: Case) -> None:
    """Nothing of what is another partner's stands in it, nor a door to it; nothing was done."""
    secret = {
        name: value for name, value in stage.things(OTHER).__dict__.items() if name in ("reference", "session", "enquiry", "broadcast")
    }
    assert not [name for name, value in secret.items() if f"<{name}>" in case.words or any(value in data for data in case.data)]
    assert "Ana" not in case.all
    assert not case.changed


def tells_nobody(case: Case) -> None:
    """No sign that there is anything to administer."""
    assert not [data for data in case.data if data.startswith("adm:")]
    assert case.files == []
    assert not case.changed


def plays(line: str) -> Callable[[Talker, Callable[[str], str]], str]:
    """A button's data, a command, or words."""

    def does(talker: Talker, filled: Callable[[str], str]) -> str:
        said = filled(line)
        return talker.sends(said) if said.startswith("adm:") else talker.commands(said) if said.startswith("/") else talker.types(said)

    return does


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize(("name", "rest"), [(name, rest) for name in TYPED for rest in TYPED[name]])
def test_a_command_typed(stage: Stage, name: str, rest: str, who: str) -> None:
    own, other, missing = (stage.does(who, which, plays(f"/{name} {rest}".strip())) for which in (OWN, OTHER, MISSING))
    if not may(who, COMMANDS[name]):
        for case in (own, other, missing):
            tells_nobody(case)
            assert "Je ne connais pas cette commande" in case.words
        return
    if who != "programme":
        tells_nothing_of(stage, other)
    if rest:
        assert not same(own, missing)
        assert same(other, missing) is (who != "programme") or name in ("session", "broadcast"), "words like hers are answered with hers"


@pytest.mark.parametrize("which", [OWN, OTHER])
@pytest.mark.parametrize("who", ROLES)
@pytest.mark.parametrize("what", PROMPTS)
def test_what_was_asked_for_is_taken_from_whoever_still_may(stage: Stage, what: str, who: str, which: str) -> None:
    """She administered everything when the question was put; what she types finds the role she has now."""
    asks, typed, sign = PROMPTS[what]
    world = stage.world()
    for line in asks:
        stage.does("programme", which, plays(line), known=TURNCOAT, world=world)
    becomes(world, TURNCOAT, who)
    case = stage.does(who, which, plays(typed), known=TURNCOAT, world=world)
    entry = WRITINGS[what] if what in WRITINGS else Entry(admin_people.card, NAMES)
    expected = may(who, entry) and (which == OWN or who == "programme" or what in OF_NO_OBJECT)
    assert (sign in case.all if sign else case.changed) is expected
    if not may(who, entry) and who == "nobody":
        assert [data for data in case.data if data.startswith("adm:")] == []
    if which == OTHER and not expected:
        tells_nothing_of(stage, case)


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("name", SENTENCES)
def test_a_sentence(stage: Stage, name: str, who: str) -> None:
    said, entry = SENTENCES[name]
    own, other = (stage.does(who, which, plays(said)) for which in (OWN, OTHER))
    opens = own.words != stage.does("nobody", OWN, plays(said)).words
    assert opens is may(who, COMMANDS.get(entry) or PRESSES[entry])
    if who == "nobody":
        tells_nobody(own)
        tells_nobody(other)
    if who != "programme":
        tells_nothing_of(stage, other)
    if who == "reader":
        assert "Zoé" not in own.all


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("verb", REPLIES)
def test_a_reply_to_a_message_of_the_inbox(stage: Stage, verb: str, who: str) -> None:
    def replies(talker: Talker, filled: Callable[[str], str]) -> str:
        return talker.does(Kind.TEXT, text="Oui, avec plaisir.", replies_to=(filled(f"adm:{verb}:{{enquiry}}"),))

    own, other, missing = (stage.does(who, which, replies) for which in (OWN, OTHER, MISSING))
    assert own.changed is may(who, WRITINGS[REPLIES[verb]])
    assert other.changed is (who == "programme")
    assert not missing.changed
    if who != "programme":
        tells_nothing_of(stage, other)


@pytest.mark.parametrize("who", WHO)
def test_a_file_sent(stage: Stage, sample: tuple[object, FixedDesk], who: str) -> None:
    """A catalogue that changes her own course, or another's."""
    offer = sample[1].current().catalogue

    def sends(talker: Talker, filled: Callable[[str], str]) -> str:
        longer = (one.model_copy(update={"duration_hours": 99.0}) if one.code == filled("{course}") else one for one in offer.courses)
        return talker.attaches("catalogue.json", catalogue_bytes(offer.model_copy(update={"courses": tuple(longer)}), ".json"))

    own, other = (stage.does(who, which, sends) for which in (OWN, OTHER))
    assert ("Appliquer" in own.labels) is may(who, DOCUMENT)
    assert ("Appliquer" in other.labels) is (who == "programme")
    if not may(who, DOCUMENT):
        tells_nobody(own)


@pytest.mark.parametrize("who", ROLES)
@pytest.mark.parametrize("kind", sorted(long_exports.KINDS))
def test_a_file_that_comes_by_itself_holds_what_she_may_see_when_it_comes(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, kind: str, who: str
) -> None:
    world = stage.world()
    if kind == schedules.KIND:
        becomes(world, TURNCOAT, who)  # a role taken back stops them all: this one is made by somebody who never had it
        with unit_of(world) as unit:
            schedules.make(unit, "Tout", "csv:-:-:-", None, 8, actor_of(unit, TURNCOAT))
    else:
        monkeypatch.setattr(admin_export, "LONG", 0)
        stage.does("programme", OWN, plays("adm:send:csv:-:-:-"), known=TURNCOAT, world=world)
        becomes(world, TURNCOAT, who)
    world.clock.pass_(days=1)
    came = "".join(file.content.decode("utf-8-sig") for reply in world.posts().get(TURNCOAT, []) for file in reply.files)
    assert ("Zoé" in came, "Ana" in came) == (who in ("programme", "partner"), who == "programme")


@pytest.mark.parametrize("who", [1, *WHO.values()])
@pytest.mark.parametrize("button", OF_A_REGISTRATION)
def test_a_persons_button_is_of_her_own_registration(stage: Stage, button: str, who: int) -> None:
    """Another's registration is one that does not exist, for an administrator's own thumb too."""
    rest = OF_A_REGISTRATION[button]

    def presses_it(talker: Talker, filled: Callable[[str], str]) -> str:
        return talker.sends(f"{button}:{filled(rest)}")

    other, missing = (stage.does("nobody", which, presses_it, known=who) for which in (OTHER, MISSING))
    assert same(other, missing)
    assert not other.changed
    if who == 1 and button in ("my:left", "my:leave", "mine", "more", "my:move", "my:ics"):
        assert not same(stage.does("nobody", OWN, presses_it, known=who), missing)
