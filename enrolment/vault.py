"""Personal data under lock: one key a person, wrapped by the data key; keyed hashes to look people up without reading them.

Everything is AES-256-GCM with a random 12-byte nonce in front. Each purpose has a key of its own, derived from the data key
(HKDF-SHA256), so that a hash of a Telegram id says nothing about the key that wraps a person's. The key of the hashes is a secret
apart, kept wrapped in the database, so that a new data key changes no hash.
"""

import hashlib
import hmac
import json
import secrets
from collections.abc import Callable, Sequence
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32
NONCE_BYTES = 12

Document = dict[str, Any]
READ = json.JSONDecoder().raw_decode  # what was packed here has nothing around it


class VaultError(Exception):
    """Something under lock could not be opened."""


class WrongKey(VaultError):  # noqa: N818  (named for what is wrong)
    """This data key is not the one the database was first used with."""


class PersonKey:
    """One person's own key, unwrapped; it seals and opens her documents and nothing else."""

    __slots__ = ("_cipher", "_person_id")

    def __init__(self, key: bytes, person_id: str) -> None:
        self._cipher = AESGCM(key)
        self._person_id = person_id

    def seal(self, document: Document, about: str) -> bytes:
        """The document as ciphertext, bound to the person and to what it is ``about`` ("person", "conversation", …)."""
        return _sealed(self._cipher, packed(document), self._bound(about))

    def open(self, sealed: bytes, about: str) -> Document:
        """The document again. Raises VaultError if it was altered, or sealed for another person or purpose."""
        return unpacked(_opened(self._cipher, sealed, self._bound(about)))

    def _bound(self, about: str) -> bytes:
        return f"{about}:{self._person_id}".encode()


class DataKey:
    """What one data key opens. ``key_id`` names it without telling anything of it."""

    __slots__ = ("_own", "_payloads", "_wrapping", "bytes", "key_id")

    def __init__(self, key: bytes) -> None:
        if len(key) != KEY_BYTES:
            raise WrongKey(f"a data key has {KEY_BYTES} bytes, this one {len(key)}")
        self.bytes = key
        self.key_id = _derived(key, "key id").hex()[:16]
        self._wrapping = AESGCM(_derived(key, "wrapping"))
        self._payloads = AESGCM(_derived(key, "payloads"))
        self._own = AESGCM(_derived(key, "own secrets"))

    def wrap(self, key: bytes, person_id: str) -> bytes:
        """A person's key, wrapped for the table of keys."""
        return _sealed(self._wrapping, key, f"key:{person_id}".encode())

    def unwrap(self, wrapped: bytes, person_id: str) -> bytes:
        return _opened(self._wrapping, wrapped, f"key:{person_id}".encode())

    def seal(self, payload: bytes, about: str) -> bytes:
        return _sealed(self._payloads, payload, about.encode())

    def open(self, sealed: bytes, about: str) -> bytes:
        return _opened(self._payloads, sealed, about.encode())

    def keep(self, secret: bytes, name: str) -> bytes:
        """A secret of the vault's own (the key of the hashes, the other data key of a rotation), sealed for the table of data keys."""
        return _sealed(self._own, secret, name.encode())

    def kept(self, sealed: bytes, name: str) -> bytes:
        return _opened(self._own, sealed, name.encode())

    def derived_lookups(self) -> bytes:
        """The key of the hashes of databases first used before it was a secret apart."""
        return _derived(self.bytes, "lookups")


class Vault:
    """What the data key opens, and during a rotation the other one too: the first of ``ring`` seals, any of them opens.

    ``lookups`` is the key of the hashes, where it is kept apart. ``ask`` gives the data keys known now: it is asked when none of the
    ring opens something, so that a running process learns of a rotation.
    """

    def __init__(self, data_key: bytes, *, others: Sequence[bytes] = (), lookups: bytes | None = None) -> None:
        self.ring = (DataKey(data_key), *map(DataKey, others))
        self.lookups = lookups or self.ring[0].derived_lookups()
        self.ask: Callable[[], Sequence[bytes]] | None = None

    @property
    def key_id(self) -> str:
        """The id of the data key that seals."""
        return self.ring[0].key_id

    def new_key(self, person_id: str) -> bytes:
        """A fresh key for a person, wrapped: for the table of keys."""
        return self.ring[0].wrap(new_secret(), person_id)

    def key_of(self, wrapped: bytes, person_id: str) -> PersonKey:
        """A person's key, unwrapped. Raises VaultError where it is another person's or another vault's."""
        return PersonKey(self._first(lambda key: key.unwrap(wrapped, person_id)), person_id)

    def rewrapped(self, wrapped: bytes, person_id: str) -> bytes:
        """The same person's key, wrapped by the data key that seals now."""
        return self.ring[0].wrap(self._first(lambda key: key.unwrap(wrapped, person_id)), person_id)

    def lookup(self, kind: str, value: str | int) -> str:
        """The keyed hash (64 hex digits) under which a value of that kind is looked up."""
        return hmac.new(self.lookups, f"{kind}\x00{value}".encode(), hashlib.sha256).hexdigest()

    def seal(self, payload: bytes, about: str) -> bytes:
        """Bytes that belong to no known person yet (an update just received), sealed; ``about`` binds them to their row."""
        return self.ring[0].seal(payload, about)

    def open(self, sealed: bytes, about: str) -> bytes:
        """The bytes again. Raises VaultError if they were altered or belong to another row."""
        return self._first(lambda key: key.open(sealed, about))

    def _first(self, opens: Callable[[DataKey], bytes]) -> bytes:
        """What the first data key that can opens; those known now are asked for where none of ours does."""
        try:
            return _first_of(self.ring, opens)
        except VaultError:
            known = tuple(map(DataKey, self.ask())) if self.ask else ()
            if not known or {key.key_id for key in known} <= {key.key_id for key in self.ring}:
                raise
            self.ring = known
            return _first_of(known, opens)


def new_secret() -> bytes:
    """A key of chance."""
    return secrets.token_bytes(KEY_BYTES)


def packed(document: Document) -> bytes:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def unpacked(payload: bytes) -> Document:
    document: Document
    document, _ = READ(payload.decode("utf-8", "surrogatepass"))
    return document


def _derived(data_key: bytes, purpose: str) -> bytes:
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=f"inscria {purpose}".encode()).derive(data_key)


def _first_of(ring: Sequence[DataKey], opens: Callable[[DataKey], bytes]) -> bytes:
    *earlier, last = ring
    for key in earlier:
        try:
            return opens(key)
        except VaultError:
            continue
    return opens(last)


def _sealed(cipher: AESGCM, payload: bytes, bound: bytes) -> bytes:
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + cipher.encrypt(nonce, payload, bound)


def _opened(cipher: AESGCM, sealed: bytes, bound: bytes) -> bytes:
    try:
        return cipher.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], bound)
    except (InvalidTag, ValueError) as wrong:
        raise VaultError("what is sealed does not open with this key") from wrong
