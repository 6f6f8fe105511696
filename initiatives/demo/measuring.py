"""What the initiatives of the demonstration count: defined, approved and entered on their days."""

import csv
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from initiatives.demo.readmissions import readmissions
from initiatives.demo.story import INVENTED
from initiatives.demo.timeline import Timeline
from initiatives.demo.vocabularies import load_vocabularies
from initiatives.measures.models import Measure, Stratification, Stratum
from initiatives.measures.rules.figures import Entry
from initiatives.measures.rules.periods import period_of
from initiatives.measures.services import (
    Terms,
    approve_definition,
    define_measure,
    record_observations,
)
from initiatives.people.models import User
from initiatives.portfolio.models import Initiative

HERE = Path(__file__).parent / "data"
DEFINED, APPROVED_AFTER, CAUGHT_UP = 111, 2, 108  # days
REPORTED_AFTER = 8  # days after the end of a month
REAL = "readmissions"


@dataclass(frozen=True)
class Figure:
    """What was counted of a group in a month; without a group, of everybody."""

    month: int
    group: str
    counted: dict[str, Any]


class Measuring:
    """Puts measures and their figures on the days of the story."""

    def __init__(self, timeline: Timeline, people: dict[str, User]) -> None:
        self.timeline, self.people = timeline, people
        self.made: dict[str, Measure] = {}

    def tell(self, data: dict[str, Any]) -> None:
        """Put each thing on its day."""
        self.timeline.on(DEFINED, load_vocabularies)
        for key, row in data["measures"].items():
            self.measure(key, **row)
        for row in data["corrections"]:
            self.correction(**row)

    def measure(
        self,
        key: str,
        defined: int = DEFINED,
        caught_up: int = CAUGHT_UP,
        approves: str = "",
        figures: str = "",
        values: list[float] | None = None,
        latest: int = -1,
        **words: Any,
    ) -> None:
        """A measure from its definition to last month; without approval it stays a draft."""
        excluded, provisional = words.pop("excluded", {}), words.pop("provisional", False)
        self.timeline.on(defined, lambda: self.define(key, **words))
        if approves:
            self.timeline.on(defined - APPROVED_AFTER, lambda: self.approve(key, approves))
        if key == REAL:
            self.timeline.on(caught_up, lambda: self.record_real(key))
        found = read(figures) if figures else listed(values or [], latest)
        months: dict[int, list[Figure]] = defaultdict(list)
        for figure in found:
            months[min(self.reported(figure.month), caught_up)].append(figure)
        for days, of_day in months.items():
            said = {"excluded": excluded, "provisional": provisional}
            self.timeline.on(days, partial(self.record, key, of_day, **said))

    def define(
        self,
        key: str,
        initiative: str,
        name: str,
        kind: str,
        why: str,
        owner: str,
        writes: str,
        terms: dict[str, Any],
        by: list[str] | None = None,
    ) -> None:
        """Write its definition, of which what is invented says so."""
        invented = {} if key == REAL else {"source": INVENTED}
        self.made[key] = define_measure(
            actor=self.people[writes],
            initiative=Initiative.objects.get(title__startswith=initiative),
            name=name,
            kind=kind,
            why=why if key == REAL else f"{why} {INVENTED}",
            owner=self.people[owner],
            stratifications=Stratification.objects.filter(key__in=by or [], in_force=True),
            terms=Terms(**terms | invented),
        )

    def approve(self, key: str, who: str) -> None:
        """Approved by someone else than who wrote it."""
        approve_definition(actor=self.people[who], definition=self.made[key].definitions.get())

    def reported(self, month: int) -> int:
        """How many days ago the figures of a month were there to be entered."""
        since = self.timeline.today - period_of(self.timeline.month(month), "month")[1]
        return max(since.days - REPORTED_AFTER, 0)

    def record(
        self,
        key: str,
        figures: list[Figure],
        excluded: dict[str, Any] | None = None,
        provisional: bool = False,
        because: str = "",
    ) -> None:
        """What the owner entered on a day."""
        measure, left_out = self.made[key], excluded or {}
        strata = {code: pk for codes in strata_of(measure).values() for code, pk in codes.items()}
        self.write(
            measure,
            [
                Entry(
                    starts=self.timeline.month(figure.month),
                    stratum=strata[figure.group] if figure.group else None,
                    state="provisional" if provisional and figure.month == -1 else "final",
                    source=INVENTED,
                    excluded_because=(
                        left_out["because"] if figure.month == left_out.get("month") else ""
                    ),
                    because=because,
                    **figure.counted,
                )
                for figure in figures
            ],
        )

    def record_real(self, key: str) -> None:
        """The readmissions, which are the only figures that are not invented."""
        self.write(self.made[key], readmissions(strata_of(self.made[key])))

    def write(self, measure: Measure, entries: list[Entry]) -> None:
        """Record entries as the measure's owner."""
        assert measure.owner is not None
        record_observations(actor=measure.owner, measure=measure, entries=entries)

    def correction(
        self, measure: str, month: int, days: int, because: str, counted: dict[str, list[int]]
    ) -> None:
        """Figures that turned out to be wrong."""
        figures = [Figure(month, group, fraction(*counts)) for group, counts in counted.items()]
        self.timeline.on(days, lambda: self.record(measure, figures, because=because))


def strata_of(measure: Measure) -> dict[str, dict[str, int]]:
    """The keys of the groups of a measure, by vocabulary and code."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    groups = Stratum.objects.filter(stratification__measures=measure)
    for key, code, pk in groups.values_list("stratification__key", "code", "pk"):
        found[key][code] = pk
    return found


def read(name: str) -> Iterator[Figure]:
    """The figures of a CSV file: a row for each month and group."""
    with (HERE / "figures" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            month, group = int(row.pop("month")), row.pop("group")
            counted = {"value": float(row["value"])} if "value" in row else fraction(**row)
            yield Figure(month, group, counted)


def fraction(numerator: int | str, denominator: int | str) -> dict[str, int]:
    """Both as numbers."""
    return {"numerator": int(numerator), "denominator": int(denominator)}


def listed(values: list[float], latest: int) -> Iterator[Figure]:
    """Values of everybody, a month each, up to the latest one."""
    for month, value in enumerate(values, latest - len(values) + 1):
        yield Figure(month, "", {"value": float(value)})
