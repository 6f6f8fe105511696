"""The table of an entity: its workforce by job family beside a community, masked."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from initiatives.measures.models import Stratification
from initiatives.people.models import Entity, User
from initiatives.workforce import rules
from initiatives.workforce.models import CommunityBenchmark, WorkforceCount
from initiatives.workforce.queries.days import days_counted, standing_of_day
from initiatives.workforce.queries.records import benchmarks, counts, groups_of
from initiatives.workforce.queries.sections import UNKNOWN, Mask, Section
from initiatives.workforce.rules.adding import Counted, Day
from initiatives.workforce.rules.comparing import Community, Group, communities
from initiatives.workforce.rules.figures import Estimated
from initiatives.workforce.rules.masking import masks_together, shown


@dataclass(frozen=True)
class Found:
    """All that is shown of an entity on a day; `withheld` where its job families are not shown."""

    entity: Entity
    vocabulary: Stratification
    as_of: date
    benchmark: CommunityBenchmark | None
    sections: list[Section]
    withheld: bool
    masked: bool

    @property
    def entered(self) -> list[WorkforceCount]:
        """The counts that are shown."""
        return [one.count for one in self.sections if one.count is not None]


def days(viewer: User, entity: Entity, vocabulary: Stratification) -> list[date]:
    """The days on which an entity was counted by a vocabulary, the latest first."""
    rows = counts(viewer).filter(entity=entity, stratification=vocabulary, superseded_at=None)
    return list(rows.order_by("-as_of").values_list("as_of", flat=True).distinct())


def benchmarks_for(
    viewer: User, entity: Entity, vocabulary: Stratification
) -> QuerySet[CommunityBenchmark]:
    """What an entity can be set beside: its own communities, then those of what lies above it.

    Only those by the same vocabulary, since groups that were told apart otherwise cannot be
    divided by each other.
    """
    return (
        benchmarks(viewer)
        .filter(entity__in=entity.lineage, stratification=vocabulary, superseded_at=None)
        .order_by("-entity__lineage__len", "name", "-period", "pk")
    )


def table(
    viewer: User,
    entity: Entity,
    vocabulary: Stratification,
    as_of: date,
    benchmark: CommunityBenchmark | None = None,
) -> Found | None:
    """What is shown of an entity on a day, for everybody alike; None where there is nothing.

    Masked over all that is shown of that day: the system, its sites, every vocabulary.
    """
    rules.may_read(viewer).require()
    standing = standing_of_day(entity.lineage[0], as_of)
    by_key = days_counted(standing)
    masks = masks_together(by_key)
    if vocabulary.pk not in by_key:
        return None
    full, part = by_key[vocabulary.pk], shown(by_key[vocabulary.pk])
    before, counted = of_entity(full, entity.pk), of_entity(part, entity.pk)
    if before is None:
        return None
    own = [
        one
        for one in standing
        if one.entity_id == entity.pk and one.stratification_id == vocabulary.pk
    ]
    mask = Mask(entity.pk, named(vocabulary), masks[vocabulary.pk], community_of(benchmark))
    return Found(
        entity=entity,
        vocabulary=vocabulary,
        as_of=as_of,
        benchmark=benchmark,
        sections=mask.sections(counted, own),
        withheld=before != counted,
        masked=bool(masks[vocabulary.pk]),
    )


def of_entity(day: Day, key: int) -> Counted | None:
    """What a day says of one entity."""
    every = (*((day.whole,) if day.whole else ()), *day.sites)
    return next((one for one in every if one.entity == key), None)


def named(vocabulary: Stratification) -> list[Group]:
    """The groups of a vocabulary; last, all the ways in which the group is not known as one."""
    known = (one for one in groups_of(vocabulary) if not one.absent)
    return [*(Group(one.code, one.label, None) for one in known), UNKNOWN]


def community_of(benchmark: CommunityBenchmark | None) -> dict[str, Community | None]:
    """The shares of a benchmark by the code of the group."""
    if benchmark is None:
        return {}
    rows = benchmark.groups.order_by("stratum__position")
    said = {
        code: Estimated(estimate, moe)
        for code, estimate, moe in rows.values_list("stratum__code", "estimate", "moe")
    }
    return communities(said, benchmark.total, benchmark.total_moe)
