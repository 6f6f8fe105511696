"""The workforce of the demonstration beside invented communities."""

from datetime import timedelta
from functools import partial
from typing import Any

from initiatives.base import clock
from initiatives.demo.chapter import Chapter
from initiatives.measures.models import Stratification
from initiatives.workforce.models import JobFamily
from initiatives.workforce.rules.figures import Estimated
from initiatives.workforce.services import enter_benchmark, enter_count, load_families


class Workforce(Chapter):
    """Job families, counts of the system and two of its sites, and two communities."""

    def tell(self, data: dict[str, Any]) -> None:
        """Put all of it on its day."""
        self.timeline.on(data["entered"], partial(self.enter, data))

    def enter(self, data: dict[str, Any]) -> None:
        """Enter everything as the equity lead does."""
        load_families(actor=self.lead)
        families = {one.key: one for one in JobFamily.objects.all()}
        about: dict[str, Any] = {
            "actor": self.lead,
            "stratification": Stratification.objects.get(key=data["vocabulary"], in_force=True),
            "note": data["note"],
        }
        day = clock.today() - timedelta(days=data["day"] - data["entered"])
        for row in data["counts"]:
            enter_count(
                entity=self.entities[row["entity"]],
                family=families.get(row.get("family")),
                as_of=day,
                heads=dict(zip(data["groups"], row["heads"], strict=True)),
                source=data["source"],
                **about,
            )
        for row in data["benchmarks"]:
            self.benchmark(row, data["groups"][:-1], about)

    def benchmark(self, row: dict[str, Any], groups: list[str], about: dict[str, Any]) -> None:
        """One community."""
        total, *margin = row["total"]
        said = [Estimated(*one) for one in row["groups"]]
        enter_benchmark(
            entity=self.entities[row["entity"]],
            total=total,
            total_moe=margin[0] if margin else None,
            groups=dict(zip(groups, said, strict=True)),
            **{name: row[name] for name in ("name", "kind", "source", "period")},
            **about,
        )
