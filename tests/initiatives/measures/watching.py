"""A measure with two years of data by group, for tests of what is seen in them."""

from datetime import UTC, date, datetime, timedelta

from initiatives.base import clock
from initiatives.measures.rules.figures import Entry
from initiatives.measures.services import Terms, record_observations
from tests.initiatives.measures.making import groups_of, make_measure, make_stratification

SCREENING = Terms(
    text="Adults of 50 to 74 years screened for bowel cancer in time.",
    numerator="Screened in time",
    denominator="Adults of 50 to 74 years",
    chart="p",
    direction="increase",
    multiplier=100,
    unit="%",
)
# Percent by month and group; what chance makes of 60 % is written down, so that it is always so.
WOBBLE = (1, -2, 2, 0, -1, 1, -1, 2, -2, 1, 0, -1, 2, -1, -2, 1, 0, 2, -1, 1, -2, 0, 1, -1)
SIZES = {"a": 900, "b": 400, "c": 300}
BASE = {"a": 620, "b": 604, "c": 640}  # per thousand
MONTHS = 24


def start_of(number):
    """The first day of a month, counted from January 2024."""
    return date(2024 + number // 12, number % 12 + 1, 1)


def after(number):
    """A Wednesday noon in Seattle in the month after."""
    day = start_of(number + 1) + timedelta(days=9)
    day += timedelta(days=(2 - day.weekday()) % 7)
    return datetime(day.year, day.month, day.day, 20, tzinfo=UTC)


def usual(number, sizes=SIZES):
    """The counts of a usual month: by group, screened and all."""
    return {
        code: (round(n * BASE[code] / 1000) + WOBBLE[(number + 7 * at) % 24] * n // 100, n)
        for at, (code, n) in enumerate(sizes.items())
    }


def risen(number, sizes=SIZES, lagging="b"):
    """The counts of a month in which the whole rises by 15 %, and one group falls by 2 %."""
    return {
        code: (round(n * BASE[code] / 1000 * (0.98 if code == lagging else 1.2055)), n)
        for code, n in sizes.items()
    }


def entries_of(number, counts, keys):
    """The entries of a month: everybody and each group."""
    total = [sum(column) for column in zip(*counts.values(), strict=True)]
    found = [Entry(starts=start_of(number), numerator=total[0], denominator=total[1])]
    for code, (x, n) in counts.items():
        found.append(Entry(starts=start_of(number), stratum=keys[code], numerator=x, denominator=n))
    return found


class Screening:
    """A measure of the cast's initiative with 24 usual months; bob owns it and records."""

    def __init__(self, cast, sizes=SIZES, months=MONTHS, **said):
        self.cast, self.sizes = cast, sizes
        with clock.at(after(-1)):
            self.origin = make_stratification()
            self.measure = make_measure(
                cast,
                said.pop("terms", SCREENING),
                name="Screening",
                stratifications=[self.origin],
                **said,
            )
        self.keys = groups_of(self.origin)
        self.record(*range(months))

    def record(self, *months, counts=usual, **said):
        """Record some months, as they are after the last of them."""
        entries = [
            entry
            for number in months
            for entry in entries_of(number, counts(number, self.sizes, **said), self.keys)
        ]
        with clock.at(after(months[-1])):
            record_observations(actor=self.cast.bob, measure=self.measure, entries=entries)

    @property
    def signals(self):
        return self.measure.signals.order_by("pk")
