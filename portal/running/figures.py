"""Figures for Prometheus: what this process has counted, and what lies in the database at this moment."""

from collections.abc import Iterator
from datetime import datetime
from functools import cache
from importlib.metadata import version

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.metrics_core import GaugeMetricFamily, InfoMetricFamily, Metric
from prometheus_client.process_collector import ProcessCollector
from prometheus_client.registry import Collector
from sqlalchemy.pool import QueuePool

from portal.database import Database
from portal.running.queries import MailPiles, Piled, WorkPiles
from portal.web.measures import Measures
from portal.web.seats import Seats


@cache
def portal_version() -> str:
    return version("good-standing")


class OfMoment(Collector):
    """What is not counted over time but found as it is now."""

    def __init__(
        self,
        work: WorkPiles,
        mail: MailPiles,
        database: Database,
        seats: Seats,
        is_draining: bool,
        now: datetime,
    ) -> None:
        self.work, self.mail, self.database, self.seats = work, mail, database, seats
        self.is_draining, self.now = is_draining, now

    def collect(self) -> Iterator[Metric]:
        yield InfoMetricFamily("portal", "The version that runs.", {"version": portal_version()})
        yield GaugeMetricFamily("portal_draining", "Whether it was told to stop.", float(self.is_draining))
        yield from self.of_database()
        yield self.of_seats()
        yield from self.of_work()
        yield from self.of_mail()

    def of_database(self) -> Iterator[Metric]:
        pool = self.database.engine.pool
        if isinstance(pool, QueuePool):
            yield GaugeMetricFamily(
                "portal_database_connections_used", "Connections that somebody has.", pool.checkedout()
            )
            yield GaugeMetricFamily(
                "portal_database_connections_most", "Connections that there may be.", pool.size()
            )

    def of_seats(self) -> Metric:
        found = GaugeMetricFamily(
            "portal_seats_taken", "Requests that have a seat (docs/running.md).", labels=["kind"]
        )
        kinds = {
            "reading": self.seats.readers,
            "writing": self.seats.writers,
            "uploading": self.seats.uploaders,
        }
        for kind, limiter in kinds.items():
            found.add_metric([kind], limiter.borrowed_tokens)
        return found

    def of_work(self) -> Iterator[Metric]:
        counted = GaugeMetricFamily("portal_work", "Work that is not done.", labels=["kind", "state"])
        oldest = GaugeMetricFamily(
            "portal_work_oldest_seconds", "Since the oldest was asked for.", labels=["kind", "state"]
        )
        for labels, piled in self.work.items():
            counted.add_metric(labels, piled.count)
            oldest.add_metric(labels, self.age(piled))
        yield from (counted, oldest)

    def of_mail(self) -> Iterator[Metric]:
        counted = GaugeMetricFamily(
            "portal_mail", "Messages; sent and failed ones of seven days.", labels=["state"]
        )
        oldest = GaugeMetricFamily(
            "portal_mail_oldest_seconds", "Since the oldest was made.", labels=["state"]
        )
        for state, piled in self.mail.items():
            counted.add_metric([state], piled.count)
            oldest.add_metric([state], self.age(piled))
        yield from (counted, oldest)

    def age(self, piled: Piled) -> float:
        return max(0.0, (self.now - piled.since).total_seconds())


def figures_text(measures: Measures, of_moment: OfMoment) -> bytes:
    """In Prometheus' text format 0.0.4."""
    now = CollectorRegistry()
    now.register(of_moment)
    ProcessCollector(registry=now)
    return generate_latest(measures.registry) + generate_latest(now)
