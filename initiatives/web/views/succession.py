"""People who left, and successors for what still carries their names."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from initiatives.people import queries
from initiatives.people.models import User
from initiatives.status.queries.succession import carried, those_who_left
from initiatives.status.services.succession import hand_over
from initiatives.web.forms.succession import SuccessionForm
from initiatives.web.frame import ActionPage, page, viewer_of
from initiatives.web.views.people import crumbs_to


@page
def left(request: HttpRequest) -> HttpResponse:
    """Closed accounts that still carry something."""
    context = {
        "rows": those_who_left(viewer_of(request)),
        "crumbs": [(_("People"), reverse("person_list"))],
    }
    return render(request, "people/left.html", context)


class Succession(ActionPage):
    """One successor for what a person carries, or for a part of it."""

    form_class = SuccessionForm
    lede = _(  # type: ignore[assignment]
        "Everything that you can see and that is not over. Whether you may hand on each is asked "
        "when you do; it is done all together or not at all."
    )
    submit = _("Hand it over")  # type: ignore[assignment]

    def find(self) -> User:
        return queries.person(self.viewer, self.kwargs["pk"])

    def get_form(self, *data: Any) -> SuccessionForm:
        found = carried(self.viewer, self.record)
        initial = {"version": self.record.version}
        return SuccessionForm(*data, viewer=self.viewer, carried=found, initial=initial)

    def perform(self, given: dict[str, Any]) -> int:
        values = {name: given[name] for name in ("successor", "keys", "reason")}
        return hand_over(actor=self.viewer, person=self.record, **values)

    def get_title(self) -> str:
        return str(_("Hand over what %(person)s carries") % {"person": self.record})

    def get_done(self, result: int) -> str:
        return ngettext(
            "%(n)s thing has a new owner.", "%(n)s things have a new owner.", result
        ) % {"n": result}

    def url_after(self, result: Any) -> str:
        return reverse("person", args=[self.record.pk])

    def crumbs(self) -> list[tuple[str, str]]:
        return crumbs_to(self.record)
