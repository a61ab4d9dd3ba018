"""The data key of a database: its id is kept at first use, and another key is refused at the start."""

from sqlalchemy import select
from sqlmodel import Session

from enrolment.store.sql import insert_new, run, table
from enrolment.store.tables import ONLY
from enrolment.vault import Vault, WrongKey

CHECK = table("vault_check")


def check_key(session: Session, vault: Vault) -> None:
    """Remember the key's id at first use; raises WrongKey for another key ever after."""
    insert_new(session, "vault_check", {"id": ONLY, "key_id": vault.key_id})
    known = run(session, select(CHECK.c.key_id)).scalar_one()
    if known != vault.key_id:
        raise WrongKey(f"this database was first used with the key {known}, not {vault.key_id}")
