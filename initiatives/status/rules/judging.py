"""From facts to a state, with the reasons in sentences. docs/status.md says the same in prose.

Known bad news outranks what is not known, and what is not known outranks on track: nothing is on
track by default.
"""

from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from initiatives.portfolio.choices import SaidStatus
from initiatives.status.choices import State
from initiatives.status.rules.facts import Facts
from initiatives.status.rules.rule_set import BUILT_IN, GRAVITY, RULES, Rules

TROUBLE = (SaidStatus.AT_RISK, SaidStatus.OFF_TRACK)


@dataclass(frozen=True)
class Judgement:
    """A state, why, and under which rules."""

    state: State
    reasons: tuple[str, ...]
    rules_version: str


def judge(facts: Facts, rules: Rules = BUILT_IN) -> Judgement:
    """The state, and every reason that applies, the gravest first."""
    found = []
    for rule in RULES:
        terms = rules.terms(rule.key)
        reason = rule.reason(facts, terms.days)
        if reason:
            found.append((GRAVITY.index(terms.state), reason))
    found.sort(key=lambda one: one[0])  # it is stable: the order of the rules stays
    if not found:
        return Judgement(State.ON_TRACK, (good(facts),), rules.version)
    return Judgement(GRAVITY[found[0][0]], tuple(one[1] for one in found), rules.version)


def good(facts: Facts) -> str:
    """What is so where no rule finds anything."""
    if facts.alone:
        return gettext(
            "It is open, with an owner, nothing overdue, no open shortfall "
            "and no signal that waits."
        )
    said = ngettext(
        "%(number)d initiative is open with an owner, nothing overdue, no open shortfall and no "
        "signal that waits.",
        "%(number)d initiatives are open, each with an owner, nothing overdue, no open shortfall "
        "and no signal that waits.",
        facts.active,
    )
    return said % {"number": facts.active}


def differs(said: str, state: State) -> bool:
    """Whether the own word is better than what the evidence shows: green outside, red within.

    Where the evidence says nothing, *on track* is more than anybody can know.
    """
    if said == SaidStatus.ON_TRACK:
        return state != State.ON_TRACK
    return said == SaidStatus.AT_RISK and state == State.OFF_TRACK


def difference(said: str, state: State) -> str:
    """The difference as a sentence; empty where there is none."""
    if not differs(said, state):
        return ""
    word = SaidStatus(said).label.lower()
    if state == State.UNKNOWN:
        return gettext("Its people say %(word)s; the evidence does not show how it stands.") % {
            "word": word
        }
    return gettext("Its people say %(word)s; the evidence says %(state)s.") % {
        "word": word,
        "state": state.label.lower(),
    }
