"""Traces for a collector of OpenTelemetry, which is loaded only where QI_OTEL_ENDPOINT is set."""

import importlib
import importlib.util

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

NEEDED = (
    "opentelemetry.sdk",
    "opentelemetry.exporter.otlp.proto.http",
    "opentelemetry.instrumentation.django",
    "opentelemetry.instrumentation.celery",
    "opentelemetry.instrumentation.psycopg",
)


def require() -> None:
    """Raises ImproperlyConfigured where the extra is not installed."""
    if missing := [name for name in NEEDED if not is_installed(name)]:
        raise ImproperlyConfigured(
            f"QI_OTEL_ENDPOINT is set, but {missing[0]} is not installed: install "
            "qi-tracker[opentelemetry], or leave QI_OTEL_ENDPOINT empty."
        )


def is_installed(name: str) -> bool:
    try:
        return importlib.util.find_spec(name) is not None
    except ImportError:
        return False


def start(role: str) -> None:
    """Send traces of this process; does nothing without an endpoint."""
    if endpoint := settings.OTEL_ENDPOINT:
        importlib.import_module("qi_tracker.tracing").start(endpoint, role)
