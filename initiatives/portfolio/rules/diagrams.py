"""What a driver diagram may look like, and where a node goes when it is moved."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext

from initiatives.base.errors import Invalid
from initiatives.base.lazy import gettext_lazy as _
from initiatives.portfolio.choices import DriverKind
from initiatives.portfolio.models import Driver

UNDER: dict[str, tuple[str, ...]] = {
    DriverKind.PRIMARY: (),
    DriverKind.SECONDARY: (DriverKind.PRIMARY,),
    DriverKind.IDEA: (DriverKind.PRIMARY, DriverKind.SECONDARY),
}
UP, DOWN, IN, OUT = "up", "down", "in", "out"
WAYS = {UP: _("Up"), DOWN: _("Down"), IN: _("In"), OUT: _("Out")}
NO_WAY = {
    UP: _("It is the first of its level already."),
    DOWN: _("It is the last of its level already."),
    IN: _("There is no driver above it on its level that it could hang on."),
    OUT: _("It cannot go further out."),
}


@dataclass
class Node:
    """A node of a diagram with what hangs on it, in order."""

    driver: Driver
    below: list["Node"] = field(default_factory=list)


def tree_of(drivers: Iterable[Driver]) -> list[Node]:
    """The primary drivers with everything below them; what hangs on a retired node is left out."""
    known = {one.pk: Node(one) for one in drivers}
    roots = []
    for node in known.values():
        if node.driver.parent_id is None:
            roots.append(node)
        elif node.driver.parent_id in known:
            known[node.driver.parent_id].below.append(node)
    return roots


def check_place(kind: str, parent: Driver | None, initiative_id: int) -> None:
    """Raises Invalid for a parent that a node of this kind cannot hang on."""
    if parent is None:
        if kind != DriverKind.PRIMARY:
            raise Invalid(
                {"parent": gettext("Say what it hangs on; only a primary driver hangs on the aim.")}
            )
        return
    if parent.initiative_id != initiative_id:
        raise Invalid({"parent": gettext("It can only hang on a driver of the same initiative.")})
    if parent.retired_at is not None:
        raise Invalid({"parent": gettext("This driver is retired; choose another.")})
    if parent.kind not in UNDER[kind]:
        word = DriverKind(kind).label.lower()
        raise Invalid(
            {
                "parent": gettext("A %(word)s cannot hang on a %(kind)s.")
                % {"word": word, "kind": parent.get_kind_display().lower()}
            }
        )


@dataclass(frozen=True)
class Place:
    """Where a node goes: its kind there, what it hangs on, and at which place, counted from 0."""

    kind: str
    parent_id: int | None
    at: int


def place_after(way: str, driver: Driver, drivers: Sequence[Driver]) -> Place:
    """Where a move leads among the nodes that are not retired; raises Invalid where nowhere."""
    siblings = [one for one in drivers if one.parent_id == driver.parent_id]
    at = next(place for place, one in enumerate(siblings) if one.pk == driver.pk)
    found: Place | None = None
    if way == UP and at > 0:
        found = Place(driver.kind, driver.parent_id, at - 1)
    elif way == DOWN and at < len(siblings) - 1:
        found = Place(driver.kind, driver.parent_id, at + 1)
    elif way == IN:
        found = inward(driver, siblings[:at], drivers)
    elif way == OUT:
        found = outward(driver, drivers)
    if found is None:
        raise Invalid(
            {
                "way": NO_WAY.get(
                    way, gettext("Choose one of: %(ways)s.") % {"ways": ", ".join(WAYS)}
                )
            }
        )
    return found


def inward(driver: Driver, before: Sequence[Driver], drivers: Sequence[Driver]) -> Place | None:
    """Below the driver before it; a primary driver becomes a secondary one of it."""
    if driver.kind == DriverKind.SECONDARY:
        return None
    kind = DriverKind.SECONDARY if driver.kind == DriverKind.PRIMARY else driver.kind
    above = next((one for one in reversed(before) if one.kind in UNDER[kind]), None)
    if above is None:
        return None
    below = [one for one in drivers if one.parent_id == driver.pk]
    if any(one.kind == DriverKind.SECONDARY for one in below):
        raise Invalid(
            {"way": gettext("Its secondary drivers would be a level too deep; move them first.")}
        )
    return Place(kind, above.pk, sum(one.parent_id == above.pk for one in drivers))


def outward(driver: Driver, drivers: Sequence[Driver]) -> Place | None:
    """Right after what it hangs on; a secondary driver becomes a primary one."""
    above = next((one for one in drivers if one.pk == driver.parent_id), None)
    if above is None or (driver.kind == DriverKind.IDEA and above.parent_id is None):
        return None
    kind = DriverKind.PRIMARY if driver.kind == DriverKind.SECONDARY else driver.kind
    beside = [one.pk for one in drivers if one.parent_id == above.parent_id]
    return Place(kind, above.parent_id, beside.index(above.pk) + 1)
