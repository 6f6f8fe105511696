"""Saying with which group the others are compared, and which vocabularies meet."""

from django.db import transaction
from django.utils.translation import gettext as _

from initiatives.base import clock
from initiatives.base.checks import complaint
from initiatives.base.errors import Invalid
from initiatives.base.records import locked, plain, required, touch
from initiatives.history.services import record
from initiatives.measures import queries, rules
from initiatives.measures.models import (
    Intersection,
    Measure,
    ReferenceGroup,
    Stratification,
    Stratum,
)
from initiatives.measures.rules.charting import of_intersection, of_reference
from initiatives.measures.services.charting import keep, refuse
from initiatives.people.models import User


@transaction.atomic
def choose_reference(
    *,
    actor: User,
    measure: Measure,
    stratification: Stratification,
    stratum: Stratum | None,
    because: str,
    version: int | None = None,
) -> ReferenceGroup | None:
    """Say which group of a vocabulary the others are compared with; with none, the best one is.

    Choosing the group that is chosen, for the same reason, changes nothing.
    """
    rules.may_define(actor, measure.initiative).require()
    measure = locked(measure, version)
    required(because=because)
    refuse({"because": said} if (said := complaint(because)) else {})
    mine = measure.stratifications.filter(pk=stratification.pk).exists()
    if stratum is not None:
        refuse(of_reference(mine, stratification, stratum))
    former = measure.references.filter(stratification=stratification).first()
    was = former.stratum if former else None
    if was == stratum and (former is None or former.because == because.strip()):
        return former
    chosen = put(actor, measure, stratification, stratum, because, former)
    touch(measure)
    record(
        actor=actor,
        verb="chose a reference group of",
        subject=measure,
        before={stratification.title: plain(was)},
        after={stratification.title: plain(stratum)},
        reason=because,
    )
    return chosen


def put(
    actor: User,
    measure: Measure,
    stratification: Stratification,
    stratum: Stratum | None,
    because: str,
    former: ReferenceGroup | None,
) -> ReferenceGroup | None:
    """The reference group of a vocabulary in the place of the former one."""
    if stratum is None:
        if former is not None:
            former.delete()
        return None
    chosen = former or ReferenceGroup(measure=measure, stratification=stratification)
    chosen.stratum, chosen.because = stratum, because.strip()
    chosen.chosen_by, chosen.chosen_at = actor, clock.now()
    return keep(chosen)


@transaction.atomic
def choose_intersection(
    *,
    actor: User,
    measure: Measure,
    one: Stratification | None,
    other: Stratification | None,
    version: int | None = None,
) -> Intersection | None:
    """Say which two vocabularies are shown where they meet; with neither, none are."""
    rules.may_define(actor, measure.initiative).require()
    measure = locked(measure, version)
    former = queries.intersection(measure)
    pair = pair_of(measure, one, other)
    if (former and (former.one, former.other)) == pair:
        return former
    chosen = None
    if former is not None:
        former.delete()
    if pair is not None:
        chosen = keep(Intersection(measure=measure, one=pair[0], other=pair[1], chosen_by=actor))
    touch(measure)
    record(
        actor=actor,
        verb="chose which groups meet in",
        subject=measure,
        before={"meeting": str(former) if former else None},
        after={"meeting": str(chosen) if chosen else None},
    )
    return chosen


def pair_of(
    measure: Measure, one: Stratification | None, other: Stratification | None
) -> tuple[Stratification, Stratification] | None:
    """The pair in the order of the vocabularies, as observations hold them; raises Invalid."""
    if one is None and other is None:
        return None
    if one is None or other is None:
        raise Invalid({"other" if one else "one": _("Choose two vocabularies, or neither.")})
    if problem := of_intersection(list(measure.stratifications.all()), (one, other)):
        raise Invalid({"other": problem})
    return (one, other) if one.pk < other.pk else (other, one)
