"""A small system with one initiative and its measures, the same at every run."""

from datetime import date

from initiatives.framework.models import Framework, Principle
from initiatives.measures.loading import StratificationText, StratumText
from initiatives.measures.models import Measure, Stratification
from initiatives.measures.rules.figures import Entry
from initiatives.measures.services import (
    Terms,
    approve_definition,
    define_measure,
    load_stratification,
    record_observations,
)
from initiatives.people.choices import EntityKind, Role
from initiatives.people.models import User
from initiatives.people.services import create_entity, grant_role
from initiatives.portfolio.models import Initiative
from initiatives.portfolio.rules.charter import Charter
from initiatives.portfolio.services import create_initiative

MONTHS = 120
FIRST = 2016


class World:
    """A small system with one initiative, and who looks at it."""

    def __init__(self) -> None:
        self.entity = create_entity(
            actor=None, name="System", short_name="System", kind=EntityKind.SYSTEM, parent=None
        )
        self.lead, self.sponsor, self.executive = (
            self.person(name, role)
            for name, role in (
                ("lead", Role.LEAD),
                ("sponsor", Role.MEMBER),
                ("executive", Role.EXECUTIVE),
            )
        )
        framework = Framework.objects.create(
            key="bench", edition="1", name="Bench", digest="0" * 64
        )
        principle = Principle.objects.create(
            framework=framework, number=1, short_name="One", statement="One."
        )
        self.initiative: Initiative = create_initiative(
            actor=self.lead,
            charter=Charter(title="Screening", entity=self.entity, sponsor=self.sponsor),
            alignments=[(principle, "It serves it.")],
        )

    def person(self, name: str, role: Role) -> User:
        """Somebody with a role over everything."""
        made = User.objects.create_user(f"{name}@bench.example", name=name.title())
        grant_role(actor=None, user=made, entity=self.entity, role=role)
        return User.objects.get(pk=made.pk)

    def measure(self, groups: int, name: str) -> Measure:
        """A measure by so many groups, its definition approved."""
        vocabulary, _ = load_stratification(content=vocabulary_of(groups))
        measure = define_measure(
            actor=self.lead,
            initiative=self.initiative,
            name=name,
            kind="process",
            terms=Terms(
                text="Screened.",
                chart="p",
                numerator="Screened",
                denominator="Due",
                multiplier=100,
                unit="%",
            ),
            stratifications=[vocabulary],
        )
        approve_definition(actor=self.sponsor, definition=measure.definitions.get())
        return measure

    def fill(self, measure: Measure) -> None:
        """120 months of everybody and of each group; the last group is often too small to show."""
        strata = list(vocabulary(measure).strata.values_list("pk", flat=True))
        entries = []
        for starts in months(MONTHS):
            counts = [count_of(starts, place) for place in range(len(strata))]
            everybody = [sum(column) for column in zip(*counts, strict=True)]
            entries.append(Entry(starts, numerator=everybody[0], denominator=everybody[1]))
            entries += [
                Entry(starts, stratum=key, numerator=x, denominator=n)
                for key, (x, n) in zip(strata, counts, strict=True)
            ]
        record_observations(actor=self.lead, measure=measure, entries=entries)


def vocabulary_of(groups: int) -> StratificationText:
    """A vocabulary of so many groups."""
    strata = tuple(StratumText(f"g{n}", f"Group {n}", "", ()) for n in range(1, groups + 1))
    return StratificationText(f"bench-{groups}", "1", f"{groups} groups", "", False, False, strata)


def vocabulary(measure: Measure) -> Stratification:
    """The one vocabulary of a measure."""
    return measure.stratifications.get()


def months(number: int, first: int = FIRST) -> list[date]:
    """The first days of so many months."""
    return [date(first + n // 12, 1 + n % 12, 1) for n in range(number)]


def count_of(starts: date, place: int) -> tuple[int, int]:
    """Screened and due in a group of a month, the same at every run."""
    due = 900 // (place + 1) ** 2 + (starts.month * 7 + starts.year * 3 + place * 5) % 17
    return round(due * (0.6 + ((starts.month * 5 + starts.year + place) % 9) / 100)), due
