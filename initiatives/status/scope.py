"""Which part of the work is looked at: that of a sponsor, or for a population."""

from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

NOT_OF_THE_PAST = _(
    "A past night is kept for all work together. Leave the sponsor and the population open."
)


@dataclass(frozen=True)
class Scope:
    """Everything by default. What is about no initiative belongs to no sponsor or population."""

    sponsor: int | None = None
    population: str = ""

    def on(self, *paths: str) -> Q:
        """As a condition on rows that reach an initiative by one of these paths, if at all."""
        return reduce(or_, (self.on_one(path) for path in paths))

    def on_one(self, path: str) -> Q:
        """By one path; an empty one is the initiative itself."""
        at = f"{path}__" if path else ""
        found = Q()
        if self.sponsor is not None:
            found &= Q(**{f"{at}sponsor": self.sponsor})
        if self.population:
            found &= Q(**{f"{at}population__icontains": self.population})
        return found

    @property
    def query(self) -> dict[str, str | int]:
        """The same for the query string of a list."""
        found: dict[str, str | int] = {}
        if self.sponsor is not None:
            found["sponsor"] = self.sponsor
        if self.population:
            found["population"] = self.population
        return found


EVERYTHING = Scope()
