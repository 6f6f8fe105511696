"""The rules, what each may make of a state, and how an administrator may adjust them.

Known bad news may be made graver or milder, but never less than *at risk*; what is not known may
count as worse than *unknown*, but never as on track. So no adjustment hides anything. The built-in
limits: thirty days overdue is a missed month, ninety without movement a missed quarter
(reference/equity.md: "no owner or no update in 90 days = unknown, never green"), sixty-two the
longest that a monthly word holds.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.utils.translation import gettext

from initiatives.base.lazy import gettext_lazy as _
from initiatives.status.choices import RuleKey, State
from initiatives.status.rules import reasons
from initiatives.status.rules.facts import Facts

RULES_VERSION = "status-3"  # the rules as the product brings them
BAD = (State.OFF_TRACK, State.AT_RISK)
GRAVITY = (State.OFF_TRACK, State.AT_RISK, State.UNKNOWN, State.ON_TRACK)
MOST_DAYS = 365


class Rule(NamedTuple):
    """A rule as the product brings it; `days` is 0 where it has no limit."""

    key: RuleKey
    state: State
    reason: Callable[[Facts, int], str]
    days: int = 0
    limits: str = ""

    @property
    def may_be(self) -> tuple[State, ...]:
        """What an administrator may have it make."""
        return BAD if self.state in BAD else (*BAD, State.UNKNOWN)


RULES = (
    Rule(RuleKey.UNANSWERED, State.OFF_TRACK, reasons.unanswered),
    Rule(RuleKey.LONG_OVERDUE, State.OFF_TRACK, reasons.long_overdue, 30, _("Days past its date")),
    Rule(RuleKey.OVERDUE, State.AT_RISK, reasons.overdue),
    Rule(RuleKey.SHORTFALL, State.AT_RISK, reasons.open_shortfalls),
    Rule(RuleKey.LEFT_BEHIND, State.AT_RISK, reasons.left_behind),
    Rule(RuleKey.SIGNAL, State.AT_RISK, reasons.open_signals),
    Rule(RuleKey.NOT_MET, State.AT_RISK, reasons.not_met),
    Rule(
        RuleKey.OWN_WORD,
        State.AT_RISK,
        reasons.own_word,
        62,
        _("Days for which what they said holds"),
    ),
    Rule(RuleKey.NOTHING, State.UNKNOWN, reasons.nothing),
    Rule(RuleKey.ALL_CLOSED, State.UNKNOWN, reasons.all_closed),
    Rule(RuleKey.UNOWNED, State.UNKNOWN, reasons.unowned),
    Rule(RuleKey.NO_DATA, State.UNKNOWN, reasons.no_data),
    Rule(RuleKey.STALE, State.UNKNOWN, reasons.stale, 90, _("Days without movement")),
    Rule(RuleKey.UNJUDGED, State.UNKNOWN, reasons.unjudged),
)
RULE_OF = {rule.key: rule for rule in RULES}


@dataclass(frozen=True)
class Terms:
    """What a rule makes of a state, and after how many days, in one version of the rules."""

    state: State
    days: int = 0


@dataclass(frozen=True)
class Rules:
    """A version of the rules: what differs from the product's own, and the name it goes by."""

    version: str = RULES_VERSION
    adjusted: Mapping[RuleKey, Terms] = field(default_factory=dict)

    def terms(self, key: RuleKey) -> Terms:
        """Of one rule."""
        rule = RULE_OF[key]
        return self.adjusted.get(key) or Terms(rule.state, rule.days)

    def days(self, key: RuleKey) -> int:
        """The limit of one rule."""
        return self.terms(key).days


BUILT_IN = Rules()


def read(version: str, kept: Mapping[str, Mapping[str, Any]]) -> Rules:
    """Rules as they are kept in a row; one that a later product added stays as it is built in."""
    known = {key: kept[key] for key in RULE_OF if key in kept}
    return Rules(
        version,
        {key: Terms(State(one["state"]), int(one["days"])) for key, one in known.items()},
    )


def written(rules: Rules) -> dict[str, dict[str, Any]]:
    """Every rule as a row keeps it."""
    found = {key: rules.terms(key) for key in RULE_OF}
    return {str(key): {"state": str(one.state), "days": one.days} for key, one in found.items()}


def errors_in(adjusted: Mapping[RuleKey, Terms]) -> dict[str, str]:
    """What may not be so, by the name of the field."""
    errors = {}
    for key, terms in adjusted.items():
        rule = RULE_OF[key]
        if terms.state not in rule.may_be:
            allowed = " or ".join(state.label.lower() for state in rule.may_be)
            errors[f"{key}_state"] = gettext(
                "This can make a state %(allowed)s, and nothing better."
            ) % {"allowed": allowed}
        if rule.days and not 1 <= terms.days <= MOST_DAYS:
            errors[f"{key}_days"] = gettext("Give a number of days from 1 to %(most_days)s.") % {
                "most_days": MOST_DAYS
            }
    return errors
