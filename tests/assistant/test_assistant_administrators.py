"""What administrators do in the chat, each within what she may see."""

import csv
import io
import json

import pytest
from support.chat import ADMIN, Talker, World

from enrolment.registration.rights import Scope, grant, revoke
from enrolment.registration.unit import one_unit
from enrolment.registration.values import CLOCK

PARTNER, READER = 901, 902


def granted(world: World, telegram_id: int, role: Scope, partner: str | None = None) -> Talker:
    with one_unit(world.database, world.vault, world.desk.current().catalogue, world.rules, now=world.clock.now, ids=world.ids) as unit:
        grant(unit, telegram_id, role, partner, CLOCK)
    return world.person(telegram_id)


@pytest.fixture
def busy(world: World) -> World:
    """Two registrations at McGill, one elsewhere."""
    world.person(1).registers()
    world.person(2).registers(name="Luc Roy")
    other = next(one for one in world.desk.current().catalogue.courses if one.partner != "mcgill" and one.sessions and not one.withdrawn)
    world.person(3).registers(other.sessions[-1].code, "Ana Diaz")
    return world


def test_the_totals_are_told_in_words(busy: World) -> None:
    said = busy.person(ADMIN).commands("/stats")
    assert "3 préinscriptions" in said
    assert "3 personnes sur 25" in said
    assert "Écrire de meilleures consignes pour l’IA\u00a0: 2" in said


def test_a_partners_administrator_sees_her_share_only(busy: World) -> None:
    registrar = granted(busy, PARTNER, Scope.PARTNER, "mcgill")
    assert "2 préinscriptions" in registrar.commands("/stats")
    assert "2 lignes" in registrar.commands("/export")
    registrar.presses("Envoyer le fichier")
    rows = list(csv.reader(io.StringIO(registrar.files[0].content.decode("utf-8-sig")), delimiter=";"))
    assert len(rows) == 3
    assert "Ana" not in registrar.files[0].content.decode()


def test_a_reader_sees_counts_without_names(busy: World) -> None:
    reader = granted(busy, READER, Scope.READER)
    assert "3 préinscriptions" in reader.commands("/stats")
    assert "Je ne connais pas cette commande." in reader.commands("/export")
    reader.sends("adm:send:csv:-:-:-")
    assert reader.files == []


def test_possible_duplicates_are_counted_and_listed_with_their_reasons(busy: World) -> None:
    admin, registrar = busy.person(ADMIN), granted(busy, PARTNER, Scope.PARTNER, "hec")
    admin.commands("/people")
    assert not any("Doublons" in label for label in admin.labels)
    busy.person(4).registers()
    admin.commands("/people")
    assert "Zoé Tremblay : même nom et même courriel" in admin.presses("Doublons possibles (1)").replace("\u00a0", " ")
    assert len(admin.labels) == 2
    assert "Peut-être la même personne" in admin.presses(admin.labels[0])
    registrar.commands("/people")
    assert not any("Doublons" in label for label in registrar.labels)
    assert "Zoé" not in registrar.sends("adm:twins")


def test_a_reader_takes_the_aggregates_for_the_funder(busy: World) -> None:
    reader = granted(busy, READER, Scope.READER)
    reader.commands("/stats")
    assert "Un astérisque" in reader.presses("Chiffres pour")
    (file,) = reader.files
    assert file.content.decode("utf-8-sig").splitlines()[1].endswith(";*;*;*")
    assert file.name.startswith("chiffres-bailleur-")


def test_the_filters_are_chosen_by_buttons_and_the_rows_counted(busy: World) -> None:
    admin = busy.person(ADMIN)
    assert "3 lignes" in admin.commands("/export")
    admin.presses("Cours")
    assert "2 lignes" in admin.presses("Écrire de meilleures")
    admin.presses("Format")
    admin.presses("JSON")
    assert "2 lignes" in admin.last
    admin.presses("Envoyer le fichier")
    assert {row["first_name"] for row in json.loads(admin.files[0].content)} == {"Zoé", "Luc"}
    admin.presses("État")
    assert "0 ligne" in admin.presses("annulée")


