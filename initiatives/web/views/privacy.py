"""What is kept about oneself, and erasing who left."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _

from initiatives.base import clock
from initiatives.base.permission import Answer
from initiatives.people import queries as people
from initiatives.people.models import User
from initiatives.privacy import queries, rules, services
from initiatives.web.forms.privacy import EraseForm
from initiatives.web.frame import ActionPage, page, viewer_of


@page
def my_data(request: HttpRequest) -> HttpResponse:
    """What the tables hold on the viewer, in numbers."""
    viewer = viewer_of(request)
    held = queries.held(viewer, viewer)
    context = {
        "own": [one for one in held if one.part.is_own],
        "work": [one for one in held if not one.part.is_own],
        "crumbs": [(_("Your profile"), reverse("profile"))],
    }
    return render(request, "privacy/my_data.html", context)


@page
def my_data_file(request: HttpRequest) -> HttpResponse:
    """All of it, to keep."""
    viewer = viewer_of(request)
    found = services.export_person(actor=viewer, person=viewer)
    name = f"about-me-{clock.today(viewer.time_zone)}.json"
    return HttpResponse(
        json.dumps(found, cls=queries.Encoder, indent=2, ensure_ascii=False),
        content_type="application/json; charset=utf-8",
        headers={"Content-Disposition": str(content_disposition_header(True, name))},
    )


class Erase(ActionPage):
    """Name and address of who left are replaced; what they did stays."""

    form_class = EraseForm
    template_name = "privacy/erase.html"
    submit = _("Erase this person")  # type: ignore[assignment]
    danger = True

    def find(self) -> User:
        return people.person(self.viewer, self.kwargs["pk"])

    def permission(self) -> Answer:
        return rules.may_erase(self.viewer, self.record)

    def get_title(self) -> str:
        return str(_("Erase %(name)s?")) % {"name": self.record}

    def context(self) -> dict[str, Any]:
        held = queries.held(self.viewer, self.record)
        return {
            "own": [one for one in held if one.part.is_own],
            "work": [one for one in held if not one.part.is_own],
            "mentions": queries.mentions(self.viewer, self.record),
        }

    def perform(self, given: dict[str, Any]) -> User:
        return services.erase_person(actor=self.viewer, person=self.record, **given)

    def get_done(self, result: User) -> str:
        return str(_("This person is %(name)s from now on.")) % {"name": result.name}

    def url_after(self, result: Any) -> str:
        return reverse("person", args=[self.record.pk])

    def crumbs(self) -> list[tuple[str, str]]:
        above = str(_("People")), reverse("person_list")
        return [above, (str(self.record), self.url_after(None))]
