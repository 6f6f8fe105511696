"""What searching costs, beside the bare SQL that finds as many rows by the same words.

The floor asks each of the three large tables for its first 201 matches by its index, ranks them and
fetches five: without permission, marks, closed work's lessons, and the small tables.
"""

from collections.abc import Callable, Iterator

from django.db import connection

from bench import texts
from bench.measure import Figure, figure
from initiatives.base import clock
from initiatives.people.models import User
from initiatives.status.search import KINDS, search, terms
from initiatives.status.search.asking import asked
from initiatives.status.search.finding import MOST

SCALE = 100_000
LARGE = KINDS[:3]
SEARCHES = {
    "rare word": texts.ZEBRA,
    "word in 1 of 8": "discharge ",
    "two common words": "patients care ",
    "misspelt": "zebrafsh",
}


def searches() -> Iterator[Figure]:
    """Each search by somebody who sees everything, by a member of one hospital and its units, and
    by somebody who owns a five-hundredth of it and holds no role.
    """
    viewers = texts.build(SCALE, clock.today())
    for case, text in SEARCHES.items():
        for name in ("executive", "member", "owner"):
            call = searching(viewers[name], text)
            yield figure("search", f"{case}, {name}", SCALE, call, bare(text), repeat=7)


def searching(viewer: User, text: str) -> Callable[[], None]:
    """A search as a page makes it, by somebody of whom nothing is remembered."""

    def call() -> None:
        search(User.objects.get(pk=viewer.pk), text)

    return call


def bare(text: str) -> Callable[[], None]:
    """The floor."""
    query = terms.compiled(asked(text))
    statements = []
    for kind in LARGE:
        rows = kind.model.objects.filter(terms.holds(kind.words, query)).order_by()
        chosen = kind.model.objects.filter(pk__in=rows.values("pk")[: MOST + 1])
        ranked = chosen.annotate(rank=terms.weight(kind.words, query)).order_by("-rank", "-pk")
        statements.append(ranked[:5].query.sql_with_params())

    def read() -> None:
        with connection.cursor() as cursor:
            for sql, values in statements:
                cursor.execute(sql, values)
                cursor.fetchall()

    return read
