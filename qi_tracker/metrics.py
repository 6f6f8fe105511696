"""`/metrics`: the reminder engine, webhooks and the last seal of history, for Prometheus.

Read from the database when asked, so that every web process says the same; of requests, each web
server knows its own. Counts only: nothing here is about a person. With `QI_METRICS_TOKEN` set, only
who presents it is answered.
"""

from collections.abc import Iterator
from typing import NamedTuple

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from prometheus_client import CollectorRegistry
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4, generate_latest

from initiatives.accountability.choices import EngineState
from initiatives.accountability.queries import EngineFigures, engine_figures
from initiatives.history import queries as history
from initiatives.webhooks.queries import webhook_figures
from qi_tracker import requests
from qi_tracker.parts import PartCollector


class Gauge(NamedTuple):
    """A figure of the engine under the name that collectors know it by."""

    name: str
    meaning: str
    figure: str


GAUGES = (
    Gauge("qi_reminders_owed", "Occasions that people are still to be told of.", "owed"),
    Gauge("qi_messages_pending", "Messages that are still to go.", "pending"),
    Gauge("qi_messages_claimed", "Messages that a worker is sending.", "claimed"),
    Gauge("qi_messages_failed", "Messages that are parked with an error.", "failed"),
    Gauge(
        "qi_reminders_oldest_owed_seconds",
        "For how long the oldest message that could go has waited.",
        "oldest_owed_seconds",
    ),
    Gauge("qi_sweep_duration_seconds", "How long the last planning took.", "sweep_seconds"),
)
WEBHOOK_GAUGES = (
    Gauge("qi_webhooks_owed", "Deliveries to webhooks that are still to go.", "owed"),
    Gauge(
        "qi_webhooks_oldest_owed_seconds",
        "For how long the oldest delivery that could go has waited.",
        "oldest_owed_seconds",
    ),
    Gauge("qi_webhooks_failed", "Deliveries that were given up.", "failed"),
    Gauge("qi_webhooks_disabled", "Webhooks that are disabled.", "disabled"),
)


class EngineCollector:
    """The engine's figures at the moment of asking."""

    def collect(self) -> Iterator[Metric]:
        figures = engine_figures()
        for gauge in GAUGES:
            yield GaugeMetricFamily(gauge.name, gauge.meaning, getattr(figures, gauge.figure))
        yield CounterMetricFamily("qi_messages_sent", "Messages sent.", figures.sent_total)
        yield last_sweep(figures)
        yield states(figures)


def last_sweep(figures: EngineFigures) -> Metric:
    """When the last sweep was, in seconds since 1970; no sample before the first."""
    family = GaugeMetricFamily("qi_sweep_timestamp_seconds", "When the last sweep was.")
    if figures.swept_at:
        family.add_metric([], figures.swept_at.timestamp())
    return family


def states(figures: EngineFigures) -> Metric:
    """One for the state that the engine is in, nought for the others."""
    family = GaugeMetricFamily("qi_engine_state", "The state of the engine.", labels=["state"])
    for state in EngineState.values:
        family.add_metric([state], float(state == figures.state))
    return family


class SealCollector:
    """The last seal of history; a collector that stores it keeps its digest elsewhere."""

    def collect(self) -> Iterator[Metric]:
        seal = history.figures()
        if seal is None:
            return
        yield GaugeMetricFamily("qi_history_seal", "Number of the last seal.", seal.number)
        yield GaugeMetricFamily(
            "qi_history_seal_timestamp_seconds", "When it was made.", seal.sealed_at.timestamp()
        )
        yield GaugeMetricFamily(
            "qi_history_intact", "Whether the check before it found no fault.", float(seal.intact)
        )
        digest = GaugeMetricFamily("qi_history_seal_digest", "Its digest.", labels=["sha256"])
        digest.add_metric([seal.digest], 1.0)
        yield digest


class WebhookCollector:
    """What webhooks are owed."""

    def collect(self) -> Iterator[Metric]:
        figures = webhook_figures()
        for gauge in WEBHOOK_GAUGES:
            yield GaugeMetricFamily(gauge.name, gauge.meaning, getattr(figures, gauge.figure))


def metrics(request: HttpRequest) -> HttpResponse:
    """All of it as text; 403 without the token where one is set."""
    if not may_collect(request):
        return HttpResponse("Present QI_METRICS_TOKEN as a bearer token.\n", status=403)
    registry = CollectorRegistry()
    registry.register(EngineCollector())
    registry.register(SealCollector())
    registry.register(WebhookCollector())
    registry.register(PartCollector())
    requests.collect_into(registry)
    return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_PLAIN_0_0_4)


def may_collect(request: HttpRequest) -> bool:
    """Whether no token is asked for, or the right one was presented."""
    wanted = f"Bearer {settings.METRICS_TOKEN}"
    given = request.headers.get("Authorization", "")
    return not settings.METRICS_TOKEN or constant_time_compare(given, wanted)
