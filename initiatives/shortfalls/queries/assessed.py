"""Reading what assessments say of shortfalls."""

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from initiatives.portfolio.choices import Rating
from initiatives.portfolio.models import Alignment, Assessment
from initiatives.shortfalls.choices import STANDING, FoundBy
from initiatives.shortfalls.models import Shortfall, ShortfallSource

SHORT = (Rating.PARTLY, Rating.NOT_MET)


def assessments_to_answer() -> QuerySet[Assessment]:
    """The latest of each alignment where it found something short and the log does not know it."""
    latest = Assessment.objects.filter(alignment=OuterRef("alignment")).values("pk")[:1]
    told = ShortfallSource.objects.filter(about_kind="assessment", about_id=OuterRef("pk"))
    return (
        Assessment.objects.filter(~Exists(told), rating__in=SHORT, pk=Subquery(latest))
        .select_related("alignment__initiative", "alignment__principle", "assessor")
        .prefetch_related("answers__expectation")
        .order_by("pk")
    )


def standing_for(alignment: Alignment) -> Shortfall | None:
    """What earlier assessments of an alignment found, where it is not decided yet.

    Where that was merged, what it goes on in.
    """
    keys = {alignment.pk, alignment.carried_from_id} - {None}
    earlier = Assessment.objects.filter(alignment__in=keys).order_by().values("pk")
    spoken = ShortfallSource.objects.filter(
        kind=FoundBy.ASSESSMENT, about_kind="assessment", about_id__in=earlier
    )
    found = Shortfall.objects.filter(pk__in=spoken.order_by().values("shortfall"))
    for one in found.select_related("merged_into").order_by("-pk"):
        standing = one.merged_into or one
        if standing.state in STANDING:
            return standing
    return None
