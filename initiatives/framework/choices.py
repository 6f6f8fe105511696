"""The words of the crosswalk."""

from django.db.models import TextChoices


class OutsideStatus(TextChoices):
    """Where an outside framework stands with the body that made it."""

    LIVE = "live", "In force"
    UPCOMING = "upcoming", "Applies later"
    VOLUNTARY = "voluntary", "Voluntary"
    RETIRED = "retired", "Retired"
    UNKNOWN = "unknown", "Status not known"


class Strength(TextChoices):
    """How closely a principle answers what an outside requirement asks, the closest first."""

    DIRECT = "direct", "Direct"
    PARTIAL = "partial", "Partial"
    CONTEXTUAL = "contextual", "Contextual"


CLOSEST_FIRST = tuple(Strength.values)
