"""Each rule's reason in a sentence; empty where the rule does not apply."""

from initiatives.measures.choices import SignalKind
from initiatives.status.rules.facts import Facts, count

GROUPS_NAMED = 4


def of_it(facts: Facts, number: int, one: str, more: str) -> str:
    """`It has` of one initiative, `3 initiatives have` of a cell."""
    return f"It {one}" if facts.alone else count(number, f"initiative {one}", f"initiatives {more}")


def unanswered(facts: Facts, limit: int) -> str:
    number = count(facts.unanswered_shortfalls, "high or severe shortfall")
    verb = "has" if facts.unanswered_shortfalls == 1 else "have"
    said = f"{number} {verb} no owner or no commitment that answers it."
    return said if facts.unanswered_shortfalls else ""


def long_overdue(facts: Facts, limit: int) -> str:
    late = facts.worst_overdue_days
    return f"The oldest overdue commitment is {late} days late." if late > limit else ""


def overdue(facts: Facts, limit: int) -> str:
    said = f"{count(facts.overdue, 'commitment is', 'commitments are')} overdue."
    return said if facts.overdue else ""


def open_shortfalls(facts: Facts, limit: int) -> str:
    words = f"{count(facts.open_shortfalls, 'shortfall is', 'shortfalls are')} open"
    severe = facts.severe_shortfalls
    said = f"{words}, {severe} of them high or severe." if severe else f"{words}."
    return said if facts.open_shortfalls else ""


def left_behind(facts: Facts, limit: int) -> str:
    """Who is left behind, by name as far as it is known."""
    named = facts.behind[:GROUPS_NAMED]
    more = len(facts.behind) - len(named)
    names = ", ".join(named) + (f" and {more} more" if more > 0 else "")
    waits = count(facts.group_signals, "signal says", "signals say")
    said = f"{waits} that a group gets worse or a gap widens"
    return "" if not facts.group_signals else f"{said}: {names}." if names else f"{said}."


def open_signals(facts: Facts, limit: int) -> str:
    others = facts.open_signals - facts.group_signals
    kinds = set(facts.signal_kinds) - {SignalKind.WORSE, SignalKind.WIDENING}
    seen = ", ".join(sorted(SignalKind(kind).label.lower() for kind in kinds))
    words = count(others, "signal of a measure waits", "signals of measures wait")
    said = f"{words} for an answer"
    return "" if others <= 0 else f"{said}: {seen}." if seen else f"{said}."


def not_met(facts: Facts, limit: int) -> str:
    if facts.alone:
        number = count(facts.not_met, "principle that it serves is", "principles it serves are")
        return f"{number} not met by the latest assessment." if facts.not_met else ""
    said = count(facts.not_met, "initiative was", "initiatives were")
    return f"{said} last assessed as not meeting it." if facts.not_met else ""


def own_word(facts: Facts, limit: int) -> str:
    if facts.alone:
        return "Its own people say that it is in trouble." if facts.in_trouble else ""
    said = count(facts.in_trouble, "initiative is", "initiatives are")
    return f"{said} in trouble by the word of its own people." if facts.in_trouble else ""


def nothing(facts: Facts, limit: int) -> str:
    return "" if facts.initiatives else "No initiative serves this principle here."


def all_closed(facts: Facts, limit: int) -> str:
    if facts.active or not facts.initiatives:
        return ""
    closed = "It is" if facts.alone else "Every initiative here is"
    return f"{closed} closed; nothing is under way."


def unowned(facts: Facts, limit: int) -> str:
    return f"{of_it(facts, facts.unowned, 'has', 'have')} no owner." if facts.unowned else ""


def no_data(facts: Facts, limit: int) -> str:
    said = of_it(facts, facts.no_data, "tests", "test")
    return f"{said} changes without any data." if facts.no_data else ""


def stale(facts: Facts, limit: int) -> str:
    said = of_it(facts, facts.stale, "has", "have")
    return f"{said} not moved for {limit} days." if facts.stale else ""


def unjudged(facts: Facts, limit: int) -> str:
    said = of_it(facts, facts.unjudged, "is new and is", "are new and are")
    return f"{said} judged within a minute or two." if facts.unjudged else ""
