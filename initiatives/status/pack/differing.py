"""Initiatives that say of themselves better than the evidence shows: green outside, red within."""

from dataclasses import dataclass

from django.utils.translation import gettext

from initiatives.base.days import short_month
from initiatives.base.lazy import gettext_lazy as _
from initiatives.portfolio.choices import SaidStatus
from initiatives.portfolio.models import Initiative
from initiatives.status.filters import InitiativeFilter
from initiatives.status.pack.asking import Asked, address
from initiatives.status.pack.parts import Column, Section, Table
from initiatives.status.queries.initiatives import initiatives
from initiatives.status.queries.standings import Found, found_of
from initiatives.status.rules import Rules, judge

SHOWN = 15
TITLE = _("Said to be better than the evidence shows")
METHOD = _(
    "What the latest review of an open initiative says, as long as it holds, beside its state by "
    "the rules below: overdue commitments, open shortfalls, signals that a group gets worse, data "
    "and movement that are missing."
)
COLUMNS = (
    Column(_("Initiative"), 2.4),
    Column(_("Entity"), 1.3),
    Column(_("Owner"), 1.2),
    Column(_("Its people say"), 1.1),
    Column(_("The evidence says"), 3),
)


@dataclass(frozen=True)
class Differing:
    """The section, the first initiatives that it lists, the worst first, and how many there are."""

    section: Section
    names: tuple[str, ...]
    number: int


def differing(asked: Asked) -> Differing:
    """What is said to be well and should not be believed unread."""
    rows = initiatives(asked.viewer)
    here = InitiativeFilter({"entity": asked.entity.pk, "differs": "true"}, queryset=rows).qs
    number, shown = here.count(), list(here.order_by("standing__state", "active_at", "pk")[:SHOWN])
    rules = asked.rules
    found = found_of(Initiative.objects.filter(pk__in=[one.pk for one in shown]), rules)
    said = gettext(
        "What people say of their own work stands beside what the evidence shows. Where the two "
        "differ, that is what there is to talk about."
    )
    rest = number - SHOWN
    table = Table(
        title=gettext("Initiatives that say better than the evidence shows"),
        columns=COLUMNS,
        rows=tuple(row_of(one, found[one.pk], rules) for one in shown),
        empty=gettext("No initiative says of itself better than the evidence shows."),
        more=gettext("And %(rest)s more") % {"rest": f"{rest:,}"} if rest > 0 else "",
        where=address("initiative_list", entity=asked.entity.pk, differs="true"),
    )
    names = tuple(one.title for one in shown)
    return Differing(Section(TITLE, (said,), (table,), METHOD), names, number)


def row_of(one: Initiative, found: Found, rules: Rules) -> tuple[str, ...]:
    """An initiative, what was said of it and when, and what the evidence says."""
    judged = judge(found.facts, rules)
    word = SaidStatus(found.said).label if found.said else gettext("Nothing recent")
    month = f", {short_month(found.said_of)}" if found.said_of else ""
    return (
        f"{one.reference} {one.title}",
        str(one.entity),
        str(one.owner or gettext("Nobody")),
        f"{word}{month}",
        " ".join((f"{judged.state.label}.", *judged.reasons)),
    )
