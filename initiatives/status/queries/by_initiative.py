"""Initiatives by principles: which serve what, and what their latest assessment found."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from initiatives.framework.models import Principle
from initiatives.people.models import Entity, User
from initiatives.portfolio.choices import Stage
from initiatives.portfolio.models import Alignment, Initiative, Place
from initiatives.portfolio.queries import stands_as
from initiatives.status.queries.initiatives import initiatives
from initiatives.status.scope import EVERYTHING, Scope

NOT_ASSESSED = "not_assessed"


@dataclass(frozen=True)
class Served:
    """An initiative with its latest rating under each principle: empty where it serves it not."""

    initiative: Initiative
    ratings: Sequence[str]


def under_way_at(viewer: User, entity: Entity, scope: Scope = EVERYTHING) -> QuerySet[Initiative]:
    """What is not closed and takes place at an entity or below it, in the order of titles."""
    there = Place.objects.filter(entity__lineage__contains=[entity.pk]).order_by()
    rows = initiatives(viewer).filter(scope.on(""), pk__in=there.values("initiative"))
    return rows.exclude(stage=Stage.CLOSED).order_by("title", "pk")


def served(rows: Iterable[Initiative], principles: Sequence[Principle]) -> list[Served]:
    """The ratings of some initiatives, in one statement."""
    shown = list(rows)
    found = Alignment.objects.filter(initiative__in=shown, principle__in=principles).order_by()
    known = {
        (initiative, principle): rating or NOT_ASSESSED
        for initiative, principle, rating in found.annotate(rating=stands_as()).values_list(
            "initiative", "principle", "rating"
        )
    }
    return [
        Served(one, [known.get((one.pk, principle.pk), "") for principle in principles])
        for one in shown
    ]
