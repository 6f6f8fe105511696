"""How many initiatives were reviewed for equity, and how many look at their data by group."""

from initiatives.base.lazy import gettext_lazy as _
from initiatives.people.models import User
from initiatives.portfolio.choices import BEFORE_APPROVAL, Stage
from initiatives.status.analytics.cohort import Cohort
from initiatives.status.analytics.figures import Line

APPROVED = [stage.value for stage in Stage if stage not in BEFORE_APPROVAL]
FLAGS = {
    "reviewed": _("Assessed against every principle they serve"),
    "stratified": _("With figures by group"),
}


def covered(viewer: User, cohort: Cohort) -> list[Line]:
    """Of those that are past proposed, each number counted by the very list that it links to."""
    of_all = cohort.initiatives(viewer, stage=APPROVED).count()
    return [
        Line(
            flag,
            label,
            cohort.initiatives(viewer, stage=APPROVED, **{flag: "true"}).count(),
            of_all,
            "initiatives",
            cohort.initiatives_query(stage=APPROVED, **{flag: "true"}),
        )
        for flag, label in FLAGS.items()
    ]
