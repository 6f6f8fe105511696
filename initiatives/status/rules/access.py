"""Who may adjust the rules by which a state is judged."""

from django.db.models import QuerySet

from initiatives.base.permission import Answer
from initiatives.people.models import User
from initiatives.people.rules import may_administer_all
from initiatives.status.models import RuleSet


def may_adjust_rules(viewer: User) -> Answer:
    """System administrators; everybody may read them."""
    return may_administer_all(viewer)


def visible_rule_sets(viewer: User) -> QuerySet[RuleSet]:
    """All: by which rules a state is judged is no secret."""
    return RuleSet.objects.all()
