"""What entering a count and a benchmark share: who may, where, and how a version gives way."""

from typing import Any, TypeVar

from django.db import models
from django.utils.translation import gettext

from initiatives.base import clock
from initiatives.base.checks import check_fields
from initiatives.base.errors import Invalid, Stale
from initiatives.base.lazy import gettext_lazy as _
from initiatives.base.records import change, locked, one_at_a_time
from initiatives.history.services import record
from initiatives.people.models import Entity, User
from initiatives.workforce import rules
from initiatives.workforce.models import CommunityBenchmark, JobFamily, WorkforceCount

R = TypeVar("R", WorkforceCount, CommunityBenchmark)
CHANGED = _(
    "{} was corrected by someone else meanwhile. Look at what stands now, then repeat yours."
)


def begin(actor: User, entity: Entity, family: JobFamily | None) -> None:
    """Ask the rules; nobody else enters until the transaction ends, so that sums can be checked."""
    rules.may_enter(actor, entity).require()
    one_at_a_time("workforce")
    if not rules.takes_counts(entity):
        raise Invalid({"entity": rules.NOT_BELOW_SITES.format(entity, above(entity))})
    if family is not None and not JobFamily.objects.filter(pk=family.pk, retired_at=None).exists():
        raise Invalid(
            {
                "family": gettext("%(family)s is retired. Choose another job family.")
                % {"family": family}
            }
        )


def above(entity: Entity) -> str:
    """What a unit that is too small is counted with."""
    return str(entity.parent) if entity.parent else gettext("the system")


def words(values: dict[str, Any]) -> dict[str, Any]:
    """Texts without what stands around them."""
    return {name: one.strip() if isinstance(one, str) else one for name, one in values.items()}


def give_way(record_: R, version: int | None) -> R:
    """Lock what is corrected and mark it; raises Stale where a later version stands already."""
    former = locked(record_, version)
    if former.superseded_at is not None:
        raise Stale(CHANGED.format(former.reference))
    change(former, superseded_at=clock.now())
    return former


def keep(actor: User, made: R, groups: list[models.Model], verb: str, reason: str = "") -> R:
    """Save a record with its groups and one event, which holds no number of people."""
    made.save()
    type(groups[0])._default_manager.bulk_create(groups)
    after = {
        "entity": {"id": made.entity_id, "label": str(made.entity)},
        "vocabulary": str(made.stratification),
        "groups": len(groups),
    }
    record(actor=actor, verb=verb, subject=made, after=after, reason=reason)
    return made


def checked(made: R) -> R:
    """Raises Invalid for what cannot be kept, health information among it."""
    check_fields(made)
    return made
