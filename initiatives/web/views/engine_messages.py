"""All messages that remind people: the list, one of them, and sending one again."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from initiatives.accountability import queries, services
from initiatives.accountability.choices import DeliveryState
from initiatives.accountability.filters import DeliveryFilter
from initiatives.accountability.models import Delivery
from initiatives.base.lazy import gettext_lazy as _
from initiatives.base.permission import Answer
from initiatives.people.rules import may_administer_all, may_oversee
from initiatives.web.frame import ActionPage, ListPage, page, viewer_of
from initiatives.web.frame.forms import Choices, ViewerForm, person_choices

Crumbs = list[tuple[str, str]]
OCCASIONS_SHOWN = 50


def crumbs_to_messages() -> Crumbs:
    """The way down to the list."""
    return [
        (gettext("Reminders"), reverse("reminder_engine")),
        (gettext("Messages"), reverse("message_list")),
    ]


class Messages(ListPage):
    """Every message, the latest first; what it says is not shown here."""

    filter_class = DeliveryFilter
    template_name = "administration/messages.html"
    table_name = "messages"
    orders = (("-id", _("Latest first")), ("id", _("Earliest first")))

    def rows(self) -> QuerySet[Delivery]:
        may_oversee(self.viewer).require()
        return queries.messages(self.viewer)

    def choices(self) -> dict[str, Choices]:
        return {"recipient": person_choices(queries.told_people(self.viewer))}

    def context(self) -> dict[str, Any]:
        return {
            "crumbs": crumbs_to_messages()[:1],
            "may_administer": may_administer_all(self.viewer),
        }


@page
def message(request: HttpRequest, pk: int) -> HttpResponse:
    """One message; what it said, and of what it told, is for administrators and its recipient."""
    viewer = viewer_of(request)
    may_oversee(viewer).require()
    found = queries.message(viewer, pk)
    reads = bool(may_administer_all(viewer)) or found.recipient_id == viewer.pk
    context = {
        "message": found,
        "reads": reads,
        "occasions": queries.occasions_of(viewer, found)[:OCCASIONS_SHOWN],
        "crumbs": crumbs_to_messages(),
        "may_repeat": found.state == DeliveryState.FAILED and may_administer_all(viewer),
    }
    return render(request, "administration/message.html", context)


class Repeat(ActionPage):
    """A message that failed, sent again."""

    form_class = ViewerForm
    lede = _(
        "It goes within minutes, and its person counts as reachable again. "
        "It says what is true then, so it may differ from the first."
    )
    submit = _("Send it again")
    done = _("It is sent again within minutes.")

    def find(self) -> Delivery:
        may_oversee(self.viewer).require()
        return queries.message(self.viewer, self.kwargs["pk"])

    def permission(self) -> Answer:
        return may_administer_all(self.viewer)

    def get_title(self) -> str:
        return gettext("Send the message to %(recipient)s again?") % {
            "recipient": self.record.recipient
        }

    def perform(self, given: dict[str, Any]) -> Delivery:
        return services.repeat_delivery(actor=self.viewer, delivery=self.record)

    def url_after(self, result: Delivery | None) -> str:
        return reverse("message", args=[self.record.pk])

    def crumbs(self) -> Crumbs:
        return crumbs_to_messages()
