"""Reading the switches."""

from django.db.models import QuerySet

from initiatives.people.models import User
from initiatives.people.rules import may_oversee
from initiatives.switches.models import Switch
from initiatives.switches.queries import every_switch


def switches(viewer: User) -> QuerySet[Switch]:
    """Each part of the product that can be switched off, for administrators and auditors."""
    return every_switch() if may_oversee(viewer) else Switch.objects.none()


def switch(viewer: User, pk: int) -> Switch:
    """One of them; raises Switch.DoesNotExist."""
    return switches(viewer).get(pk=pk)
