"""Who may see what is masked, and who may enter counts and benchmarks where."""

from collections.abc import Iterable
from typing import TypeVar

from django.db.models import Model, QuerySet
from django.utils.translation import gettext

from initiatives.base.lazy import gettext_lazy as _
from initiatives.base.permission import Answer, unless
from initiatives.people.choices import EntityKind
from initiatives.people.models import Entity, Membership, User
from initiatives.people.rules import STEWARDS, holds, holds_anywhere, seats
from initiatives.workforce.models import CommunityBenchmark, JobFamily, WorkforceCount

M = TypeVar("M", bound=Model)
# Staff units are small: a site is the system itself or a part right below it, and no department.
SITE_DEPTH = 2
NOT_SITES = (EntityKind.DEPARTMENT,)
NOT_BELOW_SITES = _(
    "{} is too small a unit for counts of its workforce: they would point at people. Count it with "
    "{}: the whole system and the parts right below it are counted, and no departments."
)


def may_read(viewer: User) -> Answer:
    """Everybody who holds a role reads what is masked."""
    return unless(
        viewer.is_superuser or bool(seats(viewer)),
        gettext(
            "You hold no role here yet. Ask an administrator for one to see workforce figures."
        ),
    )


def readable(viewer: User, rows: QuerySet[M]) -> QuerySet[M]:
    """All rows for whoever may read, none for others."""
    return rows if may_read(viewer) else rows.none()


def visible_counts(viewer: User) -> QuerySet[WorkforceCount]:
    """What was counted where, when and by whom; the heads themselves are shown masked."""
    return readable(viewer, WorkforceCount.objects.all())


def visible_benchmarks(viewer: User) -> QuerySet[CommunityBenchmark]:
    """Community benchmarks."""
    return readable(viewer, CommunityBenchmark.objects.all())


def visible_families(viewer: User) -> QuerySet[JobFamily]:
    """The job families, those that are retired as well."""
    return readable(viewer, JobFamily.objects.all())


def may_enter(viewer: User, entity: Entity) -> Answer:
    """Equity leads and administrators over an entity enter, correct and see its counts."""
    return unless(
        viewer.is_superuser or holds(viewer, STEWARDS, entity),
        gettext(
            "Only an equity lead or an administrator of %(entity)s may enter "
            "workforce figures there."
        )
        % {"entity": entity},
    )


def may_enter_somewhere(viewer: User) -> Answer:
    """Whether there is any place at all."""
    return unless(
        viewer.is_superuser or holds_anywhere(viewer, *STEWARDS),
        gettext("Only an equity lead or an administrator may enter workforce figures."),
    )


def may_keep_families(viewer: User) -> Answer:
    """Job families are the same everywhere, so who looks after the whole system keeps them."""
    whole = Membership.objects.filter(
        user=viewer, role__in=STEWARDS, ended_at=None, entity__parent=None
    )
    return unless(
        viewer.is_superuser or whole.exists(),
        gettext(
            "Only an equity lead or an administrator of the whole system may change job families."
        ),
    )


def takes_counts(entity: Entity) -> bool:
    """Whether an entity is a site: large enough to be counted by group."""
    return len(entity.lineage) <= SITE_DEPTH and entity.kind not in NOT_SITES


def places_to_enter(viewer: User, entities: Iterable[Entity]) -> list[Entity]:
    """Those of these entities for which the viewer may enter counts."""
    return [one for one in entities if takes_counts(one) and may_enter(viewer, one)]
