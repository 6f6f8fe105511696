"""Reading reviews, and what the tracker asks of owners about progress."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet

from initiatives.accountability.choices import CommitmentState
from initiatives.base import clock
from initiatives.history.models import Event
from initiatives.people.models import User
from initiatives.portfolio import rules
from initiatives.portfolio.choices import Ground
from initiatives.portfolio.models import Initiative, ProgressDue, Review, Score
from initiatives.portfolio.rules.progress import APART
from initiatives.portfolio.rules.stalling import IS_UNDER_WAY, UNDER_WAY, stalled


def reviews(viewer: User) -> QuerySet[Review]:
    """The reviews of initiatives in sight, the latest month first, with their scores."""
    return (
        rules.visible_reviews(viewer)
        .select_related("initiative__entity", "recorded_by", "help_commitment")
        .prefetch_related(Prefetch("scores", Score.objects.select_related("scored_by")))
    )


def review(viewer: User, pk: int) -> Review:
    """One review; raises Review.DoesNotExist for what the viewer may not see."""
    return reviews(viewer).get(pk=pk)


def apart() -> Exists:
    """Whether any two of the proposed score, the team's and the adviser's are one or more apart."""
    proposed = F("review__proposed")
    far = Q(score__gte=proposed + APART) | Q(score__lte=proposed - APART)
    other = Q(review__scores__score__gte=F("score") + APART)
    return Exists(Score.objects.filter(far | other, review=OuterRef("pk")))


def under_way() -> QuerySet[Initiative]:
    """What is under way and has an owner who can be asked, for the tracker's own eyes."""
    rows = Initiative.objects.filter(IS_UNDER_WAY, owner__is_active=True)
    return rows.select_related("owner", "entity").order_by("pk")


def without_review(month: date) -> QuerySet[Initiative]:
    """Those of which no review of a month or a later one was recorded, nor asked for."""
    reviewed = Review.objects.filter(initiative=OuterRef("pk"), month__gte=month)
    asked = ProgressDue.objects.filter(
        initiative=OuterRef("pk"), ground=Ground.REVIEW, since__gte=month
    )
    return under_way().filter(~Exists(reviewed), ~Exists(asked), ~Exists(waiting(Ground.REVIEW)))


def standing_still() -> QuerySet[Initiative]:
    """Those that have stalled and whose owner does not stand asked yet."""
    return under_way().filter(stalled(clock.now()), ~Exists(waiting(Ground.STALL)))


def waiting(ground: str) -> QuerySet[ProgressDue]:
    """What an owner was asked and has not answered, for a condition on initiatives."""
    return open_progress_due().filter(initiative=OuterRef("pk"), ground=ground)


def open_progress_due() -> QuerySet[ProgressDue]:
    """What owners were asked about progress, and is still open."""
    return ProgressDue.objects.filter(commitment__state=CommitmentState.OPEN).select_related(
        "commitment", "initiative"
    )


def under_way_since(initiatives: Iterable[int]) -> dict[int, date]:
    """The day since which each has been in a stage under way without a break, by history.

    Those of whose stages history tells nothing are left out.
    """
    told = Event.objects.filter(
        subject_kind="initiative",
        subject_id__in=list(initiatives),
        after__has_key="stage",
    ).order_by("position")
    since: dict[int, date] = {}
    for key, stage, at in told.values_list("subject_id", "after__stage", "at"):
        if stage not in UNDER_WAY:
            since.pop(key, None)
        else:
            since.setdefault(key, at.date())
    return since
