"""Whatever is sent gets an answer: commands, old and forged buttons, media, noise, groups; and the language follows the person."""

import zlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.chat import ADMIN, Talker, World

from catalogue.offer.model import Catalogue
from catalogue.store.offer import import_catalogue
from enrolment.assistant.commands import COMMANDS, FRENCH
from enrolment.assistant.desk import Desk
from enrolment.assistant.heard import Heard, Kind
from enrolment.assistant.parcel import packed, unpacked
from enrolment.store import inbox
from enrolment.store.inbox import Incoming

ADMIN_COMMANDS = ("/export", "/stats", "/people zoe", "/inbox", "/session", "/link", "/broadcast", "/web", "/admins")

FORGED = (
    "",
    ":",
    "form",
    "form:",
    "form:x",
    "form:x:y:z:w",
    "mine:",
    "mine:ZZZZ",
    "my",
    "my:fix:nothing",
    "my:to:a",
    "take:NONE",
    "reg:NONE",
)
FORGED += ("lang:de", "more:x", "é" * 40, "card:NONE", "list:99", "erase:x", "alert:x", "group:x")
FORGED += ("choose:role:nobody", "choose:x", "choose", "choose:place:wide")


def said_plainly(talker: Talker) -> tuple[str, list[str]]:
    return talker.last, talker.labels


@pytest.mark.parametrize("line", ADMIN_COMMANDS)
def test_an_administrators_command_is_unknown_to_others(world: World, line: str) -> None:
    zoe = world.person()
    zoe.commands("/start")
    zoe.commands(line)
    asked = said_plainly(zoe)
    zoe.commands("/" + "z" * len(line.split(maxsplit=1)[0]))
    unknown = said_plainly(zoe)
    assert asked[1] == unknown[1]
    assert asked[0].startswith("Je ne connais pas cette commande.")


@pytest.mark.parametrize(
    "data", ["adm:export", "adm:send:csv:-:-:-", "adm:person:AAAABBBB", "adm:ok:AAAABBBB", "adm:refuse:AAAABBBB:0", "adm:x"]
)
def test_an_administrators_button_is_an_old_one_to_others(world: World, data: str) -> None:
    zoe = world.person()
    zoe.sends(data)
    forged = (zoe.last, zoe.toast)
    zoe.sends("nobody:sent:this")
    assert forged[1] == zoe.toast
    assert zoe.files == []


@pytest.mark.parametrize(
    "data",
    FORGED,
)
def test_a_forged_button_gets_a_sentence_and_does_nothing(world: World, data: str) -> None:
    zoe = world.person()
    assert zoe.sends(data) or zoe.toast


@pytest.mark.parametrize("medium", ["voice", "sticker", "photo", "location", "video_note", "dice", "poll", "other"])
def test_every_medium_gets_a_kind_line(world: World, medium: str) -> None:
    said = world.person().does(Kind.OTHER, medium=medium)
    assert said
    assert "?" in said or "Écrivez-moi" in said


@pytest.mark.parametrize("noise", ["😀😀😀", "x" * 4000, "<b>&amp;</i>", "\u202e\u202d", "?", "…", "/", "123456", "\U000e0041"])
def test_noise_gets_an_answer_everywhere(world: World, noise: str) -> None:
    zoe = world.person()
    assert zoe.types(noise)
    zoe.commands("/start session_GEN-20-3")
    for said in (noise, "oui", noise, "Zoé Tremblay", noise, "zoe@exemple.ca", "Hydro", noise, "gestionnaire", noise):
        assert zoe.types(said)


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(max_size=80), step=st.integers(0, 7))
def test_any_text_at_any_step_gets_an_answer_that_telegram_takes(world: World, words: str, step: int) -> None:
    zoe = world.person(telegram_id=zlib.crc32(f"{step}{words!r}".encode()))
    zoe.commands("/start session_GEN-20-3")
    for said in ("oui", "Zoé Tremblay", "zoe@exemple.ca", "Hydro", "gestionnaire", "Montréal")[:step]:
        zoe.types(said)
    assert zoe.types(words)
    for reply in zoe.said.replies:
        assert reply.text.strip()
        for row in reply.rows:
            for button in row:
                assert button.label
                assert button.data is None or 1 <= len(button.data.encode()) <= 64


def test_html_in_an_answer_is_shown_as_typed(world: World) -> None:
    zoe = world.person()
    zoe.commands("/start session_GEN-20-3")
    for said in ("oui", "Zoé Tremblay", "zoe@exemple.ca", "<b>Roy</b> & Fils", "gestionnaire", "Montréal"):
        zoe.types(said)
    assert "&lt;b&gt;Roy&lt;/b&gt; &amp; Fils" in zoe.said.replies[-1].text


def test_an_old_button_of_the_form_is_explained_and_the_form_redrawn(world: World) -> None:
    zoe = world.person()
    zoe.commands("/start session_GEN-20-3")
    zoe.types("oui")
    zoe.types("Zoé Tremblay")
    zoe.presses("J’accepte")
    assert zoe.toast == "Ce bouton date de tantôt. Voici où on en est."
    assert "3 de 6" in zoe.last


def test_a_contact_nobody_asked_for_is_not_kept(world: World) -> None:
    assert "rien gardé" in world.person().shares("15145550142", 1)


def test_in_a_group_nothing_personal_is_said(world: World) -> None:
    zoe = world.person()
    zoe.registers()
    said = world.assistant.hear(Heard("tg:g1", 1, Kind.COMMAND, command="mine", private=False))
    (reply,) = said.replies
    assert "GEN" not in reply.text
    assert reply.rows[0][0].url == "https://t.me/InscrIA_bot?start=src_group"
    assert world.assistant.hear(Heard("tg:g2", 1, Kind.TEXT, text="bonjour tout le monde", private=False)).replies == ()


