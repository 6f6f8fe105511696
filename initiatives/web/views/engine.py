"""The reminder engine for administrators: how it stands, and stop, start, let go."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext

from initiatives.accountability import queries, services
from initiatives.accountability.choices import DeliveryState, EngineState
from initiatives.accountability.models import Engine
from initiatives.accountability.queries import EngineFigures
from initiatives.base import clock
from initiatives.base.lazy import gettext_lazy as _
from initiatives.base.permission import Answer
from initiatives.history import queries as history
from initiatives.people.rules import may_administer_all, may_oversee
from initiatives.web.forms.engine import StopForm
from initiatives.web.frame import ActionPage, page, viewer_of
from initiatives.web.frame.forms import ViewerForm
from initiatives.web.views.engine_preview import by_message
from initiatives.web.words import moment_in_words, span_in_words

SHOWN = 10
PEOPLE_SHOWN = 20
LATE = timedelta(minutes=5)


@page
def reminders(request: HttpRequest) -> HttpResponse:
    """How the engine stands, what failed, and whom it cannot reach."""
    viewer = viewer_of(request)
    may_oversee(viewer).require()
    figures, engine = queries.engine_figures(), queries.engine()
    events = list(history.events_about(viewer, engine)[:SHOWN])
    failed = queries.messages(viewer).filter(state=DeliveryState.FAILED)
    untold = queries.untold(viewer)
    context = {
        "engine": engine,
        "figures": figures,
        "numbers": numbers_of(figures),
        "swept": swept(figures),
        "failed": failed[:SHOWN],
        "unreachable": queries.unreachable(viewer)[:PEOPLE_SHOWN],
        "unreachable_total": queries.unreachable(viewer).count(),
        "untold": untold[:PEOPLE_SHOWN],
        "untold_total": untold.count(),
        "events": events,
        "stopped_because": next((event.reason for event in events if event.reason), ""),
        "may_administer": may_administer_all(viewer),
    }
    return render(request, "administration/reminders.html", context)


def numbers_of(figures: EngineFigures) -> list[tuple[str, str, str]]:
    """The figures in the order in which a reminder passes them; with a list's query, if any."""
    waited = figures.oldest_owed_seconds
    return [
        (gettext("Occasions owed"), f"{figures.owed:,}", ""),
        (gettext("People waiting for their hour"), f"{queries.people_waiting():,}", ""),
        (gettext("Messages to go"), f"{figures.pending:,}", "state=pending"),
        (gettext("Being sent now"), f"{figures.claimed:,}", ""),
        (gettext("Sent in the last 24 hours"), f"{figures.sent_today:,}", ""),
        (gettext("Failed"), f"{figures.failed:,}", "state=failed"),
        (
            gettext("Oldest that could go has waited"),
            span_in_words(waited) if waited else gettext("None waits"),
            "",
        ),
    ]


def swept(figures: EngineFigures) -> tuple[str, bool]:
    """When the engine last looked what is owed, and whether that is too long ago."""
    if figures.swept_at is None:
        return gettext(
            "It has not looked yet what is owed: the worker is starting, or not running."
        ), True
    took = span_in_words(figures.sweep_seconds)
    said = gettext("It last looked what is owed on %(moment)s, which took %(took)s.") % {
        "moment": moment_in_words(figures.swept_at),
        "took": took,
    }
    late = clock.now() - figures.swept_at > LATE
    return (
        gettext("%(said)s That is too long ago: see whether the worker runs.") % {"said": said}
        if late
        else said
    ), late


class EnginePage(ActionPage):
    """What the pages that act on the engine share."""

    form_class: type[ViewerForm] = ViewerForm
    states: tuple[str, ...] = ()

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """The form; one is led back where the engine does not stand as it asks."""
        answer = super().get(request, **kwargs)
        if self.record.state in self.states:
            return answer
        state = self.record.get_state_display().lower()
        messages.info(
            request, gettext("Reminders are %(state)s, so this is not open.") % {"state": state}
        )
        return redirect(self.url_after(None))

    def find(self) -> Engine:
        return queries.engine()

    def permission(self) -> Answer:
        return may_administer_all(self.viewer)

    def url_after(self, result: Any) -> str:
        return reverse("reminder_engine")

    def crumbs(self) -> list[tuple[str, str]]:
        return [(gettext("Reminders"), reverse("reminder_engine"))]


class Stop(EnginePage):
    """Nothing is sent until it is started again."""

    form_class = StopForm
    states = (EngineState.RUNNING, EngineState.HELD)
    title = _("Stop all reminders?")
    lede = _(
        "Nothing is sent to anybody until an administrator starts them again. "
        "What is owed is still noted, and goes then, in one message a person."
    )
    submit = _("Stop all reminders")
    danger = True
    done = _("Reminders are stopped. Nothing is sent until they are started again.")

    def perform(self, given: dict[str, Any]) -> Engine:
        return services.stop_engine(actor=self.viewer, reason=given["reason"])


class Start(EnginePage):
    """Sent again, with what came to be owed meanwhile."""

    template_name = "administration/release.html"
    states: tuple[str, ...] = (EngineState.STOPPED,)
    title = _("Start reminders again?")
    lede = _("What came to be owed meanwhile goes in one message a person, at their own hour.")
    submit = _("Start reminders")
    done = _("Reminders are started. Messages go within minutes.")

    def perform(self, given: dict[str, Any]) -> Engine:
        return services.start_engine(actor=self.viewer)

    def context(self) -> dict[str, Any]:
        foretold = by_message(services.preview(clock.now()))
        return {
            "people": len({message.recipient.pk for message in foretold}),
            "items": sum(len(message.items) for message in foretold),
            "now": sum(not message.waits for message in foretold),
            "foretold": foretold[:PEOPLE_SHOWN],
            "total": len(foretold),
        }


class Release(Start):
    """What was held for a look goes."""

    states = (EngineState.HELD,)
    title = _("Let the reminders go?")
    lede = _(
        "So many people were owed something after a long silence that nothing was sent. "
        "Look at how many they are and what they would get."
    )
    submit = _("Let them go")
    done = _("Reminders go. Each person gets one message, at their own hour.")

    def perform(self, given: dict[str, Any]) -> Engine:
        return services.release_engine(actor=self.viewer)
