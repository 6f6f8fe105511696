"""Services: programs with roles of their own, and their tokens."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from initiatives.base.permission import Answer
from initiatives.history import queries as history
from initiatives.people import queries, rules, services
from initiatives.people.models import Token, User
from initiatives.web.forms.people import TokenForm
from initiatives.web.forms.services import HandOverForm, NewServiceForm
from initiatives.web.frame import ActionPage, page, viewer_of
from initiatives.web.views.profile import shown_once

EVENTS_SHOWN = 20


@page
def service_list(request: HttpRequest) -> HttpResponse:
    """The services that the viewer looks after."""
    viewer = viewer_of(request)
    context = {
        "services": queries.services(viewer),
        "may_administer": rules.may_administer(viewer),
    }
    return render(request, "services/list.html", context)


@page
def service(request: HttpRequest, pk: int) -> HttpResponse:
    """One service: its tokens, its roles, who answers for it."""
    viewer = viewer_of(request)
    found = queries.service(viewer, pk)
    held = queries.memberships(viewer, user=found)
    context = {
        "service": found,
        "tokens": queries.service_tokens(viewer, found),
        "roles": [(one, rules.may_manage(viewer, one.entity)) for one in held],
        "may_administer": rules.may_administer(viewer),
        "may_keep": rules.may_administer_person(viewer, found),
        "may_issue": rules.may_issue_for(viewer, found),
        "events": history.events_about(viewer, found)[:EVENTS_SHOWN],
        "crumbs": crumbs_to_list(),
    }
    return render(request, "services/page.html", context)


class Create(ActionPage):
    """A new service, without a role and without a token yet."""

    form_class = NewServiceForm
    title: Any = _("Add a service")
    lede: Any = _("A service is a program that calls the API in its own name. It never signs in.")
    submit: Any = _("Add the service")

    def permission(self) -> Answer:
        return rules.may_administer(self.viewer)

    def perform(self, given: dict[str, Any]) -> User:
        return services.create_service(actor=self.viewer, **given)

    def get_done(self, result: User) -> str:
        return gettext("%(service)s is added. Give it a role next, then a token.") % {
            "service": result
        }

    def url_after(self, result: User | None) -> str:
        return reverse("service", args=[result.pk]) if result else reverse("service_list")

    def crumbs(self) -> list[tuple[str, str]]:
        return crumbs_to_list()


class OfService(ActionPage):
    """What is done to one service."""

    def find(self) -> User:
        return queries.service(self.viewer, self.kwargs["pk"])

    def url_after(self, result: Any) -> str:
        return reverse("service", args=[self.record.pk])

    def crumbs(self) -> list[tuple[str, str]]:
        return [*crumbs_to_list(), (self.record.name, self.url_after(None))]


class Issue(OfService):
    """A new token; its secret shows once, on the page that answers the form."""

    form_class = TokenForm
    title: Any = _("Issue a token")
    lede: Any = _("The program sends it with every call. Keep its secret as a password.")
    submit: Any = _("Issue the token")

    def permission(self) -> Answer:
        return rules.may_issue_for(self.viewer, self.record)

    def perform(self, given: dict[str, Any]) -> tuple[Token, str]:
        return services.issue_token(actor=self.viewer, user=self.record, **given)

    def answer(self, result: tuple[Token, str]) -> HttpResponse:
        back = self.url_after(None)
        return shown_once(self.request, *result, crumbs=self.crumbs(), back=back)


class HandOver(OfService):
    """Somebody else answers for it."""

    form_class = HandOverForm
    title: Any = _("Let somebody else answer for it")
    submit: Any = _("Hand it over")
    done: Any = _("It is handed over.")

    def permission(self) -> Answer:
        return rules.may_administer_person(self.viewer, self.record)

    def perform(self, given: dict[str, Any]) -> User:
        return services.hand_over_service(actor=self.viewer, service=self.record, **given)


def crumbs_to_list() -> list[tuple[str, str]]:
    """The way down to the list."""
    return [(gettext("Services"), reverse("service_list"))]
