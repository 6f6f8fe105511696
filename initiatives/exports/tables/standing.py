"""The status as a table, laid out by whatever its page is: entities, initiatives or months."""

from datetime import date
from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from initiatives.base import clock
from initiatives.base.days import full_month
from initiatives.base.errors import Invalid
from initiatives.base.months import NOT_YET, month_of
from initiatives.base.references import plain_key
from initiatives.exports.tables import matrices
from initiatives.exports.tables.shapes import Figures, Read
from initiatives.framework import queries as framework
from initiatives.framework.models import Framework
from initiatives.people import queries as people
from initiatives.people.models import Entity, User
from initiatives.portfolio.queries import sponsors
from initiatives.status import queries
from initiatives.status.choices import View
from initiatives.status.past import may_see_past
from initiatives.status.scope import EVERYTHING, NOT_OF_THE_PAST, Scope

NAMES = ("view", "entity", "sponsor", "population", "period", "framework", "principle")
LONGEST_WORD = 80
Given = MultiValueDict[str, str]


def read(viewer: User, given: Given) -> Read:
    """As the page reads its address; raises Invalid for what the page would not take either."""
    view, entity = view_in(given), entity_in(viewer, given)
    edition: Framework | None = one_of(given, "framework", framework.frameworks(viewer))
    edition = edition or framework.framework_in_force(viewer)
    if entity is None or edition is None:
        raise Invalid({"query": _("There is nothing to be judged yet, so there is no table.")})
    scope, month = scope_in(viewer, given), month_in(given)
    if month and scope != EVERYTHING:
        raise Invalid({"query": str(NOT_OF_THE_PAST)})
    title = f"{view.label} at {entity}"
    if view == View.INITIATIVES:
        rows = queries.under_way_at(viewer, entity, scope)
        laid = partial(matrices.by_initiative, viewer, edition, rows)
        return Read(title, rows.count, laid)
    if view == View.ENTITIES and not month:
        return whole(title, partial(matrices.now, viewer, entity, edition, scope))
    may_see_past(viewer, entity).require()
    if view == View.ENTITIES and month:
        return whole(f"{title}, {full_month(month)}", partial(matrices.kept, viewer, entity, month))
    about = one_of(given, "principle", framework.principles(viewer))
    principles = [about] if about else list(edition.principles.order_by("number"))
    title = f"{title}: {about}" if about else title
    return whole(title, partial(matrices.by_month, viewer, entity, principles))


def whole(title: str, lay_out: matrices.LayOut) -> Read:
    """A table that is so short that counting it is making it."""
    return Read(title, lambda: lay_out().total, lay_out)


def view_in(given: Given) -> View:
    """The layout; by default that of entities."""
    asked = given.get("view", "")
    if asked and asked not in View.values:
        raise Invalid(
            {
                "query": _("There is no such layout; there are %(known)s.")
                % {"known": ", ".join(View.values)}
            }
        )
    return View(asked or View.ENTITIES)


def entity_in(viewer: User, given: Given) -> Entity | None:
    """The entity asked for, or the highest in sight."""
    key = plain_key(str(given.get("entity", "")))
    if "entity" not in given:
        return people.root_in_sight(viewer)
    found = next((one for one in people.tree(viewer) if one.pk == key), None)
    if found is None:
        raise Invalid({"query": _("There is no such entity.")})
    return found


def one_of(given: Given, name: str, rows: QuerySet[Any]) -> Any:
    """The record that is asked for by its key, if any."""
    if name not in given:
        return None
    key = plain_key(str(given[name]))
    found = rows.filter(pk=key).first() if key else None
    if found is None:
        raise Invalid(
            {"query": _("There is no such %(name)s, or you may not see it.") % {"name": name}}
        )
    return found


def scope_in(viewer: User, given: Given) -> Scope:
    """Whose work, for whom."""
    sponsor = one_of(given, "sponsor", sponsors(viewer))
    population = given.get("population", "").strip()
    if len(population) > LONGEST_WORD or "\x00" in population:
        raise Invalid(
            {
                "query": _("Describe the population in at most %(most)s letters.")
                % {"most": LONGEST_WORD}
            }
        )
    return Scope(sponsor.pk if sponsor else None, population)


def month_in(given: Given) -> date | None:
    """The past month that is asked for, if any."""
    if "period" not in given:
        return None
    try:
        month = month_of(str(given["period"]))
    except ValueError as error:
        raise Invalid({"query": str(error)}) from None
    if month > clock.today():
        raise Invalid({"query": str(NOT_YET)})
    return month


STATUS = Figures("status", frozenset(NAMES), read)
