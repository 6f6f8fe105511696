"""The list of assessments, and how a principle was assessed over time and by entity."""

from datetime import date, timedelta
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from initiatives.framework.models import Principle
from initiatives.people import queries as people
from initiatives.people.models import User
from initiatives.portfolio import queries
from initiatives.portfolio.choices import Rating
from initiatives.portfolio.filters import AssessmentFilter
from initiatives.portfolio.models import Assessment
from initiatives.web.frame import ListPage
from initiatives.web.frame.forms import (
    Choices,
    entity_choices,
    person_choices,
    principle_choices,
)
from initiatives.web.views.asked import label_of


class Number(NamedTuple):
    """A number, what it counts, and the list that it counts."""

    word: str
    number: int
    url: str


class Assessed(NamedTuple):
    """A table of numbers by rating: its title, the head of its first column, and its rows."""

    title: str
    head: str
    rows: list[tuple[str, list[Number]]]


class AssessmentList(ListPage):
    """All assessments that the viewer may see, the latest first."""

    filter_class = AssessmentFilter
    template_name = "principles/assessments.html"
    table_name = "assessments"
    hidden = ("alignment",)

    def rows(self) -> QuerySet[Assessment]:
        return queries.assessments(self.viewer)

    def choices(self) -> dict[str, Choices]:
        return {
            "initiative": label_of(self.request, "initiative", queries.initiatives(self.viewer)),
            "principle": principle_choices(self.viewer),
            "entity": entity_choices(self.viewer),
            "assessor": person_choices(people.directory(self.viewer)),
        }


def assessed_of(viewer: User, principle: Principle) -> list[Assessed]:
    """What was said of a principle in each quarter, and what stands at each entity."""
    quarters = queries.ratings_by_quarter(viewer, principle).items()
    places = queries.ratings_by_entity(viewer, principle).items()
    by_quarter = [
        (quarter_in_words(first), numbers_of(principle, counted, **days_of(first)))
        for first, counted in quarters
    ]
    by_place = [
        (str(place), numbers_of(principle, counted, entity=place.pk, latest="true"))
        for place, counted in places
    ]
    if not by_quarter:
        return []
    return [
        Assessed(_("Over time"), _("Quarter"), by_quarter),
        Assessed(_("What stands: the latest of each initiative, by entity"), _("Entity"), by_place),
    ]


def numbers_of(principle: Principle, counted: queries.Counted, **query: Any) -> list[Number]:
    """How many of each rating and of all, each with its list."""
    base = f"{reverse('assessment_list')}?"
    query = {"principle": principle.pk, **query}
    told = [
        Number(
            str(rating.label),
            counted.ratings[rating],
            base + urlencode(query | {"rating": rating.value}),
        )
        for rating in Rating
    ]
    return [*told, Number(_("All"), counted.total, base + urlencode(query))]


def quarter_in_words(first: date) -> str:
    """Quarter 4 of 2026"""
    return _("Quarter %(quarter)s of %(year)s") % {
        "quarter": first.month // 3 + 1,
        "year": first.year,
    }


def days_of(first: date) -> dict[str, date]:
    """The first and the last day of the quarter that begins then, as the list takes them."""
    then = (first + timedelta(days=95)).replace(day=1)
    return {"after": first, "before": then - timedelta(days=1)}
