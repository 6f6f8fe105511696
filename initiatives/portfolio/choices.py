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


class ImportState(TextChoices):
    PREVIEWED = "previewed", "Previewed"
    WRITTEN = "written", "Written"
    DISCARDED = "discarded", "Discarded"
