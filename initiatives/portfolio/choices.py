"""The words of an initiative's life."""

from django.db.models import TextChoices


class Stage(TextChoices):
    IDEA = "idea", "Idea"
    PROPOSED = "proposed", "Proposed"
    APPROVED = "approved", "Approved"
    PLANNING = "planning", "Planning"
    TESTING = "testing", "Testing"
    IMPLEMENTING = "implementing", "Implementing"
    SUSTAINING = "sustaining", "Sustaining"
    SPREAD = "spread", "Spread"
    CLOSED = "closed", "Closed"


BEFORE_APPROVAL = (Stage.IDEA, Stage.PROPOSED)


class Outcome(TextChoices):
    """How an initiative ended, by its aim."""

    MET = "met", "Aim met"
    PARTLY = "partly", "Aim partly met"
    NOT_MET = "not_met", "Aim not met"
    ABANDONED = "abandoned", "Abandoned"


class Lasted(TextChoices):
    """What a later look found of a change that was handed over."""

    YES = "yes", "It lasted"
    PARTLY = "partly", "It lasted in part"
    NO = "no", "It did not last"


class Direction(TextChoices):
    INCREASE = "increase", "Increase"
    DECREASE = "decrease", "Decrease"


class TeamPart(TextChoices):
    LEAD = "lead", "Lead"
    CLINICAL_LEAD = "clinical_lead", "Clinical lead"
    ADVISER = "adviser", "QI adviser"
    MEMBER = "member", "Team member"
    PATIENT_PARTNER = "patient_partner", "Patient or community partner"


class Checkpoint(TextChoices):
    CHARTER = "charter", "Charter"
    MEASUREMENT = "measurement", "Measurement plan"
    TEST_REVIEW = "test_review", "Test review"
    CLOSURE = "closure", "Closure"


class Rating(TextChoices):
    MET = "met", "Met"
    PARTLY = "partly", "Partly"
    NOT_MET = "not_met", "Not met"
    NOT_APPLICABLE = "not_applicable", "Not applicable"


class EvidenceKind(TextChoices):
    """Records that an assessment can rest on; a document is named by its address."""

    MEASURE = "measure", "Measure"
    DEFINITION = "definition", "Definition"
    THEME = "theme", "Theme of the community's feedback"
    ENTITY = "entity", "Partner entity"


class ImportState(TextChoices):
    PREVIEWED = "previewed", "Previewed"
    WRITTEN = "written", "Written"
    DISCARDED = "discarded", "Discarded"


class DriverKind(TextChoices):
    """A level of a driver diagram below its aim."""

    PRIMARY = "primary", "Primary driver"
    SECONDARY = "secondary", "Secondary driver"
    IDEA = "idea", "Change idea"


class IdeaState(TextChoices):
    PROPOSED = "proposed", "Proposed"
    TESTING = "testing", "Testing"
    ADOPTED = "adopted", "Adopted"
    ABANDONED = "abandoned", "Abandoned"
    IMPLEMENTED = "implemented", "Implemented"


class Level(TextChoices):
    """How much an idea may bring, and how much it takes."""

    LOW = "low", "Low"
    MODERATE = "moderate", "Moderate"
    HIGH = "high", "High"


class CycleScale(TextChoices):
    """Where a cycle tests, the smallest first."""

    ONE = "one", "One patient, or one shift"
    FEW = "few", "A few patients, or one clinician"
    UNIT = "unit", "A unit"
    SITE = "site", "A site"
    SYSTEM = "system", "The system"


SMALL = (CycleScale.ONE, CycleScale.FEW)


class CyclePurpose(TextChoices):
    COLLECT = "collect", "Collect information"
    DEVELOP = "develop", "Develop a change"
    TEST = "test", "Test a change"
    IMPLEMENT = "implement", "Implement a change"
    SPREAD = "spread", "Spread a change"


class CycleStep(TextChoices):
    PLAN = "plan", "Plan"
    DO = "do", "Do"
    STUDY = "study", "Study"
    ACT = "act", "Act"
    DONE = "done", "Done"
    DROPPED = "dropped", "Dropped"


STEPS = (CycleStep.PLAN, CycleStep.DO, CycleStep.STUDY, CycleStep.ACT, CycleStep.DONE)
UNDER_WAY = (CycleStep.DO, CycleStep.STUDY, CycleStep.ACT)
STUDIED = (CycleStep.ACT, CycleStep.DONE)


class AsPlanned(TextChoices):
    YES = "yes", "As planned"
    PARTLY = "partly", "Partly as planned"
    NO = "no", "Not as planned"


class Finding(TextChoices):
    """How the data compare with the prediction."""

    MET = "met", "As predicted"
    PARTLY = "partly", "Partly as predicted"
    NOT_MET = "not_met", "Not as predicted"


class Decision(TextChoices):
    ADOPT = "adopt", "Adopt"
    ADAPT = "adapt", "Adapt"
    ABANDON = "abandon", "Abandon"
    SCALE_UP = "scale_up", "Scale up"
    IMPLEMENT = "implement", "Implement"


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

    ON_TRACK = "on_track", "On track"
    AT_RISK = "at_risk", "At risk"
    OFF_TRACK = "off_track", "Off track"


class Side(TextChoices):
    """Who scores the progress of an initiative."""

    TEAM = "team", "Team"
    ADVISER = "adviser", "Adviser"


class Ground(TextChoices):
    """Why an owner is asked about progress."""

    REVIEW = "review", "A review is missing"
    STALL = "stall", "It has stalled"
