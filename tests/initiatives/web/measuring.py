"""A measure for tests of its pages, with counts that stand nowhere else on a page."""

from django.urls import reverse

from initiatives.measures.models import Intersection
from initiatives.measures.rules.figures import Entry
from initiatives.measures.services import record_observations
from tests.initiatives.measures.making import groups_of, make_measure, make_stratification
from tests.initiatives.measures.queries.making import filled, starts_of

# Of these, c is masked since 7 is small, and what is not recorded so that c cannot be told.
COUNTS = {"a": (4811, 6007), "b": (1503, 2203), "c": (7, 613), "unknown": (29, 457)}
# Counts, complements and rates of what is masked. The rates of a whole year may be shown, since its
# sums tell no month; here all months are alike, so they are those of a month too.
HIDDEN = ("613", "606", "1.14 %", "1.1 %", "457", "428", "6.35 %", "6.3 %", "98.9", "93.7")
PAGES = (
    "measures/{}/",
    "measures/{}/groups/",
    "measures/{}/?window=year-2025&periods=all",
    "measures/{}/groups/?by=origin&window=year-2025",
    "measures/{}/figures.csv?by=origin",
    "measures/{}/chart.svg",
    "measures/{}/chart.svg?by=origin&group=a",
    "measures/{}/chart.svg?by=origin&group=c",
    "measures/{}/chart.svg?by=origin&group=unknown",
)


def measured(cast, **said):
    """A measure by origin with a year of figures, and its vocabulary."""
    return filled(cast, said.pop("counts", COUNTS), **said)


def page_of(measure, query=""):
    return reverse("measure", args=[measure.pk]) + query


def groups_page(measure, query=""):
    return reverse("measure_groups", args=[measure.pk]) + query


def crossed_measure(cast):
    """A measure by origin and by tongue, with the figures where they meet."""
    origin, tongue = make_stratification(codes="ab"), make_stratification("tongue", "xy")
    measure = make_measure(cast, stratifications=[origin, tongue])
    ones, others = groups_of(origin), groups_of(tongue)
    Intersection.objects.create(measure=measure, one=origin, other=tongue, chosen_by=cast.lee)
    entries = []
    for starts in starts_of():
        entries.append(Entry(starts, numerator=80, denominator=800))
        entries += [
            Entry(starts, stratum=key, numerator=40, denominator=400)
            for key in (ones["a"], ones["b"], others["x"], others["y"])
        ]
        entries += [
            Entry(
                starts,
                stratum=ones[one],
                other_stratum=others[other],
                numerator=2 if one + other == "ax" else 20,
                denominator=20 if one + other == "ax" else 200,
            )
            for one in "ab"
            for other in "xy"
        ]
    record_observations(actor=cast.bob, measure=measure, entries=entries)
    return measure
