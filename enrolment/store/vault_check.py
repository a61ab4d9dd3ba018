"""The data key's id, kept at first use: a database is never written with another key."""

from sqlalchemy import insert, select
from sqlmodel import Session

from enrolment.store.sql import run, table
from enrolment.store.tables import ONLY
from enrolment.vault import Vault, WrongKey

CHECK = table("vault_check")


def check_key(session: Session, vault: Vault) -> None:
    """In a writing transaction at the start. Raises WrongKey where the database was first used with another key."""
    kept = run(session, select(CHECK.c.key_id)).scalar_one_or_none()
    if kept is None:
        run(session, insert(CHECK).values(id=ONLY, key_id=vault.key_id))
    elif kept != vault.key_id:
        raise WrongKey("INSCRIA_DATA_KEY is not the key this database was first used with")
