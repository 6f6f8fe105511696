"""The words of the shortfall log."""

from django.db.models import TextChoices

from initiatives.base.lazy import gettext_lazy as _


class Severity(TextChoices):
    LOW = "low", _("Low")
    MODERATE = "moderate", _("Moderate")
    HIGH = "high", _("High")
    SEVERE = "severe", _("Severe")


class FoundBy(TextChoices):
    PERSON = "person", _("Somebody said so")
    MEASURE = "measure", _("A measure")
    REVIEW = "review", _("A review or audit")
    ASSESSMENT = "assessment", _("An assessment")
    FEEDBACK = "feedback", _("Community feedback")
    MISSED_COMMITMENT = "missed_commitment", _("A missed commitment")


class ShortfallState(TextChoices):
    PROPOSED = "proposed", _("Proposed")
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")
    DISMISSED = "dismissed", _("Dismissed")
    MERGED = "merged", _("Merged")


STANDING = (ShortfallState.PROPOSED, ShortfallState.OPEN)  # not decided to its end


class CauseKind(TextChoices):
    """The bones of a fishbone: where causes are looked for."""

    PEOPLE = "people", _("People and roles")
    PROCESS = "process", _("Ways of working")
    PLACE = "place", _("Place and access")
    TOOLS = "tools", _("Tools and materials")
    POLICY = "policy", _("Policies and money")
    DATA = "data", _("Data and language")
