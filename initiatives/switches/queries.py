"""Asking what is off. Nobody views here: it holds for everybody alike."""

from django.db.models import Exists, QuerySet

from initiatives.switches.choices import Feature
from initiatives.switches.models import Switch


def off() -> QuerySet[Switch]:
    """What is switched off."""
    return Switch.objects.filter(is_on=False)


def is_on(feature: Feature) -> bool:
    """Whether this part is on, for the worker and for whoever has not signed in."""
    return not off().filter(feature=feature).exists()


def is_off(feature: Feature) -> Exists:
    """The same as part of another statement: true where it is off."""
    return Exists(off().filter(feature=feature))


def every_switch() -> QuerySet[Switch]:
    """A row for each part there is, made on first use."""
    if Switch.objects.count() < len(Feature):
        rows = [Switch(feature=feature) for feature in Feature]
        Switch.objects.bulk_create(rows, ignore_conflicts=True)
    return Switch.objects.filter(feature__in=Feature.values).select_related("turned_by")
