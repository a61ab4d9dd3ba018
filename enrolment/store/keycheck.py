"""The data key of a database: known by its id from the first use, another key refused at the start; two are known during a rotation."""

from sqlalchemy import bindparam, delete, insert, select, update
from sqlmodel import Session

from catalogue.store.database import Database
from enrolment.store.sql import every, insert_new, one, run, table
from enrolment.store.tables import ONLY
from enrolment.vault import DataKey, Vault, WrongKey, new_secret

CHECK, KEY = table("vault_check"), table("vault_key")
HASHED_BEFORE = ("person", "admin_grant")  # tables that hold keyed hashes: their key cannot be a new one any more
LOOKUPS, OTHER = "lookups", "other data key"
_BY_ID = select(KEY).where(KEY.c.key_id == bindparam("key_id"))


def key_id(session: Session) -> str | None:
    """The id of the data key this database was first used with, or rotated to; None before the first use."""
    found: str | None = run(session, select(CHECK.c.key_id)).scalar_one_or_none()
    return found


def opened(session: Session, data_key: bytes) -> Vault:
    """The vault of this database on that data key, remembered at the first use. Raises WrongKey for a key that is not the database's."""
    key = DataKey(data_key)
    insert_new(session, "vault_check", {"id": ONLY, "key_id": key.key_id})
    known = key_id(session)
    if one(session, _BY_ID, key_id=key.key_id) is None and known == key.key_id:
        insert_new(session, "vault_key", {"key_id": key.key_id, "lookups": key.keep(_lookups(session, key), LOOKUPS), "other": None})
    row = one(session, _BY_ID, key_id=key.key_id)
    if row is None:
        raise WrongKey(f"this database was first used with the key {known}, not {key.key_id}")
    first, others = _ring(session, key)
    return Vault(first, others=others, lookups=key.kept(row["lookups"], LOOKUPS))


def ring(database: Database, data_key: bytes) -> tuple[bytes, ...]:
    """The data keys that open this database now, the one that seals first; none where this one no longer does."""
    with database.reading() as session:
        key = DataKey(data_key)
        if one(session, _BY_ID, key_id=key.key_id) is None:
            return ()
        first, others = _ring(session, key)
        return (first, *others)


def rotation(session: Session) -> tuple[str, str] | None:
    """The ids of the old and the new data key while a rotation is under way."""
    known = key_id(session)
    new = [row["key_id"] for row in every(session, select(KEY.c.key_id).where(KEY.c.key_id != known))]
    return (known, new[0]) if known is not None and new else None


def announce(session: Session, old: bytes, new: bytes, lookups: bytes) -> None:
    """Both data keys open the database from now on, and the new one seals."""
    before, after = DataKey(old), DataKey(new)
    run(session, update(KEY).where(KEY.c.key_id == before.key_id).values(other=before.keep(new, OTHER)))
    run(session, insert(KEY).values(key_id=after.key_id, lookups=after.keep(lookups, LOOKUPS), other=after.keep(old, OTHER)))


def close_rotation(session: Session, new_id: str) -> None:
    """The old data key opens nothing any more."""
    run(session, delete(KEY).where(KEY.c.key_id != new_id))
    run(session, update(KEY).values(other=None))
    run(session, update(CHECK).values(key_id=new_id))


def _ring(session: Session, key: DataKey) -> tuple[bytes, tuple[bytes, ...]]:
    """The key that seals, and those that open too."""
    row = one(session, _BY_ID, key_id=key.key_id)
    if row is None or row["other"] is None:
        return key.bytes, ()
    other = key.kept(row["other"], OTHER)
    old_is_ours = key_id(session) == key.key_id
    return (other, (key.bytes,)) if old_is_ours else (key.bytes, (other,))


def _lookups(session: Session, key: DataKey) -> bytes:
    """The key of the hashes: a secret apart, or the one derived from the data key where hashes were made with it."""
    hashed = any(run(session, select(table(name).c[next(iter(table(name).primary_key)).name]).limit(1)).first() for name in HASHED_BEFORE)
    return key.derived_lookups() if hashed else new_secret()
