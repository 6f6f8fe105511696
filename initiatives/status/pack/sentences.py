"""The summary of a pack: what stands where, in at most eight plain sentences. Pure.

Every number is in the tables that follow. Nothing is left out because it is bad, and what is not
known is said before what is well.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from initiatives.status.choices import State
from initiatives.status.rules import GRAVITY

NAMED = 3  # as many things as a sentence names


@dataclass(frozen=True, slots=True)
class Findings:
    """What the summary is made of; counts are of what the viewer may see.

    `states` are the principles at the whole of the scope, of the `night` that was kept or of now.
    Of `groups`, `fell` and `differing` the first few are enough. `answered` and `due` are None
    where so few spoke that it is not told, `moved` where no two nights are compared.
    """

    scope: str
    viewer: str
    states: tuple[tuple[str, State], ...] = ()
    night: str = ""
    gaps: int = 0
    cells: int = 0
    lead: str = ""
    shortfalls: int = 0
    grave: int = 0
    unanswered: int = 0
    gravest: str = ""
    groups: tuple[str, ...] = ()
    signals_of_groups: int = 0
    signals: int = 0
    moved: tuple[int, int] | None = None
    compared_with: str = ""
    fell: tuple[str, ...] = ()
    differing: tuple[str, ...] = ()
    how_many_differ: int = 0
    decisions: int = 0
    published: int = 0
    due: int | None = None
    answered: int | None = None


def summary(found: Findings) -> tuple[str, ...]:
    """From where it stands to what needs a decision: at most eight sentences."""
    if not found.states:
        said = gettext(
            "Nothing can be said of %(scope)s yet: no guiding principles are loaded, or nothing of "
            "it may be seen."
        )
        return (said % {"scope": found.scope},)
    return tuple(
        sentence
        for sentence in (
            stands(found),
            off_track(found),
            falls_short(found),
            left_behind(found),
            moved(found),
            unknown(found),
            differs(found),
            decides(found),
        )
        if sentence
    )


def stands(found: Findings) -> str:
    """How many principles are in which state."""
    tally = Counter(state for _, state in found.states)
    there = [state for state in GRAVITY if tally[state]]
    first, *others = there
    word = first.label.lower()
    is_so = ngettext("%(number)d is %(state)s", "%(number)d are %(state)s", tally[first])
    parts = [is_so % {"number": tally[first], "state": word}]
    parts += [f"{tally[state]} {state.label.lower()}" for state in others]
    of = ngettext(
        "Of %(number)d principle at %(scope)s, %(states)s.",
        "Of %(number)d principles at %(scope)s, %(states)s.",
        len(found.states),
    )
    said = of % {"number": len(found.states), "scope": found.scope, "states": joined(parts)}
    return f"{found.night}: {said}" if found.night else said


def off_track(found: Findings) -> str:
    """Which principles are off track, and who answers for the place."""
    names = [name for name, state in found.states if state == State.OFF_TRACK]
    said = [gettext("Off track: %(names)s.") % {"names": some(names)}]
    if not names:
        said = [gettext("None is off track.")]
    if found.lead:
        who = gettext("%(lead)s answers for %(scope)s as its equity lead.")
        said.append(who % {"lead": found.lead, "scope": found.scope})
    return " ".join(said)


def falls_short(found: Findings) -> str:
    """How many shortfalls are open, how grave they are, and whether anybody answers."""
    if not found.shortfalls:
        return gettext(
            "No shortfall is open in the log, which does not say that nothing falls short."
        )
    number, grave, nobody = found.shortfalls, found.grave, found.unanswered
    said = ngettext("%(number)d shortfall is open", "%(number)d shortfalls are open", number)
    words = said % {"number": number}
    if grave:
        words += gettext(", %(grave)d of them high or severe") % {"grave": grave}
    if nobody:
        alone = ngettext(
            "; %(number)d of these has no owner or no commitment",
            "; %(number)d of these have no owner or no commitment",
            nobody,
        )
        words += alone % {"number": nobody}
    if found.gravest:
        return gettext("%(words)s. The gravest is %(gravest)s.") % {
            "words": words,
            "gravest": found.gravest,
        }
    return f"{words}."


def left_behind(found: Findings) -> str:
    """Which groups fall behind by what the data show."""
    behind = found.signals_of_groups
    if behind:
        said = ngettext(
            "Who is left behind: %(number)d signal waits for an answer, %(groups)s.",
            "Who is left behind: %(number)d signals wait for an answer, %(groups)s.",
            behind,
        )
        return said % {"number": behind, "groups": some(found.groups, behind)}
    if found.signals:
        said = ngettext(
            "%(number)d signal waits for an answer; none says that a group gets worse.",
            "%(number)d signals wait for an answer; none says that a group gets worse.",
            found.signals,
        )
        return said % {"number": found.signals}
    return gettext("No signal that a group is left behind waits for an answer.")


def moved(found: Findings) -> str:
    """What got better and what got worse since the last night before the period."""
    if found.moved is None:
        return gettext(
            "What got better or worse cannot be told yet: no two nights can be compared."
        )
    (better, worse), since = found.moved, found.compared_with
    if not better and not worse:
        return gettext("No state got better or worse since %(since)s.") % {"since": since}
    said = ngettext(
        "Since %(since)s, %(worse)d state got worse and %(better)d better.",
        "Since %(since)s, %(worse)d states got worse and %(better)d better.",
        worse,
    )
    if found.fell:
        said = ngettext(
            "Since %(since)s, %(worse)d state got worse and %(better)d better; "
            "what got worse: %(fell)s.",
            "Since %(since)s, %(worse)d states got worse and %(better)d better; "
            "what got worse: %(fell)s.",
            worse,
        )
    fell = some(found.fell, worse)
    return said % {"since": since, "worse": worse, "better": better, "fell": fell}


def unknown(found: Findings) -> str:
    """What nobody can say."""
    names = [name for name, state in found.states if state == State.UNKNOWN]
    parts = []
    if names:
        parts.append(gettext("Not known: how it stands with %(names)s.") % {"names": some(names)})
    if found.gaps:
        said = ngettext(
            "%(number)d of %(cells)d cell has nothing under a principle at all.",
            "%(number)d of %(cells)d cells have nothing under a principle at all.",
            found.gaps,
        )
        parts.append(said % {"number": found.gaps, "cells": found.cells})
    return " ".join(parts)


def differs(found: Findings) -> str:
    """Where people say better than the evidence shows."""
    many = found.how_many_differ
    if not many:
        return ""
    said = ngettext(
        "%(number)d initiative says of themselves better than the evidence shows: %(which)s.",
        "%(number)d initiatives say of themselves better than the evidence shows: %(which)s.",
        many,
    )
    return said % {"number": many, "which": some(found.differing, many)}


def decides(found: Findings) -> str:
    """What waits for the reader, and how the community was answered."""
    number = found.decisions
    said = ngettext(
        "%(number)d thing waits for a decision by %(viewer)s.",
        "%(number)d things wait for a decision by %(viewer)s.",
        number,
    )
    if not number:
        said = gettext("Nothing waits for a decision by %(viewer)s.")
    return f"{said % {'number': number, 'viewer': found.viewer}} {heard(found)}"


def heard(found: Findings) -> str:
    """How many answers the community got in the period, and how many who spoke have one."""
    said = ngettext(
        "%(number)d answer to the community was published",
        "%(number)d answers to the community were published",
        found.published,
    )
    words = said % {"number": found.published}
    if not found.due or found.answered is None:
        return f"{words}."
    said = ngettext(
        "%(words)s; of %(due)d voice due an answer, %(answered)d have one.",
        "%(words)s; of %(due)d voices due an answer, %(answered)d have one.",
        found.due,
    )
    return said % {"words": words, "due": found.due, "answered": found.answered}


def some(names: Sequence[str], number: int | None = None) -> str:
    """The first few, and how many more there are of this number."""
    rest = (len(names) if number is None else number) - len(names[:NAMED])
    more = [gettext("%(number)d more") % {"number": rest}] if rest > 0 else []
    return joined([*names[:NAMED], *more])


def joined(parts: Sequence[str]) -> str:
    """`a, b and c`."""
    if len(parts) < 2:
        return "".join(parts)
    return gettext("%(these)s and %(last)s") % {"these": ", ".join(parts[:-1]), "last": parts[-1]}
