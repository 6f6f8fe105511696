"""What each step of a cycle asks for before the next, and what may be written in it."""

from collections.abc import Callable, Mapping

from django.utils.translation import gettext

from initiatives.base.errors import Missing
from initiatives.base.lazy import gettext_lazy as _
from initiatives.portfolio.choices import STEPS, CycleScale, CycleStep, Decision
from initiatives.portfolio.models import PdsaCycle

# What is written in each step; what belongs to another is refused there.
WRITTEN: Mapping[str, tuple[str, ...]] = {
    CycleStep.PLAN: (
        *("title", "scale", "purpose", "owner", "question", "prediction", "prediction_reason"),
        *("plan_who", "plan_what", "plan_when", "plan_where", "data_to_collect"),
        *("planned_from", "planned_until", "study_by"),
    ),
    CycleStep.DO: ("began_on", "ended_on", "as_planned", "observations", "study_by"),
    CycleStep.STUDY: ("finding", "learning", "groups", "no_groups_because"),
    CycleStep.ACT: ("decision", "decision_reason"),
    CycleStep.DONE: (),
    CycleStep.DROPPED: (),
}
ASKED: Mapping[str, Mapping[str, str]] = {
    CycleStep.PLAN: {
        "owner": _("Name who owns the cycle."),
        "question": _("Write the question that it is to answer."),
        "prediction": _("Write what you predict."),
        "prediction_reason": _("Write why you predict it."),
        "plan_who": _("Plan who carries it out."),
        "plan_what": _("Plan what is done."),
        "plan_when": _("Plan when it is done."),
        "plan_where": _("Plan where it is done."),
        "data_to_collect": _("Plan which data are collected."),
        "planned_from": _("Plan the day on which it starts."),
        "planned_until": _("Plan the day by which it is carried out."),
        "study_by": _("Plan the day by which it is studied."),
    },
    CycleStep.DO: {
        "ended_on": _("Record the day on which it ended."),
        "as_planned": _("Record whether it was carried out as planned."),
        "observations": _("Record what was observed, also problems and the unexpected."),
    },
    CycleStep.STUDY: {
        "finding": _("Compare the data with the prediction."),
        "learning": _("Write what was learned."),
    },
    CycleStep.ACT: {
        "decision": _("Decide: adopt, adapt, abandon, scale up or implement."),
        "decision_reason": _("Write why."),
    },
}
NO_GROUPS = Missing(
    "groups", _("Compare at least one group too, or say why no group is looked at.")
)
SIZES = {scale: at for at, scale in enumerate(CycleScale.values)}


def missing_to_go_on(cycle: PdsaCycle) -> list[Missing]:
    """What the step that a cycle is in still lacks; nothing where the next is open."""
    asked = ASKED.get(cycle.step, {})
    missing = [Missing(name, words) for name, words in asked.items() if not said(cycle, name)]
    if cycle.step == CycleStep.STUDY and not (cycle.no_groups_because or cycle.groups.exists()):
        missing.append(NO_GROUPS)
    return missing


def said(cycle: PdsaCycle, name: str) -> bool:
    """Whether something is written there."""
    return bool(getattr(cycle, f"{name}_id" if name == "owner" else name))


def next_step(step: str) -> str:
    """The step after it; empty after the last, and once it was dropped."""
    if step not in STEPS[:-1]:
        return ""
    return STEPS[STEPS.index(CycleStep(step)) + 1]


Complaint = Callable[[PdsaCycle], dict[str, str]]


def date_errors(cycle: PdsaCycle) -> dict[str, str]:
    """Days of a plan that are out of order, and of a test that was over before it began."""
    errors = {}
    if before(cycle.planned_until, cycle.planned_from):
        errors["planned_until"] = gettext(
            "This lies before the day on which it starts; change one of them."
        )
    if before(cycle.study_by, cycle.planned_until or cycle.planned_from):
        errors["study_by"] = gettext("This lies before the day by which it is carried out.")
    if before(cycle.ended_on, cycle.began_on):
        errors["ended_on"] = gettext(
            "This lies before the day on which it began; change one of them."
        )
    return errors


def before(day: object, other: object) -> bool:
    """Whether both are days, in the wrong order."""
    return bool(day and other and day < other)  # type: ignore[operator]


def scale_errors(cycle: PdsaCycle) -> dict[str, str]:
    """In a ramp no cycle is smaller than the one that it follows, and after scaling up larger."""
    earlier = cycle.follows
    if earlier is None or cycle.scale not in SIZES:
        return {}
    was = earlier.get_scale_display().lower()
    if SIZES[cycle.scale] < SIZES[earlier.scale]:
        return {
            "scale": gettext(
                "The cycle before it was tested with: %(was)s. A ramp does not shrink."
            )
            % {"was": was}
        }
    if earlier.decision == Decision.SCALE_UP and cycle.scale == earlier.scale:
        return {
            "scale": gettext("It was decided to scale up from: %(was)s. Choose a larger scale.")
            % {"was": was}
        }
    return {}
