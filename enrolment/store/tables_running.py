"""The tables of running among many: how often somebody tried what may be tried only so often."""

from datetime import datetime

from sqlalchemy import Column
from sqlmodel import Field, SQLModel

from catalogue.store.database import UtcDateTime


class TrialRow(SQLModel, table=True):
    """Tries of one kind by one person (a keyed hash), within a window that ends at ``until``."""

    __tablename__ = "trial"

    what: str = Field(primary_key=True, max_length=16)
    who: str = Field(primary_key=True, max_length=64)
    count: int
    until: datetime = Field(sa_column=Column(UtcDateTime(), nullable=False, index=True))
