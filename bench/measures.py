"""What measures cost: an import beside COPY, a page beside its rows, a chart beside its points.

The page is that of a measure with 8 groups and 120 months, for who holds the data role and for who
sees small counts masked; its bytes are those on the wire. What drawing takes of it is a case of its
own.
"""

import json
import statistics
from collections.abc import Callable, Iterator
from datetime import date

from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from bench.cases import rows
from bench.measure import Figure, figure, times
from initiatives.base import clock
from initiatives.framework.models import Framework, Principle
from initiatives.measures import drawing
from initiatives.measures.loading import StratificationText, StratumText
from initiatives.measures.models import Measure, Stratification
from initiatives.measures.queries import charted, published
from initiatives.measures.rules.figures import Entry
from initiatives.measures.services import (
    Terms,
    approve_definition,
    define_measure,
    import_observations,
    load_stratification,
    record_observations,
)
from initiatives.people.choices import EntityKind, Role
from initiatives.people.models import User
from initiatives.people.services import create_entity, grant_role
from initiatives.portfolio.models import Initiative
from initiatives.portfolio.rules.charter import Charter
from initiatives.portfolio.services import create_initiative

GROUPS, MONTHS = 8, 120
WIDE_GROUPS, WIDE_MONTHS, IMPORTED = 238, 420, 100_000
ROUNDS = 3
FIRST = 2016
COLUMNS = (
    "id, measure_id, definition_id, starts, ends, stratum_id, numerator, denominator, state, "
    "source, note, excluded_because, corrected_because, entered_by_id, entered_at"
)
BARE = "CREATE TEMP TABLE bare (LIKE initiatives_observation INCLUDING ALL) ON COMMIT DROP"
PAGE = (
    "SELECT * FROM initiatives_measure WHERE id = %(pk)s",
    "SELECT * FROM initiatives_operationaldefinition WHERE measure_id = %(pk)s",
    """SELECT starts, ends, stratum_id, numerator, denominator, value, state, excluded_because
       FROM initiatives_observation WHERE measure_id = %(pk)s AND replaced_by_id IS NULL
       ORDER BY starts, id""",
)


def measures() -> Iterator[Figure]:
    """The page, the charts, the import."""
    world = World()
    measure = world.measure(GROUPS, "Screened in time")
    world.fill(measure)
    url = f"{reverse('measure', args=[measure.pk])}?by=bench-{GROUPS}"
    bare = rows(PAGE, pk=measure.pk)
    for who, viewer in (("data role", world.lead), ("masked", world.executive)):
        yield figure("measures", f"page, {who}", GROUPS * MONTHS, wire(viewer, url), bare)
    yield from charts(world, measure)
    yield importing(world)


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


def wire(viewer: User, url: str) -> Callable[[], bytes]:
    """A signed-in request for a page as a browser asks for it, packed; raises unless 200."""
    client = Client(headers={"accept-encoding": "gzip"})
    client.force_login(viewer)

    def get() -> bytes:
        response = client.get(url)
        if response.status_code != 200:
            raise RuntimeError(f"{url} answered {response.status_code}.")
        return response.content

    return get


def charts(world: World, measure: Measure) -> Iterator[Figure]:
    """Judging a series, and drawing it; the floor writes its points as JSON."""
    found = published(world.lead, measure, vocabulary(measure))
    chart = charted(found).drawing
    scale = drawing.shared_scale([chart])
    points = [[dot.label, dot.value] for dot in chart.dots]

    def bare() -> str:
        return json.dumps(points)

    for case, draw in (
        ("chart drawn wide", lambda: drawing.control_chart(chart).encode()),
        ("chart drawn compact", lambda: drawing.control_chart(chart, compact=True).encode()),
        ("chart drawn small", lambda: drawing.small_chart(chart, scale).encode()),
    ):
        yield figure("measures", case, MONTHS, draw, bare, repeat=50)


def importing(world: World) -> Figure:
    """A file of 100,000 observations, read, judged and written; the floor is COPY of the rows."""
    measure = world.measure(WIDE_GROUPS, "A hundred thousand")
    content = file_of(measure)

    def write() -> None:
        with transaction.atomic():
            done = import_observations(
                actor=world.lead, measure=measure, content=content, file_name="large.csv"
            )
            if done.recorded is None or done.recorded.new != IMPORTED:
                raise RuntimeError(f"Not all was written: {done.problems[:3]}")
            transaction.set_rollback(True)

    bare = copy_of(measure)
    floors, taken = times(bare, ROUNDS), times(write, ROUNDS)
    median, floor = statistics.median(taken), statistics.median(floors)
    return Figure(
        *("measures", "import", IMPORTED, None, round(median, 1), round(max(taken), 1)),
        *(round(floor, 1), round(median / floor, 2), len(content)),
    )


def lines_of(measure: Measure) -> Iterator[tuple[date, str, int, int]]:
    """Period, code, numerator and denominator of each observation."""
    codes = ["", *vocabulary(measure).strata.values_list("code", flat=True)]
    every = ((starts, code) for starts in months(WIDE_MONTHS, 1991) for code in codes)
    for number, (starts, code) in zip(range(IMPORTED), every, strict=False):
        yield starts, code, number % 90, 100 + number % 50


def file_of(measure: Measure) -> bytes:
    """The file in the long layout."""
    lines = (",".join(map(str, line)) for line in lines_of(measure))
    return "\n".join(["period_start,group_code,numerator,denominator", *lines]).encode()


def copy_of(measure: Measure) -> Callable[[], None]:
    """COPY of the same rows into a table with the same columns, indexes and checks."""
    keys = dict(vocabulary(measure).strata.values_list("code", "pk"))
    definition = measure.definitions.get().pk
    said = ("final", "", "", "", "", measure.created_by_id, clock.now())
    copied = [
        (key, measure.pk, definition, starts, starts, keys.get(code), x, n, *said)
        for key, (starts, code, x, n) in enumerate(lines_of(measure), 1)
    ]

    def copy() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(BARE)
            with cursor.copy(f"COPY bare ({COLUMNS}) FROM STDIN") as into:
                for row in copied:
                    into.write_row(row)

    return copy
