"""A new data key: every person's key wrapped anew and what the vault seals sealed anew, the bot at work or not; then the old key goes.

Two steps. ``rotate`` makes both keys open the database and puts everything under the new one, page by page: stopped anywhere, it is simply
done again. ``finish``, once every process was started with the new key, takes the old one's right away.
"""

from datetime import datetime

from catalogue.store.database import Database
from enrolment import audit
from enrolment.registration.values import OPERATOR
from enrolment.store import keycheck, rewrapping
from enrolment.vault import DataKey, Vault


class CannotRotate(Exception):  # noqa: N818  (named for what happened)
    """There is nothing to finish, or another rotation is under way."""


def rotate(database: Database, old: bytes, new: bytes, now: datetime) -> int:
    """Everything under the new key; how many people's keys were wrapped anew. Raises WrongKey, CannotRotate."""
    before, after = DataKey(old).key_id, DataKey(new).key_id
    if before == after:
        raise CannotRotate("the new data key is the one in use")
    with database.writing() as session:
        vault = keycheck.opened(session, old)
        under_way = keycheck.rotation(session)
        if under_way is None:
            keycheck.announce(session, old, new, vault.lookups)
            audit.append(session, OPERATOR, "rotate", "data key", None, now=now, scope={"from": before, "to": after})
        elif under_way != (before, after):
            raise CannotRotate(f"a rotation from {under_way[0]} to {under_way[1]} is under way: finish it first")
    return _swept(database, new)


def finish(database: Database, new: bytes, now: datetime) -> int:
    """The last keys wrapped anew with nobody writing, then the old one opens nothing; how many. Raises CannotRotate, WrongKey."""
    after = DataKey(new).key_id
    with database.writing() as session:
        rewrapping.hold_still(session)
        vault = keycheck.opened(session, new)
        under_way = keycheck.rotation(session)
        if under_way is None:
            raise CannotRotate("no rotation is under way: inscria keys rotate begins one")
        if under_way[1] != after:
            raise CannotRotate(f"the rotation is to the key {under_way[1]}, not {after}: start with the new key")
        last: str | None = ""
        late = 0
        while last is not None:
            last, done = rewrapping.people_page(session, vault, last)
            late += done
        rewrapping.sealed_anew(session, vault)
        keycheck.close_rotation(session, after)
        audit.append(session, OPERATOR, "rotated", "data key", None, now=now, scope={"from": under_way[0], "to": after})
    return late


def _swept(database: Database, new: bytes) -> int:
    """Page by page, a transaction each, so that nobody waits."""
    with database.writing() as session:
        vault = keycheck.opened(session, new)
        rewrapping.sealed_anew(session, vault)
    count, last = 0, _page(database, vault, "")
    while True:
        count += last[1]
        if last[0] is None:
            return count
        last = _page(database, vault, last[0])


def _page(database: Database, vault: Vault, after: str) -> tuple[str | None, int]:
    with database.writing() as session:
        return rewrapping.people_page(session, vault, after)
