"""What was sent to a webhook: the list, one of them with its tries, and sending once more."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives.base import clock
from initiatives.base.lazy import gettext_lazy as later
from initiatives.base.permission import Answer
from initiatives.web.forms.webhooks import ReplayForm
from initiatives.web.frame import ListPage, page, viewer_of
from initiatives.web.frame.forms import ViewerForm
from initiatives.web.views.webhooks import OneWebhook, crumbs_to_list
from initiatives.webhooks import queries, rules, services
from initiatives.webhooks.filters import DeliveryFilter
from initiatives.webhooks.models import Webhook, WebhookDelivery


class Deliveries(ListPage):
    """A webhook, and what was and is to be sent to it, the latest first."""

    filter_class = DeliveryFilter
    template_name = "webhooks/page.html"
    hidden = ("webhook",)

    def rows(self) -> QuerySet[WebhookDelivery]:
        self.webhook = queries.webhook(self.viewer, self.kwargs["pk"])
        return queries.deliveries_of(self.viewer, self.webhook)

    def context(self) -> dict[str, Any]:
        return {
            "webhook": self.webhook,
            "may_change": rules.may_change(self.viewer, self.webhook),
            "may_end": rules.may_end(self.viewer, self.webhook),
            "may_read": rules.may_read(self.viewer, self.webhook),
            "overlaps": bool(self.webhook.former_until and self.webhook.former_until > clock.now()),
            "crumbs": crumbs_to_list(),
        }


@page
def delivery(request: HttpRequest, pk: int) -> HttpResponse:
    """One message, and how each try went."""
    viewer = viewer_of(request)
    found = queries.delivery(viewer, pk)
    webhook = found.webhook
    context = {
        "delivery": found,
        "webhook": webhook,
        "may_change": rules.may_change(viewer, webhook),
        "crumbs": [*crumbs_to_list(), (webhook.name, reverse("webhook", args=[webhook.pk]))],
    }
    return render(request, "webhooks/delivery.html", context)


class Test(OneWebhook):
    """A message about nothing."""

    form_class = ViewerForm
    lede = later(
        "A signed message of the type webhook.test is sent within seconds. It is about no record."
    )
    submit = later("Send a test")
    done = later("The test is sent within seconds. Look at the page again to see the answer.")

    def get_title(self) -> str:
        return _("Send a test to “%(name)s”") % {"name": self.record.name}

    def perform(self, given: dict[str, Any]) -> WebhookDelivery:
        return services.send_test(actor=self.viewer, webhook=self.record)


class Replay(OneWebhook):
    """All that happened since an instant, sent again."""

    form_class = ReplayForm
    lede = later(
        "Everything of its types that happened since then, and that you may see now, is sent again "
        "under the ids that it had: a receiver knows by them what it has already."
    )
    submit = later("Replay")

    def initial(self) -> dict[str, Any]:
        since = timezone.localtime(self.record.disabled_at or self.record.created_at)
        return {"day": since.date(), "hour": since.time()}

    def get_title(self) -> str:
        return _("Replay what happened to “%(name)s”") % {"name": self.record.name}

    def perform(self, given: dict[str, Any]) -> int:
        return services.replay_webhook(actor=self.viewer, webhook=self.record, **given)

    def get_done(self, result: int) -> str:
        said = ngettext(
            "%(count)d message is sent again.", "%(count)d messages are sent again.", result
        )
        return said % {"count": result}


class Repeat(OneWebhook):
    """One delivery, sent again."""

    form_class = ViewerForm
    lede = later("It is sent within seconds, under the id that it had.")
    submit = later("Send it again")
    done = later("It is sent again within seconds.")

    def find(self) -> Any:
        return queries.delivery(self.viewer, self.kwargs["pk"])

    @property
    def webhook(self) -> Webhook:
        found: Webhook = self.record.webhook
        return found

    def permission(self) -> Answer:
        return rules.may_change(self.viewer, self.webhook)

    def get_title(self) -> str:
        return _("Send “%(name)s” again?") % {"name": self.record.type}

    def perform(self, given: dict[str, Any]) -> WebhookDelivery:
        return services.send_again(actor=self.viewer, delivery=self.record)

    def url_after(self, result: Any) -> str:
        return reverse("webhook_delivery", args=[self.record.pk])

    def crumbs(self) -> list[tuple[str, str]]:
        page = reverse("webhook", args=[self.webhook.pk])
        return [*crumbs_to_list(), (self.webhook.name, page)]
