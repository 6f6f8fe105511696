"""The words of an initiative's life."""

from django.db.models import TextChoices

from initiatives.base.lazy import gettext_lazy as _


class Stage(TextChoices):
    IDEA = "idea", _("Idea")
    PROPOSED = "proposed", _("Proposed")
    APPROVED = "approved", _("Approved")
    PLANNING = "planning", _("Planning")
    TESTING = "testing", _("Testing")
    IMPLEMENTING = "implementing", _("Implementing")
    SUSTAINING = "sustaining", _("Sustaining")
    SPREAD = "spread", _("Spread")
    CLOSED = "closed", _("Closed")


BEFORE_APPROVAL = (Stage.IDEA, Stage.PROPOSED)


class Outcome(TextChoices):
    """How an initiative ended, by its aim."""

    MET = "met", _("Aim met")
    PARTLY = "partly", _("Aim partly met")
    NOT_MET = "not_met", _("Aim not met")
    ABANDONED = "abandoned", _("Abandoned")


class Lasted(TextChoices):
    """What a later look found of a change that was handed over."""

    YES = "yes", _("It lasted")
    PARTLY = "partly", _("It lasted in part")
    NO = "no", _("It did not last")


class Direction(TextChoices):
    INCREASE = "increase", _("Increase")
    DECREASE = "decrease", _("Decrease")


class TeamPart(TextChoices):
    LEAD = "lead", _("Lead")
    CLINICAL_LEAD = "clinical_lead", _("Clinical lead")
    ADVISER = "adviser", _("QI adviser")
    MEMBER = "member", _("Team member")
    PATIENT_PARTNER = "patient_partner", _("Patient or community partner")


class Checkpoint(TextChoices):
    CHARTER = "charter", _("Charter")
    MEASUREMENT = "measurement", _("Measurement plan")
    TEST_REVIEW = "test_review", _("Test review")
    CLOSURE = "closure", _("Closure")


class Rating(TextChoices):
    MET = "met", _("Met")
    PARTLY = "partly", _("Partly")
    NOT_MET = "not_met", _("Not met")
    NOT_APPLICABLE = "not_applicable", _("Not applicable")


class EvidenceKind(TextChoices):
    """Records that an assessment can rest on; a document is named by its address."""

    MEASURE = "measure", _("Measure")
    DEFINITION = "definition", _("Definition")
    THEME = "theme", _("Theme of the community's feedback")
    ENTITY = "entity", _("Partner entity")


class ImportState(TextChoices):
    PREVIEWED = "previewed", _("Previewed")
    WRITTEN = "written", _("Written")
    DISCARDED = "discarded", _("Discarded")


class DriverKind(TextChoices):
    """A level of a driver diagram below its aim."""

    PRIMARY = "primary", _("Primary driver")
    SECONDARY = "secondary", _("Secondary driver")
    IDEA = "idea", _("Change idea")


class IdeaState(TextChoices):
    PROPOSED = "proposed", _("Proposed")
    TESTING = "testing", _("Testing")
    ADOPTED = "adopted", _("Adopted")
    ABANDONED = "abandoned", _("Abandoned")
    IMPLEMENTED = "implemented", _("Implemented")


class Level(TextChoices):
    """How much an idea may bring, and how much it takes."""

    LOW = "low", _("Low")
    MODERATE = "moderate", _("Moderate")
    HIGH = "high", _("High")


class CycleScale(TextChoices):
    """Where a cycle tests, the smallest first."""

    ONE = "one", _("One patient, or one shift")
    FEW = "few", _("A few patients, or one clinician")
    UNIT = "unit", _("A unit")
    SITE = "site", _("A site")
    SYSTEM = "system", _("The system")


SMALL = (CycleScale.ONE, CycleScale.FEW)


class CyclePurpose(TextChoices):
    COLLECT = "collect", _("Collect information")
    DEVELOP = "develop", _("Develop a change")
    TEST = "test", _("Test a change")
    IMPLEMENT = "implement", _("Implement a change")
    SPREAD = "spread", _("Spread a change")


class CycleStep(TextChoices):
    PLAN = "plan", _("Plan")
    DO = "do", _("Do")
    STUDY = "study", _("Study")
    ACT = "act", _("Act")
    DONE = "done", _("Done")
    DROPPED = "dropped", _("Dropped")


STEPS = (CycleStep.PLAN, CycleStep.DO, CycleStep.STUDY, CycleStep.ACT, CycleStep.DONE)
UNDER_WAY = (CycleStep.DO, CycleStep.STUDY, CycleStep.ACT)
STUDIED = (CycleStep.ACT, CycleStep.DONE)


class AsPlanned(TextChoices):
    YES = "yes", _("As planned")
    PARTLY = "partly", _("Partly as planned")
    NO = "no", _("Not as planned")


class Finding(TextChoices):
    """How the data compare with the prediction."""

    MET = "met", _("As predicted")
    PARTLY = "partly", _("Partly as predicted")
    NOT_MET = "not_met", _("Not as predicted")


class Decision(TextChoices):
    ADOPT = "adopt", _("Adopt")
    ADAPT = "adapt", _("Adapt")
    ABANDON = "abandon", _("Abandon")
    SCALE_UP = "scale_up", _("Scale up")
    IMPLEMENT = "implement", _("Implement")


# What a decision makes of the idea that was tested.
IDEA_AFTER: dict[str, IdeaState] = {
    Decision.ADOPT: IdeaState.ADOPTED,
    Decision.ADAPT: IdeaState.TESTING,
    Decision.ABANDON: IdeaState.ABANDONED,
    Decision.SCALE_UP: IdeaState.TESTING,
    Decision.IMPLEMENT: IdeaState.IMPLEMENTED,
}


class SaidStatus(TextChoices):
    """What the people of an initiative say of themselves in a review."""

    ON_TRACK = "on_track", _("On track")
    AT_RISK = "at_risk", _("At risk")
    OFF_TRACK = "off_track", _("Off track")


class Side(TextChoices):
    """Who scores the progress of an initiative."""

    TEAM = "team", _("Team")
    ADVISER = "adviser", _("Adviser")


class Ground(TextChoices):
    """Why an owner is asked about progress."""

    REVIEW = "review", _("A review is missing")
    STALL = "stall", _("It has stalled")
