"""Reading records: who entered what, where and when, and the versions of it."""

from datetime import date
from typing import Any, TypeVar

from django.db.models import QuerySet

from initiatives.measures.models import Stratification, Stratum
from initiatives.measures.rules import visible_stratifications
from initiatives.people.models import Entity, User
from initiatives.people.queries import tree
from initiatives.workforce import rules
from initiatives.workforce.models import CommunityBenchmark, JobFamily, WorkforceCount
from initiatives.workforce.rules.figures import PLACES_KEY, Estimated

R = TypeVar("R", WorkforceCount, CommunityBenchmark)
SHOWN = ("entity", "family", "stratification", "entered_by")
FIRST = "race_ethnicity"  # the vocabulary that a page opens with, where there is one of this key


def counts(viewer: User) -> QuerySet[WorkforceCount]:
    """All counts, those that were corrected as well; whose heads they are is not in them."""
    return rules.visible_counts(viewer).select_related(*SHOWN)


def count(viewer: User, pk: int) -> WorkforceCount:
    """One count; raises WorkforceCount.DoesNotExist."""
    return counts(viewer).get(pk=pk)


def standing_count(
    viewer: User,
    entity: Entity,
    family: JobFamily | None,
    vocabulary: Stratification,
    as_of: date,
) -> WorkforceCount | None:
    """The count that stands for a place, a job family, a vocabulary and a day, if there is one."""
    about: dict[str, Any] = {
        "entity": entity,
        "family": family,
        "stratification": vocabulary,
        "as_of": as_of,
    }
    return counts(viewer).filter(superseded_at=None, **about).first()


def benchmarks(viewer: User) -> QuerySet[CommunityBenchmark]:
    """All benchmarks, those that were corrected as well."""
    return rules.visible_benchmarks(viewer).select_related(*SHOWN)


def benchmark(viewer: User, pk: int) -> CommunityBenchmark:
    """One benchmark; raises CommunityBenchmark.DoesNotExist."""
    return benchmarks(viewer).get(pk=pk)


def counted_by(viewer: User, vocabulary: Stratification) -> int:
    """How many counts and benchmarks stand under an edition of a vocabulary."""
    found = (counts(viewer), benchmarks(viewer))
    return sum(rows.filter(stratification=vocabulary, superseded_at=None).count() for rows in found)


def count_versions(viewer: User, one: WorkforceCount) -> list[WorkforceCount]:
    """All versions of a count, the latest first."""
    return versions(
        counts(viewer).filter(
            entity=one.entity_id,
            family=one.family_id,
            stratification=one.stratification_id,
            as_of=one.as_of,
        )
    )


def benchmark_versions(viewer: User, one: CommunityBenchmark) -> list[CommunityBenchmark]:
    """All versions of a benchmark, the latest first."""
    return versions(
        benchmarks(viewer).filter(
            entity=one.entity_id,
            family=one.family_id,
            stratification=one.stratification_id,
            name=one.name,
            period=one.period,
        )
    )


def versions(rows: QuerySet[R]) -> list[R]:
    """The latest first."""
    return list(rows.order_by("-id"))


def heads_of(viewer: User, one: WorkforceCount) -> dict[str, int]:
    """The heads themselves by the code of the group; raises NotAllowed for whoever enters none."""
    rules.may_enter(viewer, one.entity).require()
    return dict(one.groups.order_by("stratum__position").values_list("stratum__code", "heads"))


def estimates_of(viewer: User, one: CommunityBenchmark) -> dict[str, Estimated]:
    """What a benchmark says of each group, by code; raises NotAllowed for whoever enters none."""
    rules.may_enter(viewer, one.entity).require()
    rows = one.groups.order_by("stratum__position")
    return {
        code: Estimated(estimate, moe)
        for code, estimate, moe in rows.values_list("stratum__code", "estimate", "moe")
    }


def families(viewer: User) -> QuerySet[JobFamily]:
    """The job families in their order."""
    return rules.visible_families(viewer)


def families_in_use(viewer: User) -> QuerySet[JobFamily]:
    """Those that are not retired."""
    return families(viewer).filter(retired_at=None)


def family(viewer: User, pk: int) -> JobFamily:
    """One job family; raises JobFamily.DoesNotExist."""
    return families(viewer).get(pk=pk)


def places(viewer: User) -> list[Entity]:
    """The entities whose workforce is counted: the system and its sites, in the tree's order."""
    return [one for one in tree(viewer) if rules.takes_counts(one)]


def all_entities(viewer: User) -> list[Entity]:
    """All entities, those that are too small too, so that a file is told why they are refused."""
    return tree(viewer)


def vocabularies(viewer: User) -> QuerySet[Stratification]:
    """Those by which a workforce can be counted: of disjoint groups of people, and in force."""
    return (
        visible_stratifications(viewer)
        .filter(overlapping=False, in_force=True)
        .exclude(key=PLACES_KEY)
        .order_by("title", "pk")
    )


def vocabulary(viewer: User, key: str) -> Stratification | None:
    """The one of this key that is in force; by default that of race and ethnicity, or the first."""
    found = {one.key: one for one in vocabularies(viewer)}
    if key:
        return found.get(key)
    return found.get(FIRST) or next(iter(found.values()), None)


def groups_of(vocabulary: Stratification) -> list[Stratum]:
    """The groups of a vocabulary, and the ways in which the group is not known, in order."""
    return list(vocabulary.strata.order_by("position"))
