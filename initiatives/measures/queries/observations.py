"""Reading observations one by one, as those do who enter and correct them.

`published` is what everybody else reads. The figures here are for whoever holds the data role; a
query says whether it asks for that.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import F, Max, QuerySet

from initiatives.measures import rules
from initiatives.measures.models import Measure, Observation
from initiatives.people.models import User

Group = int | None  # the key of a stratum, or None for everybody
Place = tuple[date, Group, Group]


def observations(viewer: User, measure: Measure) -> QuerySet[Observation]:
    """What stands recorded, the newest period first, then by vocabulary and group.

    Who does not hold the data role gets the places without those where two groups meet, and must
    be shown the figures by `published` alone.
    """
    rows = Observation.objects.filter(
        measure__in=rules.visible_measures(viewer), measure=measure, replaced_by=None
    )
    if not rules.holds_data(viewer, measure):
        rows = rows.filter(other_stratum=None)
    return rows.select_related(
        "definition",
        "entered_by",
        "stratum__stratification",
        "other_stratum__stratification",
    ).order_by(
        "-starts",
        F("stratum__stratification__title").asc(nulls_first=True),
        "stratum__stratification_id",
        "stratum__position",
        F("other_stratum__position").asc(nulls_first=True),
        "id",
    )


def observation(viewer: User, pk: int) -> Observation:
    """One observation, whether or not it stands; raises DoesNotExist for what is out of sight."""
    return Observation.objects.select_related(
        "measure__initiative", "stratum__stratification", "other_stratum__stratification"
    ).get(pk=pk, measure__in=rules.visible_measures(viewer))


def what_stands(viewer: User, observation: Observation) -> Observation:
    """What stands now in the place of an observation, which may be the same one.

    Raises NotAllowed for who does not hold the data role.
    """
    rules.may_record(viewer, observation.measure).require()
    return Observation.objects.select_related(
        "measure__initiative__entity",
        "stratum__stratification",
        "other_stratum__stratification",
        "entered_by",
    ).get(
        measure=observation.measure_id,
        starts=observation.starts,
        stratum=observation.stratum_id,
        other_stratum=observation.other_stratum_id,
        replaced_by=None,
    )


def earlier(
    viewer: User, measure: Measure, rows: Iterable[Observation]
) -> dict[Place, list[Observation]]:
    """What stood before in the places of these rows, the latest first, by period and groups.

    Raises NotAllowed for who does not hold the data role.
    """
    rules.may_record(viewer, measure).require()
    found: dict[Place, list[Observation]] = defaultdict(list)
    former = Observation.objects.filter(
        measure=measure, replaced_by__isnull=False, starts__in={row.starts for row in rows}
    )
    for row in former.select_related("entered_by", "definition").order_by("-entered_at", "-id"):
        found[place_of(row)].append(row)
    return dict(found)


def place_of(row: Observation) -> Place:
    """Where an observation stands: its period and its groups."""
    return row.starts, row.stratum_id, row.other_stratum_id


def recorded_periods(viewer: User, measure: Measure) -> list[date]:
    """The first days of the periods that have any data, in order; no figure is told."""
    return list(
        Observation.objects.filter(
            measure__in=rules.visible_measures(viewer), measure=measure, replaced_by=None
        )
        .order_by("starts")
        .values_list("starts", flat=True)
        .distinct()
    )


def standing_in(viewer: User, measure: Measure, starts: date) -> dict[Group, Observation]:
    """What stands recorded in a period, by group. Raises NotAllowed without the data role."""
    rules.may_record(viewer, measure).require()
    rows = measure.observations.filter(replaced_by=None, other_stratum=None, starts=starts)
    return {row.stratum_id: row for row in rows}


def standing_before(viewer: User, measure: Measure, starts: date) -> dict[Group, Observation]:
    """What stands recorded in the latest period before a day that has data, by group.

    Raises NotAllowed without the data role.
    """
    rules.may_record(viewer, measure).require()
    rows = measure.observations.filter(replaced_by=None, other_stratum=None, starts__lt=starts)
    last = rows.aggregate(last=Max("starts"))["last"]
    return standing_in(viewer, measure, last) if last else {}
