"""When things start, close and end: local words of the catalogue as instants, and how long an offer is held."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from catalogue.offer.model import Session
from enrolment.registration.unit import Rules

FLOOR = timedelta(hours=2)
SHARE = 6  # a sixth of the time left to the start
LAST_SECOND = time(23, 59, 59)
Spans = tuple[tuple[datetime, datetime], ...]


def zone_of(session: Session, rules: Rules) -> ZoneInfo:
    """Where the session is: its own time zone, or else the programme's."""
    return ZoneInfo(session.timezone) if session.timezone else rules.zone


def starts_at(session: Session, rules: Rules) -> datetime:
    """When it starts, in UTC; a day without an hour starts at midnight there."""
    return _instant(session.starts, time(0), zone_of(session, rules))


def ends_at(session: Session, rules: Rules) -> datetime:
    """When it ends, in UTC; a day without an hour ends with its last second there."""
    return _instant(session.ends, LAST_SECOND, zone_of(session, rules))


def meetings(session: Session, rules: Rules) -> Spans:
    """When it meets: each of its meetings, or else all of it, from its start to its end."""
    zone = zone_of(session, rules)
    if session.meetings:
        return tuple((_instant(each.starts, time(0), zone), _instant(each.ends, time(0), zone)) for each in session.meetings)
    return ((starts_at(session, rules), ends_at(session, rules)),)


def closes_at(session: Session, rules: Rules) -> datetime:
    """The last instant at which one can register.

    It is the end of ``register_by`` where the session is, never after the start. A start that is only a day does not say
    its hour: ``register_by`` on that very day is honoured to its end, and without one the day itself is too late.
    """
    zone = zone_of(session, rules)
    start = starts_at(session, rules)
    if session.register_by is None:
        return start
    if not isinstance(session.starts, datetime):
        start = _instant(session.first_day, LAST_SECOND, zone)
    return min(_instant(session.register_by, LAST_SECOND, zone), start)


def written(session: Session, rules: Rules) -> str:
    """Its start as exports write it: with its own offset, or the bare day where no hour is announced."""
    if not isinstance(session.starts, datetime):
        return session.starts.isoformat()
    return starts_at(session, rules).astimezone(zone_of(session, rules)).isoformat()


def offer_end(made: datetime, start: datetime, rules: Rules, zone: ZoneInfo) -> datetime:
    """Until when a freed place is held (contract, INSCRIA_OFFER_HOURS and INSCRIA_QUIET_HOURS).

    The smaller of the setting and a sixth of the time left, at least the smaller of the setting and two hours, counted in elapsed
    time; never in quiet hours unless the start forces it; and whoever is told only in the morning has her two hours from then.
    """
    longest = timedelta(hours=rules.offer_hours)
    shortest = min(longest, FLOOR)
    end = made + max(min(longest, (start - made) / SHARE), shortest)
    end = max(end, told_at(made, start, rules, zone) + shortest)
    awake = after_quiet(end, rules, zone)
    return min(awake if awake <= start else end, start)


def told_at(made: datetime, start: datetime, rules: Rules, zone: ZoneInfo) -> datetime:
    """When an offer's message may leave: at once, or after the quiet hours where the session starts later than that."""
    awake = after_quiet(made, rules, zone)
    return awake if awake < start else made


def after_quiet(moment: datetime, rules: Rules, zone: ZoneInfo) -> datetime:
    """The moment itself, or the end of the quiet hours it falls in, by the clock of that zone."""
    if rules.quiet_hours is None:
        return moment
    begins, ends = rules.quiet_hours
    local = moment.astimezone(zone)
    clock = local.timetz().replace(tzinfo=None)
    overnight = begins > ends
    quiet = (clock >= begins or clock < ends) if overnight else begins <= clock < ends
    if not quiet:
        return moment
    day = local.date() + timedelta(days=1) if overnight and clock >= begins else local.date()
    return datetime.combine(day, ends, zone).astimezone(UTC)


def day_bounds(first: date | None, last: date | None, zone: ZoneInfo) -> tuple[datetime | None, datetime | None]:
    """The instants from the first day's midnight to the midnight after the last day, there: ``since`` and ``until`` as inclusive days."""
    since = datetime.combine(first, time(0), zone).astimezone(UTC) if first else None
    until = datetime.combine(last + timedelta(days=1), time(0), zone).astimezone(UTC) if last else None
    return since, until


def _instant(moment: date | datetime, hour: time, zone: ZoneInfo) -> datetime:
    if not isinstance(moment, datetime):
        moment = datetime.combine(moment, hour)
    return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)
