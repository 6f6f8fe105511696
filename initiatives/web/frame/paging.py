"""The rows of a page and how many there are in all, by one statement."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import IntegerField, QuerySet, Subquery

COUNTED = "(SELECT count(*) FROM (%(subquery)s) counted)"


class OneRead(Paginator):  # type: ignore[type-arg]
    """A paginator that does not ask for the number before it asks for the rows.

    Only for a page on which there is nothing does it ask as Django does.
    """

    object_list: QuerySet[Any]

    def get_page(self, number: Any) -> "Page[Any]":
        asked = str(number or 1)
        page = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 0
        rows = self.rows_of(page) if page else []
        if not rows:
            return super().get_page(number)
        self.count = rows[0].in_all
        return Page(rows, page, self)

    def rows_of(self, page: int) -> list[Any]:
        """The rows of a page, each with the number of all.

        Their keys are found first, so that what is joined to a row and counted of it is read for
        these alone, and not for all that stand before them.
        """
        found = self.object_list
        start = (page - 1) * self.per_page
        keys = found.values("pk")[start : start + self.per_page]
        every = Subquery(
            found.order_by().values("pk"), output_field=IntegerField(), template=COUNTED
        )
        return list(found.filter(pk__in=keys).annotate(in_all=every))
