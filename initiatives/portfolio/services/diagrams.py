"""Drawing a driver diagram: add, say better, move and retire its nodes."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from initiatives.base import clock
from initiatives.base.checks import check_fields
from initiatives.base.errors import Invalid
from initiatives.base.records import Change, change, locked, plain, required, touch, with_values
from initiatives.history.services import record
from initiatives.people.models import User
from initiatives.portfolio import rules
from initiatives.portfolio.choices import UNDER_WAY, CycleStep, DriverKind, IdeaState
from initiatives.portfolio.models import Driver, Initiative
from initiatives.portfolio.rules.diagrams import check_place, place_after
from initiatives.portfolio.services.alignments import stir

MOST = 300  # nodes of a diagram: more cannot be read, let alone tested


@transaction.atomic
def add_driver(
    *,
    actor: User,
    initiative: Initiative,
    kind: str,
    text: str,
    parent: Driver | None = None,
    impact: str = "",
    effort: str = "",
) -> Driver:
    """A new node, the last of its parent; raises Invalid where it cannot hang there."""
    rules.may_edit(actor, initiative).require()
    required(text=text)
    if kind not in DriverKind.values:
        raise Invalid(
            {"kind": _("Choose one of: %(values)s.") % {"values": ", ".join(DriverKind.values)}}
        )
    initiative = locked(initiative)
    check_place(kind, parent, initiative.pk)
    drawn = standing(initiative)
    if len(drawn) >= MOST:
        raise Invalid(
            {
                "text": _("A diagram holds %(most)s nodes at most; retire some first.")
                % {"most": MOST}
            }
        )
    driver = Driver(
        initiative=initiative,
        parent=parent,
        kind=kind,
        text=" ".join(text.split()),
        order=sum(one.parent_id == (parent and parent.pk) for one in drawn),
        state=IdeaState.PROPOSED if kind == DriverKind.IDEA else "",
        impact=impact,
        effort=effort,
        created_by=actor,
    )
    check_node(driver)
    driver.save()
    stir(initiative)
    about = {"kind": kind, "under": plain(parent) if parent else "aim", "of": plain(initiative)}
    record(actor=actor, verb="drew", subject=driver, after=about)
    return driver


@transaction.atomic
def revise_driver(
    *,
    actor: User,
    driver: Driver,
    text: str,
    parent: Driver | None,
    state: str = "",
    impact: str = "",
    effort: str = "",
    version: int | None = None,
) -> Driver:
    """Say a node anew, hang it elsewhere, say how an idea stands."""
    rules.may_edit(actor, driver.initiative).require()
    required(text=text)
    initiative, driver = opened(driver, version)
    check_place(driver.kind, parent, initiative.pk)
    if driver.kind == DriverKind.IDEA:
        required(state=state)
    moved = (parent and parent.pk) != driver.parent_id
    said: dict[str, Any] = {
        "text": " ".join(text.split()),
        "parent": parent,
        "order": last_of(initiative, parent) if moved else driver.order,
        "state": state,
        "impact": impact,
        "effort": effort,
    }
    check_node(with_values(driver, said))
    made = change(driver, **said)
    if made:
        note(actor, "revised", driver, initiative, made)
    return driver


@transaction.atomic
def move_driver(*, actor: User, driver: Driver, way: str, version: int | None = None) -> Driver:
    """One place up or down, or a level in or out; raises Invalid where there is no such place."""
    rules.may_edit(actor, driver.initiative).require()
    initiative, driver = opened(driver, version)
    drawn = standing(initiative)
    place = place_after(way, driver, drawn)
    beside = [one for one in drawn if one.parent_id == place.parent_id and one.pk != driver.pk]
    parent = next((one for one in drawn if one.pk == place.parent_id), None)
    made = change(driver, kind=place.kind, parent=parent, order=place.at)
    beside.insert(place.at, driver)
    number(beside)
    if not made:  # it stood beside others of the same order
        touch(driver)
        made = Change({}, {"order": place.at})
    note(actor, "moved", driver, initiative, made)
    return driver


@transaction.atomic
def retire_driver(
    *, actor: User, driver: Driver, reason: str, version: int | None = None
) -> Driver:
    """Take a node off the diagram; it stays on record with what hung on it.

    Raises Invalid while something stands below it, or a cycle of it is under way.
    """
    rules.may_edit(actor, driver.initiative).require()
    required(reason=reason)
    initiative, driver = opened(driver, version)
    if driver.children.filter(retired_at=None).exists():
        raise Invalid({"driver": _("Something hangs on it; move or retire that first.")})
    if driver.cycles.filter(step__in=(CycleStep.PLAN, *UNDER_WAY)).exists():
        raise Invalid({"driver": _("A cycle of it is not finished; finish or drop that first.")})
    made = change(driver, retired_at=clock.now(), retired_by=actor, retired_because=reason.strip())
    check_fields(driver)
    note(actor, "retired", driver, initiative, made, reason)
    return driver


def standing(initiative: Initiative) -> list[Driver]:
    """The nodes that are not retired, in order."""
    return list(initiative.drivers.filter(retired_at=None))


def last_of(initiative: Initiative, parent: Driver | None) -> int:
    """The place after those that hang there."""
    return initiative.drivers.filter(retired_at=None, parent=parent).count()


def number(siblings: Sequence[Driver]) -> None:
    """Give each its place; only what differs is written."""
    for at, one in enumerate(siblings):
        if one.order != at:
            one.order = at
            one.save(update_fields=["order"])


def opened(driver: Driver, version: int | None) -> tuple[Initiative, Driver]:
    """The initiative and its node, locked in that order; raises Invalid for a retired one."""
    initiative = locked(driver.initiative)
    driver = locked(driver, version)
    if driver.retired_at is not None:
        raise Invalid(
            {
                "driver": _("%(reference)s is retired, so it cannot be changed.")
                % {"reference": driver.reference}
            }
        )
    return initiative, driver


def check_node(driver: Driver) -> None:
    """Raises Invalid for what cannot be kept of a node."""
    check_fields(driver)
    if driver.kind != DriverKind.IDEA:
        wrong = [name for name in ("state", "impact", "effort") if getattr(driver, name)]
        if wrong:
            raise Invalid(dict.fromkeys(wrong, _("This is for change ideas; leave it empty here.")))


def note(
    actor: User,
    verb: str,
    driver: Driver,
    initiative: Initiative,
    made: Change,
    reason: str = "",
) -> None:
    """Record what changed, and that the initiative moved."""
    stir(initiative)
    record(
        actor=actor,
        verb=verb,
        subject=driver,
        before=made.before,
        after=made.after,
        reason=reason,
    )
