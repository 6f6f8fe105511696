"""What the levels of the scale ask for: each a question to the evidence, answered with a number."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives.portfolio.rules.evidence import OUTCOME, PROCESS, Evidence, percent

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
    return Found(True, _("The initiative is on record."))


def approved(known: Evidence) -> Found:
    if known.approved:
        return Found(True, _("The charter is approved."))
    return Found(False, _("Have the charter approved, and move the initiative to approved."))


def team(known: Evidence) -> Found:
    others = ngettext("%(number)d other", "%(number)d others", known.members) % {
        "number": known.members
    }
    if known.leads and known.members >= MEMBERS:
        return Found(True, _("The team has a lead and %(others)s.") % {"others": others})
    leads = ngettext("%(number)d lead", "%(number)d leads", known.leads) % {"number": known.leads}
    words = _(
        "Name a lead and at least %(members)d others, advisers not counted; the team has "
        "%(leads)s and %(others)s."
    )
    return Found(False, words % {"members": MEMBERS, "leads": leads, "others": others})


def aim(known: Evidence) -> Found:
    if not known.aim_missing:
        return Found(True, _("The aim has all its parts."))
    return Found(
        False,
        _("Complete the aim; it does not say: %(aim_missing)s.")
        % {"aim_missing": ", ".join(known.aim_missing)},
    )


def family(known: Evidence) -> Found:
    outcomes, processes = len(known.of(OUTCOME)), len(known.of(PROCESS))
    of_outcomes = ngettext("%(number)d outcome measure", "%(number)d outcome measures", outcomes)
    of_process = ngettext("%(number)d process measure", "%(number)d process measures", processes)
    there = _("%(outcomes)s and %(processes)s") % {
        "outcomes": of_outcomes % {"number": outcomes},
        "processes": of_process % {"number": processes},
    }
    if outcomes and processes:
        return Found(
            True,
            _("The initiative has %(there)s with an approved definition.") % {"there": there},
        )
    words = _("Define at least one outcome and one process measure, and have them approved")
    return Found(False, _("%(words)s; there are %(there)s.") % {"words": words, "there": there})


def baseline(known: Evidence) -> Found:
    most = known.most_data()
    periods = most.periods if most else 0
    if most and periods >= BASELINE:
        said = _("%(measure)s has data of %(periods)d periods.")
        return Found(True, said % {"measure": most.name, "periods": periods}, most.key)
    words = _(
        "Enter data of at least %(baseline)d periods of an outcome or process measure; there are "
        "%(periods)d."
    ) % {"baseline": BASELINE, "periods": periods}
    return Found(False, words, most.key if most else None)


def diagram(known: Evidence) -> Found:
    if known.drivers:
        said = ngettext(
            "The driver diagram has %(number)d driver and change idea.",
            "The driver diagram has %(number)d drivers and change ideas.",
            known.drivers,
        )
        return Found(True, said % {"number": known.drivers})
    return Found(False, _("Draw a driver diagram: what moves the aim, and what could change it."))


def tested(known: Evidence) -> Found:
    if known.tests:
        said = ngettext(
            "%(number)d test cycle was done.", "%(number)d test cycles were done.", known.tests
        )
        return Found(True, said % {"number": known.tests})
    return Found(False, _("Carry out a test cycle of a change idea, and go on to its study."))


def targets(known: Evidence) -> Found:
    shown = [one for one in known.followed if one.has_target and one.periods]
    if shown:
        said = ngettext(
            "%(number)d chart shows its target.",
            "%(number)d charts show their targets.",
            len(shown),
        )
        return Found(True, said % {"number": len(shown)}, shown[0].key)
    return Found(
        False, _("Give an outcome or process measure a target, and data to chart with it.")
    )


def modest(known: Evidence) -> Found:
    best = known.closest(OUTCOME, PROCESS)
    asked = _("%(percent)s of the way from its baseline to its target") % {
        "percent": percent(MODEST)
    }
    if best is None:
        words = _("Bring a measure %(asked)s; none has a baseline, a target and data yet.") % {
            "asked": asked
        }
        return Found(False, words)
    if best.closed is not None and best.closed >= MODEST:
        return Found(True, best.way, best.key)
    return Found(
        False,
        _("Bring a measure %(asked)s. %(way)s") % {"asked": asked, "way": best.way},
        best.key,
    )


def process_signal(known: Evidence) -> Found:
    best = known.longest(PROCESS)
    if best:
        return Found(True, best.signal, best.key)
    return Found(False, _("A process measure has to show a favourable signal on its chart."))


def outcome_moves(known: Evidence) -> Found:
    best = known.closest(OUTCOME)
    if best and best.closed and best.closed > 0:
        return Found(True, best.way, best.key)
    words = _("An outcome measure has to move towards its target.")
    return Found(False, f"{words} {best.way}" if best else words, best.key if best else None)


def half_of_goals(known: Evidence) -> Found:
    met, goals = known.goals_met, len(known.goals)
    if goals and met >= HALF * goals:
        said = ngettext("%(met)d of %(goals)d goal met.", "%(met)d of %(goals)d goals met.", goals)
        return Found(True, said % {"met": met, "goals": goals})
    return Found(
        False,
        _("Half of the goals have to be met; %(met)s of %(goals)s are.")
        % {"met": met, "goals": goals},
    )


def outcome_signal(known: Evidence) -> Found:
    best = known.longest(OUTCOME)
    if best:
        return Found(True, best.signal, best.key)
    return Found(False, _("An outcome measure has to show a favourable signal on its chart."))


def lasts(known: Evidence) -> Found:
    best = known.longest(OUTCOME)
    held = best.held if best else 0
    if best and held >= LASTING:
        return Found(
            True,
            _("%(best)s has held its gain for %(held)s periods.")
            % {"best": best.name, "held": held},
            best.key,
        )
    words = _("An outcome measure has to hold its gain for %(lasting)d periods; so far %(held)d.")
    return Found(False, words % {"lasting": LASTING, "held": held}, best.key if best else None)


def nobody_worse(known: Evidence) -> Found:
    worse = known.adverse
    if not worse and not known.groups_worse:
        return Found(True, _("No measure and no group shows a signal for the worse."))
    words = [_("%(one)s shows a signal for the worse.") % {"one": one.name} for one in worse]
    if known.groups_worse:
        waits = ngettext(
            "%(number)d signal waits for an answer: for everybody or a group things get worse.",
            "%(number)d signals wait for an answer: for everybody or a group things get worse.",
            known.groups_worse,
        )
        words.append(waits % {"number": known.groups_worse})
    return Found(False, " ".join(words), worse[0].key if worse else None)


def all_goals(known: Evidence) -> Found:
    met, goals = known.goals_met, len(known.goals)
    if goals and met == goals:
        return Found(
            True, _("All goals are met: %(met)s of %(goals)s.") % {"met": met, "goals": goals}
        )
    return Found(
        False,
        _("All goals have to be met; %(met)s of %(goals)s are.") % {"met": met, "goals": goals},
    )


def control_plan(known: Evidence) -> Found:
    if known.control_plan:
        return Found(True, _("A control plan says how the gain is kept."))
    return Found(False, _("Write the control plan: how the gain is watched and kept."))


def operational_owner(known: Evidence) -> Found:
    if known.operational_owner:
        return Found(True, _("Somebody in operations owns what was changed."))
    return Found(False, _("Name who in operations owns what was changed from now on."))
