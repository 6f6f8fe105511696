"""From facts to a state with its reasons, by rules in versions; and who may adjust those."""

from initiatives.status.rules.access import may_adjust_rules, visible_rule_sets
from initiatives.status.rules.facts import Facts
from initiatives.status.rules.judging import TROUBLE, Judgement, difference, differs, judge
from initiatives.status.rules.rule_set import (
    BUILT_IN,
    GRAVITY,
    RULE_OF,
    RULES,
    RULES_VERSION,
    Rules,
    Terms,
    errors_in,
    read,
    written,
)

__all__ = [
    "BUILT_IN",
    "GRAVITY",
    "RULES",
    "RULES_VERSION",
    "RULE_OF",
    "TROUBLE",
    "Facts",
    "Judgement",
    "Rules",
    "Terms",
    "difference",
    "differs",
    "errors_in",
    "judge",
    "may_adjust_rules",
    "read",
    "visible_rule_sets",
    "written",
]
