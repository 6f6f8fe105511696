"""How a principle was assessed: over time, by entity, by initiative; of all editions of it."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, TruncQuarter

from initiatives.framework.models import Principle
from initiatives.people.models import Entity, User
from initiatives.portfolio import rules
from initiatives.portfolio.models import Alignment, Assessment


@dataclass
class Counted:
    """How many assessments said what, of one quarter or one entity; `total` of all of them."""

    ratings: Counter[str] = field(default_factory=Counter)

    @property
    def total(self) -> int:
        return self.ratings.total()


def assessments(viewer: User) -> QuerySet[Assessment]:
    """The assessments of the initiatives that the viewer may see, newest first."""
    visible = rules.visible_initiatives(viewer).order_by().values("pk")
    return (
        Assessment.objects.filter(alignment__initiative__in=visible)
        .select_related(
            "alignment__initiative__entity", "alignment__principle__framework", "assessor"
        )
        .prefetch_related("answers__expectation", "links")
    )


def assessment(viewer: User, pk: int) -> Assessment:
    """One assessment; raises Assessment.DoesNotExist for what the viewer may not see."""
    return assessments(viewer).get(pk=pk)


def is_reviewed() -> Q:
    """That an initiative serves a principle, and was assessed against each that it serves.

    What a later edition took over counts as assessed where it was under the former one.
    """
    standing = Alignment.objects.filter(initiative=OuterRef("pk"), carried_to__isnull=True)
    own, former = (
        Exists(Assessment.objects.filter(alignment=OuterRef(name)))
        for name in ("pk", "carried_from")
    )
    return Q(Exists(standing)) & ~Q(Exists(standing.filter(~Q(own | former))))


def of_all_editions(principle: Principle) -> Q:
    """A principle under its number in every edition, as a condition on alignments."""
    return Q(
        alignment__principle__framework__key=principle.framework.key,
        alignment__principle__number=principle.number,
    )


def latest_of_each() -> Q:
    """That an assessment is what stands of its alignment: the latest, and none under an edition
    that took the alignment over.
    """
    latest = Assessment.objects.filter(alignment=OuterRef("alignment")).values("pk")[:1]
    return Q(pk=Subquery(latest)) & ~Q(Exists(under_later_editions()))


def under_later_editions() -> QuerySet[Assessment]:
    """Assessments of the alignments that took over the one of the outer assessment."""
    took_over = Q(alignment__carried_from=OuterRef("alignment"))
    took_over |= Q(alignment__carried_from__carried_from=OuterRef("alignment"))
    return Assessment.objects.filter(took_over)


def ratings_by_quarter(viewer: User, principle: Principle) -> dict[date, Counted]:
    """What was said in each quarter, by its first day, the latest first."""
    found: dict[date, Counted] = defaultdict(Counted)
    rows = (
        assessments(viewer)
        .filter(of_all_editions(principle))
        .order_by()
        .annotate(quarter=TruncQuarter("assessed_on"))
        .values_list("quarter", "rating")
        .annotate(n=Count("pk"))
    )
    for quarter, rating, number in rows:
        found[quarter].ratings[rating] += number
    return dict(sorted(found.items(), reverse=True))


def ratings_by_entity(viewer: User, principle: Principle) -> dict[Entity, Counted]:
    """What the latest assessments say, by the entity that answers for the initiative, by name."""
    rows = (
        assessments(viewer)
        .filter(of_all_editions(principle), latest_of_each())
        .order_by()
        .values_list("rating", "alignment__initiative__entity")
        .annotate(n=Count("pk"))
    )
    counted: dict[int, Counted] = defaultdict(Counted)
    for rating, entity, number in rows:
        counted[entity].ratings[rating] += number
    places = Entity.objects.filter(pk__in=counted).order_by("name")
    return {place: counted[place.pk] for place in places}


def latest_ratings(viewer: User, principle: Principle) -> Counter[str | None]:
    """How many alignments with a principle stand assessed as what; None: never assessed.

    What was carried over from a former edition stands as it did, until it is assessed anew.
    """
    visible = rules.visible_initiatives(viewer).order_by().values("pk")
    aligned = Alignment.objects.filter(initiative__in=visible, principle=principle).order_by()
    return Counter(aligned.annotate(said=stands_as()).values_list("said", flat=True))


def stands_as() -> Coalesce:
    """The latest rating of each alignment, or of the one that it was carried over from; or None."""
    own, former = (
        Subquery(Assessment.objects.filter(alignment=OuterRef(key)).values("rating")[:1])
        for key in ("pk", "carried_from")
    )
    return Coalesce(own, former)
