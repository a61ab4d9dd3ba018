"""Personal data under lock: one key a person, wrapped by the data key; keyed hashes to look people up without reading them.

Everything is AES-256-GCM with a random 12-byte nonce in front. Each purpose has a key of its own, derived from the data key
(HKDF-SHA256), so that a hash of a Telegram id says nothing about the key that wraps a person's.
"""

import hashlib
import hmac
import json
import secrets
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32
NONCE_BYTES = 12

Document = dict[str, Any]


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
        nonce = secrets.token_bytes(NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, packed(document), self._bound(about))

    def open(self, sealed: bytes, about: str) -> Document:
        """The document again. Raises VaultError if it was altered, or sealed for another person or purpose."""
        return unpacked(_opened(self._cipher, sealed, self._bound(about)))

    def _bound(self, about: str) -> bytes:
        return f"{about}:{self._person_id}".encode()


class Vault:
    """What the data key opens. ``key_id`` names the key without telling anything of it."""

    def __init__(self, data_key: bytes) -> None:
        if len(data_key) != KEY_BYTES:
            raise WrongKey(f"a data key has {KEY_BYTES} bytes, this one {len(data_key)}")
        self.key_id = _derived(data_key, "key id").hex()[:16]
        self._wrapping = AESGCM(_derived(data_key, "wrapping"))
        self._payloads = AESGCM(_derived(data_key, "payloads"))
        self._lookups = _derived(data_key, "lookups")

    def new_key(self, person_id: str) -> bytes:
        """A fresh key for a person, wrapped: for the table of keys."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        return nonce + self._wrapping.encrypt(nonce, secrets.token_bytes(KEY_BYTES), f"key:{person_id}".encode())

    def key_of(self, wrapped: bytes, person_id: str) -> PersonKey:
        """A person's key, unwrapped. Raises VaultError where it is another person's or another vault's."""
        return PersonKey(_opened(self._wrapping, wrapped, f"key:{person_id}".encode()), person_id)

    def lookup(self, kind: str, value: str | int) -> str:
        """The keyed hash (64 hex digits) under which a value of that kind is looked up."""
        return hmac.new(self._lookups, f"{kind}\x00{value}".encode(), hashlib.sha256).hexdigest()

    def seal(self, payload: bytes, about: str) -> bytes:
        """Bytes that belong to no known person yet (an update just received), sealed; ``about`` binds them to their row."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        return nonce + self._payloads.encrypt(nonce, payload, about.encode())

    def open(self, sealed: bytes, about: str) -> bytes:
        """The bytes again. Raises VaultError if they were altered or belong to another row."""
        return _opened(self._payloads, sealed, about.encode())


def packed(document: Document) -> bytes:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def unpacked(payload: bytes) -> Document:
    document: Document = json.loads(payload.decode("utf-8", "surrogatepass"))
    return document


def _derived(data_key: bytes, purpose: str) -> bytes:
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=f"inscria {purpose}".encode()).derive(data_key)


def _opened(cipher: AESGCM, sealed: bytes, bound: bytes) -> bytes:
    try:
        return cipher.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], bound)
    except (InvalidTag, ValueError) as wrong:
        raise VaultError("what is sealed does not open with this key") from wrong
