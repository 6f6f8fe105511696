"""The summary of a pack: what stands where, in at most eight plain sentences. Pure.

Every number is in the tables that follow. Nothing is left out because it is bad, and what is not
known is said before what is well.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from initiatives.status.choices import State
from initiatives.status.rules import GRAVITY, count

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
        return (
            f"Nothing can be said of {found.scope} yet: no guiding principles are loaded, or "
            "nothing of it may be seen.",
        )
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
    verb = "is" if tally[there[0]] == 1 else "are"
    parts = [f"{tally[state]} {state.label.lower()}" for state in there]
    first, _, rest = joined(parts).partition(" ")
    of = f"Of {count(len(found.states), 'principle')} at {found.scope}"
    when = f"{found.night}: {of}" if found.night else of
    return f"{when}, {first} {verb} {rest}."


def off_track(found: Findings) -> str:
    """Which principles are off track, and who answers for the place."""
    names = [name for name, state in found.states if state == State.OFF_TRACK]
    who = f"{found.lead} answers for {found.scope} as its equity lead." if found.lead else ""
    if not names:
        return f"None is off track. {who}".strip()
    return f"Off track: {some(names)}. {who}".strip()


def falls_short(found: Findings) -> str:
    """How many shortfalls are open, how grave they are, and whether anybody answers."""
    if not found.shortfalls:
        return "No shortfall is open in the log, which does not say that nothing falls short."
    words = f"{count(found.shortfalls, 'shortfall is', 'shortfalls are')} open"
    if found.grave:
        words += f", {found.grave} of them high or severe"
    if nobody := found.unanswered:
        words += f"; {nobody} of these {'has' if nobody == 1 else 'have'} no owner or no commitment"
    return f"{words}. The gravest is {found.gravest}." if found.gravest else f"{words}."


def left_behind(found: Findings) -> str:
    """Which groups fall behind by what the data show."""
    behind = found.signals_of_groups
    number = count(behind or found.signals, "signal waits", "signals wait")
    if behind:
        return f"Who is left behind: {number} for an answer, {some(found.groups, behind)}."
    if found.signals:
        return f"{number} for an answer; none says that a group gets worse."
    return "No signal that a group is left behind waits for an answer."


def moved(found: Findings) -> str:
    """What got better and what got worse since the last night before the period."""
    if found.moved is None:
        return "What got better or worse cannot be told yet: no two nights can be compared."
    better, worse = found.moved
    if not better and not worse:
        return f"No state got better or worse since {found.compared_with}."
    words = f"Since {found.compared_with}, {count(worse, 'state')} got worse and {better} better"
    return f"{words}; what got worse: {some(found.fell, worse)}." if found.fell else f"{words}."


def unknown(found: Findings) -> str:
    """What nobody can say."""
    names = [name for name, state in found.states if state == State.UNKNOWN]
    parts = []
    if names:
        parts.append(f"Not known: how it stands with {some(names)}.")
    if found.gaps:
        what = "cell has" if found.gaps == 1 else "cells have"
        parts.append(f"{found.gaps} of {found.cells} {what} nothing under a principle at all.")
    return " ".join(parts)


def differs(found: Findings) -> str:
    """Where people say better than the evidence shows."""
    many = found.how_many_differ
    if not many:
        return ""
    number = count(many, "initiative says", "initiatives say")
    which = some(found.differing, many)
    return f"{number} of themselves better than the evidence shows: {which}."


def decides(found: Findings) -> str:
    """What waits for the reader, and how the community was answered."""
    number = count(found.decisions, "thing waits", "things wait")
    words = f"{number} for a decision by {found.viewer}."
    if not found.decisions:
        words = f"Nothing waits for a decision by {found.viewer}."
    told = count(found.published, "answer")
    words += f" {told} to the community {'was' if found.published == 1 else 'were'} published"
    if found.due and found.answered is not None:
        return f"{words}; of {count(found.due, 'voice')} due an answer, {found.answered} have one."
    return f"{words}."


def some(names: Sequence[str], number: int | None = None) -> str:
    """The first few, and how many more there are of this number."""
    rest = (len(names) if number is None else number) - len(names[:NAMED])
    return joined([*names[:NAMED], f"{rest} more"] if rest > 0 else list(names))


def joined(parts: Sequence[str]) -> str:
    """`a, b and c`."""
    return " and ".join(filter(None, [", ".join(parts[:-1]), *parts[-1:]]))
