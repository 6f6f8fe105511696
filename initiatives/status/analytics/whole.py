"""All figures of a scope: a fixed number of statements, however large the system is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from initiatives.base import clock
from initiatives.framework.models import Framework, Principle
from initiatives.framework.queries import framework_in_force
from initiatives.people.models import User
from initiatives.status.analytics.covered import covered
from initiatives.status.analytics.figures import Line
from initiatives.status.analytics.found import Found, found
from initiatives.status.analytics.gaps import Gaps, gaps
from initiatives.status.analytics.heard import Heard, heard
from initiatives.status.analytics.lasting import lasting
from initiatives.status.analytics.scope import Scope
from initiatives.status.analytics.stages import Stay, stays
from initiatives.status.analytics.sustained import Sustained, sustained


@dataclass(frozen=True)
class Analytics:
    """The figures of a scope as one viewer sees them, as of an instant."""

    scope: Scope
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
        return self.scope.initiatives_query()


def analytics(viewer: User, scope: Scope) -> Analytics:
    """Everything, counted from what the viewer may see."""
    return Analytics(
        scope=scope,
        as_of=clock.now(),
        initiatives=scope.initiatives(viewer).count(),
        stays=stays(viewer, scope),
        sustained=sustained(viewer, scope),
        covered=covered(viewer, scope),
        gaps=gaps(viewer, scope, principles_of(viewer, scope)),
        found=found(viewer, scope),
        heard=heard(viewer, scope),
        lasting=lasting(viewer, scope),
    )


def principles_of(viewer: User, scope: Scope) -> list[Principle]:
    """The principle that is asked for, else those of the edition asked for or in force."""
    if scope.principle:
        return [scope.principle]
    edition: Framework | None = scope.framework or framework_in_force(viewer)
    return list(edition.principles.order_by("number")) if edition else []
