"""What a change of the catalogue did for people, in lines for whoever made it."""

from collections.abc import Mapping

from catalogue.words.say import Say
from enrolment.registration.following import Followed


def summary(followed: Followed, say: Say) -> list[str]:
    """Plain lines, none where nobody is concerned."""
    cancelled, moved = followed.cancelled, followed.moved
    told = [
        cancelled
        and say.many(
            "{count} registration is cancelled with its session; the person is told.",
            "{count} registrations are cancelled with their session; each person is told.",
            cancelled,
        ),
        moved and say.many("{count} person is told the new dates.", "{count} people are told the new dates.", moved),
        followed.changed
        and say.many(
            "{count} person is told the new place or schedule.", "{count} people are told the new place or schedule.", followed.changed
        ),
        followed.offered
        and say.many(
            "{count} freed place is offered to the waiting list.", "{count} freed places are offered to the waiting list.", followed.offered
        ),
    ]
    return [*(line for line in told if line), *surplus(followed.surplus, say)]


def surplus(found: Mapping[str, int], say: Say) -> list[str]:
    """More people than seats, session by session."""
    return [
        say.many(
            "{session}: {count} person beyond its seats. Nobody is removed.",
            "{session}: {count} people beyond its seats. Nobody is removed.",
            beyond,
            session=code,
        )
        for code, beyond in sorted(found.items())
    ]
