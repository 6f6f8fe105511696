"""What needs OpenTelemetry to be installed; `qi_tracker.telemetry` loads it where it is wanted."""

from django.conf import settings
from opentelemetry import trace
from opentelemetry.context import Context
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.instrumentation.celery import CeleryInstrumentor
from opentelemetry.instrumentation.django import DjangoInstrumentor
from opentelemetry.instrumentation.psycopg import PsycopgInstrumentor
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import Span, SpanProcessor, TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor

from initiatives.base import correlation

PROBES = "qi_tracker.health.answer_probes"


class Naming(SpanProcessor):
    """Gives each span the name of its request."""

    def on_start(self, span: Span, parent_context: Context | None = None) -> None:
        if name := correlation.current():
            span.set_attribute("qi.request", name)


def start(endpoint: str, role: str) -> None:
    """Send the spans of pages, statements and tasks there, in the background.

    The instrumentation refuses unknown names of hosts, so it comes behind the probes.
    """
    provider = TracerProvider(resource=Resource.create({"service.name": f"qi-tracker-{role}"}))
    provider.add_span_processor(Naming())
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(endpoint=endpoint)))
    trace.set_tracer_provider(provider)
    after_probes = settings.MIDDLEWARE.index(PROBES) + 1
    DjangoInstrumentor().instrument(middleware_position=after_probes)
    PsycopgInstrumentor().instrument()
    CeleryInstrumentor().instrument()
