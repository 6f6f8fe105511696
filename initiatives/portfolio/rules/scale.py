"""The scale of progress, version progress-1: ten levels, each with what it asks for.

After the Assessment Scale for Collaboratives of the Institute for Healthcare Improvement, which
runs from 1 to 5, with the entry level of 0.5 that its hosts have added. The wording is ours, and so
are the evidence and the numbers by which a level is checked; `docs/progress.md` gives the reasons.
"""

from collections.abc import Callable
from dataclasses import dataclass

from initiatives.base.lazy import gettext_lazy as _
from initiatives.portfolio.rules import asking
from initiatives.portfolio.rules.asking import Found
from initiatives.portfolio.rules.evidence import Evidence

SCALE = "progress-1"
SOURCE = "IHI Assessment Scale for Collaboratives, with an entry level of 0.5"


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing that a level asks for, and the place where it is added."""

    place: str
    look: Callable[[Evidence], Found]

    @property
    def key(self) -> str:
        return self.look.__name__


@dataclass(frozen=True, slots=True)
class Level:
    """A level of the scale: its score, its name, and what it means."""

    score: float
    name: str
    meaning: str
    asks: tuple[Ask, ...]


LEVELS = (
    Level(
        0.5,
        _("Intent to take part"),
        _("The work is named. There is no approved charter or no team yet."),
        (Ask("charter", asking.on_record),),
    ),
    Level(
        1.0,
        _("Charter and team established"),
        _("The charter is approved and people are assigned. The work itself has not begun."),
        (Ask("stage", asking.approved), Ask("team", asking.team)),
    ),
    Level(
        1.5,
        _("Planning has begun"),
        _("The aim is complete and there are measures that fit it."),
        (Ask("aim", asking.aim), Ask("measures", asking.family)),
    ),
    Level(
        2.0,
        _("Activity, but no changes"),
        _("The team measures where it stands and studies its process. No change is tested yet."),
        (Ask("measures", asking.baseline), Ask("drivers", asking.diagram)),
    ),
    Level(
        2.5,
        _("Changes tested, but no improvement"),
        _("Tests of changes have begun, and charts show where they are to lead."),
        (Ask("drivers", asking.tested), Ask("measures", asking.targets)),
    ),
    Level(
        3.0,
        _("Modest improvement"),
        _("First tests succeed, and a fifth of the expected result is there."),
        (Ask("measures", asking.modest),),
    ),
    Level(
        3.5,
        _("Improvement"),
        _("The process has changed for the better, and the outcome follows."),
        (Ask("measures", asking.process_signal), Ask("measures", asking.outcome_moves)),
    ),
    Level(
        4.0,
        _("Significant improvement"),
        _("At least half of the goals are met, and the outcome has changed for the better."),
        (Ask("measures", asking.half_of_goals), Ask("measures", asking.outcome_signal)),
    ),
    Level(
        4.5,
        _("Sustainable improvement"),
        _("The gain has held for twelve periods, and nothing shows that others pay for it."),
        (Ask("measures", asking.lasts), Ask("measures", asking.nobody_worse)),
    ),
    Level(
        5.0,
        _("Outstanding sustainable results"),
        _("All goals are met, and the organization is changed so that it stays so."),
        (
            Ask("measures", asking.all_goals),
            Ask("closure", asking.control_plan),
            Ask("closure", asking.operational_owner),
        ),
    ),
)
SCORES = tuple(level.score for level in LEVELS)
LEVEL_OF = {level.score: level for level in LEVELS}
