"""A measure for tests of its pages, with counts that stand nowhere else on a page."""

from django.urls import reverse

from tests.initiatives.measures.queries.making import filled

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
