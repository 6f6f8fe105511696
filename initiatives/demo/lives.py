"""What became of initiatives in the demonstration: handed over, on hold, let past a gate."""

from functools import partial
from typing import Any

from initiatives.demo.chapter import Chapter
from initiatives.portfolio.choices import Checkpoint, Rating, Stage
from initiatives.portfolio.models import Alignment, Initiative
from initiatives.portfolio.services import (
    Judged,
    assess,
    close_initiative,
    move_stage,
    override_gate,
    put_on_hold,
    say_whether_it_lasted,
    write_handover,
)

SEEN = "Seen in the records of the learning office. Invented for the demonstration."


def answers_for(alignment: Alignment, rating: str) -> dict[int, Judged]:
    """How each expectation was judged, given the whole: of what is partly met the first is met."""
    keys = [one.pk for one in alignment.principle.expectations.all()]
    judged = dict.fromkeys(keys, Judged(rating))
    if rating == Rating.PARTLY and len(keys) > 1:
        judged[keys[0]] = Judged(Rating.MET)
    return judged


class Lives(Chapter):
    """Puts what became of initiatives on its days."""

    def tell(self, data: dict[str, Any]) -> None:
        """Put each thing on its day."""
        for row in data["handed_over"]:
            self.timeline.on(row["days"], partial(self.hand_over, row))
            self.timeline.on(row["looked"], partial(self.look, row))
        for row in data["held"]:
            self.timeline.on(row["days"], partial(self.hold, row))
        for row in data["let_past"]:
            self.timeline.on(row["days"], partial(self.let_past, row))

    def initiative(self, row: dict[str, Any]) -> Initiative:
        """The initiative whose title begins so, as it is by now."""
        return Initiative.objects.get(title__startswith=row["initiative"])

    def hand_over(self, row: dict[str, Any]) -> None:
        """Opened again, handed over as it should have been, assessed, and closed."""
        initiative = move_stage(
            actor=self.lead,
            initiative=self.initiative(row),
            stage=Stage.SUSTAINING,
            reason=row["because"],
        )
        write_handover(
            actor=self.lead,
            initiative=initiative,
            operational_owner=self.people[row["operational_owner"]],
            look_again_on=self.timeline.day(row["look"]),
            control_plan=row["control_plan"],
            spread_plan=row["spread_plan"],
        )
        for alignment in initiative.alignments.all():
            self.assess(alignment, row["assessor"])
        close_initiative(
            actor=self.lead,
            initiative=initiative,
            outcome=row["outcome"],
            summary=row["summary"],
            lessons=row["lessons"],
        )

    def assess(self, alignment: Alignment, assessor: str) -> None:
        """Met, as the end asks for."""
        assess(
            actor=self.people[assessor],
            alignment=alignment,
            checkpoint=Checkpoint.CLOSURE,
            rating=Rating.MET,
            answers=answers_for(alignment, Rating.MET),
            evidence=SEEN,
        )

    def look(self, row: dict[str, Any]) -> None:
        """Whether it lasted, and when somebody looks again."""
        say_whether_it_lasted(
            actor=self.people[row["operational_owner"]],
            initiative=self.initiative(row),
            lasted=row["lasted"],
            note=row["found"],
            look_again_on=self.timeline.day(row["again"]),
        )

    def hold(self, row: dict[str, Any]) -> None:
        """At rest until a day."""
        put_on_hold(
            actor=self.people[row["who"]],
            initiative=self.initiative(row),
            reason=row["because"],
            resume_on=self.timeline.day(row["until"]),
        )

    def let_past(self, row: dict[str, Any]) -> None:
        """Past a closed gate."""
        override_gate(
            actor=self.people[row["who"]],
            initiative=self.initiative(row),
            stage=row["stage"],
            reason=row["because"],
        )
