"""A person's own profile and API tokens."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from initiatives.base.lazy import gettext_lazy as _
from initiatives.people import queries, services
from initiatives.people.models import Token, User
from initiatives.web.forms.people import ProfileForm, TokenForm
from initiatives.web.frame import ActionPage
from initiatives.web.frame.forms import ViewerForm


class Profile(ActionPage):
    """How the viewer is called, and when they work."""

    form_class = ProfileForm
    template_name = "profile/page.html"
    title = _("Your profile")
    submit = _("Save your profile")
    done = _("Your profile is saved.")

    def find(self) -> User:
        return queries.person(self.viewer, self.viewer.pk)

    def initial(self) -> dict[str, Any]:
        names = ("name", "title", "time_zone", "working_days")
        return {name: getattr(self.record, name) for name in names}

    def perform(self, given: dict[str, Any]) -> User:
        return services.update_profile(actor=self.viewer, user=self.record, **given)

    def url_after(self, result: User | None) -> str:
        return reverse("profile") if result else reverse("home")


class Tokens(ActionPage):
    """The viewer's API tokens. A new one's secret shows once, on the page that answers the form."""

    form_class = TokenForm
    template_name = "profile/tokens.html"
    title = _("API tokens")
    lede = _(
        "A token lets a program act in your name, with your rights. Keep its secret as a password."
    )
    submit = _("Create the token")

    def perform(self, given: dict[str, Any]) -> tuple[Token, str]:
        return services.issue_token(user=self.viewer, **given)

    def answer(self, result: tuple[Token, str]) -> HttpResponse:
        return shown_once(
            self.request, *result, crumbs=self.crumbs_below(), back=self.url_after(result)
        )

    def context(self) -> dict[str, Any]:
        return {"tokens": queries.tokens(self.viewer)}

    def url_after(self, result: tuple[Token, str] | None) -> str:
        return reverse("token_list") if result else reverse("profile")

    def crumbs(self) -> list[tuple[str, str]]:
        return [(gettext("Your profile"), reverse("profile"))]

    def crumbs_below(self) -> list[tuple[str, str]]:
        return [*self.crumbs(), (gettext("API tokens"), reverse("token_list"))]


def shown_once(
    request: HttpRequest, token: Token, secret: str, crumbs: list[tuple[str, str]], back: str
) -> HttpResponse:
    """The page of a new token, the only one that ever has its secret."""
    context = {"token": token, "secret": secret, "crumbs": crumbs, "back": back}
    response = render(request, "profile/token_made.html", context)
    response["Cache-Control"] = "private, no-store"
    return response


class Revoke(ActionPage):
    """A token ended at once."""

    form_class = ViewerForm
    lede = _("Programs that use it are refused from now on. This cannot be undone.")
    submit = _("Revoke the token")
    danger = True
    done = _("The token is revoked.")

    def find(self) -> Token:
        return queries.token(self.viewer, self.kwargs["pk"])

    def perform(self, given: dict[str, Any]) -> None:
        services.revoke_token(actor=self.viewer, token=self.record)

    def get_title(self) -> str:
        return gettext("Revoke “%(name)s”?") % {"name": self.record.name}

    def url_after(self, result: Any) -> str:
        service = self.record.user
        return (
            reverse("service", args=[service.pk]) if service.is_service else reverse("token_list")
        )

    def crumbs(self) -> list[tuple[str, str]]:
        if self.record.user.is_service:
            return [
                (gettext("Services"), reverse("service_list")),
                (self.record.user.name, self.url_after(None)),
            ]
        return [
            (gettext("Your profile"), reverse("profile")),
            (gettext("API tokens"), reverse("token_list")),
        ]
