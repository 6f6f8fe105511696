"""Reading the policy, and what the nights deleted."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet

from initiatives.base import clock
from initiatives.people.models import User
from initiatives.people.rules import may_oversee
from initiatives.retention.kinds import Kind, kind_of, kinds
from initiatives.retention.models import RetentionNight, RetentionTerm


@dataclass(frozen=True)
class InForce:
    """For how many days a kind is kept; `term` is the row that says so, None for the usual."""

    kind: Kind
    days: int
    term: RetentionTerm | None


def policy(viewer: User) -> list[InForce]:
    """Every kind as it is in force, for administrators and auditors."""
    may_oversee(viewer).require()
    return policy_in_force()


def policy_in_force() -> list[InForce]:
    """Every kind as it is in force, by two statements."""
    newest = RetentionTerm.objects.order_by("kind", "-pk").distinct("kind")
    said = {term.kind: term for term in newest.select_related("set_by")}
    return [in_force(kind, said.get(kind.key)) for kind in kinds()]


def in_force(kind: Kind, term: RetentionTerm | None) -> InForce:
    """What holds for a kind; bounds that moved since count more than what was set."""
    days = min(max(term.days, kind.least), kind.most) if term else kind.usual
    return InForce(kind, days, term)


def kept(key: str) -> timedelta:
    """For how long a kind is kept now."""
    kind = kind_of(key)
    term = RetentionTerm.objects.filter(kind=key).order_by("-pk").first()
    return timedelta(days=in_force(kind, term).days)


def over_before(key: str) -> datetime:
    """What is of before this instant is over."""
    return clock.now() - kept(key)


def terms(viewer: User, key: str) -> QuerySet[RetentionTerm]:
    """All versions for a kind, the newest first."""
    may_oversee(viewer).require()
    return RetentionTerm.objects.filter(kind=key).select_related("set_by").order_by("-pk")


def nights(viewer: User) -> QuerySet[RetentionNight]:
    """What was deleted, the latest night first."""
    may_oversee(viewer).require()
    return RetentionNight.objects.all()
