"""What a registrar reads for the state of a registration."""

from collections.abc import Mapping

from catalogue.words.say import N_
from enrolment.registration.states import Status

STATES: Mapping[Status, str] = {
    Status.PRE_REGISTERED: N_("to confirm"),
    Status.CONFIRMED: N_("confirmed"),
    Status.OFFERED: N_("place offered"),
    Status.WAITLISTED: N_("waiting list"),
    Status.DECLINED: N_("declined"),
    Status.CANCELLED: N_("cancelled"),
    Status.EXPIRED: N_("expired"),
}
