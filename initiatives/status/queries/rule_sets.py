"""Which rules are in force, and those before them."""

from django.db.models import QuerySet

from initiatives.people.models import User
from initiatives.status.models import RuleSet
from initiatives.status.rules import BUILT_IN, Rules, read, visible_rule_sets


def rules_in_force() -> Rules:
    """The newest version; the product's own where nobody adjusted them."""
    newest = RuleSet.objects.order_by("-number").first()
    return read(str(newest), newest.terms) if newest else BUILT_IN


def rule_sets(viewer: User) -> QuerySet[RuleSet]:
    """The adjusted versions, the newest first."""
    return visible_rule_sets(viewer).select_related("made_by")
