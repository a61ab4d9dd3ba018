"""Figures for Prometheus: what this process counted, what stands in the database; no label says who."""

from collections.abc import Iterator, Mapping

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.registry import Collector

from bot.pulse import Pulse
from bot.tally import BOUNDS, Tally
from enrolment.store.vitals import Vitals

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


async def page(pulse: Pulse) -> bytes:
    """The figures now."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Figures(pulse, await pulse.vitals()))
    return generate_latest(registry)


class _Figures(Collector):
    def __init__(self, pulse: Pulse, seen: Vitals | None) -> None:
        self._pulse = pulse
        self._seen = seen

    def collect(self) -> Iterator[Metric]:
        tally = self._pulse.tally
        yield _counter("inscria_updates", "Updates received, by kind.", "kind", tally.updates)
        yield _counter("inscria_outcomes", "What became of updates and promised messages.", "outcome", tally.outcomes)
        yield _counter("inscria_errors", "Faults, by where or by kind.", "kind", tally.errors)
        yield _waits(tally)
        yield from _ages(self._pulse)
        yield GaugeMetricFamily("inscria_database_up", "Whether the database answers.", float(self._seen is not None))
        if self._seen is not None:
            yield from _standing(self._seen)


def _counter(name: str, says: str, label: str, counts: Mapping[str, int]) -> Metric:
    family = CounterMetricFamily(name, says, labels=[label])
    for value, count in sorted(counts.items()):
        family.add_metric([value], count)
    return family


def _waits(tally: Tally) -> Metric:
    family = HistogramMetricFamily("inscria_answer_seconds", "From the receipt of an update to its answer's being sent.")
    buckets, total = [], 0
    for bound, count in zip((*map(str, BOUNDS), "+Inf"), tally.waits, strict=True):
        total += count
        buckets.append((bound, float(total)))
    family.add_metric([], buckets, tally.waited)
    return family


def _ages(pulse: Pulse) -> Iterator[Metric]:
    ages = {"poll": pulse.poll_age, "webhook": pulse.tally.age(pulse.tally.last_webhook)}
    family = GaugeMetricFamily("inscria_received_age_seconds", "Since the last poll or webhook.", labels=["way"])
    for way, age in ages.items():
        if age is not None:
            family.add_metric([way], age)
    yield family


def _standing(seen: Vitals) -> Iterator[Metric]:
    depths = GaugeMetricFamily("inscria_backlog", "Updates not handled yet, messages due and not sent yet.", labels=["box"])
    oldest = GaugeMetricFamily("inscria_backlog_age_seconds", "How long the oldest of them waits.", labels=["box"])
    for box, depth, age in (("inbox", seen.inbox, seen.inbox_age), ("outbox", seen.outbox, seen.outbox_age)):
        depths.add_metric([box], depth)
        oldest.add_metric([box], age)
    registrations = GaugeMetricFamily("inscria_registrations", "Registrations, by status.", labels=["status"])
    for status, count in sorted(seen.registrations.items()):
        registrations.add_metric([status], count)
    places = GaugeMetricFamily("inscria_places", "Places over all sessions.", labels=["state"])
    for state, count in (("taken", seen.places_taken), ("offered", seen.places_offered), ("waited_for", seen.people_waiting)):
        places.add_metric([state], count)
    yield from (depths, oldest, registrations, places)
