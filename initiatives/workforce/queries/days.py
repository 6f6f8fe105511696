"""What stands counted on a day: of the system and its sites, by every vocabulary."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from initiatives.measures.models import Stratum
from initiatives.people.models import Entity
from initiatives.workforce.models import CountedGroup, WorkforceCount
from initiatives.workforce.rules.access import NOT_SITES, SITE_DEPTH
from initiatives.workforce.rules.adding import Counted, Day, Heads


def standing_of_day(root: int, as_of: date) -> list[WorkforceCount]:
    """The counts of a system and its sites that stand for a day, by every vocabulary.

    An entity that was moved below the level of a site since is left out.
    """
    return list(
        WorkforceCount.objects.filter(
            superseded_at=None,
            as_of=as_of,
            entity__lineage__0=root,
            entity__lineage__len__lte=SITE_DEPTH,
        )
        .exclude(entity__kind__in=NOT_SITES)
        .select_related("entity", "family", "entered_by", "stratification")
        .order_by("pk")
    )


def by_vocabulary(counts: Iterable[WorkforceCount]) -> dict[int, list[WorkforceCount]]:
    """The counts of each vocabulary."""
    found: dict[int, list[WorkforceCount]] = defaultdict(list)
    for one in counts:
        found[one.stratification_id].append(one)
    return dict(found)


def days_counted(counts: Iterable[WorkforceCount]) -> dict[int, Day]:
    """A day by each vocabulary, as it is to be masked."""
    known = list(counts)
    strata: dict[int, list[Stratum]] = defaultdict(list)
    for stratum in Stratum.objects.filter(
        stratification__in={one.stratification_id for one in known}
    ).order_by("position"):
        strata[stratum.stratification_id].append(stratum)
    heads: dict[int, dict[int, int]] = defaultdict(dict)
    for count, group, number in CountedGroup.objects.filter(count__in=known).values_list(
        "count", "stratum", "heads"
    ):
        heads[count][group] = number
    return {
        key: day_of(rows, {one.pk: pooled(heads[one.pk], strata[key]) for one in rows})
        for key, rows in by_vocabulary(known).items()
    }


def pooled(heads: Mapping[int, int], strata: Iterable[Stratum]) -> Heads:
    """The heads in the order of the groups; last, all of those whose group is not known."""
    known = [heads.get(one.pk, 0) for one in strata if not one.absent]
    return (*known, sum(heads.values()) - sum(known))


def day_of(counts: Iterable[WorkforceCount], heads: Mapping[int, Heads]) -> Day:
    """The system and its sites, each with its job families and with all of them together."""
    by_entity: dict[int, list[WorkforceCount]] = defaultdict(list)
    roots: set[int] = set()
    for one in counts:
        by_entity[one.entity_id].append(one)
        if is_root(one.entity):
            roots.add(one.entity_id)
    counted = {key: counted_of(key, rows, heads) for key, rows in sorted(by_entity.items())}
    whole = next((counted[key] for key in roots), None)
    return Day(whole, tuple(one for key, one in counted.items() if key not in roots))


def is_root(entity: Entity) -> bool:
    """Whether an entity is a whole system."""
    return len(entity.lineage) == 1


def counted_of(key: int, rows: Iterable[WorkforceCount], heads: Mapping[int, Heads]) -> Counted:
    """What is counted of one entity."""
    families = {one.family_id: heads[one.pk] for one in rows}
    everybody = families.pop(None, None)
    ordered = sorted((family, row) for family, row in families.items() if family is not None)
    return Counted(key, tuple(ordered), everybody)
