"""The monthly reviews of the demonstration, with the scores of team and adviser."""

from datetime import date
from typing import Any

from initiatives.accountability.services import fulfil
from initiatives.base import clock
from initiatives.demo.story import INVENTED, Story
from initiatives.demo.timeline import HERE
from initiatives.measures.services import record_review
from initiatives.portfolio.services import add_driver, score_review

DRAWN = 109  # days ago
HELD_AFTER = 3  # days after the end of the month


class Reviewing(Story):
    """Puts a driver diagram and the reviews on their days."""

    def tell(self, data: dict[str, Any]) -> None:
        """Put each thing on its day."""
        for row in data["diagram"]:
            self.draw(*row)
        for row in data["reviews"]:
            self.review(**row)

    def draw(self, initiative: str, *texts: str) -> None:
        """A branch of a diagram, from a primary driver to a change idea."""
        self.timeline.on(DRAWN, lambda: self.branch(initiative, texts))

    def branch(self, initiative: str, texts: tuple[str, ...]) -> None:
        """Each node below the one before it."""
        parent = None
        for kind, text in zip(("primary", "secondary", "idea"), texts, strict=True):
            parent = add_driver(
                actor=self.lead,
                initiative=self.initiative(initiative),
                kind=kind,
                text=text,
                parent=parent,
            )

    def review(self, month: int, **said: Any) -> None:
        """A review some days after its month; on the first days of a month, today."""
        day, after = self.timeline.month(month), self.timeline.month(month + 1)
        days_ago = max((self.timeline.today - after).days - HELD_AFTER, 0)
        self.timeline.on(days_ago, lambda: self.hold(day, **said))

    def hold(
        self,
        month: date,
        initiative: str,
        who: str,
        status: str,
        team: list[Any],
        adviser: list[Any],
        answered: list[str] | None = None,
        **said: Any,
    ) -> None:
        """Record it, score it on both sides, and have the sponsor answer where help was asked."""
        review = record_review(
            actor=self.people[who],
            initiative=self.initiative(initiative),
            month=month,
            held_on=clock.now().astimezone(HERE).date(),
            status=f"{status} {INVENTED}",
            ask_sponsor=answered is not None,
            **said,
        )
        if answered and review.help_commitment:
            person, evidence = answered
            commitment = review.help_commitment
            fulfil(actor=self.people[person], commitment=commitment, evidence=evidence)
        for side, (person, score, because) in (("team", team), ("adviser", adviser)):
            score_review(
                actor=self.people[person], review=review, side=side, score=score, because=because
            )
