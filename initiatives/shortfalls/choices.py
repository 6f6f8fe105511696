"""The words of the shortfall log."""

from django.db.models import TextChoices


class Severity(TextChoices):
    LOW = "low", "Low"
    MODERATE = "moderate", "Moderate"
    HIGH = "high", "High"
    SEVERE = "severe", "Severe"


class FoundBy(TextChoices):
    PERSON = "person", "Somebody said so"
    MEASURE = "measure", "A measure"
    REVIEW = "review", "A review or audit"
    ASSESSMENT = "assessment", "An assessment"
    FEEDBACK = "feedback", "Community feedback"
    MISSED_COMMITMENT = "missed_commitment", "A missed commitment"


class ShortfallState(TextChoices):
    PROPOSED = "proposed", "Proposed"
    OPEN = "open", "Open"
    CLOSED = "closed", "Closed"
    DISMISSED = "dismissed", "Dismissed"
    MERGED = "merged", "Merged"


STANDING = (ShortfallState.PROPOSED, ShortfallState.OPEN)  # not decided to its end


class CauseKind(TextChoices):
    """The bones of a fishbone: where causes are looked for."""

    PEOPLE = "people", "People and roles"
    PROCESS = "process", "Ways of working"
    PLACE = "place", "Place and access"
    TOOLS = "tools", "Tools and materials"
    POLICY = "policy", "Policies and money"
    DATA = "data", "Data and language"
