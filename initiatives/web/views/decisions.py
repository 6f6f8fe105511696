"""What was decided and what came of it: the list, and the part of a record's page."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext

from initiatives.base.lazy import gettext_lazy as _
from initiatives.people import queries as people
from initiatives.people.models import User
from initiatives.status.deciding import queries
from initiatives.status.deciding.filters import RulingFilter
from initiatives.status.deciding.models import ABOUT, Ruling
from initiatives.status.deciding.rules import Subject, kind_of, offered
from initiatives.web.frame import ListPage
from initiatives.web.frame.forms import Choices, entity_choices, person_choices
from initiatives.web.frame.lists import without
from initiatives.web.views.asked import label_of
from initiatives.web.views.deciding import RECORDS

TABS = (
    (_("All"), ""),
    (_("Promised"), "open_follow_up=true"),
    (_("Overdue"), "followed=overdue"),
    (_("To be decided again"), "followed=review_due"),
)


class DecisionList(ListPage):
    """All decisions on what the viewer may see, the latest first."""

    filter_class = RulingFilter
    template_name = "status/decision_list.html"
    table_name = "decisions"
    hidden = (*ABOUT, "stands")
    orders = (
        ("-created_at", _("Latest first")),
        ("created_at", _("Earliest first")),
        ("review_on", _("To be looked at first")),
    )

    def rows(self) -> QuerySet[Ruling]:
        return queries.rulings(self.viewer)

    def choices(self) -> dict[str, Choices]:
        return {
            "entity": entity_choices(self.viewer),
            "decided_by": person_choices(people.directory(self.viewer)),
            **{
                name: label_of(self.request, name, rows(self.viewer))
                for name, rows in RECORDS.items()
            },
        }

    def context(self) -> dict[str, Any]:
        query, address = without(self.request.GET, "page"), reverse("decision_list")
        tabs = [
            {"label": label, "url": f"{address}?{own}" if own else address, "current": own == query}
            for label, own in TABS
        ]
        return {"tabs": tabs, "crumbs": [(gettext("Status"), reverse("status"))]}


def decided_on(viewer: User, record: Subject) -> dict[str, Any]:
    """What the page of a record says of decisions: those that were taken, and where one is."""
    page = reverse(f"{kind_of(record)}_decide", args=[record.pk])
    return {
        "decided": list(queries.rulings_about(record)),
        "may_rule": page if offered(viewer, record) else "",
    }
