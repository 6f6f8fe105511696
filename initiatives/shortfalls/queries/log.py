"""Reading the shortfall log."""

from functools import reduce
from operator import or_
from typing import NamedTuple

from django.db.models import (
    Case,
    Count,
    Exists,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from initiatives.accountability.models import Commitment
from initiatives.accountability.queries import governed, overdue, policies_in_force
from initiatives.measures.models import Signal
from initiatives.people.models import User
from initiatives.shortfalls import rules
from initiatives.shortfalls.choices import STANDING, Severity, ShortfallState
from initiatives.shortfalls.models import Shortfall, ShortfallSource


def count_of(condition: Q) -> CombinedExpression:
    """How many commitments of this condition answer each shortfall, as an annotation.

    Two counts, of its own and of what was merged into it: as one question with an "or" PostgreSQL
    would read every commitment for every shortfall.
    """
    own, taken_in = (counted(condition, name) for name in ("shortfall", "shortfall__merged_into"))
    return own + taken_in


def counted(condition: Q, name: str) -> Coalesce:
    """How many commitments are tied to each shortfall by this relation."""
    own = Commitment.objects.filter(condition, **{name: OuterRef("pk")}).order_by()
    found = own.exclude(kind="review").values(name).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(found, output_field=IntegerField()), 0)


SEVERITY_RANK = Case(
    *(When(severity=value, then=Value(rank)) for rank, value in enumerate(Severity.values, 1)),
    output_field=IntegerField(),
)


def shortfalls(viewer: User) -> QuerySet[Shortfall]:
    """What the log shows the viewer, with the counts of commitments that answer each."""
    return (
        rules.visible_shortfalls(viewer)
        .select_related("principle", "entity", "initiative", "owner", "signal__measure")
        .annotate(
            severity_rank=SEVERITY_RANK,
            commitments_open=count_of(Q(state="open")),
            commitments_fulfilled=count_of(Q(state="fulfilled")),
        )
    )


def shortfall(viewer: User, pk: int) -> Shortfall:
    """One shortfall; raises Shortfall.DoesNotExist for what the viewer may not see."""
    return (
        shortfalls(viewer)
        .select_related(
            *("logged_by", "confirmed_by", "missed_commitment", "returned_signal", "merged_into"),
        )
        .get(pk=pk)
    )


def sources(viewer: User, shortfall: Shortfall) -> QuerySet[ShortfallSource]:
    """Every way in which it was found, and what was merged into it, the first one first."""
    family = rules.visible_shortfalls(viewer).filter(rules.family(shortfall)).order_by()
    return (
        ShortfallSource.objects.filter(shortfall__in=family.values("pk"))
        .select_related("found_by", "shortfall")
        .order_by("found_on", "pk")
    )


def merged_into(viewer: User, shortfall: Shortfall) -> QuerySet[Shortfall]:
    """What goes on in it."""
    return rules.visible_shortfalls(viewer).filter(merged_into=shortfall).order_by("pk")


def duplicates(viewer: User, shortfall: Shortfall) -> QuerySet[Shortfall]:
    """What may speak of the same, to be looked at by a person; nothing is merged by itself.

    Of the same initiative, or with none at the same entity; against the same principle, unless one
    of them names none yet; about the same groups, unless one names none.
    """
    rows = shortfalls(viewer).filter(state__in=STANDING).exclude(pk=shortfall.pk)
    if shortfall.state not in STANDING:
        return rows.none()
    if shortfall.initiative_id is not None:
        rows = rows.filter(initiative=shortfall.initiative_id)
    else:
        rows = rows.filter(initiative=None, entity=shortfall.entity_id)
    if shortfall.principle_id is not None:
        rows = rows.filter(Q(principle=None) | Q(principle=shortfall.principle_id))
    through = Shortfall.groups.through.objects
    own = through.filter(shortfall=shortfall).values("stratum")
    theirs = through.filter(shortfall=OuterRef("pk"))
    same_group = Exists(theirs.filter(stratum__in=own)) | ~Exists(theirs)
    rows = rows.filter(same_group | ~Exists(own))
    return rows.filter(confidential=shortfall.confidential).order_by("-found_on", "-pk")


def closed_for(signal: Signal) -> Shortfall | None:
    """The closed shortfall that a signal of the same measure and group had found, if any."""
    found = Signal.objects.filter(measure=signal.measure_id, stratum=signal.stratum_id).order_by()
    spoken = ShortfallSource.objects.filter(signal__in=found.values("pk")).order_by()
    keys = spoken.values("shortfall")
    closed = Shortfall.objects.filter(state=ShortfallState.CLOSED)
    in_one = closed.filter(Q(pk__in=keys) | Q(merged__in=keys))
    return in_one.order_by("-closed_at", "-pk").first()


class Size(NamedTuple):
    """How large it is, in words; no numbers where a small count would show."""

    words: str
    masked: bool


def size_of(viewer: User, shortfall: Shortfall) -> Size | None:
    """Its size as the viewer may see it; None where nobody has said."""
    if shortfall.size_count is None and shortfall.compared_count is None:
        return None
    if not rules.shows_size(viewer, shortfall):
        return Size(_("Said, but a count is too small to show."), True)
    words = people_of(shortfall.size_count, shortfall.size_out_of)
    if shortfall.compared_count is not None:
        against = people_of(shortfall.compared_count, shortfall.compared_out_of)
        words = f"{words}; {shortfall.compared_with}: {against}"
    return Size(words, False)


def people_of(count: int | None, whole: int | None) -> str:
    """A count of people in words, with its share where there is a whole."""
    if count is None:
        return _("not said")
    if not whole:
        return (
            f"{count:,}"
            if whole is None
            else _("%(count)s of %(whole)s") % {"count": f"{count:,}", "whole": f"{whole:,}"}
        )
    return (
        _("%(count)s of %(whole)s (%(share)s)")
        % {"count": f"{count:,}", "whole": f"{whole:,}", "share": f"{count / whole:.1%}"}
    ).replace("%)", "\N{NO-BREAK SPACE}%)")


def long_overdue() -> Q:
    """Overdue by as long as the policy of their kind and place allows."""
    policies = policies_in_force()
    allowed = {policy.pk: policy.shortfall_after for policy in policies}
    nothing = Q(pk__in=[])
    places = governed(policies).items()
    return reduce(or_, (place & overdue(days=allowed[pk]) for pk, place in places), nothing)


def missed_commitments() -> QuerySet[Commitment]:
    """Open commitments overdue by as long as the policy says that have proposed nothing yet."""
    proposed = Shortfall.objects.filter(
        missed_commitment=OuterRef("pk"), missed_generation=OuterRef("generation")
    )
    late = long_overdue()
    return (
        Commitment.objects.filter(late, ~Exists(proposed), shortfall=None)
        .select_related("owner", "entity", "initiative")
        .order_by("due_on", "id")
    )
