"""Processes on the same database: what one that died held is free at once where that can be seen, else when its hold ends."""

import os
import socket
from datetime import datetime, timedelta

from sqlmodel import Session

from enrolment.store import leases

HERE = socket.gethostname()[:24]


def gone(holder: str) -> bool:
    """Whether a holder (``host:process:nonce``) was a process of this machine that runs no more."""
    host, number, _ = holder.rsplit(":", 2)
    if host != HERE:
        return False
    if int(number) == os.getpid():
        return True  # the process before us, under our number: we hold nothing yet
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False


def take(session: Session, name: str, holder: str, now: datetime, hold: timedelta) -> bool:
    """Take or renew a lease; one whose holder is known to be dead is not waited for."""
    if leases.take(session, name, holder, now, hold):
        return True
    other = leases.holder_of(session, name)
    if other is None or other.count(":") < 2 or not gone(other):
        return False
    leases.give_back(session, name, other)
    return leases.take(session, name, holder, now, hold)
