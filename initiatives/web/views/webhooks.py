"""Webhooks: where other programs are told what happens. Adding, changing and ending them."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from initiatives.base.lazy import gettext_lazy as later
from initiatives.base.permission import Answer
from initiatives.people import queries as people
from initiatives.people.rules import may_oversee
from initiatives.web.forms.webhooks import WebhookEditForm, WebhookForm
from initiatives.web.frame import ActionPage, ListPage
from initiatives.web.frame.forms import Choices, person_choices
from initiatives.webhooks import queries, rules, services
from initiatives.webhooks.filters import WebhookFilter
from initiatives.webhooks.models import Webhook

Crumbs = list[tuple[str, str]]


class Webhooks(ListPage):
    """One's own; all of them for administrators and auditors."""

    filter_class = WebhookFilter
    template_name = "webhooks/list.html"

    def rows(self) -> QuerySet[Webhook]:
        return queries.webhooks(self.viewer)

    def choices(self) -> dict[str, Choices]:
        every = people.directory(self.viewer) if may_oversee(self.viewer) else [self.viewer]
        return {"owner": person_choices(every)}

    def context(self) -> dict[str, Any]:
        return {
            "may_keep": rules.may_keep(self.viewer),
            "oversees": may_oversee(self.viewer),
            "crumbs": [(_("Your profile"), reverse("profile"))],
        }


class OneWebhook(ActionPage):
    """What the pages share that act on one that is there."""

    def find(self) -> Any:
        return queries.webhook(self.viewer, self.kwargs["pk"])

    def permission(self) -> Answer:
        return rules.may_change(self.viewer, self.record)

    def url_after(self, result: Any) -> str:
        return reverse("webhook", args=[self.record.pk])

    def crumbs(self) -> Crumbs:
        return [*crumbs_to_list(), (self.record.name, self.url_after(None))]


def crumbs_to_list() -> Crumbs:
    """The way down to the list."""
    return [(_("Your profile"), reverse("profile")), (_("Webhooks"), reverse("webhook_list"))]


class ShowsSecret(ActionPage):
    """What makes a secret shows it once, on the page that answers the form."""

    def answer(self, result: tuple[Webhook, str]) -> HttpResponse:
        webhook, secret = result
        context = {"webhook": webhook, "secret": secret, "crumbs": crumbs_to_list()}
        response = render(self.request, "webhooks/secret.html", context)
        response["Cache-Control"] = "private, no-store"
        return response


class New(ShowsSecret):
    """Another one of one's own."""

    form_class = WebhookForm
    title = later("Add a webhook")
    lede = later(
        "Whenever something happens that you may see, a short signed message goes to its address: "
        "what happened, to which record. What the record says, the other program asks of the API."
    )
    submit = later("Add the webhook")

    def permission(self) -> Answer:
        return rules.may_keep(self.viewer)

    def perform(self, given: dict[str, Any]) -> tuple[Webhook, str]:
        return services.create_webhook(actor=self.viewer, **given)

    def url_after(self, result: tuple[Webhook, str] | None) -> str:
        return reverse("webhook", args=[result[0].pk]) if result else reverse("webhook_list")

    def crumbs(self) -> Crumbs:
        return crumbs_to_list()


class Edit(OneWebhook):
    """Another name, address or choice of types."""

    form_class = WebhookEditForm
    done = later("The webhook is saved.")

    def initial(self) -> dict[str, Any]:
        return {name: getattr(self.record, name) for name in ("name", "address", "types")}

    def get_title(self) -> str:
        return _("Change “%(name)s”") % {"name": self.record.name}

    def perform(self, given: dict[str, Any]) -> Webhook:
        return services.revise_webhook(actor=self.viewer, webhook=self.record, **given)


class Rotate(ShowsSecret, OneWebhook):
    """A new secret; the former one goes on for a day."""

    lede = later(
        "You get a new secret. For 24 hours messages are signed with both, so that no message is "
        "refused while you give the new one to the receiver."
    )
    submit = later("Make a new secret")

    def get_title(self) -> str:
        return _("Change the secret of “%(name)s”?") % {"name": self.record.name}

    def perform(self, given: dict[str, Any]) -> tuple[Webhook, str]:
        return services.rotate_secret(actor=self.viewer, webhook=self.record, **given)


class Ending(OneWebhook):
    """What an administrator may do as well."""

    danger = True

    def permission(self) -> Answer:
        return rules.may_end(self.viewer, self.record)


class Disable(Ending):
    """Nothing is sent for a while."""

    lede = later(
        "Nothing is sent until its owner enables it. What is owed waits; what happens meanwhile "
        "can be replayed afterwards."
    )
    submit = later("Disable the webhook")
    done = later("The webhook is disabled.")

    def get_title(self) -> str:
        return _("Disable “%(name)s”?") % {"name": self.record.name}

    def perform(self, given: dict[str, Any]) -> Webhook:
        return services.disable_webhook(actor=self.viewer, webhook=self.record, **given)


class Enable(OneWebhook):
    """On again, and on to what was missed."""

    lede = later(
        "What is owed is sent at once. On the next page you can also replay what happened while it "
        "was disabled."
    )
    submit = later("Enable the webhook")
    done = later("The webhook is enabled. Here you can replay what it missed.")

    def get_title(self) -> str:
        return _("Enable “%(name)s”?") % {"name": self.record.name}

    def perform(self, given: dict[str, Any]) -> Webhook:
        return services.enable_webhook(actor=self.viewer, webhook=self.record, **given)

    def url_after(self, result: Webhook | None) -> str:
        return reverse("webhook_replay" if result else "webhook", args=[self.record.pk])


class Close(Ending):
    """For good."""

    lede = later(
        "Nothing more is sent, and its secret is gone. This cannot be undone; that it was there "
        "stays in the history."
    )
    submit = later("Close the webhook")
    done = later("The webhook is closed.")

    def get_title(self) -> str:
        return _("Close “%(name)s” for good?") % {"name": self.record.name}

    def perform(self, given: dict[str, Any]) -> Webhook:
        return services.close_webhook(actor=self.viewer, webhook=self.record, **given)
