"""What the levels of the scale ask for: each a question to the evidence, answered with a number."""

from dataclasses import dataclass

from initiatives.portfolio.rules.evidence import OUTCOME, PROCESS, Evidence, percent, several

MEMBERS = 2  # beside one who leads, advisers not counted
BASELINE = 3  # periods: the fewest that show more than a before and an after
MODEST, HALF = 0.2, 0.5  # of the way to a target; of the goals
LASTING = 12  # periods, after which the limits of a new phase are no longer on trial


@dataclass(frozen=True, slots=True)
class Found:
    """Whether something is there, in a sentence; `measure` is the key of the one that shows it."""

    holds: bool
    words: str
    measure: int | None = None


def on_record(known: Evidence) -> Found:
    return Found(True, "The initiative is on record.")


def approved(known: Evidence) -> Found:
    if known.approved:
        return Found(True, "The charter is approved.")
    return Found(False, "Have the charter approved, and move the initiative to approved.")


def team(known: Evidence) -> Found:
    others = several(known.members, "other")
    if known.leads and known.members >= MEMBERS:
        return Found(True, f"The team has a lead and {others}.")
    leads = several(known.leads, "lead")
    words = f"Name a lead and at least {MEMBERS} others, advisers not counted"
    return Found(False, f"{words}; the team has {leads} and {others}.")


def aim(known: Evidence) -> Found:
    if not known.aim_missing:
        return Found(True, "The aim has all its parts.")
    return Found(False, f"Complete the aim; it does not say: {', '.join(known.aim_missing)}.")


def family(known: Evidence) -> Found:
    outcomes, processes = len(known.of(OUTCOME)), len(known.of(PROCESS))
    there = f"{several(outcomes, 'outcome measure')} and {several(processes, 'process measure')}"
    if outcomes and processes:
        return Found(True, f"The initiative has {there} with an approved definition.")
    words = "Define at least one outcome and one process measure, and have them approved"
    return Found(False, f"{words}; there are {there}.")


def baseline(known: Evidence) -> Found:
    most = known.most_data()
    periods = most.periods if most else 0
    if most and periods >= BASELINE:
        return Found(True, f"{most.name} has data of {periods} periods.", most.key)
    words = f"Enter data of at least {BASELINE} periods of an outcome or process measure"
    return Found(False, f"{words}; there are {periods}.", most.key if most else None)


def diagram(known: Evidence) -> Found:
    if known.drivers:
        number = several(known.drivers, "driver and change idea", "drivers and change ideas")
        return Found(True, f"The driver diagram has {number}.")
    return Found(False, "Draw a driver diagram: what moves the aim, and what could change it.")


def tested(known: Evidence) -> Found:
    if known.tests:
        return Found(True, f"{several(known.tests, 'test cycle was', 'test cycles were')} done.")
    return Found(False, "Carry out a test cycle of a change idea, and go on to its study.")


def targets(known: Evidence) -> Found:
    shown = [one for one in known.followed if one.has_target and one.periods]
    if shown:
        number = several(len(shown), "chart shows its target", "charts show their targets")
        return Found(True, f"{number}.", shown[0].key)
    return Found(False, "Give an outcome or process measure a target, and data to chart with it.")


def modest(known: Evidence) -> Found:
    best = known.closest(OUTCOME, PROCESS)
    asked = f"{percent(MODEST)} of the way from its baseline to its target"
    if best is None:
        words = f"Bring a measure {asked}; none has a baseline, a target and data yet."
        return Found(False, words)
    if best.closed is not None and best.closed >= MODEST:
        return Found(True, best.way, best.key)
    return Found(False, f"Bring a measure {asked}. {best.way}", best.key)


def process_signal(known: Evidence) -> Found:
    best = known.longest(PROCESS)
    if best:
        return Found(True, best.signal, best.key)
    return Found(False, "A process measure has to show a favourable signal on its chart.")


def outcome_moves(known: Evidence) -> Found:
    best = known.closest(OUTCOME)
    if best and best.closed and best.closed > 0:
        return Found(True, best.way, best.key)
    words = "An outcome measure has to move towards its target."
    return Found(False, f"{words} {best.way}" if best else words, best.key if best else None)


def half_of_goals(known: Evidence) -> Found:
    met, goals = known.goals_met, len(known.goals)
    if goals and met >= HALF * goals:
        return Found(True, f"{met} of {several(goals, 'goal')} met.")
    return Found(False, f"Half of the goals have to be met; {met} of {goals} are.")


def outcome_signal(known: Evidence) -> Found:
    best = known.longest(OUTCOME)
    if best:
        return Found(True, best.signal, best.key)
    return Found(False, "An outcome measure has to show a favourable signal on its chart.")


def lasts(known: Evidence) -> Found:
    best = known.longest(OUTCOME)
    held = best.held if best else 0
    if best and held >= LASTING:
        return Found(True, f"{best.name} has held its gain for {held} periods.", best.key)
    words = f"An outcome measure has to hold its gain for {LASTING} periods; so far {held}."
    return Found(False, words, best.key if best else None)


def nobody_worse(known: Evidence) -> Found:
    worse = known.adverse
    if not worse and not known.groups_worse:
        return Found(True, "No measure and no group shows a signal for the worse.")
    words = [f"{one.name} shows a signal for the worse." for one in worse]
    if known.groups_worse:
        waits = several(known.groups_worse, "signal waits", "signals wait")
        words.append(f"{waits} for an answer: for everybody or a group things get worse.")
    return Found(False, " ".join(words), worse[0].key if worse else None)


def all_goals(known: Evidence) -> Found:
    met, goals = known.goals_met, len(known.goals)
    if goals and met == goals:
        return Found(True, f"All goals are met: {met} of {goals}.")
    return Found(False, f"All goals have to be met; {met} of {goals} are.")


def control_plan(known: Evidence) -> Found:
    if known.control_plan:
        return Found(True, "A control plan says how the gain is kept.")
    return Found(False, "Write the control plan: how the gain is watched and kept.")


def operational_owner(known: Evidence) -> Found:
    if known.operational_owner:
        return Found(True, "Somebody in operations owns what was changed.")
    return Found(False, "Name who in operations owns what was changed from now on.")
