"""Reading driver diagrams and the cycles that test their ideas."""

from django.db.models import QuerySet

from initiatives.people.models import User
from initiatives.portfolio import rules
from initiatives.portfolio.choices import DriverKind
from initiatives.portfolio.models import Driver, PdsaCycle


def drivers(viewer: User) -> QuerySet[Driver]:
    """The nodes of the diagrams that the viewer may see, in the order of their siblings."""
    return rules.visible_drivers(viewer).select_related("initiative__entity", "parent")


def driver(viewer: User, pk: int) -> Driver:
    """One node; raises Driver.DoesNotExist for what the viewer may not see."""
    return drivers(viewer).get(pk=pk)


def ideas(viewer: User) -> QuerySet[Driver]:
    """The change ideas among them."""
    return drivers(viewer).filter(kind=DriverKind.IDEA)


def cycles(viewer: User) -> QuerySet[PdsaCycle]:
    """The cycles of the initiatives that the viewer may see, by idea and number."""
    return (
        rules.visible_cycles(viewer)
        .select_related("idea__initiative__entity", "owner", "follows", "commitment")
        .prefetch_related("groups")
    )


def cycle(viewer: User, pk: int) -> PdsaCycle:
    """One cycle; raises PdsaCycle.DoesNotExist for what the viewer may not see."""
    return cycles(viewer).get(pk=pk)


def begun(cycles: QuerySet[PdsaCycle]) -> QuerySet[PdsaCycle]:
    """Those of them that were carried out or are: they left their plan on a day that is known."""
    return cycles.filter(began_on__isnull=False).order_by("began_on", "pk")
