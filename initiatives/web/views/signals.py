"""The list of signals, the page of one, and dismissing it."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from initiatives.base.lazy import gettext_lazy as _
from initiatives.base.permission import Answer
from initiatives.history import queries as history
from initiatives.measures import queries, rules
from initiatives.measures.choices import SignalState
from initiatives.measures.filters import SignalFilter
from initiatives.measures.models import Signal
from initiatives.people import queries as people
from initiatives.portfolio import queries as portfolio
from initiatives.shortfalls import queries as shortfalls
from initiatives.shortfalls import services
from initiatives.web.frame import ListPage, page, viewer_of
from initiatives.web.frame.forms import Choices, ReasonForm, entity_choices, principle_choices
from initiatives.web.views.asked import label_of
from initiatives.web.views.standing import StandingPage

SHOWN = 20


class SignalList(ListPage):
    """What the tracker saw in the data of measures that the viewer may see."""

    list_name = "signals"
    filter_class = SignalFilter
    template_name = "signals/list.html"
    hidden = ("initiative", "measure", "sponsor", "population")
    orders = (
        ("-created_at", _("Seen last")),
        ("created_at", _("Seen first")),
        ("-ends", _("Latest data first")),
        ("state", _("State")),
    )

    def rows(self) -> QuerySet[Signal]:
        return queries.signals(self.viewer)

    def choices(self) -> dict[str, Choices]:
        return {
            "entity": entity_choices(self.viewer),
            "principle": principle_choices(self.viewer),
            "initiative": label_of(self.request, "initiative", portfolio.initiatives(self.viewer)),
            "sponsor": label_of(self.request, "sponsor", people.people(self.viewer)),
            "measure": label_of(self.request, "measure", queries.measures(self.viewer)),
        }


@page
def signal(request: HttpRequest, pk: int) -> HttpResponse:
    """One signal: what was seen, what judged it, what was proposed, who is asked."""
    viewer = viewer_of(request)
    found = queries.signal(viewer, pk)
    context = {
        "signal": found,
        "crumbs": [(gettext("Signals"), reverse("signal_list"))],
        "proposed": shortfalls.shortfalls(viewer).filter(sources__signal=found).first(),
        "may_dismiss": found.state == SignalState.OPEN
        and bool(rules.may_dismiss_signal(viewer, found)),
        "events": history.events_about(viewer, found)[:SHOWN],
    }
    return render(request, "signals/page.html", context)


class Dismiss(StandingPage):
    """A signal that needs no answer, with the reason."""

    form_class = ReasonForm
    template_name = "signals/dismiss.html"
    states = (SignalState.OPEN,)
    lede = _(
        "It stays on record with your reason. The shortfall that it proposed is dismissed with it, "
        "and it is not raised again for the same run of points."
    )
    submit = _("Dismiss it")
    danger = True

    def find(self) -> Signal:
        return queries.signal(self.viewer, self.kwargs["pk"])

    def permission(self) -> Answer:
        return rules.may_dismiss_signal(self.viewer, self.record)

    def get_title(self) -> str:
        return gettext("Dismiss %(reference)s") % {"reference": self.record.reference}

    def perform(self, given: dict[str, Any]) -> Signal:
        return services.dismiss_signal(actor=self.viewer, signal=self.record, **given)

    def get_done(self, result: Signal) -> str:
        return gettext("%(reference)s is dismissed.") % {"reference": result.reference}

    def url_after(self, result: Any) -> str:
        return reverse("signal", args=[self.record.pk])

    def crumbs(self) -> list[tuple[str, str]]:
        return [
            (gettext("Signals"), reverse("signal_list")),
            (self.record.reference, self.url_after(None)),
        ]
