"""A measure with some years of figures for tests of what is read of it."""

from datetime import date

from initiatives.measures.rules.figures import Entry
from initiatives.measures.services import record_observations
from tests.initiatives.measures.making import groups_of, make_measure, make_stratification

YEAR = 2025
GROUPS = {"a": (480, 600), "b": (150, 220), "c": (7, 60), "unknown": (20, 45)}


def starts_of(year=YEAR):
    return [date(year, month, 1) for month in range(1, 13)]


def fill(cast, measure, stratification, counts=GROUPS, periods=None, **said):
    """The same counts in each period: everybody, and each group."""
    keys = groups_of(stratification)
    everybody = [sum(column) for column in zip(*counts.values(), strict=True)]
    entries = []
    for starts in periods or starts_of():
        entries.append(Entry(starts, numerator=everybody[0], denominator=everybody[1], **said))
        entries += [
            Entry(starts, stratum=keys[code], numerator=x, denominator=n, **said)
            for code, (x, n) in counts.items()
        ]
    record_observations(actor=cast.bob, measure=measure, entries=entries)


def filled(cast, counts=GROUPS, periods=None, **said):
    """A measure by origin with a year of figures, and its vocabulary."""
    origin = make_stratification(codes="abc")
    measure = make_measure(cast, stratifications=[origin], **said)
    fill(cast, measure, origin, counts, periods)
    return measure, origin
