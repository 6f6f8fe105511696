"""The records behind the counts, by principle: for the export and the API."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import F

from initiatives.measures.models import Measure
from initiatives.people.models import User
from initiatives.portfolio.models import Alignment, Assessment
from initiatives.portfolio.queries import alignments
from initiatives.shortfalls.models import Shortfall
from initiatives.status.evidence.scope import Scope


@dataclass
class Backing:
    """What is recorded for one principle: alignments by title, each with its latest assessment in
    the period; measures by name; shortfalls, the latest found first.
    """

    alignments: list[tuple[Alignment, Assessment | None]] = field(default_factory=list)
    measures: list[Measure] = field(default_factory=list)
    shortfalls: list[Shortfall] = field(default_factory=list)


def backing(viewer: User, principles: Iterable[int], scope: Scope) -> dict[int, Backing]:
    """The records of each principle; as many statements for many of them as for one."""
    wanted = list(principles)
    found: dict[int, Backing] = defaultdict(Backing)
    for alignment in aligned(viewer, wanted, scope):
        latest = (one for one in alignment.assessments.all() if scope.holds(one.assessed_on))
        found[alignment.principle_id].alignments.append((alignment, next(latest, None)))
    measures = scope.measures(viewer).filter(initiative__alignments__principle__in=wanted)
    served = measures.annotate(served=F("initiative__alignments__principle"))
    for measure in (
        served.select_related("initiative__entity", "owner")
        .prefetch_related("stratifications")
        .order_by("name", "pk")
    ):
        found[measure.served].measures.append(measure)
    shortfalls = scope.shortfalls(viewer).filter(principle__in=wanted)
    for shortfall in shortfalls.order_by("-found_on", "-pk"):
        found[shortfall.principle_id or 0].shortfalls.append(shortfall)
    return {pk: found[pk] for pk in wanted}


def aligned(viewer: User, principles: list[int], scope: Scope) -> Iterable[Alignment]:
    """The alignments with their initiatives and assessments."""
    seen = scope.initiatives(viewer).values("pk")
    return (
        alignments(viewer)
        .filter(initiative__in=seen, principle__in=principles)
        .select_related("initiative__entity", "initiative__owner", "principle__framework")
        .order_by("initiative__title", "pk")
    )
