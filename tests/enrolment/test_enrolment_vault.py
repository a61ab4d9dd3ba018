"""The vault: what is sealed opens for its person, purpose and key alone."""

import secrets

import pytest
from support.world import KEY, World

from enrolment.store import keycheck
from enrolment.vault import Vault, VaultError, WrongKey

VAULT = Vault(KEY)


def test_a_document_opens_with_its_persons_key_alone() -> None:
    wrapped = VAULT.new_key("ann")
    sealed = VAULT.key_of(wrapped, "ann").seal({"email": "zoé@exemple.test"}, "person")
    assert VAULT.key_of(wrapped, "ann").open(sealed, "person") == {"email": "zoé@exemple.test"}
    with pytest.raises(VaultError):
        VAULT.key_of(VAULT.new_key("bob"), "bob").open(sealed, "person")
    with pytest.raises(VaultError):
        VAULT.key_of(wrapped, "bob")
    with pytest.raises(VaultError):
        VAULT.key_of(wrapped, "ann").open(sealed, "conversation")
    with pytest.raises(VaultError):
        Vault(secrets.token_bytes(32)).key_of(wrapped, "ann")


def test_an_altered_byte_is_noticed() -> None:
    sealed = bytearray(VAULT.seal(b"update", "update:1"))
    assert VAULT.open(bytes(sealed), "update:1") == b"update"
    with pytest.raises(VaultError):
        VAULT.open(bytes(sealed), "update:2")
    sealed[-1] ^= 1
    with pytest.raises(VaultError):
        VAULT.open(bytes(sealed), "update:1")
    with pytest.raises(VaultError):
        VAULT.open(b"", "update:1")


def test_the_same_text_is_sealed_differently_each_time() -> None:
    key = VAULT.key_of(VAULT.new_key("ann"), "ann")
    assert key.seal({"a": 1}, "person") != key.seal({"a": 1}, "person")


def test_look_ups_depend_on_the_key_and_the_kind() -> None:
    assert VAULT.lookup("telegram", 42) == Vault(KEY).lookup("telegram", "42")
    assert len({VAULT.lookup("telegram", 42), VAULT.lookup("chat", 42), Vault(bytes(32)).lookup("telegram", 42)}) == 3


def test_a_key_of_another_length_is_refused() -> None:
    with pytest.raises(WrongKey):
        Vault(b"short")


def test_a_database_is_never_opened_with_another_key(world: World) -> None:
    for _ in range(2):
        with world.unit() as unit:
            keycheck.opened(unit.session, KEY)
    with pytest.raises(WrongKey, match="first used with"), world.unit() as unit:
        keycheck.opened(unit.session, bytes(32))


def test_the_key_of_the_hashes_is_a_secret_apart_that_each_opening_finds_again(world: World) -> None:
    with world.unit() as unit:
        first = keycheck.opened(unit.session, KEY)
    with world.unit() as unit:
        again = keycheck.opened(unit.session, KEY)
    assert first.lookup("email", "a@b.test") == again.lookup("email", "a@b.test") != VAULT.lookup("email", "a@b.test")


def test_a_database_with_hashes_of_before_keeps_them(planted: World) -> None:
    planted.person(42)
    with planted.unit() as unit:
        assert keycheck.opened(unit.session, KEY).lookup("telegram", 42) == VAULT.lookup("telegram", 42)
