"""Adjusting the rules by which a state is judged: always as a new version."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from initiatives.base.errors import Invalid, Stale
from initiatives.base.records import one_at_a_time, required
from initiatives.history.services import record
from initiatives.people.models import User
from initiatives.status.choices import RuleKey
from initiatives.status.models import RuleSet
from initiatives.status.models.rule_sets import FIRST_ADJUSTED
from initiatives.status.queries.rule_sets import rules_in_force
from initiatives.status.rules import Rules, Terms, errors_in, may_adjust_rules, written


@transaction.atomic
def adjust_rules(
    *, actor: User, terms: Mapping[RuleKey, Terms], because: str, seen: str | None = None
) -> RuleSet:
    """A new version of the rules, in force from now on; rules that are not named stay as they are.

    `seen` is the version that the actor looked at. Raises Invalid for what would hide something,
    a limit out of bounds, no reason, or no difference; Stale when somebody adjusted them since.
    """
    may_adjust_rules(actor).require()
    required(because=because)
    one_at_a_time("rule_set")
    before = rules_in_force()
    if seen is not None and seen != before.version:
        raise Stale(
            _("The rules are %(version)s by now. Look at them again.") % {"version": before.version}
        )
    errors = errors_in(terms)
    after = Rules(before.version, {**before.adjusted, **terms})
    was, now = written(before), written(after)
    if not errors and was == now:
        errors = {"__all__": _("Nothing differs from the rules that are in force.")}
    if errors:
        raise Invalid(errors)
    newest = RuleSet.objects.order_by("-number").first()
    made = RuleSet.objects.create(
        number=newest.number + 1 if newest else FIRST_ADJUSTED,
        terms=now,
        because=because.strip(),
        made_by=actor,
    )
    moved = [key for key in now if was.get(key) != now[key]]
    record(
        actor=actor,
        verb="adjusted",
        subject=made,
        before={key: was[key] for key in moved},
        after={key: now[key] for key in moved},
        reason=because,
    )
    return made
