"""Monthly reviews: the list, and the page of one."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from initiatives.base.lazy import gettext_lazy as _
from initiatives.history import queries as history
from initiatives.portfolio import queries, rules
from initiatives.portfolio.filters import ReviewFilter
from initiatives.portfolio.models import Initiative, Review
from initiatives.portfolio.rules.stalling import in_words
from initiatives.web.frame import ListPage, page, viewer_of
from initiatives.web.frame.forms import Choices, entity_choices
from initiatives.web.views.asked import label_of
from initiatives.web.views.charter import crumb_of
from initiatives.web.views.progress_parts import sides, told

EVENTS_SHOWN = 20
Crumbs = list[tuple[str, str]]


class ReviewList(ListPage):
    """All reviews that the viewer may see, the latest month first."""

    filter_class = ReviewFilter
    template_name = "reviews/list.html"
    table_name = "reviews"
    hidden = ("initiative",)
    orders = (
        ("-month", _("Latest month")),
        ("month", _("Earliest month")),
        ("-proposed", _("Farthest by the evidence")),
        ("proposed", _("Least far by the evidence")),
    )

    def rows(self) -> QuerySet[Review]:
        return queries.reviews(self.viewer)

    def choices(self) -> dict[str, Choices]:
        seen = queries.initiatives(self.viewer)
        return {
            "entity": entity_choices(self.viewer),
            "initiative": label_of(self.request, "initiative", seen),
        }

    def list_context(self, filters: Any, rows: Any, choices: Any) -> dict[str, Any]:
        """The reviews of one page, each with its scores."""
        reviewed = [told(one) for one in rows]
        return super().list_context(filters, rows, choices) | {"reviewed": reviewed}


@page
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """One review: what its people said, three scores side by side, and what differs."""
    viewer = viewer_of(request)
    found = queries.review(viewer, pk)
    context = {
        "one": told(found),
        "review": found,
        "month": in_words(found.month),
        "reasons": [reason["words"] for reason in found.reasons],
        "sides": sides(viewer, found),
        "may_review": rules.may_review(viewer, found.initiative),
        "events": history.events_about(viewer, found)[:EVENTS_SHOWN],
        "crumbs": crumbs_to(found.initiative),
    }
    return render(request, "reviews/page.html", context)


def crumbs_to(initiative: Initiative) -> Crumbs:
    """The way to the reviews of an initiative."""
    return [(gettext("Initiatives"), reverse("initiative_list")), crumb_of(initiative)]
