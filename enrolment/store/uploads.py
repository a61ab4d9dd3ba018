"""Queries of catalogue files sent in the chat, kept while they are looked at."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.engine import RowMapping
from sqlmodel import Session

from enrolment.store.sql import changed, one, run, table

UPLOAD = table("catalogue_upload")


def add(session: Session, row: Mapping[str, Any]) -> None:
    run(session, insert(UPLOAD), **row)


def of(session: Session, upload_id: str, owner: str) -> RowMapping | None:
    """The file of that id, for whoever sent it."""
    return one(session, select(UPLOAD).where(UPLOAD.c.id == upload_id, UPLOAD.c.owner == owner))


def drop(session: Session, upload_id: str, owner: str) -> bool:
    return changed(session, delete(UPLOAD).where(UPLOAD.c.id == upload_id, UPLOAD.c.owner == owner)) == 1


def forget(session: Session, before: datetime) -> None:
    run(session, delete(UPLOAD).where(UPLOAD.c.made_at < before))
