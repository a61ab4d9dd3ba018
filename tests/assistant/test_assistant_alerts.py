"""Alerts and reminders in the chat: asked for in words, listed, stopped in one press."""

import pytest
from support.chat import World


@pytest.mark.parametrize(
    ("asks", "waits_for"),
    [
        ("avertis-moi quand il y a un cours en ligne", "en ligne"),
        ("avertissez-moi s'il y a une formation à Gaspé", "Gaspé"),
        ("avertis-moi quand L'IA à la ferme ouvre", "L’IA à la ferme"),
    ],
)
def test_an_alert_is_kept_listed_and_stopped(world: World, asks: str, waits_for: str) -> None:
    zoe = world.person(1)
    zoe.types("parlez-moi de Apprivoiser les données")
    said = zoe.types(asks)
    assert "C’est noté" in said
    assert waits_for in said
    assert "Apprivoiser" not in said.split("Ouvert")[0]
    assert "1 alerte en cours" in zoe.commands("/settings")
    assert waits_for in zoe.presses("Mes alertes")
    assert "aucune alerte" in zoe.presses("Arrêter\u00a0:")


def test_a_freed_place_is_told_with_a_button_to_take_it(world: World) -> None:
    zoe, ann = world.person(1), world.person(2)
    world.seats("GEN-20-3", 1)
    zoe.registers()
    ann.sends("alert:set:GEN-20")
    assert ann.receives() == ""
    zoe.commands("/cancel")
    zoe.presses("Oui, me désister")
    assert "il y a des places" in ann.receives()
    assert "votre accord" in ann.presses("7 avril")
    assert ann.receives() == ""


def test_overlapping_sessions_are_pointed_out_before_confirming(world: World) -> None:
    zoe = world.person(1)
    zoe.registers()
    found = world.desk.current().catalogue.session("GEN-20-3")
    assert found is not None
    world.offers("GEN-20-2", starts=found[1].starts, ends=found[1].ends)
    zoe.commands("/start session_GEN-20-2")
    for said in ("oui", "oui"):
        zoe.types(said)
    assert "les dates chevauchent" in zoe.last
