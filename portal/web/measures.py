"""Figures of this process that are counted while requests are answered."""

from prometheus_client import CollectorRegistry, Gauge, Histogram

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)
"""Seconds."""


class Measures:
    """In a registry of their own, so that two portals in one process do not count together."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Histogram(
            "portal_request_seconds",
            "How long requests took, by route and by what was answered.",
            ("method", "route", "status"),
            buckets=BUCKETS,
            registry=self.registry,
        )
        self.running = Gauge(
            "portal_requests_running", "Requests that are being answered.", registry=self.registry
        )
