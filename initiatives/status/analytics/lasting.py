"""Whether changes that were handed over have lasted."""

from django.db.models import Count
from django.utils.translation import gettext as _

from initiatives.people.models import User
from initiatives.portfolio.choices import Lasted, Outcome
from initiatives.status.analytics.cohort import Cohort
from initiatives.status.analytics.figures import Line

HANDED_OVER = [Outcome.MET.value, Outcome.PARTLY.value, Outcome.NOT_MET.value]


def lasting(viewer: User, cohort: Cohort) -> list[Line]:
    """Of those that were closed and handed over: what the latest look found, or that nobody has."""
    closed = cohort.initiatives(viewer, outcome=HANDED_OVER)
    by_finding: dict[str, int] = dict(
        closed.values_list("handover__lasted").annotate(n=Count("pk"))
    )
    of_all = sum(by_finding.values())
    looked = [
        line(cohort, one.value, one.label, by_finding.get(one.value, 0), of_all, lasted=one.value)
        for one in Lasted
    ]
    waits = by_finding.get("", 0)
    return [
        *looked,
        line(cohort, "not_looked", _("Nobody has looked yet"), waits, of_all, looked="false"),
    ]


def line(cohort: Cohort, key: str, label: str, counted: int, of_all: int, **asked: str) -> Line:
    """A finding with its list."""
    query = cohort.initiatives_query(outcome=HANDED_OVER, **asked)
    return Line(key, label, counted, of_all, "initiatives", query)
