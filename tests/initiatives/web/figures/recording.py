"""Recording figures, and where they are listed."""

from django.urls import reverse

from initiatives.measures.services import record_observations


def record(cast, measure, *entries):
    record_observations(actor=cast.bob, measure=measure, entries=entries)


def list_of(measure, **query):
    return reverse("measure_observations", args=[measure.pk], query=query)
