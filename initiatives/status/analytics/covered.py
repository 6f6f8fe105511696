"""How many initiatives were reviewed for equity, and how many look at their data by group."""

from initiatives.people.models import User
from initiatives.portfolio.choices import BEFORE_APPROVAL, Stage
from initiatives.status.analytics.figures import Line
from initiatives.status.analytics.scope import Scope

APPROVED = [stage.value for stage in Stage if stage not in BEFORE_APPROVAL]
FLAGS = {
    "reviewed": "Assessed against every principle they serve",
    "stratified": "With figures by group",
}


def covered(viewer: User, scope: Scope) -> list[Line]:
    """Of those that are past proposed, each number counted by the very list that it links to."""
    of_all = scope.initiatives(viewer, stage=APPROVED).count()
    return [
        Line(
            flag,
            label,
            scope.initiatives(viewer, stage=APPROVED, **{flag: "true"}).count(),
            of_all,
            "initiatives",
            scope.initiatives_query(stage=APPROVED, **{flag: "true"}),
        )
        for flag, label in FLAGS.items()
    ]
