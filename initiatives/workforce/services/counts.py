"""Entering and correcting heads by group. What is corrected stays, and says what took its place."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from initiatives.base import clock
from initiatives.base.errors import Invalid
from initiatives.base.lazy import gettext_lazy as _
from initiatives.base.records import required
from initiatives.measures.models import Stratification
from initiatives.people.models import Entity, User
from initiatives.people.rules import check_takes_new
from initiatives.workforce.models import CountedGroup, JobFamily, WorkforceCount
from initiatives.workforce.queries.days import days_counted, standing_of_day
from initiatives.workforce.rules.adding import contradiction
from initiatives.workforce.rules.figures import check_day, check_heads, check_vocabulary
from initiatives.workforce.services.entering import begin, checked, give_way, keep, words

TAKEN = _(
    "{} stands already. Correct that one, and say why, so that what was there before stays on "
    "record."
)


@transaction.atomic
def enter_count(
    *,
    actor: User,
    entity: Entity,
    stratification: Stratification,
    as_of: date,
    heads: Mapping[str, int],
    source: str,
    family: JobFamily | None = None,
    note: str = "",
    sums: bool = True,
) -> WorkforceCount:
    """Heads by the code of the group, of a job family or of all people, on a day.

    Raises Invalid for overlapping groups, for a unit below the level of a site, for what stands
    already, and for counts that cannot all be right: more people in job families than in all.
    `sums` is False for who checks that of many counts at the end (`check_sums`).
    """
    begin(actor, entity, family)
    check_takes_new(entity)
    required(as_of=as_of, source=source)
    check_vocabulary(stratification)
    check_day(as_of, clock.today(actor.time_zone))
    made = WorkforceCount(
        entity=entity,
        family=family,
        stratification=stratification,
        as_of=as_of,
        entered_by=actor,
        **words({"source": source, "note": note}),
    )
    checked(made)
    standing = WorkforceCount.objects.filter(
        entity=entity,
        family=family,
        stratification=stratification,
        as_of=as_of,
        superseded_at=None,
    ).first()
    if standing is not None:
        raise Invalid({"as_of": TAKEN.format(standing.reference)})
    write(actor, made, heads, "entered")
    if sums:
        check_sums(made)
    return made


@transaction.atomic
def correct_count(
    *,
    actor: User,
    count: WorkforceCount,
    heads: Mapping[str, int],
    because: str,
    source: str = "",
    note: str = "",
    version: int | None = None,
    sums: bool = True,
) -> WorkforceCount:
    """A later version of a count, with the reason; returns it. The former stays as it was.

    Where no source is given, that of the former stands.
    """
    begin(actor, count.entity, None)
    required(because=because)
    former = give_way(count, version)
    made = WorkforceCount(
        entity=former.entity,
        family=former.family,
        stratification=former.stratification,
        as_of=former.as_of,
        entered_by=actor,
        corrects=former,
        **words({"source": source or former.source, "note": note, "corrected_because": because}),
    )
    write(actor, checked(made), heads, "corrected", because)
    if sums:
        check_sums(made)
    return made


def write(
    actor: User, made: WorkforceCount, heads: Mapping[str, int], verb: str, reason: str = ""
) -> None:
    """Save it with its groups."""
    strata = {one.code: one for one in made.stratification.strata.order_by("position")}
    check_heads(heads, strata.values())
    groups = [
        CountedGroup(count=made, stratum=strata[code], heads=number)
        for code, number in heads.items()
    ]
    keep(actor, made, list(groups), verb, reason)


def check_sums(made: WorkforceCount) -> None:
    """Raises Invalid where the counts of the day cannot all be right with this one."""
    standing = standing_of_day(made.entity.lineage[0], made.as_of)
    same = [one for one in standing if one.stratification_id == made.stratification_id]
    wrong = contradiction(days_counted(same)[made.stratification_id])
    if wrong:
        raise Invalid({"heads": wrong})
