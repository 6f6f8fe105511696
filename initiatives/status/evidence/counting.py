"""Counting evidence by principle: three grouped statements, whatever there is."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, F, OuterRef, QuerySet, Subquery, Sum

from initiatives.people.models import User
from initiatives.portfolio.choices import Rating
from initiatives.portfolio.models import Alignment, Assessment
from initiatives.status.evidence.scope import Scope


@dataclass(frozen=True)
class Counts:
    """What is recorded for one principle within a scope, each number with its list.

    `rated` counts the latest assessment of each alignment in the period by its rating, under None
    the alignments without one.
    """

    principle: int
    scope: Scope
    rated: dict[str | None, int] = field(default_factory=dict)
    measures: int = 0
    open_shortfalls: int = 0
    closed_shortfalls: int = 0
    commitments_open: int = 0
    commitments_kept: int = 0

    @property
    def initiatives(self) -> int:
        """How many are aligned; one initiative has one alignment with a principle."""
        return sum(self.rated.values())

    @property
    def assessed(self) -> int:
        """How many of them were assessed in the period."""
        return self.initiatives - self.rated.get(None, 0)

    @property
    def ratings(self) -> list[tuple[str, int]]:
        """How many were rated how, where any were."""
        return [(one.label, self.rated[one.value]) for one in Rating if self.rated.get(one.value)]

    @property
    def is_nothing(self) -> bool:
        """Whether nothing at all is recorded: a gap that should be seen."""
        counted = (self.initiatives, self.measures, self.open_shortfalls, self.closed_shortfalls)
        return not any(counted)

    @property
    def initiatives_query(self) -> str:
        return self.scope.initiatives_query(self.principle)

    @property
    def measures_query(self) -> str:
        return self.scope.measures_query(self.principle)

    @property
    def open_query(self) -> str:
        return self.scope.shortfalls_query(self.principle, "open")

    @property
    def closed_query(self) -> str:
        return self.scope.shortfalls_query(self.principle, "closed")


def counts(viewer: User, principles: Iterable[int], scope: Scope) -> dict[int, Counts]:
    """The counts of each principle, those of which nothing is recorded too."""
    wanted = list(principles)
    found: dict[int, dict[str, Any]] = {pk: {"rated": {}} for pk in wanted}
    for row in alignments(viewer, wanted, scope):
        found[row["principle"]]["rated"][row["said"]] = row["n"]
    for row in measures(viewer, wanted, scope):
        found[row["served"]]["measures"] = row["n"]
    for pk, counted in shortfalls(viewer, wanted, scope).items():
        found[pk] |= counted
    return {pk: Counts(pk, scope, **counted) for pk, counted in found.items()}


def alignments(viewer: User, principles: list[int], scope: Scope) -> QuerySet[Any, Any]:
    """Alignments by principle and by what their latest assessment in the period says."""
    latest = (
        Assessment.objects.filter(alignment=OuterRef("pk"), **scope.assessed_within())
        .order_by("-assessed_on", "-pk")
        .values("rating")[:1]
    )
    seen = scope.initiatives(viewer).values("pk")
    counted: QuerySet[Any, Any] = (
        Alignment.objects.filter(initiative__in=seen, principle__in=principles)
        .order_by()
        .annotate(said=Subquery(latest))
        .values("principle", "said")
        .annotate(n=Count("pk"))
    )
    return counted


def measures(viewer: User, principles: list[int], scope: Scope) -> QuerySet[Any, Any]:
    """Measures that are looked at by group, by the principles that their initiatives serve."""
    counted: QuerySet[Any, Any] = (
        scope.measures(viewer)
        .filter(initiative__alignments__principle__in=principles)
        .annotate(served=F("initiative__alignments__principle"))
        .values("served")
        .annotate(n=Count("pk", distinct=True))
    )
    return counted


def shortfalls(viewer: User, principles: list[int], scope: Scope) -> dict[int, dict[str, int]]:
    """Open and closed shortfalls by principle, and the commitments that answer them."""
    rows = (
        scope.shortfalls(viewer)
        .filter(principle__in=principles)
        .values("principle", "state")
        .annotate(n=Count("pk"), waiting=Sum("commitments_open"), kept=Sum("commitments_fulfilled"))
    )
    found: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for row in rows:
        counted = found[row["principle"]]
        counted[f"{row['state']}_shortfalls"] += row["n"]
        counted["commitments_open"] += row["waiting"]
        counted["commitments_kept"] += row["kept"]
    return found
