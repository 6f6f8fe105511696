"""Each rule's reason in a sentence; empty where the rule does not apply.

A sentence of one initiative (`facts.alone`) and one of a cell are messages of their own, each with
its plural, so that another language can word them as it must.
"""

from django.utils.translation import gettext, ngettext

from initiatives.measures.choices import SignalKind
from initiatives.status.rules.facts import Facts

GROUPS_NAMED = 4


def unanswered(facts: Facts, limit: int) -> str:
    number = facts.unanswered_shortfalls
    said = ngettext(
        "%(number)d high or severe shortfall has no owner or no commitment that answers it.",
        "%(number)d high or severe shortfalls have no owner or no commitment that answers it.",
        number,
    )
    return said % {"number": number} if number else ""


def long_overdue(facts: Facts, limit: int) -> str:
    late = facts.worst_overdue_days
    said = ngettext(
        "The oldest overdue commitment is %(days)d day late.",
        "The oldest overdue commitment is %(days)d days late.",
        late,
    )
    return said % {"days": late} if late > limit else ""


def overdue(facts: Facts, limit: int) -> str:
    said = ngettext(
        "%(number)d commitment is overdue.", "%(number)d commitments are overdue.", facts.overdue
    )
    return said % {"number": facts.overdue} if facts.overdue else ""


def open_shortfalls(facts: Facts, limit: int) -> str:
    number, severe = facts.open_shortfalls, facts.severe_shortfalls
    said = ngettext("%(number)d shortfall is open.", "%(number)d shortfalls are open.", number)
    if severe:
        said = ngettext(
            "%(number)d shortfall is open, %(severe)d of them high or severe.",
            "%(number)d shortfalls are open, %(severe)d of them high or severe.",
            number,
        )
    return said % {"number": number, "severe": severe} if number else ""


def left_behind(facts: Facts, limit: int) -> str:
    """Who is left behind, by name as far as it is known."""
    number, names = facts.group_signals, groups_of(facts)
    said = ngettext(
        "%(number)d signal says that a group gets worse or a gap widens.",
        "%(number)d signals say that a group gets worse or a gap widens.",
        number,
    )
    if names:
        said = ngettext(
            "%(number)d signal says that a group gets worse or a gap widens: %(names)s.",
            "%(number)d signals say that a group gets worse or a gap widens: %(names)s.",
            number,
        )
    return said % {"number": number, "names": names} if number else ""


def groups_of(facts: Facts) -> str:
    """The first groups that are left behind, and how many more there are."""
    named = facts.behind[:GROUPS_NAMED]
    more = len(facts.behind) - len(named)
    names = ", ".join(named)
    return (
        gettext("%(names)s and %(more)d more") % {"names": names, "more": more} if more else names
    )


def open_signals(facts: Facts, limit: int) -> str:
    number = max(facts.open_signals - facts.group_signals, 0)
    kinds = set(facts.signal_kinds) - {SignalKind.WORSE, SignalKind.WIDENING}
    seen = ", ".join(sorted(SignalKind(kind).label.lower() for kind in kinds))
    said = ngettext(
        "%(number)d signal of a measure waits for an answer.",
        "%(number)d signals of measures wait for an answer.",
        number,
    )
    if seen:
        said = ngettext(
            "%(number)d signal of a measure waits for an answer: %(seen)s.",
            "%(number)d signals of measures wait for an answer: %(seen)s.",
            number,
        )
    return said % {"number": number, "seen": seen} if number else ""


def not_met(facts: Facts, limit: int) -> str:
    number = facts.not_met
    said = ngettext(
        "%(number)d initiative was last assessed as not meeting it.",
        "%(number)d initiatives were last assessed as not meeting it.",
        number,
    )
    if facts.alone:
        said = ngettext(
            "%(number)d principle that it serves is not met by the latest assessment.",
            "%(number)d principles it serves are not met by the latest assessment.",
            number,
        )
    return said % {"number": number} if number else ""


def own_word(facts: Facts, limit: int) -> str:
    number = facts.in_trouble
    said = ngettext(
        "%(number)d initiative is in trouble by the word of its own people.",
        "%(number)d initiatives are in trouble by the word of its own people.",
        number,
    )
    if facts.alone:
        said = gettext("Its own people say that it is in trouble.")
    return said % {"number": number} if number else ""


def nothing(facts: Facts, limit: int) -> str:
    return "" if facts.initiatives else gettext("No initiative serves this principle here.")


def all_closed(facts: Facts, limit: int) -> str:
    if facts.active or not facts.initiatives:
        return ""
    if facts.alone:
        return gettext("It is closed; nothing is under way.")
    return gettext("Every initiative here is closed; nothing is under way.")


def unowned(facts: Facts, limit: int) -> str:
    number = facts.unowned
    said = ngettext(
        "%(number)d initiative has no owner.", "%(number)d initiatives have no owner.", number
    )
    if facts.alone:
        said = gettext("It has no owner.")
    return said % {"number": number} if number else ""


def no_data(facts: Facts, limit: int) -> str:
    number = facts.no_data
    said = ngettext(
        "%(number)d initiative tests changes without any data.",
        "%(number)d initiatives test changes without any data.",
        number,
    )
    if facts.alone:
        said = gettext("It tests changes without any data.")
    return said % {"number": number} if number else ""


def stale(facts: Facts, limit: int) -> str:
    number = facts.stale
    said = ngettext(
        "%(number)d initiative has not moved for %(days)d days.",
        "%(number)d initiatives have not moved for %(days)d days.",
        number,
    )
    if facts.alone:
        said = gettext("It has not moved for %(days)d days.")
    return said % {"number": number, "days": limit} if number else ""


def unjudged(facts: Facts, limit: int) -> str:
    number = facts.unjudged
    said = ngettext(
        "%(number)d initiative is new and is judged within a minute or two.",
        "%(number)d initiatives are new and are judged within a minute or two.",
        number,
    )
    if facts.alone:
        said = gettext("It is new and is judged within a minute or two.")
    return said % {"number": number} if number else ""
