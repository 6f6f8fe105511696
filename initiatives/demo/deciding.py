"""The decisions of the demonstration's executive."""

from typing import Any

from initiatives.demo.story import INVENTED, Story
from initiatives.shortfalls.models import Shortfall
from initiatives.status.deciding.services import decide


class Deciding(Story):
    """Puts decisions on their days."""

    def tell(self, data: dict[str, Any]) -> None:
        """Put each thing on its day."""
        for row in data["decisions"]:
            self.decide(**row)

    def decide(self, days: int, **said: Any) -> None:
        """A decision on its day."""
        self.timeline.on(days, lambda: self.take(**said))

    def take(
        self,
        record: list[str],
        who: str,
        verdict: str,
        words: str,
        owner: str | None = None,
        due: int | None = None,
        review: int | None = None,
    ) -> None:
        """Decide on the record whose title begins so."""
        kind, title = record
        decide(
            actor=self.people[who],
            record=self.initiative(title) if kind == "initiative" else self.found(title),
            verdict=verdict,
            words=f"{words} {INVENTED}",
            owner=self.people[owner] if owner else None,
            due_on=None if due is None else self.timeline.day(due),
            review_on=None if review is None else self.timeline.day(review),
        )

    def found(self, words: str) -> Shortfall:
        """The shortfall whose title begins so, as it is by now."""
        return Shortfall.objects.select_related("entity").get(title__startswith=words)
