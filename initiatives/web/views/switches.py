"""Which parts of the product are on: read by administrators and auditors, turned with a reason."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from initiatives.base.lazy import gettext_lazy as _
from initiatives.base.permission import Answer
from initiatives.history import queries as history
from initiatives.people import queries, rules, services
from initiatives.switches.choices import WHILE_OFF
from initiatives.switches.models import Switch
from initiatives.web.forms.switches import TurnForm
from initiatives.web.frame import ActionPage, page, viewer_of

EVENTS_SHOWN = 20


@page
def switch_list(request: HttpRequest) -> HttpResponse:
    """Each part, whether it is on, and who said so."""
    viewer = viewer_of(request)
    rules.may_oversee(viewer).require()
    context = {
        "switches": [(one, WHILE_OFF[one.feature]) for one in queries.switches(viewer)],
        "may_switch": rules.may_switch(viewer),
        "crumbs": crumbs(),
    }
    return render(request, "administration/switches.html", context)


def crumbs() -> list[tuple[str, str]]:
    return [(gettext("Administration"), reverse("administration"))]


class Turn(ActionPage):
    """One part off, or on again."""

    form_class = TurnForm
    template_name = "administration/switch.html"

    def find(self) -> Switch:
        return queries.switch(self.viewer, self.kwargs["pk"])

    def permission(self) -> Answer:
        return rules.may_switch(self.viewer)

    def initial(self) -> dict[str, Any]:
        return {"is_on": not self.record.is_on}

    def get_title(self) -> str:
        words = (
            _("Switch “%(feature)s” off?") if self.record.is_on else _("Switch “%(feature)s” on?")
        )
        return str(words) % {"feature": self.record}

    @property
    def submit(self) -> str:  # type: ignore[override]
        return gettext("Switch it off") if self.record.is_on else gettext("Switch it on")

    @property
    def danger(self) -> bool:  # type: ignore[override]
        return bool(self.record.is_on)

    def context(self) -> dict[str, Any]:
        return {
            "meanwhile": WHILE_OFF[self.record.feature],
            "turning_off": self.record.is_on,
            "events": history.events_about(self.viewer, self.record)[:EVENTS_SHOWN],
        }

    def perform(self, given: dict[str, Any]) -> Switch:
        return services.turn_switch(actor=self.viewer, switch=self.record, **given)

    def get_done(self, result: Switch) -> str:
        words = _("“%(feature)s” is on.") if result.is_on else _("“%(feature)s” is off.")
        return str(words) % {"feature": result}

    def url_after(self, result: Any) -> str:
        return reverse("switch_list")

    def crumbs(self) -> list[tuple[str, str]]:
        return [*crumbs(), (gettext("Switches"), reverse("switch_list"))]
