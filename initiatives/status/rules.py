"""From facts to a state, with the reasons in sentences. Rule set status-2; docs/status.md.

Known bad news outranks what is not known, and what is not known outranks on track: nothing is on
track by default.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from initiatives.measures.choices import SignalKind
from initiatives.status.choices import State

RULES_VERSION = "status-2"
LONG_OVERDUE = 30  # days
STALE_AFTER = timedelta(days=90)


@dataclass(frozen=True)
class Facts:
    """What is counted for one principle at one entity with all below it."""

    as_of: datetime
    initiatives: int = 0
    active: int = 0
    unowned: int = 0
    stale: int = 0
    overdue: int = 0
    worst_overdue_days: int = 0
    open_shortfalls: int = 0
    severe_shortfalls: int = 0
    unanswered_shortfalls: int = 0
    open_signals: int = 0
    signal_kinds: tuple[str, ...] = ()
    last_activity: datetime | None = None


@dataclass(frozen=True)
class Judgement:
    """A state, why, and under which rules."""

    state: State
    reasons: tuple[str, ...]
    rules_version: str = RULES_VERSION


def count(number: int, one: str, more: str = "") -> str:
    """A number with its noun: `1 commitment`, `3 commitments`."""
    return f"{number} {one if number == 1 else more or one + 's'}"


def judge(facts: Facts) -> Judgement:
    """The state, and every reason that applies, the gravest first."""
    off, risk, unknown = off_track(facts), at_risk(facts), not_known(facts)
    reasons = (*off, *risk, *unknown)
    if off:
        return Judgement(State.OFF_TRACK, reasons)
    if risk:
        return Judgement(State.AT_RISK, reasons)
    if unknown:
        return Judgement(State.UNKNOWN, reasons)
    good = (
        f"{count(facts.active, 'initiative is', 'initiatives are')} under way, each with an owner, "
        "with nothing overdue, no open shortfall and no signal that waits."
    )
    return Judgement(State.ON_TRACK, (good,))


def off_track(facts: Facts) -> list[str]:
    """A severe or high shortfall that nobody answers, or a promise long overdue."""
    reasons = []
    if facts.unanswered_shortfalls:
        number = count(facts.unanswered_shortfalls, "high or severe shortfall")
        verb = "has" if facts.unanswered_shortfalls == 1 else "have"
        reasons.append(f"{number} {verb} no owner or no commitment that answers it.")
    if facts.worst_overdue_days > LONG_OVERDUE:
        reasons.append(f"The oldest overdue commitment is {facts.worst_overdue_days} days late.")
    return reasons


def at_risk(facts: Facts) -> list[str]:
    """Anything overdue, any open shortfall, any signal that waits for an answer."""
    reasons = []
    if facts.overdue:
        reasons.append(f"{count(facts.overdue, 'commitment is', 'commitments are')} overdue.")
    if facts.open_shortfalls:
        words = f"{count(facts.open_shortfalls, 'shortfall is', 'shortfalls are')} open"
        severe = facts.severe_shortfalls
        reasons.append(f"{words}, {severe} of them high or severe." if severe else f"{words}.")
    if facts.open_signals:
        one, more = "signal of a measure waits", "signals of measures wait"
        seen = ", ".join(sorted(SignalKind(kind).label.lower() for kind in facts.signal_kinds))
        words = f"{count(facts.open_signals, one, more)} for an answer"
        reasons.append(f"{words}: {seen}." if seen else f"{words}.")
    return reasons


def not_known(facts: Facts) -> list[str]:
    """Nothing under way, somebody missing, or nothing heard for long."""
    if not facts.initiatives:
        return ["No initiative serves this principle here."]
    reasons = []
    if not facts.active:
        reasons.append("Every initiative here is closed; nothing is under way.")
    if facts.unowned:
        reasons.append(f"{count(facts.unowned, 'initiative has', 'initiatives have')} no owner.")
    if facts.last_activity is None or facts.as_of - facts.last_activity > STALE_AFTER:
        reasons.append(f"Nothing has moved for {STALE_AFTER.days} days.")
    elif facts.stale:
        number = count(facts.stale, "initiative has", "initiatives have")
        reasons.append(f"{number} not moved for {STALE_AFTER.days} days.")
    return reasons
