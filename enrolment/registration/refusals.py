"""Why a command refuses: a small tree of exceptions named for the rule broken, each with its reason and the next useful step.

No sentence here: the assistant says it, from ``reason``, ``next_step`` and ``facts``.
"""

from enum import StrEnum


class NextStep(StrEnum):
    """The door every refusal has."""

    BROWSE = "browse"  # see what is offered
    OTHER_SESSION = "other_session"  # the next sessions of the same course, or an alert
    WAIT = "wait"  # join the waiting list
    MY_REGISTRATIONS = "my_registrations"  # see, withdraw, correct
    REJOIN = "rejoin"  # back on the list by one tap
    CONTACT = "contact"  # ask a person


class Refusal(Exception):  # noqa: N818  (a refusal is an answer, not an error)
    """A rule says no. ``facts`` holds codes, counts and instants for the sentence, never personal data."""

    reason = "refused"
    next_step = NextStep.CONTACT

    def __init__(self, **facts: object) -> None:
        super().__init__(self.reason)
        self.facts = facts


class PersonUnknown(Refusal):
    """Nobody by that id, or erased."""

    reason = "person_unknown"
    next_step = NextStep.BROWSE


class SessionUnknown(Refusal):
    """No such session in the catalogue. Facts: session_code."""

    reason = "session_unknown"
    next_step = NextStep.BROWSE


class SessionShut(Refusal):
    """The session takes nobody any more. Facts: session_code, course_code."""

    reason = "session_shut"
    next_step = NextStep.OTHER_SESSION


class SessionCancelled(SessionShut):
    """The provider cancelled it."""

    reason = "session_cancelled"


class SessionWithdrawn(SessionShut):
    """It, or its course, is no longer offered."""

    reason = "session_withdrawn"


class RegistrationClosed(SessionShut):
    """Its last day to register is past. Facts also: closed_at."""

    reason = "registration_closed"


class SessionStarted(SessionShut):
    """It has begun. Facts also: starts_at."""

    reason = "session_started"


class SessionFull(Refusal):
    """No place in the session one wants to move to. Facts: session_code, course_code, waiting."""

    reason = "session_full"
    next_step = NextStep.WAIT


class AlreadyThere(Refusal):
    """She already has an active registration in the session she wants to move to. Facts: session_code, reference."""

    reason = "already_there"
    next_step = NextStep.MY_REGISTRATIONS


class TooManyActive(Refusal):
    """One person may have so many active registrations. Facts: limit."""

    reason = "too_many_active"
    next_step = NextStep.MY_REGISTRATIONS


class TooManyAlerts(Refusal):
    """One person may wait for so many things. Facts: limit."""

    reason = "too_many_alerts"
    next_step = NextStep.BROWSE


class OfferOver(Refusal):
    """The place is no longer held. Facts: session_code, course_code, ended_at."""

    reason = "offer_over"
    next_step = NextStep.REJOIN


class NotFound(Refusal):
    """No such registration, or not hers: the two are not told apart."""

    reason = "registration_not_found"
    next_step = NextStep.MY_REGISTRATIONS


class NotPossible(Refusal):
    """The registration's state does not allow it. Facts: status, event, reference."""

    reason = "not_possible"
    next_step = NextStep.MY_REGISTRATIONS


class ClaimUnknown(Refusal):
    """No place goes with this key (renewed or cancelled)."""

    reason = "claim_unknown"
    next_step = NextStep.CONTACT


class ClaimTaken(Refusal):
    """Someone else already took the place that goes with this key."""

    reason = "claim_taken"
    next_step = NextStep.CONTACT


class GroupTooLarge(Refusal):
    """More people than a session's places. Facts: session_code, seats, places."""

    reason = "group_too_large"
    next_step = NextStep.CONTACT
