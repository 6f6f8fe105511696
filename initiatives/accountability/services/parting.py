"""Promises that go along when an entity is split."""

from django.db.models import Q

from initiatives.accountability.choices import CommitmentState
from initiatives.accountability.models import Commitment
from initiatives.people.services.parting import Parting, rehome


def carry_commitments(parting: Parting) -> None:
    """The open ones of the initiatives that go, and of their shortfalls."""
    keys = parting.initiatives
    about = Q(initiative__in=keys) | Q(shortfall__initiative__in=keys)
    rehome(parting, Commitment.objects.filter(about, state=CommitmentState.OPEN))
