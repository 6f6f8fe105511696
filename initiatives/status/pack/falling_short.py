"""The open shortfalls of a pack, the gravest first, and what came of the log in the period."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext, ngettext

from initiatives.base import clock
from initiatives.base.lazy import gettext_lazy as _
from initiatives.shortfalls.choices import ShortfallState
from initiatives.shortfalls.filters import ShortfallFilter
from initiatives.shortfalls.models import Shortfall
from initiatives.shortfalls.queries import shortfalls
from initiatives.status.counting import GRAVE, answered
from initiatives.status.pack.asking import Asked, address
from initiatives.status.pack.deciding import WITHHELD
from initiatives.status.pack.parts import Column, Section, Table

SHOWN = 25
METHOD = _(
    "Open shortfalls of the log at the entity and below it, the gravest first and among equals the "
    "oldest. Age is counted from the day it was found. Of confidential ones the reference alone is "
    "shown, and sizes are left out, so that no small number of people can be told."
)
COLUMNS = (
    Column(_("Shortfall"), 3),
    Column(_("Severity"), 0.9),
    Column(_("Entity"), 1.5),
    Column(_("Owner"), 1.3),
    Column(_("Open for"), 0.9),
    Column(_("Answer"), 1.7),
)


@dataclass(frozen=True)
class FallingShort:
    """The section, and what the summary says of it."""

    section: Section
    number: int
    grave: int
    unanswered: int
    gravest: str


def falling_short(asked: Asked) -> FallingShort:
    """What falls short, and who answers for it."""
    here = ShortfallFilter({"entity": asked.entity.pk}, queryset=shortfalls(asked.viewer)).qs
    standing = here.filter(state=ShortfallState.OPEN)
    counted = counts(asked, here)
    rows = list(standing.order_by("-severity_rank", "found_on", "pk")[:SHOWN])
    rest = counted["open"] - len(rows)
    where = address("shortfall_list", entity=asked.entity.pk, state="open")
    table = Table(
        title=gettext("Open shortfalls, the gravest first"),
        columns=COLUMNS,
        rows=tuple(row_of(one) for one in rows),
        empty=gettext(
            "No shortfall is open in the log. That does not say that nothing falls short."
        ),
        more=gettext("And %(rest)s more in the log") % {"rest": f"{rest:,}"} if rest > 0 else "",
        where=where,
    )
    return FallingShort(
        section=Section(gettext("Shortfalls"), (said_of(counted),), (table,), METHOD),
        number=counted["open"],
        grave=counted["grave"],
        unanswered=counted["unanswered"],
        gravest=gravest(rows[0]) if rows else "",
    )


def counts(asked: Asked, here: QuerySet[Shortfall]) -> dict[str, int]:
    """How many are open, grave, unanswered; found and closed in the period."""
    start, end = asked.period.start, asked.period.end
    standing = Q(state=ShortfallState.OPEN)
    logged = Q(state__in=(ShortfallState.OPEN, ShortfallState.CLOSED))
    bare = Shortfall.objects.filter(pk__in=here.order_by().values("pk"))
    grave = standing & Q(severity__in=GRAVE)
    found: dict[str, int] = bare.aggregate(
        open=Count("pk", filter=standing),
        grave=Count("pk", filter=grave),
        found=Count("pk", filter=logged & Q(found_on__range=(start, end))),
        closed=Count(
            "pk",
            filter=Q(state=ShortfallState.CLOSED, closed_at__date__range=(start, end)),
        ),
    )
    nobody = bare.filter(grave).annotate(is_answered=answered()).filter(is_answered=False)
    return found | {
        "unanswered": nobody.count()
    }  # asked of the grave ones alone: it reads promises


def said_of(counted: dict[str, int]) -> str:
    """What came of the log in the period, and what is open now."""
    said = ngettext(
        "In the period %(found)s shortfall was found and %(closed)s closed. "
        "Open now: %(open)s, %(grave)s of them high or severe.",
        "In the period %(found)s shortfalls were found and %(closed)s closed. "
        "Open now: %(open)s, %(grave)s of them high or severe.",
        counted["found"],
    )
    return said % {name: f"{number:,}" for name, number in counted.items()}


def row_of(one: Any) -> tuple[str, ...]:
    """A shortfall with who owns it, how long it has been open, and what answers it."""
    title = f"{one.reference} ({WITHHELD})" if one.confidential else f"{one.reference} {one.title}"
    owner = gettext("Withheld") if one.confidential else str(one.owner or gettext("Nobody"))
    age = max((clock.today() - one.found_on).days, 0)
    severity = one.get_severity_display()
    days = ngettext("%(number)d day", "%(number)d days", age) % {"number": age}
    return title, severity, str(one.entity), owner, days, answer_of(one)


def answer_of(one: Any) -> str:
    """How many commitments answer it."""
    still, done = one.commitments_open, one.commitments_fulfilled
    parts = []
    if still:
        said = ngettext("%(number)d commitment open", "%(number)d commitments open", still)
        parts.append(said % {"number": still})
    if done:
        said = ngettext("%(number)d commitment fulfilled", "%(number)d commitments fulfilled", done)
        if still:
            said = ngettext("%(number)d fulfilled", "%(number)d fulfilled", done)
        parts.append(said % {"number": done})
    return ", ".join(parts) or gettext("No commitment")


def gravest(one: Any) -> str:
    """The gravest, with who answers for it."""
    if one.confidential:
        return gettext("%(reference)s, which is confidential") % {"reference": one.reference}
    owner = (
        gettext("owned by %(owner)s") % {"owner": one.owner}
        if one.owner
        else gettext("which nobody owns")
    )
    return f"{one.reference} {one.title}, {owner}"
