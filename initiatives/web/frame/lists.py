"""A list: a query, the filters that serves pages and API alike, an order, and fifty rows a page."""

from typing import Any, ClassVar, NamedTuple

from django import forms
from django.core.paginator import Page as Slice
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django_filters import FilterSet

from initiatives.base.lazy import gettext_lazy as _
from initiatives.base.references import plain_key
from initiatives.people import queries as people
from initiatives.people.models import User
from initiatives.web.frame.forms import Choices
from initiatives.web.frame.offered import Offered
from initiatives.web.frame.page import Page
from initiatives.web.frame.paging import OneRead

PAGE_SIZE = 50
BAD_REQUEST = 400
ORDER = "ordering"
ANY = ("", _("Any"))
PLACES = frozenset({"entity", "within", "parent"})  # filters by an entity
YES_OR_NO = (ANY, ("true", _("Yes")), ("false", _("No")))
# By these the figures of the portfolio and the status narrow a list, so a number is its length.
COHORT = (
    *("framework", "chartered_since", "chartered_until", "reviewed", "stratified", "looked"),
    "population",
)
LISTS = {
    "initiatives": "initiative_list",
    "commitments": "commitment_list",
    "shortfalls": "shortfall_list",
    "signals": "signal_list",
    "measures": "measure_list",
}
# Beside them these are handed out as files, but have no saved views.
FILES = {
    "workspace": "workspace",
    "assessments": "assessment_list",
    "reviews": "review_list",
    "decisions": "decision_list",
    "definitions": "definition_list",
    "feedback": "voice_list",
    "report_backs": "answer_list",
    "people": "person_list",
    "entities": "entity_list",
    "history": "history",
    "messages": "message_list",
    "status": "status",
}


class Applied(NamedTuple):
    """A filter that is in effect, and the query string without it."""

    label: str
    value: str
    without: str


class ListPage(Page):
    """A subclass names the query, the FilterSet and the template; `list_name` turns on saved views.

    `table_name` is the table of exports that gives its rows as a file, by default `list_name`.

    What the query string says that cannot be read shows as an error over an empty list.
    """

    list_name = ""
    table_name = ""
    filter_class: ClassVar[type[FilterSet]]
    template_name = ""
    page_size = PAGE_SIZE
    hidden: tuple[str, ...] = ()  # filters that links set and the form only carries along
    orders: tuple[tuple[str, str], ...] = ()  # in words, for those who see no column heads

    def rows(self) -> QuerySet[Any]:
        """The rows that the viewer may see, before any filter."""
        raise NotImplementedError

    def choices(self) -> dict[str, Choices]:
        """For filters that take a record's key: what to choose from, by the filter's name."""
        return {}

    def context(self) -> dict[str, Any]:
        """More for the template."""
        return {}

    def table_query(self, query: str) -> str:
        """What of the table a page shows under a query string."""
        return query

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        filters = self.filter_class(request.GET, queryset=self.rows(), request=request)
        choices = with_merged(self.viewer, self.request.GET, self.choices())
        offer(filters, choices, self)
        readable = not filters.errors
        found = filters.qs if readable else self.rows().none()
        rows = OneRead(found, self.page_size).get_page(request.GET.get("page"))
        context = self.list_context(filters, rows, choices) | self.context()
        return render(request, self.template_name, context, status=200 if readable else BAD_REQUEST)

    def list_context(
        self, filters: FilterSet, rows: "Slice[Any]", choices: dict[str, Choices]
    ) -> dict[str, Any]:
        query = without(self.request.GET, "page")
        return {
            "rows": rows,
            "count": rows.paginator.count,
            "filter": filters,
            "applied": applied(filters.form, self.request.GET, choices),
            "query": query,
            "ordering": self.request.GET.get(ORDER, ""),
            "list_name": self.list_name,
            "table_name": self.table_name or self.list_name,
            "table_query": self.table_query(query),
            "list_url": self.request.path,
            "saved_views": saved_views(self, query) if self.list_name else [],
        }


class View(NamedTuple):
    """A saved view as a list shows it."""

    pk: int
    name: str
    url: str
    current: bool


def saved_views(page: ListPage, query: str) -> list[View]:
    """The viewer's saved views of a list, the one that is open marked."""
    address = reverse(LISTS[page.list_name])
    return [
        View(view.pk, view.name, f"{address}?{view.query}", view.query == query)
        for view in people.saved_views(page.viewer, page.list_name)
    ]


def with_merged(viewer: User, query: QueryDict, choices: dict[str, Choices]) -> dict[str, Choices]:
    """An entity that is part of another now is offered no more, but named where it is asked for."""
    for name in PLACES & choices.keys():
        key = plain_key(query.get(name, "").strip())
        if key and key not in dict(choices[name]):
            found = people.merged(viewer).filter(pk=key)
            named = [
                (
                    one.pk,
                    gettext("%(one)s (part of %(merged_into)s now)")
                    % {"one": one, "merged_into": one.merged_into},
                )
                for one in found
            ]
            choices[name] = [*choices[name], *named]
    return choices


def offer(filters: FilterSet, choices: dict[str, Choices], page: ListPage) -> None:
    """Draw the filters for people: keys are chosen by name, several values are ticked."""
    for name, field in filters.form.fields.items():
        if name in page.hidden:
            field.widget = forms.HiddenInput()
        elif name == ORDER and page.orders:
            field.widget.choices = [("", gettext("As usual")), *page.orders]
        elif name in choices:
            field.widget = Offered(choices=[ANY, *choices[name]])
        elif isinstance(field, forms.MultipleChoiceField):
            field.widget = forms.CheckboxSelectMultiple(choices=known(field))
        elif isinstance(field, forms.NullBooleanField):
            field.widget = forms.Select(choices=YES_OR_NO)
        elif isinstance(field, forms.ChoiceField):
            field.widget = forms.Select(choices=[ANY, *known(field)])
        elif isinstance(field, forms.DateField):
            field.widget = forms.DateInput(attrs={"type": "date"})


def known(field: forms.ChoiceField) -> Choices:
    """What a field lets one choose, the blank choice left out."""
    return [(key, label) for key, label in field.widget.choices if key != ""]


def applied(form: forms.Form, query: QueryDict, choices: dict[str, Choices]) -> list[Applied]:
    """The filters in effect, in words."""
    return [
        Applied(str(field.label), words(field, value, choices), without(query, field.name, value))
        for field in form
        if field.name != ORDER
        for value in query.getlist(field.name)
        if value.strip()
    ]


def words(field: forms.BoundField, value: str, choices: dict[str, Choices]) -> str:
    """The label of a chosen value; the value itself where it was typed."""
    offered = choices.get(field.name) or getattr(field.field.widget, "choices", [])
    return next((str(label).strip() for key, label in offered if str(key) == value), value)


def without(query: QueryDict, name: str, value: str | None = None) -> str:
    """The query string without a parameter, or one value of it; pages and blanks go as well."""
    kept = QueryDict(mutable=True)
    for key, values in query.lists():
        gone = {value} if key == name and value is not None else set()
        if key != "page" and (key != name or gone):
            kept.setlist(key, [one for one in values if one.strip() and one not in gone])
    return kept.urlencode()
