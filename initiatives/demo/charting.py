"""What the demonstration's people say of their charts: phases, events, which groups compare."""

from typing import Any

from initiatives.demo.measuring import Measuring
from initiatives.measures.models import Measure, Stratification
from initiatives.measures.services import (
    add_annotation,
    approve_phase,
    choose_intersection,
    choose_reference,
    propose_phase,
)

APPROVED_AFTER = 5  # days


class Charting:
    """Puts it on the days of the story, once the measures have their figures."""

    def __init__(self, measuring: Measuring) -> None:
        self.made = measuring.made
        self.timeline, self.people = measuring.timeline, measuring.people

    def tell(self, data: dict[str, Any]) -> None:
        """Put each thing on its day."""
        for row in data["phases"]:
            self.phase(**row)
        for row in data["events"]:
            self.event(*row)
        for row in data["references"]:
            self.reference(**row)
        for row in data["meetings"]:
            self.meeting(*row)

    def phase(
        self, measure: str, month: int, days: int, proposes: str, approves: str, reason: str
    ) -> None:
        """Proposed by one, and approved by another some days later."""
        starts = self.timeline.month(month)

        def propose() -> None:
            phase = propose_phase(
                actor=self.people[proposes],
                measure=self.made[measure],
                starts=starts,
                different=True,
                known=True,
                wanted=True,
                lasting=True,
                reason=reason,
            )
            self.timeline.on(
                days - APPROVED_AFTER,
                lambda: approve_phase(actor=self.people[approves], phase=phase),
            )

        self.timeline.on(days, propose)

    def event(self, measure: str, month: int, day: int, text: str, who: str, days: int) -> None:
        """What happened on a day of a month."""
        on = self.timeline.month(month).replace(day=day)
        self.timeline.on(
            days,
            lambda: add_annotation(
                actor=self.people[who], measure=self.made[measure], on=on, text=text
            ),
        )

    def reference(self, measure: str, by: str, group: str, days: int, because: str) -> None:
        """The group that others are compared with."""

        def choose() -> None:
            vocabulary = vocabulary_of(self.made[measure], by)
            choose_reference(
                actor=self.people["lead"],
                measure=self.made[measure],
                stratification=vocabulary,
                stratum=vocabulary.strata.get(code=group),
                because=because,
            )

        self.timeline.on(days, choose)

    def meeting(self, measure: str, one: str, other: str, days: int) -> None:
        """The two vocabularies whose groups are shown where they meet."""
        self.timeline.on(
            days,
            lambda: choose_intersection(
                actor=self.people["lead"],
                measure=self.made[measure],
                one=vocabulary_of(self.made[measure], one),
                other=vocabulary_of(self.made[measure], other),
            ),
        )


def vocabulary_of(measure: Measure, key: str) -> Stratification:
    """The vocabulary of that key by which a measure is stratified."""
    return measure.stratifications.get(key=key)
