"""`inscria audit …`: the chain of the audit verified, its head printed."""

from bot.opening import open_database, system_clock
from bot.settings import read_settings
from enrolment import audit
from enrolment.registration.values import OPERATOR


def verify(head: str | None) -> None:
    """The audit's chain; exit code 1 where a link is broken, or the head kept outside is no longer in it."""
    database = open_database(read_settings())
    try:
        with database.reading() as session:
            verdict = audit.verify(session, head)
    finally:
        database.close()
    if not verdict.intact:
        event = f" (event {verdict.broken_event})" if verdict.broken_event is not None else ""
        print(f"broken at link {verdict.broken_at}{event}: {verdict.why}")
        raise SystemExit(1)
    print(f"intact: {verdict.links} links, {verdict.unsealed} events not sealed yet, head {verdict.head}")


def head() -> None:
    """The hash of the last link, everything new sealed first: to be kept outside."""
    database = open_database(read_settings())
    try:
        with database.writing() as session:
            audit.seal_all(session, OPERATOR.id, system_clock())
            print(audit.head(session))
    finally:
        database.close()
