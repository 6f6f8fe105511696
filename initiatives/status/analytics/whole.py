"""All figures of a cohort: a fixed number of statements, however large the system is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from initiatives.base import clock
from initiatives.framework.models import Framework, Principle
from initiatives.framework.queries import framework_in_force
from initiatives.people.models import User
from initiatives.status.analytics.cohort import Cohort
from initiatives.status.analytics.covered import covered
from initiatives.status.analytics.figures import Line
from initiatives.status.analytics.found import Found, found
from initiatives.status.analytics.gaps import Gaps, gaps
from initiatives.status.analytics.heard import Heard, heard
from initiatives.status.analytics.lasting import lasting
from initiatives.status.analytics.stages import Stay, stays
from initiatives.status.analytics.sustained import Sustained, sustained


@dataclass(frozen=True)
class Analytics:
    """The figures of a cohort as one viewer sees them, as of an instant."""

    cohort: Cohort
    as_of: datetime
    initiatives: int
    stays: Sequence[Stay]
    sustained: Sustained
    covered: Sequence[Line]
    gaps: Sequence[Gaps]
    found: Sequence[Found]
    heard: Heard
    lasting: Sequence[Line]

    @property
    def initiatives_query(self) -> str:
        return self.cohort.initiatives_query()


def analytics(viewer: User, cohort: Cohort) -> Analytics:
    """Everything, counted from what the viewer may see."""
    return Analytics(
        cohort=cohort,
        as_of=clock.now(),
        initiatives=cohort.initiatives(viewer).count(),
        stays=stays(viewer, cohort),
        sustained=sustained(viewer, cohort),
        covered=covered(viewer, cohort),
        gaps=gaps(viewer, cohort, principles_of(viewer, cohort)),
        found=found(viewer, cohort),
        heard=heard(viewer, cohort),
        lasting=lasting(viewer, cohort),
    )


def principles_of(viewer: User, cohort: Cohort) -> list[Principle]:
    """The principle that is asked for, else those of the edition asked for or in force."""
    if cohort.principle:
        return [cohort.principle]
    edition: Framework | None = cohort.framework or framework_in_force(viewer)
    return list(edition.principles.order_by("number")) if edition else []