def test_a_person_who_blocked_the_bot_is_not_reachable_until_she_comes_back(world: World) -> None:
    zoe = world.person()
    zoe.commands("/start")
    zoe.does(Kind.LEFT)
    assert zoe.said.replies == ()
    assert not reachable(world)
    zoe.does(Kind.BACK)
    assert reachable(world)


def reachable(world: World) -> bool:
    with world.database.reading() as session:
        found: bool = session.connection().exec_driver_sql("SELECT reachable FROM person").scalar_one()
    return found


def test_every_command_answers_in_both_languages(world: World) -> None:
    for number, language in enumerate(("fr", "en"), start=1):
        zoe = world.person(number, language)
        for name in COMMANDS:
            assert zoe.commands(f"/{FRENCH.get(name, name) if language == 'fr' else name}")


def test_the_phones_language_is_spoken_until_another_is_chosen(world: World) -> None:
    assert "Hello!" in world.person(1, "en-CA").commands("/start")
    assert "Bonjour!" in world.person(2, "de").commands("/start")
    assert "Bonjour!" in world.person(3, None).commands("/start")
    zoe = world.person(4, "en")
    zoe.commands("/start")
    zoe.presses("Français")
    assert "Vous n’avez pas encore d’inscription." in zoe.commands("/mine")


def test_a_language_asked_for_in_words_is_remembered(world: World) -> None:
    zoe = world.person(1, "fr")
    zoe.types("do you speak english?")
    assert "You have no registration yet." in zoe.commands("/mine")


def test_the_language_changes_in_the_middle_of_a_form_and_the_form_stays(world: World) -> None:
    zoe = world.person(1, "fr")
    zoe.commands("/start session_GEN-20-3")
    zoe.types("oui")
    zoe.commands("/language")
    assert "1 of 6" in zoe.presses("English")


@pytest.mark.parametrize(
    "payload", ["", "nothing", "course_NOPE", "session_NOPE", "src_", "link_abc", "claim_zzz", "_", "course_gen-20", "x" * 64]
)
def test_any_deep_link_starts(world: World, payload: str) -> None:
    assert world.person().commands(f"/start {payload}")


def test_a_course_link_shows_its_card_and_both_languages(world: World) -> None:
    zoe = world.person()
    assert "Écrire de meilleures consignes" in zoe.commands("/start course_GEN-20")
    assert zoe.labels[-2:] == ["Français", "English"]


def test_an_alert_and_a_group_lead_to_their_own_conversations(world: World) -> None:
    zoe = world.person()
    zoe.sends("alert:GEN-20")
    assert "C’est noté" in zoe.presses("Avertissez-moi")
    assert "Mes alertes" in zoe.labels
    assert "514 555-01" in zoe.sends("group:GEN-20")
    assert "Quelle session?" in zoe.presses("Inscrire mon équipe")


def test_a_redelivered_update_has_the_same_answer(world: World) -> None:
    zoe = world.person()
    zoe.commands("/start")
    with world.database.writing() as session:
        inbox.receive(session, world.vault, [Incoming(501, 1, b"{}")], world.clock.now)
        inbox.claim(session, world.vault, "test", world.clock.now, limit=1)
    said = world.assistant.hear(Heard("tg:501", 1, Kind.TEXT, text="bonjour", chat_id=1), 501)
    with world.database.writing() as session:
        [again] = inbox.claim(session, world.vault, "other", world.clock.now.replace(year=2027), limit=1)
    assert again is not None
    assert again.replies is not None
    assert unpacked(again.replies).said == said


def test_a_parcel_holds_files_and_buttons(world: World) -> None:
    zoe = world.person()
    zoe.registers()
    heard = Heard("tg:1", 1, Kind.TEXT)
    assert unpacked(packed(zoe.said, heard)).said == zoe.said


def test_an_import_by_another_process_is_served_within_a_second(world: World) -> None:
    moment = [0.0]
    desk = Desk(world.database, tick=lambda: moment[0])
    before: Catalogue = desk.current().catalogue
    changed = before.model_copy(
        update={"courses": tuple(one.model_copy(update={"withdrawn": one.code == "GEN-20"}) for one in before.courses)}
    )
    with world.database.writing() as session:
        import_catalogue(session, changed, world.clock.now, sample=True)
    moment[0] = 0.5
    assert desk.current().catalogue is before
    moment[0] = 1.5
    course = desk.current().catalogue.course("GEN-20")
    assert course is not None
    assert course.withdrawn


def test_a_course_called_otherwise_is_understood_after_an_import(world: World) -> None:
    moment = [0.0]
    desk = Desk(world.database, tick=lambda: moment[0])
    before: Catalogue = desk.current().catalogue
    title = before.courses[0].title.model_copy(update={"fr": "Apprivoiser la zymologie"})
    changed = before.model_copy(update={"courses": (before.courses[0].model_copy(update={"title": title}), *before.courses[1:])})
    with world.database.writing() as session:
        import_catalogue(session, changed, world.clock.now, sample=True)
    held = desk.current().guide
    moment[0] = 1.5
    read = desk.current().guide.reader.read("c'est quand apprivoiser la zymologie?", world.clock.now)
    assert read.guesses[0].courses == (before.courses[0].code,)
    assert held.reader.read("c'est quand apprivoiser la zymologie?", world.clock.now).guesses[0].courses != (before.courses[0].code,)


def test_an_administrator_sees_her_commands(world: World) -> None:
    admin = world.person(ADMIN)
    assert "Aucune préinscription" in admin.commands("/stats")
    assert "0 ligne" in admin.commands("/export")
