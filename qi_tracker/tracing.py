"""What needs OpenTelemetry to be installed; `qi_tracker.telemetry` loads it where it is wanted."""

import os

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


class Naming(SpanProcessor):
    """Gives each span the name of its request."""

    def on_start(self, span: Span, parent_context: Context | None = None) -> None:
        if name := correlation.current():
            span.set_attribute("qi.request", name)


def start(endpoint: str, role: str) -> None:
    """Send the spans of pages, statements and tasks there, in the background.

    Probes come under any name of a host, which the instrumentation would refuse.
    """
    os.environ.setdefault("OTEL_PYTHON_DJANGO_EXCLUDED_URLS", "healthz/,metrics")
    provider = TracerProvider(resource=Resource.create({"service.name": f"qi-tracker-{role}"}))
    provider.add_span_processor(Naming())
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(endpoint=endpoint)))
    trace.set_tracer_provider(provider)
    for instrumentor in (DjangoInstrumentor, PsycopgInstrumentor, CeleryInstrumentor):
        instrumentor().instrument()
