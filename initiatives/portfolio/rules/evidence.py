"""What the progress of an initiative is read from: facts alone, gathered elsewhere."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

OUTCOME, PROCESS, BALANCING = "outcome", "process", "balancing"


def percent(share: float) -> str:
    """A share of the way, rounded down: nothing reads as there before it is."""
    return f"{int(share * 100 + 1e-9)} %"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a measure with a definition in force shows of everybody.

    `periods` have a figure that may be shown. `closed` is the share of the way from the baseline
    to the target, None where either is missing. `held` counts the periods up to the latest since a
    favourable special cause or phase began, 0 without one. `adverse`: the latest point is part of
    a special cause for the worse.
    """

    key: int
    name: str
    kind: str
    periods: int = 0
    has_target: bool = False
    closed: float | None = None
    held: int = 0
    adverse: bool = False

    @property
    def goal_met(self) -> bool:
        return self.closed is not None and self.closed >= 1

    @property
    def way(self) -> str:
        """How far it has come, in words."""
        if (self.closed or 0) < 0:
            return _("%(name)s has moved away from its target.") % {"name": self.name}
        return _("%(name)s has come %(percent)s of the way to its target.") % {
            "name": self.name,
            "percent": percent(self.closed or 0),
        }

    @property
    def signal(self) -> str:
        """Its favourable signal, in words."""
        said = ngettext(
            "%(name)s shows a favourable signal, held for %(held)d period.",
            "%(name)s shows a favourable signal, held for %(held)d periods.",
            self.held,
        )
        return said % {"name": self.name, "held": self.held}


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything that the scale asks about; `members` are on the team beside one who leads it."""

    approved: bool = False
    leads: int = 0
    members: int = 0
    aim_missing: tuple[str, ...] = ()
    measures: tuple[Reading, ...] = ()
    drivers: int = 0
    tests: int = 0
    groups_worse: int = 0
    control_plan: bool = False
    operational_owner: bool = False

    def of(self, *kinds: str) -> list[Reading]:
        """The measures of these kinds."""
        return [one for one in self.measures if one.kind in kinds]

    @property
    def followed(self) -> list[Reading]:
        """The measures that are to move: all but the balancing ones."""
        return self.of(OUTCOME, PROCESS)

    @property
    def goals(self) -> list[Reading]:
        """Those of them of which it is known how far they are on the way to their target."""
        return [one for one in self.followed if one.closed is not None]

    @property
    def goals_met(self) -> int:
        return sum(one.goal_met for one in self.goals)

    @property
    def adverse(self) -> list[Reading]:
        """Measures of any kind that get worse."""
        return [one for one in self.measures if one.adverse]

    def closest(self, *kinds: str) -> Reading | None:
        """The one of these kinds that has come farthest towards its target."""
        known = [one for one in self.of(*kinds) if one.closed is not None]
        return max(known, key=lambda one: one.closed or 0, default=None)

    def longest(self, *kinds: str) -> Reading | None:
        """The one of these kinds whose favourable signal has held longest; None without any."""
        shown = [one for one in self.of(*kinds) if one.held]
        return max(shown, key=lambda one: one.held, default=None)

    def most_data(self) -> Reading | None:
        """The measure that is to move with most periods of data."""
        return max(self.followed, key=lambda one: one.periods, default=None)
