"""Queries of a rotation: what a data key wraps or seals, page by page, put under the newest one."""

from sqlalchemy import bindparam, select, text, update
from sqlalchemy.sql import ColumnElement
from sqlmodel import Session

from catalogue.store.database import connection_of
from enrolment.store import custody
from enrolment.store.people import KEY
from enrolment.store.sql import changed, every, run, table
from enrolment.vault import DataKey, Vault, VaultError

PAGE = 200
_REWRAP = update(KEY).where(KEY.c.person_id == bindparam("person"), KEY.c.wrapped == bindparam("before"))


def people_page(session: Session, vault: Vault, after: str) -> tuple[str | None, int]:
    """Wrap a page of people's keys anew: where the next page begins (None: there is none), how many were under the old one."""
    rows = every(session, select(KEY).where(KEY.c.person_id > after).order_by(KEY.c.person_id).limit(PAGE))
    done = 0
    for row in rows:
        if not _opens(vault.ring[0], row["wrapped"], row["person_id"]):
            anew = vault.rewrapped(row["wrapped"], row["person_id"])
            done += changed(session, _REWRAP, person=row["person_id"], before=row["wrapped"], wrapped=anew)
    return (rows[-1]["person_id"] if len(rows) == PAGE else None), done


def sealed_anew(session: Session, vault: Vault) -> int:
    """Seal anew what the data key itself seals (few rows: what is being handled, who administers); how many."""
    return sum(_column(session, vault, name, column, about) for (name, column), about in custody.VAULT_SEALED.items())


def hold_still(session: Session) -> None:
    """Nobody writes a key or something sealed until the transaction ends. On SQLite a writing transaction is alone anyway."""
    if connection_of(session).dialect.name == "postgresql":
        for name in sorted({"person_key", *(name for name, _ in custody.VAULT_SEALED)}):
            run(session, text(f"LOCK TABLE {name} IN SHARE ROW EXCLUSIVE MODE"))


def _column(session: Session, vault: Vault, name: str, column: str, about: str) -> int:
    of = table(name)
    keys = list(of.primary_key)
    done = 0
    for row in every(session, select(of).where(of.c[column].is_not(None))):
        bound = about.format(**row)
        try:
            vault.ring[0].open(row[column], bound)
        except VaultError:
            same: list[ColumnElement[bool]] = [key == row[key.name] for key in keys]
            sealed = vault.seal(vault.open(row[column], bound), bound)
            done += changed(session, update(of).where(*same, of.c[column] == row[column]).values({column: sealed}))
    return done


def _opens(key: DataKey, wrapped: bytes, person_id: str) -> bool:
    try:
        key.unwrap(wrapped, person_id)
    except VaultError:
        return False
    return True