def test_french_gets_the_csv_for_excel_by_default_and_english_the_workbook(busy: World) -> None:
    assert "CSV pour Excel" in busy.person(ADMIN).commands("/export")


def test_an_export_is_recorded(busy: World) -> None:
    admin = busy.person(ADMIN)
    admin.commands("/export")
    admin.presses("Envoyer le fichier")
    with busy.database.reading() as session:
        rows = session.connection().exec_driver_sql("SELECT count FROM audit_event WHERE action = 'export'").scalars().all()
    assert list(rows) == [3]


def test_rights_taken_away_count_at_the_next_press(busy: World) -> None:
    registrar = granted(busy, PARTNER, Scope.PARTNER, "mcgill")
    registrar.commands("/export")
    with one_unit(busy.database, busy.vault, busy.desk.current().catalogue, busy.rules, now=busy.clock.now) as unit:
        revoke(unit, PARTNER, CLOCK)
    registrar.presses("Envoyer le fichier")
    assert registrar.files == []


def test_people_are_found_confirmed_and_declined(busy: World) -> None:
    admin = busy.person(ADMIN)
    assert "1 inscription trouvée" in admin.commands("/people tremblay")
    assert "zoe@exemple.ca" in admin.presses("Zoé Tremblay")
    assert "État\u00a0: confirmée" in admin.presses("Confirmer")
    assert "Confirmée par l’établissement" in busy.person(1).commands("/mine")
    admin.presses("Refuser")
    assert "État\u00a0: refusée" in admin.presses("Le groupe est déjà complet.")


def test_a_rank_typed_opens_the_one_of_the_list_and_a_name_typed_after_nobody_is_looked_for(busy: World) -> None:
    admin = busy.person(ADMIN)
    admin.commands("/people")
    assert "Personne de ce nom" in admin.types("xyzzy")
    assert "1 inscription trouvée" in admin.types("tremblay")
    assert "zoe@exemple.ca" in admin.types("1")
    admin.commands("/people tremblay")
    assert "zoe@exemple.ca" in admin.types("le premier")
    admin.commands("/people")
    assert "Personne de ce nom" not in admin.types("quels cours offrez-vous?")
    admin.commands("/people tremblay")
    assert "zoe@exemple.ca" not in admin.types("9")


def test_a_registrar_does_not_find_anothers_people(busy: World) -> None:
    registrar = granted(busy, PARTNER, Scope.PARTNER, "mcgill")
    assert "Personne de ce nom" in registrar.commands("/people Ana")
    reference = next(button.data for button in registered(busy, 3) if button).split(":")[1]
    assert "Personne de ce nom" in registrar.sends(f"adm:person:{reference}")
    registrar.sends(f"adm:ok:{reference}")
    assert "l’établissement la confirmera" in busy.person(3).commands("/mine")


def registered(world: World, telegram_id: int) -> list:  # type: ignore[type-arg]
    person = world.person(telegram_id)
    person.commands("/mine")
    return [button for button in person.seen if (button.data or "").startswith("my:leave")]


def test_a_sentence_does_for_an_administrator_what_it_asks_and_nothing_for_others(busy: World) -> None:
    registrar, reader = granted(busy, PARTNER, Scope.PARTNER, "mcgill"), granted(busy, READER, Scope.READER)
    assert "2 inscriptions" in registrar.types("qui s'est inscrit aujourd'hui?")
    assert "Ana" not in " ".join(registrar.labels)
    for person in (reader, busy.person(1)):
        person.types("qui s'est inscrit aujourd'hui?")
        assert not any("Zoé" in label or "Luc" in label for label in person.labels)
        person.types("annule la session d'IA à la ferme de décembre")
        assert not any((button.data or "").startswith("adm:") for button in person.seen)


def test_places_are_added_by_a_sentence_only_once_confirmed(busy: World) -> None:
    admin = busy.person(ADMIN)
    assert "→" in admin.types("ajoute 5 places à GEN-20-3")
    before, after = (int(number) for number in admin.last.split("\n")[-1].removesuffix(" places").split(" → "))
    assert after == before + 5
    assert f"sur {after}" in admin.presses("Oui, changer")
