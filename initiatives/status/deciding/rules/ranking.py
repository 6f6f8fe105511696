"""What comes first among what needs a decision: pure, without a database.

By weight, then severity, then the people affected, then what was escalated to the person, then age.
Age comes last because two things hardly ever begin on the same day: whatever came after it would
never decide anything. docs/status.md says the rule in prose.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from initiatives.base import clock
from initiatives.base.models import Record
from initiatives.status.deciding.choices import Ground

MOST = 3
WEIGHTS = {
    Ground.UNANSWERED: 3,
    Ground.ESCALATED: 3,
    Ground.HELP: 3,
    Ground.REVIEW: 3,
    Ground.APPROVAL: 2,
    Ground.UNOWNED: 2,
    Ground.RETURNED: 2,
    Ground.PROPOSED: 1,
}
MODERATE = 2  # of 1 low to 4 severe: what is graver adds to the weight


@dataclass(frozen=True)
class Action:
    """One thing that can be done about it, and the page on which it is done."""

    label: str
    url_name: str
    verdict: str = ""


@dataclass(frozen=True)
class Decision:
    """One thing to decide: a sentence that starts with the record, and the next actions.

    `gravity` is 1 low to 4 severe, 0 where no shortfall is concerned; `people` is how many are
    affected, None where nobody has said or the viewer may not see the number.
    """

    kind: str
    record: Record
    sentence: str
    why: str
    since: date
    actions: tuple[Action, ...]
    gravity: int = 0
    people: int | None = None
    escalated: bool = False

    @property
    def days(self) -> int:
        """How long it has been so."""
        return (clock.today() - self.since).days

    @property
    def weight(self) -> int:
        """From 1 to 5."""
        return weight_of(self.kind, self.gravity)


def weight_of(kind: str, gravity: int) -> int:
    """The weight of its kind, with one more for what is high and two for what is severe."""
    return WEIGHTS[Ground(kind)] + max(gravity - MODERATE, 0)


def rank(one: Decision) -> tuple[Any, ...]:
    """What is compared; no two things to decide are the same in it.

    A number of people that is not known is not taken for none: it stays where its severity puts
    it, and stands behind the numbers that somebody has said.
    """
    people = (one.people is None, -(one.people or 0))
    label = one.record._meta.model_name
    return (
        *(-one.weight, -one.gravity, *people, not one.escalated, one.since),
        *(one.kind, label, one.record.pk),
    )


def ranked(found: Iterable[Decision]) -> list[Decision]:
    """In order, each record once under its weightiest ground."""
    kept: dict[tuple[str | None, Any], Decision] = {}
    for one in sorted(found, key=rank):
        kept.setdefault((one.record._meta.model_name, one.record.pk), one)
    return list(kept.values())


def most_pressing(
    found: Iterable[Decision], holds: Callable[[Decision], bool] = lambda one: True
) -> list[Decision]:
    """The first three that hold; what is dear to ask is asked of no more than it takes."""
    taken: list[Decision] = []
    for one in ranked(found):
        if len(taken) == MOST:
            break
        if holds(one):
            taken.append(one)
    return taken
