"""Shortfalls that go along when an entity is split."""

from initiatives.people.services.parting import Parting, rehome
from initiatives.shortfalls.choices import STANDING
from initiatives.shortfalls.models import Shortfall


def carry_shortfalls(parting: Parting) -> None:
    """Those of the initiatives that go, as far as they are not decided to their end."""
    rows = Shortfall.objects.filter(initiative__in=parting.initiatives, state__in=STANDING)
    rehome(parting, rows)
