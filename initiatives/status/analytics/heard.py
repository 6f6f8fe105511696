"""How many people of the community were answered within the time that was promised them.

These are numbers of people, so small ones are masked, for everybody alike. The places of voices are
weighed all at once, whatever the cohort: a place whose numbers are small, or would tell a small
one, is left out of every sum. So no two cohorts can be compared to learn of few people; which is
also why neither a period nor a principle narrows this figure.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import combinations
from typing import NamedTuple

from django.db.models import Count, Q

from initiatives.base import clock
from initiatives.community.choices import ANSWER_WITHIN, FeedbackState
from initiatives.community.rules import is_reader, visible_feedback
from initiatives.measures.suppression import masks_of_rates
from initiatives.people.models import User
from initiatives.shortfalls.queries.times import DaysBetween
from initiatives.status.analytics.cohort import Cohort

OVER = (FeedbackState.ANSWERED, FeedbackState.CLOSED)


class Voices(NamedTuple):
    """What is due at one place: those answered in time, answered late, and not answered."""

    lineage: Sequence[int]
    in_time: int
    late: int
    unanswered: int

    @property
    def parts(self) -> tuple[int, int, int]:
        return self.in_time, self.late, self.unanswered


@dataclass(frozen=True)
class Heard:
    """Of those whose answer was due, how many had it in time; from places that may be told.

    `left_out` counts places that are masked. `is_shown` is False for who does not read feedback.
    """

    is_shown: bool
    in_time: int = 0
    late: int = 0
    unanswered: int = 0
    left_out: int = 0

    @property
    def due(self) -> int:
        return self.in_time + self.late + self.unanswered

    @property
    def share(self) -> float | None:
        """From 0 to 1; None where nothing that may be told was due."""
        return self.in_time / self.due if self.due else None


def heard(viewer: User, cohort: Cohort) -> Heard:
    """At the entity and below it, of what the viewer may read about feedback."""
    if not is_reader(viewer):
        return Heard(is_shown=False)
    places = voices(viewer)
    masked = hidden(places)
    inside = [
        at
        for at, place in enumerate(places)
        if cohort.entity is None or cohort.entity.pk in place.lineage
    ]
    told = [places[at].parts for at in inside if at not in masked]
    in_time, late, unanswered = (sum(parts[which] for parts in told) for which in range(3))
    return Heard(True, in_time, late, unanswered, sum(at in masked for at in inside))


def voices(viewer: User) -> list[Voices]:
    """What is due, by the place that it is about."""
    promised = clock.today() - timedelta(days=ANSWER_WITHIN)
    answered = Q(answered_on__isnull=False)
    in_time = answered & Q(waited__lte=ANSWER_WITHIN)
    late = answered & Q(waited__gt=ANSWER_WITHIN)
    rows = (
        visible_feedback(viewer)
        .filter(Q(state__in=OVER) | Q(received_on__lte=promised), set_aside=False)
        .order_by()
        .annotate(waited=DaysBetween("answered_on", "received_on"))
        .values_list("entity", "entity__lineage")
        .annotate(
            in_time=Count("pk", filter=in_time),
            late=Count("pk", filter=late),
            unanswered=Count("pk", filter=~answered),
        )
        .order_by("entity")
    )
    return [Voices(*row[1:]) for row in rows]


def hidden(places: Sequence[Voices]) -> set[int | str]:
    """The positions of places to leave out.

    Each part is weighed against each other one. What the page of feedback masks beside its totals
    is masked here as well, so that the two told together tell no more than either.
    """
    answered = [(one.in_time + one.late, sum(one.parts)) for one in places]
    masked = masks_of_rates(answered, total=True)
    for one, other in combinations(range(3), 2):
        rates = [(place.parts[one], place.parts[one] + place.parts[other]) for place in places]
        masked |= masks_of_rates(rates, total=False)
    return masked
