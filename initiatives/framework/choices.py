"""The words of editions and of the crosswalk."""

from django.db.models import TextChoices

from initiatives.base.lazy import gettext_lazy as _


class Turn(TextChoices):
    """What becomes of a principle in a later edition."""

    NEW = "new", _("New")
    CHANGED = "changed", _("Changed")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    SAME = "same", _("The same")


class OutsideStatus(TextChoices):
    """Where an outside framework stands with the body that made it."""

    LIVE = "live", _("In force")
    UPCOMING = "upcoming", _("Applies later")
    VOLUNTARY = "voluntary", _("Voluntary")
    RETIRED = "retired", _("Retired")
    UNKNOWN = "unknown", _("Status not known")


class Strength(TextChoices):
    """How closely a principle answers what an outside requirement asks, the closest first."""

    DIRECT = "direct", _("Direct")
    PARTIAL = "partial", _("Partial")
    CONTEXTUAL = "contextual", _("Contextual")


CLOSEST_FIRST = tuple(Strength.values)
