"""Feedback as those see it who read and answer it: the list, and the page of one voice."""

from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext

from initiatives.base.lazy import gettext_lazy as _
from initiatives.community import queries, rules
from initiatives.community.choices import WAITING, FeedbackState
from initiatives.community.filters import FeedbackFilter
from initiatives.community.models import Feedback
from initiatives.history import queries as history
from initiatives.people import queries as people
from initiatives.portfolio import queries as portfolio
from initiatives.shortfalls import queries as shortfalls
from initiatives.web.frame import ListPage, page, viewer_of
from initiatives.web.frame.forms import Choices, entity_choices, person_choices, principle_choices

SHOWN = 20


class VoiceList(ListPage):
    """What the community said, as far as the viewer may know of it."""

    filter_class = FeedbackFilter
    template_name = "community/list.html"
    table_name = "feedback"
    orders = (("-received_on", _("Newest")), ("received_on", _("Oldest")), ("state", _("State")))

    def rows(self) -> QuerySet[Feedback]:
        rules.may_read(self.viewer).require()
        return queries.feedback(self.viewer)

    @cached_property
    def themes(self) -> Choices:
        return [(theme.pk, theme.name) for theme in queries.themes(self.viewer)]

    def choices(self) -> dict[str, Choices]:
        return {
            "entity": entity_choices(self.viewer),
            "theme": self.themes,
            "principle": principle_choices(self.viewer),
            "owner": person_choices(people.directory(self.viewer)),
        }

    def context(self) -> dict[str, Any]:
        counts = {
            "received": Q(state=FeedbackState.RECEIVED, set_aside=False),
            "aside": Q(set_aside=True, state__in=WAITING),
            "waiting": Q(state__in=WAITING, set_aside=False),
        }
        counted = {name: Count("pk", filter=condition) for name, condition in counts.items()}
        rows = rules.visible_feedback(self.viewer).order_by()
        return {
            "counts": rows.aggregate(**counted),
            "may_enter": bool(rules.may_enter(self.viewer)),
        }


@page
def voice(request: HttpRequest, pk: int) -> HttpResponse:
    """One voice: what was said as the viewer may read it, where it stands, what it led to."""
    viewer = viewer_of(request)
    found = queries.feedback_item(viewer, pk)
    triage = bool(rules.may_triage(viewer, found.entity))
    context = {
        "voice": found,
        "shown": queries.shown(viewer, found),
        "crumbs": [(gettext("Community feedback"), reverse("voice_list"))],
        "events": history.events_about(viewer, found)[:SHOWN],
        "principles": found.principles.select_related("framework"),
        "initiatives": portfolio.initiatives(viewer).filter(feedback=found),
        "shortfalls": shortfalls.shortfalls(viewer).filter(feedback=found),
        "answers": queries.answers(viewer).filter(pk__in=found.report_backs.values("pk")),
        "triage": triage,
        "is_open": found.state in WAITING,
        "may_answer": triage
        and not found.set_aside
        and found.state in (FeedbackState.THEMED, FeedbackState.DECIDED),
        "contact_kept": triage and hasattr(found, "contact"),
    }
    return render(request, "community/voice.html", context)
